package org.authenticatorbackup.core.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.DestinationOutcome;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.SlotMemory;
import org.authenticatorbackup.core.vault.Succession;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;

/**
 * Makes sure that every destination still is a place where the vault can be opened: a backup into an emptied or exchanged
 * folder would be stored and verified, and nobody could recover it. Takes one listing of each: at the first backup of a
 * vault, after a failure there, and once a day; and more to tell why the vault cannot be opened.
 *
 * <p>Slots that are gone are put back as this device has made or opened them: one that another destination has, and, into a
 * place without any trace of this vault or of another one, all of them. Not where the vault's snapshots are and its slots
 * are not, which is what a rotation leaves behind.
 */
public final class PlaceCheck {

    private static final Duration INTERVAL = Duration.ofDays(1);

    private final Surroundings here;
    private final CopyHealth copies;

    /** When a vault was found to be in a destination, by the destination's name. */
    private final Map<String, Checked> checked = new HashMap<>();

    private record Checked(VaultId vault, Instant at) {}

    /**
     * What was found and done.
     *
     * @param leftOut where no backup may go now, and why: never all destinations
     * @param putBack so many slots
     */
    public record Outcome(Map<Destination, StorageException> leftOut, int putBack) {}

    /** Looks at all destinations when it is first asked. */
    public PlaceCheck(Surroundings here) {
        this.here = here;
        this.copies = new CopyHealth(here);
    }

    /**
     * Looks at each destination whose last look is too old.
     *
     * @param contents says which slots were removed
     * @throws StorageException if no backup may go anywhere
     */
    public Outcome require(Enrollment enrollment, Contents contents) throws StorageException, DeviceStateException {
        VaultId vault = enrollment.vault();
        Map<Destination, Set<ObjectName>> slots = new LinkedHashMap<>();
        Map<Destination, StorageException> failures = new LinkedHashMap<>();
        for (Destination each : here.storage().destinations()) {
            if (isDue(each, vault)) {
                look(each, vault, slots, failures);
            }
        }
        if (slots.values().stream().anyMatch(Set::isEmpty)) {
            for (Destination each : here.storage().destinations()) {
                if (!slots.containsKey(each) && !failures.containsKey(each)) {
                    look(each, vault, slots, failures);
                }
            }
        }
        int putBack = mend(enrollment, contents, slots, failures);
        if (failures.size() == here.storage().destinations().size()) {
            copies.failed(enrollment, outcomes(failures));
            throw Publisher.worthRetrying(failures.values());
        }
        Instant now = here.now();
        slots.keySet().stream()
                .filter(each -> !failures.containsKey(each))
                .forEach(each -> checked.put(each.name(), new Checked(vault, now)));
        return new Outcome(failures, putBack);
    }

    private boolean isDue(Destination destination, VaultId vault) {
        return !Optional.ofNullable(checked.get(destination.name()))
                .filter(last -> last.vault().equals(vault))
                .filter(last -> Duration.between(last.at(), here.now()).abs().compareTo(INTERVAL) < 0)
                .isPresent();
    }

    private static void look(
            Destination destination,
            VaultId vault,
            Map<Destination, Set<ObjectName>> slots,
            Map<Destination, StorageException> failures) {
        try {
            Set<ObjectName> names = new HashSet<>(destination.storage().list(VaultObject.slotPrefix(vault)));
            names.removeIf(name -> !VaultObject.parse(name)
                    .filter(VaultObject.SlotObject.class::isInstance)
                    .isPresent());
            slots.put(destination, names);
        } catch (StorageException e) {
            failures.put(destination, e);
        }
    }

    private int mend(
            Enrollment enrollment,
            Contents contents,
            Map<Destination, Set<ObjectName>> slots,
            Map<Destination, StorageException> failures)
            throws StorageException, DeviceStateException {
        Set<ObjectName> anywhere = new HashSet<>();
        slots.values().forEach(anywhere::addAll);
        if (slots.values().stream().allMatch(anywhere::equals) && !anywhere.isEmpty()) {
            return 0;
        }
        boolean vanished = anywhere.isEmpty() && !slots.isEmpty();
        if (vanished && (!failures.isEmpty() || !isWithoutTrace())) {
            StorageException missing = whyNoSlot(enrollment.vault());
            slots.keySet().forEach(each -> failures.put(each, missing));
            return 0;
        }
        int putBack = 0;
        Map<ObjectName, Encoded> known = known(enrollment.vault(), contents);
        for (Map.Entry<Destination, Set<ObjectName>> each : slots.entrySet()) {
            Map<ObjectName, Encoded> lost = new LinkedHashMap<>(known);
            lost.keySet().removeIf(name -> each.getValue().contains(name) || !(vanished || anywhere.contains(name)));
            try {
                putBack += putBack(enrollment, each.getKey(), each.getValue(), lost);
            } catch (StorageException e) {
                failures.put(each.getKey(), e);
            }
        }
        return putBack;
    }

    private int putBack(
            Enrollment enrollment, Destination destination, Set<ObjectName> there, Map<ObjectName, Encoded> lost)
            throws StorageException, DeviceStateException {
        VaultId vault = enrollment.vault();
        if (there.isEmpty()
                && !Succession.of(new MirroredStorage(List.of(destination)), vault)
                        .isEmpty()) {
            throw rotated(vault);
        }
        if (there.isEmpty() && lost.isEmpty()) {
            throw missing(vault);
        }
        if (!lost.isEmpty()) {
            copies.missing(enrollment, destination);
        }
        VerifiedPut put = new VerifiedPut(destination.storage());
        for (Map.Entry<ObjectName, Encoded> slot : lost.entrySet()) {
            put.put(slot.getKey(), slot.getValue().bytes());
        }
        return lost.size();
    }

    private Map<ObjectName, Encoded> known(VaultId vault, Contents contents) throws DeviceStateException {
        Map<ObjectName, Encoded> known = new LinkedHashMap<>();
        for (Map.Entry<SlotSummary, Encoded> each :
                new SlotMemory(here.device()).read(vault).entrySet()) {
            if (!SlotRemoval.isNoted(contents, each.getKey().id())) {
                known.put(VaultObject.slotName(vault, each.getKey()), each.getValue());
            }
        }
        return known;
    }

    /** Whether all that is here is of nobody: not of this vault, and of no other one either. */
    private boolean isWithoutTrace() throws StorageException {
        return here.storage().survey("").requireWhole().names().stream()
                .noneMatch(name -> VaultObject.parse(name).isPresent());
    }

    private StorageException whyNoSlot(VaultId vault) throws StorageException {
        return Succession.of(here.storage(), vault).isEmpty() ? missing(vault) : rotated(vault);
    }

    private static StorageException missing(VaultId vault) {
        return new StorageException(Reason.BACKUP_MISSING, "the storage holds no slot of " + vault);
    }

    private static StorageException rotated(VaultId vault) {
        return new StorageException(Reason.VAULT_ROTATED, "another vault has replaced " + vault);
    }

    private static List<DestinationOutcome> outcomes(Map<Destination, StorageException> failures) {
        List<DestinationOutcome> outcomes = new ArrayList<>();
        failures.forEach((destination, failure) ->
                outcomes.add(new DestinationOutcome(destination.name(), Optional.of(failure.reason()))));
        return outcomes;
    }

    /** Looks again next time. */
    void doubt() {
        checked.clear();
    }

    /** Looks again next time, at one destination. */
    void doubt(String destination) {
        checked.remove(destination);
    }
}
