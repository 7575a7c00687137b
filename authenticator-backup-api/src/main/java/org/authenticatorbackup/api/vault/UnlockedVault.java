package org.authenticatorbackup.api.vault;

import java.util.List;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.VaultId;

/**
 * A vault that was opened: it holds the vault identity in memory until it is closed. Only the library implements this.
 */
public interface UnlockedVault extends AutoCloseable {

    /** {@return the vault's name, proven by the identity} */
    VaultId id();

    /**
     * Writes the recovery kit: one page of text that opens the vault by itself, with this library or with the public
     * {@code age} tool. Whoever has it can read every backup, so it belongs on paper in a safe place.
     *
     * @param storageHint where the person will find the stored files, in their own words; may be empty
     * @return the kit, which the caller shows or prints and closes; its text has lines ending in LF
     * @throws RecoveryRefusedException with {@code NOT_ADOPTABLE} if the vault was opened with nothing that only the
     *     person or their contacts hold: others may have planted it, and a kit would make it look like the person's own
     * @throws IllegalStateException if this vault is closed
     */
    RecoveryKit recoveryKit(String storageHint) throws RecoveryRefusedException;

    /**
     * Tells which of the contacts' shares were wrong: made up, or left from an earlier time. Enough others opened the vault
     * without them.
     *
     * @return their places among the given shares, counted from 1, in ascending order; none after any other secret
     */
    List<Integer> sharesLeftOut();

    /** Overwrites the vault identity, as far as a Java program can. Closing twice is the same as closing once. */
    @Override
    void close();
}
