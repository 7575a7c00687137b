package org.authenticatorbackup.core.vault;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/**
 * Several destinations that are to hold the same objects, read as one storage: what any of them has, is there. From
 * {@link #list}, nothing may be concluded about what is not in it; whoever has to, asks by {@link #survey}.
 */
public final class MirroredStorage implements StorageProvider {

    /** The most destinations. */
    public static final int MAX_DESTINATIONS = 8;

    private final List<Destination> destinations;

    /**
     * Reads some destinations as one.
     *
     * @param destinations 1 to 8 with different names, the main one first
     */
    public MirroredStorage(List<Destination> destinations) {
        if (destinations.isEmpty() || destinations.size() > MAX_DESTINATIONS) {
            throw new IllegalArgumentException(
                    "there are 1 to " + MAX_DESTINATIONS + " destinations, not " + destinations.size());
        }
        if (destinations.stream().map(Destination::name).distinct().count() < destinations.size()) {
            throw new IllegalArgumentException("two destinations have one name");
        }
        this.destinations = List.copyOf(destinations);
    }

    /** {@return the destinations, the main one first} */
    public List<Destination> destinations() {
        return destinations;
    }

    /** A destination that did not answer. */
    public record Unread(Destination destination, StorageException failure) {}

    /** What one destination holds. */
    public record Answer(Destination destination, Set<ObjectName> names) {

        /** Copies the names. */
        public Answer {
            names = Set.copyOf(names);
        }
    }

    /**
     * What some destinations hold.
     *
     * @param answers what each of them has
     * @param unread those that did not answer, so that more may be there than the names tell
     */
    public record Survey(List<Answer> answers, List<Unread> unread) {

        /** Copies the lists. */
        public Survey {
            answers = List.copyOf(answers);
            unread = List.copyOf(unread);
        }

        /** {@return the names that any of them has} */
        public Set<ObjectName> names() {
            Set<ObjectName> names = new HashSet<>();
            answers.forEach(each -> names.addAll(each.names()));
            return names;
        }

        /** Fails if any destination did not answer: for whoever is about to conclude something from absence. */
        public Survey requireWhole() throws StorageException {
            if (!unread.isEmpty()) {
                throw unread.get(0).failure();
            }
            return this;
        }
    }

    /** Names the objects whose name starts with a text, and the destinations that did not answer; fails if none did. */
    public Survey survey(String prefix) throws StorageException {
        List<Answer> answers = new ArrayList<>();
        List<Unread> unread = new ArrayList<>();
        for (Destination each : destinations) {
            try {
                answers.add(new Answer(each, each.storage().list(prefix)));
            } catch (StorageException e) {
                unread.add(new Unread(each, e));
            }
        }
        if (unread.size() == destinations.size()) {
            throw unread.get(0).failure();
        }
        return new Survey(answers, unread);
    }

    /** Stores an object everywhere, and fails if that failed anywhere. */
    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        everywhere(storage -> storage.put(name, content));
    }

    /** {@return the first copy, which may be a damaged one: the others are read from {@link #destinations}} */
    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        Optional<StorageException> failure = Optional.empty();
        for (Destination each : destinations) {
            try {
                Optional<byte[]> copy = each.storage().get(name, maxBytes);
                if (copy.isPresent()) {
                    return copy;
                }
            } catch (StorageException e) {
                failure = Optional.of(failure.orElse(e));
            }
        }
        if (failure.isPresent()) {
            throw failure.get(); // the destination that failed may have it
        }
        return Optional.empty();
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        return new TreeSet<>(survey(prefix).names());
    }

    /** Deletes an object everywhere, and fails if that failed anywhere. */
    @Override
    public void delete(ObjectName name) throws StorageException {
        everywhere(storage -> storage.delete(name));
    }

    private interface Change {
        void in(StorageProvider storage) throws StorageException;
    }

    private void everywhere(Change change) throws StorageException {
        Optional<StorageException> failure = Optional.empty();
        for (Destination each : destinations) {
            try {
                change.in(each.storage());
            } catch (StorageException e) {
                failure = Optional.of(failure.orElse(e));
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** {@return what all of them can do, and the operator of the main one; see {@link #operators}} */
    @Override
    public StorageTraits traits() {
        Set<StorageTraits.Capability> common = EnumSet.allOf(StorageTraits.Capability.class);
        common.remove(StorageTraits.Capability.SAME_PLATFORM_ONLY);
        boolean tied = true;
        for (Destination each : destinations) {
            Set<StorageTraits.Capability> capabilities = each.storage().traits().capabilities();
            common.retainAll(capabilities);
            tied &= capabilities.contains(StorageTraits.Capability.SAME_PLATFORM_ONLY);
        }
        if (tied) {
            common.add(StorageTraits.Capability.SAME_PLATFORM_ONLY);
        }
        return new StorageTraits(common, destinations.get(0).storage().traits().operator());
    }

    /** {@return who runs any of the destinations} */
    public Set<String> operators() {
        Set<String> operators = new TreeSet<>();
        destinations.forEach(each -> operators.add(each.storage().traits().operator()));
        return operators;
    }
}
