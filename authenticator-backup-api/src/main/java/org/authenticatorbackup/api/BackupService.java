package org.authenticatorbackup.api;

import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.EnableReceipt;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.api.vault.Passphrase;

/**
 * Backs up what the app holds, from one device.
 *
 * <p>A backup needs no secret of the person: the device keeps a capability that adds snapshots and cannot read any. The
 * services are safe for use by several threads; calls that write take turns.
 */
public interface BackupService {

    /**
     * Makes an account that can be backed up: gives it its id. Nothing is stored; the app adds the account to its own
     * store.
     *
     * <p>Enrolling the same credential under the same name twice gives the same id. An app that had accounts before it had
     * this library enrolls each of them once. Recovering into this device may give accounts new ids.
     *
     * @param credential what makes the codes
     * @param name issuer and user name as the provider gave them
     * @param kind what sort of account it is
     * @return the account, labelled with {@code name}
     * @throws IllegalArgumentException if {@code credential} is withheld or device-unique: no id can be made of it
     * @throws DeviceStateException if the key that ids are made with could not be read or kept
     */
    Account enroll(Credential credential, AccountName name, AccountKind kind) throws DeviceStateException;

    /**
     * Draws a passphrase for {@link #enable}: seven English words of the BIP-39 list, joined by {@code -}, 77 bits.
     *
     * @return a new passphrase, which the caller shows to the person and closes
     */
    Passphrase generatePassphrase();

    /**
     * Turns backup on: makes the vault and its slot, writes the first snapshot, reads everything back and opens it. Only
     * then it returns.
     *
     * <p>Accounts whose ids were made with another key than this device's get their ids anew, in the app's own store.
     *
     * <p>The slot opens with the passphrase; if a recovery account is connected, with the passphrase and a secret that
     * the account keeps, both. On failure backup stays off, no account is lost, and calling again starts anew
     * under a new vault; the objects of the failed attempt are removed as far as the storage lets them be.
     *
     * @param passphrase how the person will unlock the vault; read, but not closed, by this method
     * @param options see there
     * @return what was made
     * @throws BackupRefusedException if backup is on already, or the passphrase is unusable, or too weak for the options, or
     *     the app's policy wants an account that is not connected
     * @throws StorageException if the storage failed, or returned other bytes than were written
     * @throws RecoveryAccountException if the recovery account failed
     * @throws DeviceStateException if the state could not be kept
     */
    EnableReceipt enable(Passphrase passphrase, EnableOptions options)
            throws BackupRefusedException, StorageException, RecoveryAccountException, DeviceStateException;

    /**
     * Backs up now. When this returns, the snapshot has been stored, read back, compared and opened.
     *
     * <p>A snapshot is written even if nothing was changed, unless a destination still lacks the newest one: then that is
     * brought there. With several destinations, one verified copy is enough; the receipt tells how each fared. On failure,
     * and when the thread is interrupted, nothing stored before is touched, and calling again is safe: while nothing else
     * was changed, a snapshot whose outcome is unknown is finished under the same name.
     *
     * <p>A copy counts only where the vault can be opened. At the first backup after a start, once a day and after a failure
     * each destination is asked for its slots; one that was emptied, or is new, first gets those that this device made or
     * opened, and {@link org.authenticatorbackup.api.backup.DestinationHealth#lastMissing} tells. Not where another vault
     * may have replaced this one.
     *
     * <p>If more than a fifth of the accounts, and at least three, would leave the vault's list, or this device suddenly
     * holds none, nothing is stored: see {@code MASS_CHANGE}.
     *
     * @return what was stored
     * @throws BackupRefusedException if backup is off or the contents cannot be stored
     * @throws StorageException if the storage failed, or returned other bytes than were written
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    BackupReceipt backUp() throws BackupRefusedException, StorageException, DeviceStateException;

    /**
     * Backs up now like {@link #backUp()}, though many accounts leave the vault's list or the device holds none: the person
     * has agreed to exactly this change.
     *
     * @param confirmed the change that a refusal of {@link #backUp()} has named
     * @return what was stored
     * @throws BackupRefusedException if backup is off, the contents cannot be stored, or the change is another one by now
     * @throws StorageException if the storage failed, or returned other bytes than were written
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    BackupReceipt backUp(MassChange confirmed) throws BackupRefusedException, StorageException, DeviceStateException;

    /**
     * Turns backup off on this device: the library forgets its write capability and what it last backed up, also if that
     * state is damaged. Stored backups stay, and so do the accounts. Turning it off twice is the same as once.
     *
     * <p>A rotation that is not finished is best finished first. Afterwards {@link VaultService#cancelRotation} takes away a
     * new vault that this device has not moved to, and {@link VaultService#finishRotation} removes what is left of the old
     * slots if it had begun to; in between, the slots of both vaults stay as they are.
     *
     * @throws DeviceStateException if the state could not be discarded
     */
    void disable() throws DeviceStateException;

    /**
     * Tells how well the accounts are protected, without asking the storage.
     *
     * @return the state as of now
     * @throws DeviceStateException if accounts or state could not be read
     */
    BackupHealth health() throws DeviceStateException;
}
