package org.authenticatorbackup.api.spi;

import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.PendingRelease;

/**
 * What a {@link RecoveryAccount} may do beside keeping secrets: release one to a new device only after a waiting time, in which the
 * person's other devices see that, and can veto it. A thief who has got into the account does not have the secret at once, and
 * perhaps never. If the connected account implements this too, the library asks for secrets here, and never by {@link
 * RecoveryAccount#getSecret}, which from then on gives none out.
 *
 * <p>A device proves who it is by a <em>pass</em>: random bytes that it draws itself, one for each slot, and keeps. Signing in is
 * needed too, and is not enough. Of each pass the account keeps a digest; {@link ReleaseLedger} is all that there is to know
 * of them, ready to be stored beside the secret. A pass is
 *
 * <ul>
 *   <li><em>unknown</em>, until it is shown with {@link #release}, which makes it pending;
 *   <li><em>pending</em>, for the waiting time. However often it is shown, the time neither begins anew nor ends earlier;
 *   <li><em>vetoed</em>, for ever. Whoever wants the secret all the same shows another pass, and waits the whole time;
 *   <li><em>admitted</em>, after the waiting time, or at once for who shows the secret itself with {@link #admit}. It gets the secret
 *       at once, sees what is pending, and can veto it.
 * </ul>
 *
 * <p>Passes belong to one slot and one secret: for another slot of the vault, or after {@link RecoveryAccount#deleteSecret} and
 * another secret, they are unknown. Somebody who merely has the storage, or is merely signed in, has no admitted pass. All
 * times are by the account's own clock. Devices look for pending releases once a day, and after each backup: a waiting time
 * of three days or more lets them. Beside that, let the account tell the person in its own way, such as by mail.
 *
 * <p>Calls block, and may come from several threads and devices at once; each changes all or nothing.
 */
public interface DelayedRelease {

    /** The length of a pass, in bytes. */
    int PASS_BYTES = 32;

    /**
     * Admits a pass at once, because its holder knows the secret. Repeating the call changes nothing.
     *
     * @param vault the vault
     * @param slot a slot of it
     * @param secret the secret as {@link RecoveryAccount#putSecret} was given it; not retained after the call returns
     * @param pass {@value #PASS_BYTES} bytes; not retained after the call returns
     * @throws RecoveryAccountException with {@code REFUSED} if this is not the secret that is kept for that slot; or with any
     *     other reason
     */
    void admit(VaultId vault, SlotId slot, byte[] secret, byte[] pass) throws RecoveryAccountException;

    /**
     * Releases the secret of a slot to the signed-in person and an admitted pass. An unknown pass is pending from now on.
     *
     * @param vault the vault
     * @param slot a slot of it
     * @param pass {@value #PASS_BYTES} bytes; not retained after the call returns
     * @return a copy that the caller wipes; or empty if this account keeps none for that slot: then nothing becomes pending
     * @throws RecoveryAccountException with {@code RELEASE_PENDING} while the pass is pending, see {@link
     *     RecoveryAccountException#releasePending}; with {@code RELEASE_VETOED} if it was vetoed; with {@code REFUSED} if too many
     *     are pending; or with any other reason
     */
    Optional<byte[]> release(VaultId vault, SlotId slot, byte[] pass) throws RecoveryAccountException;

    /**
     * Tells what is pending.
     *
     * @param vault the vault
     * @param slot a slot of it
     * @param pass an admitted pass
     * @return the pending releases of that slot, without what was released or vetoed
     * @throws RecoveryAccountException with {@code REFUSED} if the pass is not admitted; or with any other reason
     */
    List<PendingRelease> pendingReleases(VaultId vault, SlotId slot, byte[] pass) throws RecoveryAccountException;

    /**
     * Vetoes a pending release, for ever. The pass is proof enough: take it from a device whose sign-in has ended meanwhile too,
     * where that can be, since a thief of the account may have ended it.
     *
     * @param vault the vault
     * @param slot a slot of it
     * @param pass an admitted pass
     * @param release the id of a pending release
     * @return false if nothing of that id is pending: it was released, or vetoed before, or never asked for
     * @throws RecoveryAccountException with {@code REFUSED} if the pass is not admitted; or with any other reason, and then it may be
     *     vetoed all the same
     */
    boolean veto(VaultId vault, SlotId slot, byte[] pass, String release) throws RecoveryAccountException;
}
