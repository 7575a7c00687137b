package org.authenticatorbackup.examples.testsupport.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;

/**
 * Looks at what is stored over a connection of its own, which passes by the network that fails and whatever is planted in
 * the phones: each time as a new device does that has nothing but the kit.
 */
final class Observer {

    private static final int MAX = 1 << 20;

    private final StorageProvider direct;

    Observer(StorageProvider direct) {
        this.direct = direct;
    }

    private Phone device() {
        return new Phone(0, direct);
    }

    /** The kit of a vault, by its passphrase. */
    String kit(VaultId vault) {
        try {
            return Lab.kitOf(vault, device());
        } catch (ProblemException e) {
            throw new Violation("P15", "a vault was made, and cannot be opened: " + e, e);
        }
    }

    /** Everything that can be recovered. */
    VaultContents everything(RecoveryKit kit) {
        Phone device = device();
        try (UnlockedVault vault = device.library().recovery().unlock(kit)) {
            return device.library().recovery().preview(vault).contents();
        } catch (ProblemException e) {
            throw new Violation("P18", "nothing can be recovered: " + e, e);
        }
    }

    /** What one stored snapshot holds. */
    VaultContents in(RecoveryKit kit, SnapshotId snapshot) {
        Phone device = device();
        try (UnlockedVault vault = device.library().recovery().unlock(kit)) {
            return device.library()
                    .recovery()
                    .preview(vault, RestoreOptions.defaults().at(snapshot))
                    .contents();
        } catch (ProblemException e) {
            throw new Violation("P15", "acknowledged " + snapshot + ", and no intact object is there: " + e, e);
        }
    }

    /** Plants the first half of a stored snapshot under a name of its own, if there is one. */
    boolean tear(SplittableRandom random) throws StorageException {
        List<ObjectName> snapshots = new TreeSet<>(direct.list(""))
                .stream().filter(name -> name.value().contains("/snap/")).toList();
        if (snapshots.isEmpty()) {
            return false;
        }
        String name = snapshots.get(random.nextInt(snapshots.size())).value();
        byte[] whole = direct.get(new ObjectName(name), MAX).orElseThrow();
        String front = name.substring(0, name.lastIndexOf('-') + 1);
        direct.put(
                new ObjectName(front + String.format(Locale.ROOT, "%016x", random.nextLong()) + ".age"),
                Arrays.copyOf(whole, random.nextInt(whole.length)));
        return true;
    }
}
