package org.authenticatorbackup.api.spi;

import java.util.Optional;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;

/**
 * The signed-in account that identifies the person, and a place at its provider for one secret per slot.
 *
 * <p>A slot with an account lock opens only with the secret kept here, so that whoever holds just the stored files
 * cannot even begin to guess a passphrase. The provider on its own can open nothing either: it never sees a stored
 * object.
 *
 * <p>An account may implement {@link WitnessKeeper}, {@link VaultDirectory} and {@link DelayedRelease} too; the library uses what is
 * there. The contract kit for all of them is {@code RecoveryAccountContract} in this module's test-jar.
 *
 * <p>Instances are bound to one signed-in person; signing in is the app's own matter. Calls block, and may come from
 * several threads at once. A provider tries once and reports why it failed.
 */
public interface RecoveryAccount {

    /** The length of a secret, in bytes. */
    int SECRET_BYTES = 32;

    /** {@return who runs the account, such as {@code example.com}; compared with {@link StorageTraits#operator()}} */
    String operator();

    /**
     * Keeps the secret of a slot for this person, durably. Repeating the call with the same secret changes nothing.
     *
     * @param vault the vault
     * @param slot a slot of it
     * @param secret {@value #SECRET_BYTES} bytes; not retained after the call returns
     * @throws RecoveryAccountException with {@code REFUSED} if another secret is kept for that slot already, which is
     *     left as it is; or with any other reason
     */
    void putSecret(VaultId vault, SlotId slot, byte[] secret) throws RecoveryAccountException;

    /**
     * Releases the secret of a slot to the signed-in person.
     *
     * @param vault the vault
     * @param slot a slot of it
     * @return a copy that the caller wipes; or empty if this account keeps none for that slot, most often because the
     *     vault belongs to another account
     * @throws RecoveryAccountException for any other cause
     */
    Optional<byte[]> getSecret(VaultId vault, SlotId slot) throws RecoveryAccountException;

    /**
     * Forgets the secret of a slot for good, or does nothing if there is none.
     *
     * @param vault the vault
     * @param slot a slot of it
     * @throws RecoveryAccountException if the secret may still be kept
     */
    void deleteSecret(VaultId vault, SlotId slot) throws RecoveryAccountException;
}
