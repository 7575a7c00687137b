package org.authenticatorbackup.core.backup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.backup.DestinationOutcome;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.core.vault.Surroundings;

/**
 * Puts objects that belong together, such as a slot and the first snapshot, in every destination, and believes in a copy
 * only once it came back unchanged. A destination that failed is left out from then on, so that one that is left has all
 * of them.
 */
public final class Publisher {

    private final List<Destination> destinations;
    private final Map<String, StorageException> failures = new LinkedHashMap<>();

    /** Puts objects in all destinations. */
    public Publisher(Surroundings here) {
        this.destinations = here.storage().destinations();
    }

    /** Leaves a destination out. */
    void exclude(Destination destination, StorageException failure) {
        failures.put(destination.name(), failure);
    }

    /**
     * Stores an object under a fresh name, or again under the name of an earlier attempt.
     *
     * @throws StorageException if no destination has a verified copy of this object and all before it; of several
     *     failures, one that may pass by itself
     */
    void publish(ObjectName name, byte[] content) throws StorageException {
        publish(name, content, Set.of());
    }

    /** Does the same; where the object was verified before, it is read back first, and put only if it is gone. */
    void publish(ObjectName name, byte[] content, Set<String> holders) throws StorageException {
        for (Destination each : destinations) {
            if (!failures.containsKey(each.name())) {
                try {
                    VerifiedPut put = new VerifiedPut(each.storage());
                    if (holders.contains(each.name())) {
                        put.putUnlessThere(name, content);
                    } else {
                        put.put(name, content);
                    }
                } catch (StorageException e) {
                    failures.put(each.name(), e);
                }
            }
        }
        if (failures.size() == destinations.size()) {
            throw worthRetrying(failures.values());
        }
    }

    /** {@return of several failures, one that may pass by itself} */
    static StorageException worthRetrying(Collection<StorageException> failures) {
        return failures.stream()
                .filter(each -> each.reason().retry() == Problem.Retry.CAN_HELP)
                .findFirst()
                .orElseGet(() -> failures.iterator().next());
    }

    /** {@return how each destination fared, in order} */
    List<DestinationOutcome> outcomes() {
        List<DestinationOutcome> outcomes = new ArrayList<>();
        for (Destination each : destinations) {
            outcomes.add(new DestinationOutcome(
                    each.name(), Optional.ofNullable(failures.get(each.name())).map(StorageException::reason)));
        }
        return outcomes;
    }
}
