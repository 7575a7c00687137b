package org.authenticatorbackup.core.backup;

import static java.util.stream.Collectors.toList;

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
        try {
            synchronized (here.device()) {
                Optional<VaultId> vault = here.device().device().enrollment().map(Enrollment::vault);
                Optional<DelayedRelease> account = account();
                return vault.isPresent() && account.isPresent() ? look(account.get(), vault.get()) : List.of();
            }
        } finally {
            announcer.deliver(); // now, unless the caller holds the device, and tells later
        }
    }

    /** One slot of which the account does not tell, hides no other: what was known of it stays, and the failure is told at last. */
    private List<PendingRelease> look(DelayedRelease account, VaultId vault)
            throws RecoveryAccountException, DeviceStateException {
        ReleaseMemory memory = new ReleaseMemory(here.device());
        List<PendingRelease> known = memory.read(vault);
        List<PendingRelease> found = new ArrayList<>();
        Optional<RecoveryAccountException> failure = Optional.empty();
        for (Map.Entry<SlotId, Encoded> pass :
                new PassMemory(here.device()).of(vault).entrySet()) {
            try {
                found.addAll(ask(account, vault, pass.getKey(), pass.getValue()));
            } catch (RecoveryAccountException e) {
                if (e.reason() != RecoveryAccountException.Reason.REFUSED) { // it waits itself, or the slot is gone
                    known.stream()
                            .filter(each -> each.slot().equals(pass.getKey()))
                            .forEach(found::add);
                    failure = failure.isPresent() ? failure : Optional.of(e);
                }
            }
        }
        found.sort(Comparator.comparing(PendingRelease::releaseAt).thenComparing(PendingRelease::id));
        List<PendingRelease> next = List.copyOf(found.subList(0, Math.min(found.size(), MOST)));
        announce(known, next);
        if (!next.equals(known)) {
            remember(memory, vault, next);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return next;
    }

    private static List<PendingRelease> ask(DelayedRelease account, VaultId vault, SlotId slot, Encoded pass)
            throws RecoveryAccountException {
        byte[] mine = pass.bytes();
        try {
            return account.pendingReleases(vault, slot, mine).stream()
                    .filter(each -> each.vault().equals(vault) && each.slot().equals(slot))
                    .collect(toList());
        } finally {
            Arrays.fill(mine, (byte) 0);
        }
    }

    private void announce(List<PendingRelease> known, List<PendingRelease> found) {
        Set<String> told = new HashSet<>();
        known.forEach(each -> told.add(each.id()));
        found.stream()
                .filter(each -> !told.contains(each.id()))
                .forEach(each -> announcer.announce(new BackupEvent.ReleaseAsked(each)));
    }

    /** What cannot be kept is told of again, which is better than not at all. */
    private static void remember(ReleaseMemory memory, VaultId vault, List<PendingRelease> found) {
        try {
            memory.save(vault, found);
        } catch (DeviceStateException e) {
            return;
        }
    }

    /** {@return whether the release was pending, and is vetoed} */
    public boolean veto(PendingRelease release) throws RecoveryAccountException, DeviceStateException {
        try {
            return vetoOnly(release);
        } finally {
            glance();
        }
    }

    private boolean vetoOnly(PendingRelease release) throws RecoveryAccountException, DeviceStateException {
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
