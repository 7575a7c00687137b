package org.authenticatorbackup.api;

import org.authenticatorbackup.api.readiness.DrillReport;
import org.authenticatorbackup.api.readiness.Readiness;
import org.authenticatorbackup.api.vault.UnlockSecret;

/**
 * Tells what a recovery would be like while this device still lives, and lets the person rehearse it.
 *
 * <p>The service is safe for use by several threads.
 */
public interface ReadinessService {

    /**
     * Rehearses a recovery with what the person has: finds the vault of this device in the storage, opens it, reads and
     * joins everything, and compares it with what this device holds. Accounts and storage stay as they are; the device
     * keeps the date, the way in and the counts. As in a recovery, deriving a key from a passphrase takes about a second.
     *
     * <p>A secret that does not open the vault is remembered as a failed drill; a storage or an account that does not
     * answer is not.
     *
     * @param secret what the person has; read, but not closed, by this method
     * @return what a new device would have got
     * @throws BackupRefusedException with {@code NOT_ENABLED} if backup is off
     * @throws RecoveryRefusedException if the storage does not have the vault, no slot fits such a secret, or the kit or
     *     the shares are malformed, too few, or belong to another vault
     * @throws VaultUnreadableException if the secret is wrong, or no snapshot is intact
     * @throws StorageException if the storage failed
     * @throws RecoveryAccountException if the slot needs the recovery account and that failed
     * @throws DeviceStateException if accounts or state could not be read, or the report not kept
     */
    DrillReport drill(UnlockSecret secret)
            throws BackupRefusedException, RecoveryRefusedException, VaultUnreadableException, StorageException,
                    RecoveryAccountException, DeviceStateException;

    /**
     * Tells what would stand in the way of a recovery, without asking the storage or an account.
     *
     * @return the state as of now
     * @throws DeviceStateException if accounts or state could not be read
     */
    Readiness readiness() throws DeviceStateException;
}
