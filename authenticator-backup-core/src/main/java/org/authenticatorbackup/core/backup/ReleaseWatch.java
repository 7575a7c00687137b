package org.authenticatorbackup.core.backup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.BackupEvent;
import org.authenticatorbackup.api.spi.DelayedRelease;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.vault.PendingRelease;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.PassMemory;
import org.authenticatorbackup.core.vault.ReleaseMemory;
import org.authenticatorbackup.core.vault.Surroundings;

/**
 * Looks which secrets the recovery account is about to release to others (threat T8), and vetoes that. What the account says
 * is shown to the person, and nothing is decided by it.
 */
public final class ReleaseWatch implements AfterBackup {

    /** Nobody reads more. */
    private static final int MOST = 64;

    private final Surroundings here;
    private final Announcer announcer;

    /** Watches for the vault of this device; {@code announcer} tells of each release once. */
    public ReleaseWatch(Surroundings here, Announcer announcer) {
        this.here = here;
        this.announcer = announcer;
    }

    @Override
    public void after(Acknowledged backup) {
        glance();
    }

    /** Looks; that it was in vain harms no backup, and the next one looks again. */
    public void glance() {
        try {
            look();
        } catch (RecoveryAccountException | DeviceStateException | RuntimeException e) {
            return; // next time
        }
    }

    /** {@return the releases that are pending, the next one first} */
    public List<PendingRelease> look() throws RecoveryAccountException, DeviceStateException {
        synchronized (here.device()) {
            Optional<VaultId> vault = here.device().device().enrollment().map(Enrollment::vault);
            Optional<DelayedRelease> account = account();
            if (!vault.isPresent() || !account.isPresent()) {
                return List.of();
            }
            List<PendingRelease> found = ask(account.get(), vault.get());
            ReleaseMemory memory = new ReleaseMemory(here.device());
            List<PendingRelease> known = memory.read(vault.get());
            if (!found.equals(known)) {
                memory.save(vault.get(), found);
            }
            Set<String> told = new HashSet<>();
            known.forEach(each -> told.add(each.id()));
            found.stream()
                    .filter(each -> !told.contains(each.id()))
                    .forEach(each -> announcer.announce(new BackupEvent.ReleaseAsked(each)));
            return found;
        }
    }

    private List<PendingRelease> ask(DelayedRelease account, VaultId vault)
            throws RecoveryAccountException, DeviceStateException {
        List<PendingRelease> found = new ArrayList<>();
        for (Map.Entry<SlotId, Encoded> pass :
                new PassMemory(here.device()).of(vault).entrySet()) {
            byte[] mine = pass.getValue().bytes();
            try {
                account.pendingReleases(vault, pass.getKey(), mine).stream()
                        .filter(each ->
                                each.vault().equals(vault) && each.slot().equals(pass.getKey()))
                        .forEach(found::add);
            } catch (RecoveryAccountException e) {
                if (e.reason() != RecoveryAccountException.Reason.REFUSED) { // it waits itself, or the slot is gone
                    throw e;
                }
            } finally {
                Arrays.fill(mine, (byte) 0);
            }
        }
        found.sort(Comparator.comparing(PendingRelease::releaseAt).thenComparing(PendingRelease::id));
        return List.copyOf(found.subList(0, Math.min(found.size(), MOST)));
    }

    /** {@return whether the release was pending, and is vetoed} */
    public boolean veto(PendingRelease release) throws RecoveryAccountException, DeviceStateException {
        synchronized (here.device()) {
            DelayedRelease account = account().orElseThrow(ReleaseWatch::notAllowed);
            byte[] mine = new PassMemory(here.device())
                    .of(release.vault(), release.slot())
                    .orElseThrow(ReleaseWatch::notAllowed)
                    .bytes();
            try {
                return account.veto(release.vault(), release.slot(), mine, release.id());
            } finally {
                Arrays.fill(mine, (byte) 0);
                glance();
            }
        }
    }

    private static RecoveryAccountException notAllowed() {
        return new RecoveryAccountException(
                RecoveryAccountException.Reason.REFUSED, "this device has no say in releases of that slot");
    }

    private Optional<DelayedRelease> account() {
        RecoveryAccount account = here.recoveryAccount().orElse(null);
        return account instanceof DelayedRelease delayed ? Optional.of(delayed) : Optional.empty();
    }
}
