package org.authenticatorbackup.core.backup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.DestinationHealth;
import org.authenticatorbackup.api.backup.DestinationHealth.State;
import org.authenticatorbackup.api.backup.DestinationOutcome;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.core.vault.CopyMemory;
import org.authenticatorbackup.core.vault.CopyMemory.Remembered;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Surroundings;

/**
 * How each destination is doing. What a failure changes is kept before the acknowledgement of the backup that the others
 * have, and what a success changes after it: a crash between leaves a destination looking worse than it is, never better.
 */
final class CopyHealth {

    private final Surroundings here;
    private final CopyMemory memory;

    CopyHealth(Surroundings here) {
        this.here = here;
        this.memory = new CopyMemory(here.device());
    }

    /** Keeps what failed. */
    void failed(Enrollment before, List<DestinationOutcome> outcomes) throws DeviceStateException {
        if (outcomes.stream().allMatch(DestinationOutcome::isVerified)) {
            return;
        }
        SortedMap<String, Remembered> all = memory.read(before.vault());
        Instant now = here.now();
        for (DestinationOutcome each : outcomes) {
            Remembered former = all.getOrDefault(each.destination(), Remembered.NOTHING);
            each.failure()
                    .ifPresent(reason -> all.put(
                            each.destination(),
                            former.failed(
                                    newest(before, each.destination(), former),
                                    new BackupHealth.Failure(reason, now))));
        }
        memory.save(before.vault(), all);
    }

    /** Keeps what was verified: those that have the newest backup need no further words. */
    void acknowledged(Enrollment after, List<DestinationOutcome> outcomes) throws DeviceStateException {
        SortedMap<String, Remembered> all = memory.read(after.vault());
        boolean changed = false;
        for (DestinationOutcome each : outcomes) {
            Remembered former = all.getOrDefault(each.destination(), Remembered.NOTHING);
            if (each.isVerified() && !former.equals(former.current())) {
                all.put(each.destination(), former.current());
                changed = true;
            }
        }
        if (changed) {
            memory.save(after.vault(), all);
        }
    }

    /** Keeps that something was gone from where it once was. */
    void missing(Enrollment enrollment, Destination destination) throws DeviceStateException {
        SortedMap<String, Remembered> all = memory.read(enrollment.vault());
        Remembered former = all.getOrDefault(destination.name(), Remembered.NOTHING);
        if (newest(enrollment, destination.name(), former).isPresent()) {
            all.put(destination.name(), former.missing(here.now()));
            memory.save(enrollment.vault(), all);
        }
    }

    /** {@return the health of all destinations, in order} */
    List<DestinationHealth> all(Enrollment enrollment) throws DeviceStateException {
        SortedMap<String, Remembered> remembered = memory.read(enrollment.vault());
        List<DestinationHealth> all = new ArrayList<>();
        for (Destination each : here.storage().destinations()) {
            all.add(health(enrollment, each.name(), remembered.getOrDefault(each.name(), Remembered.NOTHING)));
        }
        return all;
    }

    private static DestinationHealth health(Enrollment enrollment, String name, Remembered remembered) {
        Optional<DestinationHealth.Copy> newest = newest(enrollment, name, remembered);
        boolean isNewest = newest.isPresent()
                && enrollment
                        .lastVerified()
                        .filter(verified -> verified.receipt()
                                .snapshot()
                                .equals(newest.get().snapshot()))
                        .isPresent();
        State state = !newest.isPresent() ? State.NO_COPY : State.LAGGING;
        if (isNewest && !remembered.lastFailure().isPresent()) {
            state = State.CURRENT;
        }
        return new DestinationHealth(name, state, newest, remembered.lastFailure(), remembered.lastMissing());
    }

    private static Optional<DestinationHealth.Copy> newest(Enrollment enrollment, String name, Remembered remembered) {
        Optional<BackupReceipt> receipt =
                enrollment.lastVerified().map(Enrollment.Verified::receipt).filter(each -> has(each, name));
        return receipt.isPresent()
                ? receipt.map(each -> new DestinationHealth.Copy(each.snapshot(), each.verifiedAt()))
                : remembered.newest();
    }

    private static boolean has(BackupReceipt receipt, String name) {
        return receipt.destinations().stream()
                .anyMatch(each -> each.isVerified() && each.destination().equals(name));
    }
}
