package org.authenticatorbackup.api.spi;

import java.io.IOException;
import org.authenticatorbackup.api.account.VaultContents;

/**
 * The app's own store of accounts on this device: its database, as the library sees it.
 *
 * <p>The library reads it at every backup and writes it only when a recovery is committed.
 *
 * <p><b>An account that is missing here is not deleted from the backup.</b> A store that lost its rows must not take
 * the backup with it; to delete an account, move it to {@link VaultContents#trash()}.
 */
public interface LocalAccounts {

    /**
     * Reads everything: accounts in the order the person sees, groups, settings and trash.
     *
     * @return the contents at one moment; {@link VaultContents#EMPTY} for a new device, never in place of a failure
     * @throws IOException if the contents could not be read
     */
    VaultContents read() throws IOException;

    /**
     * Replaces everything, all or nothing, durably. Every member is kept as given: ids, names as enrolled, labels and
     * groups come back unchanged from the next {@link #read}.
     *
     * @param contents what the store holds from now on; the secrets in it are the store's to keep
     * @throws IOException if the contents could not be stored, in which case the former ones are still there
     */
    void replace(VaultContents contents) throws IOException;
}
