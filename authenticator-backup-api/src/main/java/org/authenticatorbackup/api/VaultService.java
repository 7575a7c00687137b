package org.authenticatorbackup.api;

import java.util.List;
import org.authenticatorbackup.api.vault.KitVerdict;
import org.authenticatorbackup.api.vault.ListedSlot;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.PendingRelease;
import org.authenticatorbackup.api.vault.PreparedRotation;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.RotationReceipt;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;

/**
 * Decides who can open a vault: lists, adds and removes its slots, and replaces a vault whose secrets may be in wrong
 * hands.
 *
 * <p>What is done here needs the vault opened by {@link RecoveryService#unlock}. What writes to the vault needs it opened
 * with something that the person or a contact holds: a vault opened by the recovery account alone may be made up by those
 * who run account and storage, and every writing call refuses it with {@code NOT_ADOPTABLE}.
 *
 * <p>Every new slot is read back and opened before a call returns. The service is safe for use by several threads; calls
 * that write take turns.
 */
public interface VaultService {

    /**
     * Lists the ways to open the vault. Object names tell of slots and locks; labels and dates come from the vault's own
     * snapshots and from what this device knows.
     *
     * @param vault an opened vault
     * @return the slots, by id
     * @throws StorageException if the storage failed
     * @throws DeviceStateException if the state could not be read
     */
    List<ListedSlot> slots(UnlockedVault vault) throws StorageException, DeviceStateException;

    /**
     * Adds a way to open the vault. On failure the vault is as before, as far as storage and recovery account let it be.
     *
     * @param vault an opened vault
     * @param plan the locks; a passphrase in it is read, but not closed, by this method
     * @param weakLocks what to do if the locks are weak
     * @return the slot, with the shares to be handed out; the caller closes it
     * @throws VaultRefusedException if the locks are too weak, need an account that is not connected, or the vault has
     *     too many slots
     * @throws StorageException if the storage failed, or returned other bytes than were written
     * @throws RecoveryAccountException if the recovery account failed
     * @throws DeviceStateException if the state could not be read or kept
     */
    NewSlot addSlot(UnlockedVault vault, SlotPlan plan, WeakLocks weakLocks)
            throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException;

    /**
     * Removes a way to open the vault, and the secret that the recovery account keeps for it. Whoever kept a copy of a slot
     * without account lock can still open it: {@link #rotate} instead if its secret may be in wrong hands. If the storage
     * shows such a copy again, it is listed as {@code REMOVED}, on other devices from the next backup of this one on, unless
     * this device does not back up to the vault. Removing a slot twice is the same as once; without a connected account
     * its secret stays where it is.
     *
     * @param vault an opened vault
     * @param slot the slot
     * @throws VaultRefusedException with {@code LAST_SLOT} if no other slot is known to be the vault's own and opens with
     *     something that the person or contacts hold
     * @throws StorageException if the storage failed; the slot may still be there: call again
     * @throws RecoveryAccountException if the account failed; slot and secret may still be there: call again
     * @throws DeviceStateException if the state could not be read or kept; call again
     */
    void removeSlot(UnlockedVault vault, SlotId slot)
            throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException;

    /**
     * Replaces a passphrase that the person wants to change, by a new slot with the same other locks. The old slot is
     * removed once the new one was read back and opened; if that fails, both open the vault, and
     * {@link #removeSlot} finishes the work. The recovery kit stays valid. If the old passphrase may be in wrong hands,
     * {@link #rotate} instead.
     *
     * @param vault an opened vault
     * @param slot a slot with a passphrase lock
     * @param next the new passphrase; read, but not closed, by this method
     * @param weakLocks what to do if the passphrase is weak
     * @return the new slot, which has the label of the old one; nothing in it needs closing
     * @throws VaultRefusedException if there is no such slot, or the passphrase is unusable, too weak, or opens a slot
     *     with other locks
     * @throws StorageException if the storage failed
     * @throws RecoveryAccountException if the recovery account failed
     * @throws DeviceStateException if the state could not be read or kept
     */
    ListedSlot replacePassphrase(UnlockedVault vault, SlotId slot, Passphrase next, WeakLocks weakLocks)
            throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException;

    /**
     * Gives a slot a name for people, such as {@code the paper in the drawer}. It is sealed with the accounts: the storage
     * does not learn it, and other devices do with the next backup of this one.
     *
     * @param vault an opened vault that this device backs up to
     * @param slot the slot
     * @param label 1 to 100 characters; or none, to take the name away
     * @throws IllegalArgumentException if {@code label} is longer, or has a surrogate without its partner
     * @throws VaultRefusedException if there is no such slot, or this device does not back up to the vault
     * @throws StorageException if the storage could not be listed
     * @throws DeviceStateException if the label could not be kept
     */
    void labelSlot(UnlockedVault vault, SlotId slot, String label)
            throws VaultRefusedException, StorageException, DeviceStateException;

