package org.authenticatorbackup.api.spi;

import java.io.IOException;
import org.authenticatorbackup.api.account.VaultContents;

/**
 * The app's own store of accounts on this device: its database, as the library sees it.
 *
 * <p>The library reads it at every backup and writes it only when a recovery is committed, or when turning backup on
 * gives accounts new ids.
 *
 * <p><b>What is missing here is not deleted from the backup</b>, be it an account, a group or a setting. A store that
 * lost its rows must not take the backup with it; to delete an account, move it to {@link VaultContents#trash()}.
 *
 * <p>An implementation reports failures as {@link IOException}; an unchecked exception is taken for a mistake in it and
 * passes through the library, which changes nothing further.
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
     * Replaces everything, all or nothing, durably, unless something was changed meanwhile. Every member is kept as
     * given: ids, names as enrolled, labels and groups come back unchanged from the next {@link #read}.
     *
     * @param expected what the library has read: if the store holds anything else by now, such as an account that was
     *     just added or a counter that has advanced, it changes nothing and returns false
     * @param next what the store holds from now on; the secrets in it are the store's to keep
     * @return whether the contents were replaced
     * @throws IOException if they could not be stored, in which case the former ones are still there
     */
    boolean replace(VaultContents expected, VaultContents next) throws IOException;
}
