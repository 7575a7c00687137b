package org.authenticatorbackup.api.spi;

import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.VaultId;

/**
 * What a {@link RecoveryAccount} may do beside keeping secrets: keep, for each device of a vault, a short text that says
 * which backup is the newest. A storage that gives out an old vault is caught by it. If the connected account implements
 * this too, the library uses it.
 *
 * <p>Nothing in a text is secret, and the library trusts none: each carries a proof of which device made it. Keep and give
 * back texts as they are. In particular, do <b>not</b> compare the numbers in them: a forged one with a large number must
 * not keep the genuine ones out.
 *
 * <p>A person's texts are released to that person only. Calls block, may come from several threads at once, and are tried
 * once.
 */
public interface WitnessKeeper {

    /** The longest text, in characters of ASCII. */
    int MAX_CHARACTERS = 1024;

    /**
     * Gives all texts of a vault.
     *
     * @param vault the vault
     * @return the newest text of each device that has one; empty if there is none
     * @throws RecoveryAccountException if they could not be read; never because there is none
     */
    Map<DeviceId, String> witnesses(VaultId vault) throws RecoveryAccountException;

    /**
     * Replaces the text of a device, unless another one was kept meanwhile: compare and set, in one step.
     *
     * @param vault the vault
     * @param device a device of it
     * @param expected the text that is kept now, or empty if there is none
     * @param next the text from now on, up to {@value #MAX_CHARACTERS} characters
     * @return false if something else than {@code expected} was kept, which is left as it is
     * @throws RecoveryAccountException for any other cause; {@code next} may be kept all the same
     */
    boolean replaceWitness(VaultId vault, DeviceId device, Optional<String> expected, String next)
            throws RecoveryAccountException;

    /**
     * Forgets all texts of a vault, or does nothing if there are none.
     *
     * @param vault the vault
     * @throws RecoveryAccountException if some may still be kept
     */
    void deleteWitnesses(VaultId vault) throws RecoveryAccountException;
}