    /**
     * Prepares to replace the vault by a new one, because a secret or a device may be in wrong hands: makes a new identity,
     * new slots and a snapshot with everything that the old vault and this device hold, and reads all of it back.
     *
     * <p>Until {@link #finishRotation} the old vault stays in use, with all its slots, and nothing is lost if the person
     * never goes on. First give the person what opens the new vault: the shares, and a new recovery kit. Preparing anew
     * takes away what was prepared before, which then opens nothing any more.
     *
     * @param vault the vault that this device backs up to, opened
     * @param plans the locks of the new slots, 1 or more; passphrases are read, but not closed, by this method
     * @param weakLocks what to do if the locks are weak
     * @return the new vault, which the caller closes
     * @throws IllegalArgumentException if there are no plans, or more than a vault has slots
     * @throws VaultRefusedException if this device does not back up to the vault, the locks are too weak, or an earlier
     *     rotation is not finished
     * @throws BackupRefusedException if the contents cannot be stored
     * @throws VaultUnreadableException if no snapshot of the old vault is intact
     * @throws StorageException if the storage failed, or returned other bytes than were written
     * @throws RecoveryAccountException if the recovery account failed
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    PreparedRotation rotate(UnlockedVault vault, List<SlotPlan> plans, WeakLocks weakLocks)
            throws VaultRefusedException, BackupRefusedException, VaultUnreadableException, StorageException,
                    RecoveryAccountException, DeviceStateException;

    /**
     * Finishes a rotation: switches this device to the new vault, backs up into it, and only then removes the old vault's
     * slots and the secrets that the recovery account keeps for them. Other devices have to recover from the new vault:
     * their next backups fail with {@code VAULT_ROTATED}, within a day or at the next start of the app. What one of them
     * backs up between this call's last look at the old vault and that failure stays in the old vault; the device itself
     * still has it.
     *
     * <p>It needs no secret, and may be called again after a failure, a crash or a restart until it returns: at every
     * moment the newest backup opens with the old or the new secret.
     *
     * @return what was done
     * @throws VaultRefusedException with {@code NO_ROTATION} if none is prepared; with {@code BACKED_UP_MEANWHILE} if the
     *     old vault holds a snapshot that was not there when the rotation was prepared: prepare it again; with
     *     {@code RECOVERY_ACCOUNT_NEEDED} if a new slot needs an account and none is connected
     * @throws BackupRefusedException if the contents cannot be stored
     * @throws StorageException if the storage failed, or does not show a slot of the new vault as it was made; the
     *     old slots are then still there, but for those that were removed already
     * @throws RecoveryAccountException if the recovery account failed to forget a secret, or does not keep that of a new
     *     slot any more
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    RotationReceipt finishRotation()
            throws VaultRefusedException, BackupRefusedException, StorageException, RecoveryAccountException,
                    DeviceStateException;

    /**
     * Takes away what a rotation has prepared, also what a crash left of it. The old vault stays in use. Does nothing if
     * there is nothing to take away.
     *
     * @throws VaultRefusedException with {@code ROTATION_UNFINISHED} if this device has switched to the new vault already
     * @throws StorageException if the storage failed; call again
     * @throws RecoveryAccountException if the recovery account failed; call again
     * @throws DeviceStateException if the state could not be read or kept
     */
    void cancelRotation()
            throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException;

    /**
     * Compares a recovery kit with a vault, so that the person can prove that the paper is the right one. Nothing is
     * recovered, stored or asked of the storage.
     *
     * @param vault the vault, such as that of the newest receipt
     * @param kit the kit as typed or scanned; read, but not closed, by this method
     * @return what became of it
     */
    KitVerdict checkKit(VaultId vault, RecoveryKit kit);

    /**
     * Asks the recovery account which releases of its secrets are pending: other devices have asked for them, and get them unless
     * somebody vetoes that. This device sees those of slots that it made, or opened with that account.
     *
     * @return the pending releases of the vault of this device, the next one first; empty if backup is off, or the account releases
     *     without delay
     * @throws RecoveryAccountException if the recovery account failed
     * @throws DeviceStateException if the state could not be read or kept
     */
    List<PendingRelease> pendingReleases() throws RecoveryAccountException, DeviceStateException;

    /**
     * Vetoes a release, for ever: whoever asked for it has to ask anew, and to wait the whole time again. The person should then
     * see to the sign-in of the recovery account, to which somebody else may be signed in.
     *
     * @param release one of {@link #pendingReleases}
     * @return false if it is not pending any more: released, or vetoed before
     * @throws RecoveryAccountException if the recovery account failed; with {@code REFUSED} if this device may not veto it
     * @throws DeviceStateException if the state could not be read or kept
     */
    boolean veto(PendingRelease release) throws RecoveryAccountException, DeviceStateException;
}
