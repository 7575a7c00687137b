package org.authenticatorbackup.api;

import org.authenticatorbackup.api.backup.AuditReport;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.authenticatorbackup.api.backup.SyncReport;
import org.authenticatorbackup.api.vault.UnlockedVault;

/**
 * Keeps in order what is stored: looks whether this device's backups are still there, brings devices together, removes what
 * is dispensable, and deletes the backup when the person wants that.
 *
 * <p>Ages are counted by a clock that was read at least once a day: after a longer pause, or a jump of the clock, they
 * count anew, so that nothing is ever removed early. So call {@link #audit} at each start of the app and, where the
 * platform allows it, several times a day.
 */
public interface UpkeepService {

    /**
     * Looks after this device's own backups; needs no secret of the person. At most once a day, or again if that failed, it asks the storage whether
     * the newest backup is there and intact (if not, another one is written at once), whether somebody else writes in this
     * device's name, and removes old backups by the retention policy. Of several storages, one that has lost something gets it
     * again: ways to open the vault from this device, which keeps those that it made or opened, and backups from a storage
     * where they came back as this device wrote them. It takes accounts out of the trash that were there
     * for long enough, gives the recovery account the word on the newest backup if that is still to be done, and deletes
     * the backup once the delay of {@link #deleteBackup} is over.
     *
     * @return what was found and done
     * @throws BackupRefusedException if backup is off, or a backup that was to be written anew was refused
     * @throws StorageException if the storage failed; what is left to do is done next time
     * @throws RecoveryAccountException if a deletion is under way and the recovery account failed
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    AuditReport audit() throws BackupRefusedException, StorageException, RecoveryAccountException, DeviceStateException;

    /**
     * Brings this device and the others of its vault together: reads all backups that it has not joined yet, merges them
     * into the app's accounts, and publishes the result unless two backups hold it already. Nothing is lost by merging: what
     * another device deleted is in the trash, and what this one has is in the backup.
     *
     * <p>If the storage cannot be read, nothing is changed. A device in whose name somebody else writes gets another name.
     *
     * @param vault the vault of this device, unlocked; not closed
     * @return what was brought
     * @throws VaultRefusedException with {@code NOT_A_MEMBER} if this device does not back up to that vault
     * @throws BackupRefusedException with {@code MASS_CHANGE} if many accounts would leave the list, with nothing changed; or
     *     if the merged contents cannot be stored, or the app's accounts change all the time
     * @throws StorageException if the storage failed
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    SyncReport sync(UnlockedVault vault)
            throws VaultRefusedException, BackupRefusedException, StorageException, DeviceStateException;

    /**
     * Syncs like {@link #sync(UnlockedVault)}, though many accounts leave the list: the person has agreed to exactly this
     * change.
     *
     * @param vault the vault of this device, unlocked; not closed
     * @param confirmed the change that a refusal has named
     * @return what was brought; nothing is pruned
     * @throws VaultRefusedException as above
     * @throws BackupRefusedException as above, also if the change is another one by now
     * @throws StorageException if the storage failed
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    SyncReport sync(UnlockedVault vault, MassChange confirmed)
            throws VaultRefusedException, BackupRefusedException, StorageException, DeviceStateException;

    /**
     * Asks for the whole backup to be deleted, with the backups of all devices, once {@link PendingDeletion#DELAY} is over.
     * Until then it can be called off, and backups go on. Asking twice is the same as once. Accounts on devices stay.
     *
     * @return the deletion that is pending
     * @throws BackupRefusedException with {@code NOT_ENABLED} if backup is off
     * @throws DeviceStateException if the state could not be kept
     */
    PendingDeletion deleteBackup() throws BackupRefusedException, DeviceStateException;

    /**
     * Calls the deletion off; does nothing if none is pending. Turning backup off calls it off, too.
     *
     * @throws BackupRefusedException with {@code DELETION_BEGUN} if it is too late, or {@code NOT_ENABLED} if backup is off
     * @throws DeviceStateException if the state could not be kept
     */
    void undeleteBackup() throws BackupRefusedException, DeviceStateException;
}
