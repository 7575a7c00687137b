package org.authenticatorbackup.api.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/**
 * A folder that a program keeps the same on several devices, later: each device sees its own puts and deletes at once,
 * and those of the others when they have been delivered, one by one and in any order.
 *
 * <p>Two devices that put different bytes under one name both succeed. Once both have heard of it, the later put keeps
 * the name everywhere, and the other bytes lie beside it under a new one, the conflict copy. A put that nobody has seen
 * outlives a delete.
 *
 * <p>What a device sees depends on what was delivered to it and not on the order, so after {@link #deliverAll()} all see
 * the same.
 */
public final class AsyncFolderStorage {

    /** What such programs do beyond being late. */
    public enum Habit {
        /** Any call of any device lets up to three deliveries happen first. */
        DELIVERS_ON_CALLS,
        /** A file shows up in part under its own name, and whole by another delivery. */
        SHOWS_PARTS,
        /** Conflict copies have names that an object could have. Without it they never have. */
        LEGAL_COPY_NAMES
    }

    private static final StorageTraits TRAITS = new StorageTraits(Set.of(), StorageTraits.SELF);

    private final RandomGenerator random;
    private final Set<Habit> habits;
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Device> devices = new TreeMap<>();
    private final List<Delivery> waiting = new ArrayList<>();

    /** A put, or a delete where the content is absent. It knows the ids of those it was made on top of. */
    private record Change(int id, String name, Optional<byte[]> content, Set<Integer> after) {}

    private record Delivery(Device to, Change change) {}

    /**
     * Creates a folder that is empty.
     *
     * @param random decides what is delivered when, so that a run can be repeated from its seed
     * @param habits what the program does beyond being late
     */
    public AsyncFolderStorage(RandomGenerator random, Habit... habits) {
        this.random = random;
        this.habits = EnumSet.noneOf(Habit.class);
        this.habits.addAll(List.of(habits));
    }

    /**
     * The folder as one device sees it. A new device starts with nothing, and all there is waits to be delivered to it.
     *
     * @param name tells the devices apart
     */
    public synchronized StorageProvider device(String name) {
        return devices.computeIfAbsent(name, key -> {
            Device device = new Device();
            changes.forEach(each -> waiting.add(new Delivery(device, each)));
            return device;
        });
    }

    /** How many deliveries are still to come. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Lets one delivery happen, whichever comes. */
    public synchronized void deliverOne() {
        if (!waiting.isEmpty()) {
            deliver(random.nextInt(waiting.size()));
        }
    }

    /** Lets everything arrive that is on its way to one device, in any order. */
    public synchronized void deliverTo(String name) {
        Device device = devices.get(name);
        for (int at = next(device); at >= 0; at = next(device)) {
            deliver(at);
        }
    }

    /** Lets everything arrive everywhere, in any order. */
    public synchronized void deliverAll() {
        while (!waiting.isEmpty()) {
            deliverOne();
        }
    }

    private int next(Device device) {
        int[] all = IntStream.range(0, waiting.size())
                .filter(at -> waiting.get(at).to() == device)
                .toArray();
        return all.length == 0 ? -1 : all[random.nextInt(all.length)];
    }

    private void deliver(int at) {
        Delivery delivery = waiting.get(at);
        boolean whole = delivery.to().receive(delivery.change());
        if (whole) {
            waiting.set(at, waiting.get(waiting.size() - 1));
            waiting.remove(waiting.size() - 1);
        }
    }

    private void startCall() throws StorageException {
        MapStorage.requireUninterrupted();
        if (habits.contains(Habit.DELIVERS_ON_CALLS)) {
            for (int count = random.nextInt(4); count > 0; count--) {
                deliverOne();
            }
        }
    }

    private void publish(Device from, String name, Optional<byte[]> content) {
        Change change = new Change(changes.size(), name, content.map(byte[]::clone), from.top(name));
        changes.add(change);
        from.learn(change);
        devices.values().stream().filter(each -> each != from).forEach(each -> waiting.add(new Delivery(each, change)));
    }

    private boolean isBelow(Change change, Change other) {
        return other.after().contains(change.id())
                || other.after().stream().anyMatch(id -> id > change.id() && isBelow(change, changes.get(id)));
    }

