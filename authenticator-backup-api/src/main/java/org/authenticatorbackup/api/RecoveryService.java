package org.authenticatorbackup.api;

import java.util.List;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.recovery.UnjoinedReport;
import org.authenticatorbackup.api.recovery.Version;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;

/**
 * Gives a person's accounts back, on a device that has none or together with those that are there.
 *
 * <p>The flow is: {@link #findVaults find} a vault, {@link #unlock unlock} it, {@link #preview look} at what it holds,
 * {@link #commit commit}. Nothing on the device or in the storage changes before the last step, except that the device notes
 * what it has asked a recovery account for that releases its secrets with delay. The service keeps no other state between the
 * steps and is safe for use by several threads.
 */
public interface RecoveryService {

    /**
     * Lists the vaults in the storage, from object names alone. If there are none, the recovery account is asked which it knows.
     *
     * @return the vaults, by id; never empty
     * @throws RecoveryRefusedException if the storage holds none: with {@code WRONG_STORAGE} if this device or the recovery
     *     account knows a vault all the same, else with {@code NO_VAULT}
     * @throws StorageException if the storage could not be listed
     */
    List<FoundVault> findVaults() throws RecoveryRefusedException, StorageException;

    /**
     * Opens a vault. This needs no empty device: a device with accounts unlocks its vault to write a recovery kit.
     *
     * @param vault one of {@link #findVaults}
     * @param secret what the person has: a passphrase, a recovery kit, contacts' shares, or nothing but the connected
     *     recovery account; read, but not closed, by this method
     * @return the opened vault, which the caller closes
     * @throws RecoveryRefusedException if no slot fits such a secret, a fitting slot needs a recovery account and none is
     *     connected, or the kit or the shares are malformed, too few, or belong to another vault; with {@code WRONG_STORAGE}
     *     if the vaults that the recovery account knows lie elsewhere; if the app's policy wants an account that is not
     *     connected
     * @throws VaultUnreadableException if the secret is wrong or the slots were altered
     * @throws StorageException if the storage failed
     * @throws RecoveryAccountException if the slot or the app's policy needs the recovery account and that failed; with {@code
     *     RELEASE_PENDING} if the account gives out its secret after a waiting time: call again then, also after a restart
     * @throws DeviceStateException if the note of what was asked for at the account could not be kept
     */
    UnlockedVault unlock(FoundVault vault, UnlockSecret secret)
            throws RecoveryRefusedException, VaultUnreadableException, StorageException, RecoveryAccountException,
                    DeviceStateException;

    /**
     * Opens the vault that a kit belongs to: a kit names its vault.
     *
     * @param kit the recovery kit; read, but not closed, by this method
     * @return the opened vault, which the caller closes
     * @throws RecoveryRefusedException if the storage holds no vault, or not the kit's, or the kit is malformed, or the app's
     *     policy wants an account that is not connected
     * @throws StorageException if the storage failed
     * @throws RecoveryAccountException if the app's policy wants a sign-in to the recovery account and that failed
     */
    UnlockedVault unlock(RecoveryKit kit) throws RecoveryRefusedException, StorageException, RecoveryAccountException;

    /**
     * Reads every snapshot of the vault, of all its devices, and tells of each intact one.
     *
     * @param vault an opened vault
     * @return the versions, the newest by its own clock first; never empty
     * @throws VaultUnreadableException if no snapshot is intact
     * @throws StorageException if the storage failed
     */
    List<Version> history(UnlockedVault vault) throws VaultUnreadableException, StorageException;

    /**
     * Looks at what {@link RestoreOptions#defaults()} would bring: {@link #preview(UnlockedVault, RestoreOptions)}.
     *
     * @param vault an opened vault
     * @return what would be recovered; it holds the accounts' secrets
     * @throws VaultUnreadableException if no snapshot is intact
     * @throws StorageException if the storage failed
     */
    RecoveryPreview preview(UnlockedVault vault) throws VaultUnreadableException, StorageException;

