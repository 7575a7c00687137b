package org.authenticatorbackup.api;

import org.authenticatorbackup.api.vault.TransferAnswer;
import org.authenticatorbackup.api.vault.TransferCode;
import org.authenticatorbackup.api.vault.TransferOffer;
import org.authenticatorbackup.api.vault.UnlockedVault;

/**
 * Lets a new device into the vault by an old one that is still at hand, so that the person types nothing (section 13 of the
 * format).
 *
 * <p>The new device makes an {@link #offer offer} and shows its code as a QR code. The old device scans it and {@link #accept
 * accepts}; the app carries its answer across, by its own server, a file or a QR code of some 700 bytes: whoever sees it on the
 * way learns nothing. The new device {@link #open opens} it and goes on as after any unlocking, with {@link
 * RecoveryService#preview} and {@link RecoveryService#commit}.
 *
 * <p><b>Both devices show the vault's id, and the person compares all of it</b> before the new one commits. Who films the code can
 * answer in the old device's place, with a vault of their own; that is what the comparison is for.
 *
 * <p>What travels is the vault's identity and nothing else. The accounts come from the storage, so let the old device {@link
 * BackupService#backUp back up} first. Credentials that are bound to a device stay where they are. The service is safe for use by
 * several threads.
 */
public interface TransferService {

    /**
     * On the new device: asks to be let in. The offer lives in memory alone; if the app ends, make another one.
     *
     * @return the offer, which serves once and for ten minutes, and which the caller closes
     */
    TransferOffer offer();

    /**
     * On the old device: answers with the vault's identity, which the new device then has for good. Ask the person first.
     *
     * @param vault the vault, opened
     * @param scanned the code that the new device shows; read, but not closed, by this method
     * @return the answer, to be brought to the new device
     * @throws TransferRefusedException if the code asks for no transfer, or asks for it in a way that this release does not
     *     know; with {@code NOT_ADOPTABLE} if the vault was opened by the recovery account alone: others may have planted it
     * @throws IllegalStateException if the vault is closed
     */
    TransferAnswer accept(UnlockedVault vault, TransferCode scanned) throws TransferRefusedException;

    /**
     * On the new device: opens the answer. On success the offer is used up; after {@code WRONG_ANSWER} another answer may
     * be tried.
     *
     * @param offer one of {@link #offer}
     * @param answer what came back, at most 64 KiB; neither kept nor changed
     * @return the opened vault, which the caller closes; its id is to be compared with that on the old device
     * @throws TransferRefusedException if the answer is not for this offer or was altered, came too late, or one was opened
     *     already
     * @throws RecoveryRefusedException with {@code WRONG_STORAGE} if the storage that is connected here does not hold this
     *     vault: connect the one that the old device uses and make another offer; if the app's policy wants an account that is not
     *     connected: the offer still serves
     * @throws StorageException if the app's policy wants a sign-in to a storage account and that failed; likewise
     * @throws RecoveryAccountException if the app's policy wants a sign-in to the recovery account and that failed; likewise
     */
    UnlockedVault open(TransferOffer offer, byte[] answer)
            throws TransferRefusedException, RecoveryRefusedException, StorageException, RecoveryAccountException;
}