    /** Whether a put has lost its name to a later one that did not know of it. */
    private boolean isBeaten(Change change, List<Change> known) {
        return known.stream()
                .anyMatch(other -> other.id() > change.id()
                        && other.content().isPresent()
                        && !Arrays.equals(
                                change.content().orElseThrow(), other.content().get())
                        && !isBelow(change, other));
    }

    private String copyName(Change loser) {
        if (habits.contains(Habit.LEGAL_COPY_NAMES)) {
            int end = Math.min(loser.name().length(), loser.name().lastIndexOf('/') + 48);
            return loser.name().substring(0, end) + ".conflict-" + loser.id();
        }
        return loser.name() + " (conflicted copy " + loser.id() + ")";
    }

    private final class Device implements StorageProvider {

        private final Map<String, List<Change>> known = new TreeMap<>();
        private final Map<String, Change> files = new TreeMap<>();
        private final Map<String, Change> copies = new TreeMap<>();
        private final Set<Integer> inPart = new HashSet<>();

        /** Whether it has arrived whole. */
        boolean receive(Change change) {
            if (inPart.remove(change.id())) {
                return true;
            }
            learn(change);
            if (change.content().isPresent() && habits.contains(Habit.SHOWS_PARTS) && random.nextInt(4) == 0) {
                inPart.add(change.id());
                return false;
            }
            return true;
        }

        void learn(Change change) {
            String name = change.name();
            known.computeIfAbsent(name, key -> new ArrayList<>()).add(change);
            files.remove(name);
            known.get(name).forEach(each -> copies.remove(copyName(each)));
            for (Change each : heads(name)) {
                if (each.content().isPresent()) {
                    boolean beaten = isBeaten(each, known.get(name));
                    (beaten ? copies : files).put(beaten ? copyName(each) : name, each);
                }
            }
        }

        /** The changes of a name that no other known one was made on top of. */
        private List<Change> heads(String name) {
            List<Change> all = known.getOrDefault(name, List.of());
            return all.stream()
                    .filter(each -> all.stream().noneMatch(other -> isBelow(each, other)))
                    .toList();
        }

        /** What a change of a name is made on top of: all but the copies, which go on under names of their own. */
        Set<Integer> top(String name) {
            return heads(name).stream()
                    .filter(each -> each.content().isEmpty() || !isBeaten(each, known.get(name)))
                    .map(Change::id)
                    .collect(Collectors.toSet());
        }

        private Optional<Change> file(String name) {
            return Optional.ofNullable(known.containsKey(name) ? files.get(name) : copies.get(name));
        }

        private byte[] shown(Change change) {
            byte[] content = change.content().orElseThrow();
            return inPart.contains(change.id()) ? Arrays.copyOf(content, content.length / 2) : content;
        }

        @Override
        public void put(ObjectName name, byte[] content) throws StorageException {
            synchronized (AsyncFolderStorage.this) {
                startCall();
                if (file(name.value()).isPresent()) {
                    throw new StorageException(Reason.ALREADY_EXISTS, name + " exists already");
                }
                publish(this, name.value(), Optional.of(content));
            }
        }

        @Override
        public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
            synchronized (AsyncFolderStorage.this) {
                startCall();
                return MapStorage.limited(name, file(name.value()).map(this::shown), maxBytes);
            }
        }

        @Override
        public Set<ObjectName> list(String prefix) throws StorageException {
            synchronized (AsyncFolderStorage.this) {
                startCall();
                return Stream.concat(files.keySet().stream(), copies.keySet().stream())
                        .filter(each -> each.startsWith(prefix) && file(each).isPresent())
                        .filter(ObjectName::isLegal)
                        .map(ObjectName::new)
                        .collect(Collectors.toCollection(TreeSet::new));
            }
        }

        @Override
        public void delete(ObjectName name) throws StorageException {
            synchronized (AsyncFolderStorage.this) {
                startCall();
                if (file(name.value()).isPresent()) {
                    publish(this, name.value(), Optional.empty());
                }
            }
        }

        @Override
        public StorageTraits traits() {
            return TRAITS;
        }
    }
}
