package org.authenticatorbackup.core.recovery;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.crypto.share.KitText;
import org.authenticatorbackup.crypto.share.MalformedKitException;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/** Opens a vault with a recovery kit, which holds the identity itself. */
final class KitReading {

    private KitReading() {}

    /** Opens the wanted vault; words alone do not tell the suite, so that they may stand for either of two. */
    static OpenedVault open(Surroundings here, RecoveryKit kit, Predicate<VaultId> wanted)
            throws RecoveryRefusedException {
        List<VaultIdentity> candidates = read(kit);
        Optional<VaultIdentity> fitting = candidates.stream()
                .filter(candidate -> wanted.test(new VaultId(candidate.vaultId())))
                .findFirst();
        candidates.stream()
                .filter(candidate -> !fitting.filter(one -> one == candidate).isPresent())
                .forEach(VaultIdentity::close);
        return new OpenedVault(
                here,
                fitting.orElseThrow(() -> new RecoveryRefusedException(
                        RecoveryRefusedException.Reason.WRONG_KIT, "the kit belongs to another vault")),
                Optional.empty());
    }

    private static List<VaultIdentity> read(RecoveryKit kit) throws RecoveryRefusedException {
        char[] text = kit.text();
        try {
            return KitText.parse(CharBuffer.wrap(text));
        } catch (MalformedKitException e) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.MALFORMED_KIT, "the kit: " + e.reason(), List.of(), e);
        } finally {
            Arrays.fill(text, '\0');
        }
    }
}