    /**
     * Reads every snapshot of the vault, of all its devices, and joins the intact ones. Damaged and foreign objects are
     * skipped and named.
     *
     * @param vault an opened vault
     * @param options what to bring back, and how
     * @return what would be recovered; it holds the accounts' secrets
     * @throws RecoveryRefusedException with {@code NO_SUCH_VERSION} if the wanted version is not there or not intact; with
     *     {@code UNMERGEABLE} if what is on this device cannot be joined with the vault
     * @throws VaultUnreadableException if no snapshot is intact
     * @throws StorageException if the storage failed
     * @throws DeviceStateException if accounts or state could not be read
     */
    RecoveryPreview preview(UnlockedVault vault, RestoreOptions options)
            throws RecoveryRefusedException, VaultUnreadableException, StorageException, DeviceStateException;

    /**
     * Puts the accounts of a preview into the app's own store, all or nothing, and makes this device one of the vault's
     * devices: from then on {@link BackupService#backUp} works here.
     *
     * <p>Unless the preview was made with another {@link RestoreMode}, it commits only to a device without accounts, so that
     * older data never replaces newer. Groups and settings that are on the device stay, and the vault's win. Backup may be
     * on, off or have lost its state: what the library remembered of another vault is replaced; a device that backs up to
     * this vault already stays the device that it is.
     *
     * <p>What was there before is kept first, so that {@link #undo} can put it back; then the state, then the accounts, in
     * one step each. A crash in between leaves a device with the accounts that it had; recovering again finishes the work.
     *
     * @param vault the vault that was previewed, still open
     * @param preview what to put, as {@link #preview} returned it for that vault
     * @return what became of each account
     * @throws IllegalArgumentException if the preview is of another vault
     * @throws IllegalStateException if the vault is closed
     * @throws RecoveryRefusedException if accounts exist on this device and the mode is {@code BLOCK}, or something was
     *     changed on it since the preview; with {@code NOT_ADOPTABLE} if the vault was opened by the recovery account alone, and with {@code VAULT_ROTATED} if
     *     another one has replaced it: see {@link #restoreWithoutJoining}
     * @throws DeviceStateException if accounts or state could not be kept; accounts are then as they were
     */
    RecoveryReport commit(UnlockedVault vault, RecoveryPreview preview)
            throws RecoveryRefusedException, DeviceStateException;

    /**
     * Puts the accounts of a preview into the app's own store, all or nothing, and nothing else: this device does not join
     * the vault. This is what remains for a vault that may be made up, because only the recovery account opened it, or that
     * was replaced; call {@link BackupService#enable} afterwards, which makes a new vault.
     *
     * <p>As for {@link #commit}, the mode of the preview says what becomes of accounts on the device. Whether backup is on is left as it is; if it is,
     * the accounts get the ids that they have in the vault of this device, which the report tells.
     *
     * @param vault the vault that was previewed, still open
     * @param preview what to put, as {@link #preview} returned it for that vault
     * @return what became of each account
     * @throws IllegalArgumentException if the preview is of another vault
     * @throws IllegalStateException if the vault is closed
     * @throws RecoveryRefusedException if accounts exist on this device, or something was changed on it meanwhile
     * @throws DeviceStateException if the accounts could not be kept; they are then as they were
     */
    UnjoinedReport restoreWithoutJoining(UnlockedVault vault, RecoveryPreview preview)
            throws RecoveryRefusedException, DeviceStateException;

    /**
     * Takes the newest recovery back: the device has the accounts, groups, settings and trash that it had before, in their
     * order. What was added since stays, and so do codes that this device alone was given since (see {@link
     * org.authenticatorbackup.api.account.Credential.DeviceUnique}), with their accounts, because they are nowhere else; a counter
     * stays where it is, and an account whose counter was used since stays too, since a code must not come twice. If nothing was
     * backed up from here since, the device is again in the vault that it was in before, or in none. The vault keeps all
     * that was ever backed up to it.
     *
     * <p>The library remembers one recovery, and through a restart. Other devices take up what is undone, once it is backed
     * up, as they take up any edit.
     *
     * @return false if there is nothing to undo
     * @throws RecoveryRefusedException if something was changed on this device meanwhile
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    boolean undo() throws RecoveryRefusedException, DeviceStateException;
}
