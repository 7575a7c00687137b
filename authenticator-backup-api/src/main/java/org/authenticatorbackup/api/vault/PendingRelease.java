package org.authenticatorbackup.api.vault;

import java.time.Instant;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;

/**
 * A secret that the recovery account is going to release to a device that has asked for it, unless one of the person's other
 * devices vetoes that before. If it was not the person who asked, somebody else is signed in to the recovery account.
 *
 * @param vault the vault
 * @param slot the slot whose secret was asked for
 * @param id what the account calls it: 1 to {@value #MAX_ID} characters of {@code A-Z a-z 0-9 . _ -}, and no secret
 * @param requestedAt when it was asked for, by the account's clock
 * @param releaseAt from when on the secret is given out, by the account's clock
 */
public record PendingRelease(VaultId vault, SlotId slot, String id, Instant requestedAt, Instant releaseAt) {

    /** The longest id, in characters. */
    public static final int MAX_ID = 64;

    /**
     * Checks the id.
     *
     * @param vault the vault
     * @param slot the slot whose secret was asked for
     * @param id what the account calls it
     * @param requestedAt when it was asked for
     * @param releaseAt from when on the secret is given out
     * @throws IllegalArgumentException if {@code id} has another form
     */
    public PendingRelease {
        if (!id.matches("[A-Za-z0-9._-]{1," + MAX_ID + "}")) {
            throw new IllegalArgumentException("not the id of a release");
        }
    }
}
