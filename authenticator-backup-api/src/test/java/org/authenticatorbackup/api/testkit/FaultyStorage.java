package org.authenticatorbackup.api.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/**
 * A connection that passes calls on, but for those that go wrong: by plan ({@link #failing}), or by chance from a seed
 * ({@link #failingAtRandom}). Without either it is as good as the storage behind it.
 */
public final class FaultyStorage implements StorageProvider {

    /** A kind of call. */
    public enum Call {
        PUT,
        GET,
        LIST,
        DELETE
    }

    /** What goes wrong in a call. */
    public enum Fault {
        /** Nothing happens, and no answer comes. */
        FAILS_BEFORE,
        /** It happens, and the answer is lost. */
        FAILS_AFTER,
        /** No answer comes, and it happens later: before the next call, or at {@link FaultyStorage#settle()}. */
        SUCCEEDS_LATE,
        /** Half of the object is stored, and an error comes. */
        TORN,
        /** Half of the object is stored, and success is claimed. */
        TRUNCATES_SILENTLY,
        /** The request arrives twice, and the second answer is the one that comes back. */
        DUPLICATES,
        /** Success is claimed, and it happens after the next put or delete, or at {@link FaultyStorage#settle()}. */
        REORDERS,
        /** One bit of what was stored comes back changed. */
        FLIPS_A_BIT,
        /** Half of what was stored comes back. */
        CUTS_SHORT,
        /** What was stored is said not to be there. */
        DENIES,
        /** The listing is as it was some puts and deletes of this connection ago. */
        LISTS_THE_PAST,
        /** The listing is complete, in another order. */
        SHUFFLES_THE_LIST,
        /** One name is missing from the listing, and nothing tells. */
        LISTS_IN_PART,
        /** No room is left. */
        QUOTA,
        /** The sign-in has expired. */
        UNAUTHORIZED,
        /** It is not allowed. */
        REFUSED,
        /** The request bears a wrong date. */
        CLOCK_WRONG,
        /** A disk error. */
        BROKEN;

        /** Whether a call of this kind can go wrong so. */
        public boolean fits(Call call) {
            return switch (this) {
                case TORN, TRUNCATES_SILENTLY -> call == Call.PUT;
                case SUCCEEDS_LATE, DUPLICATES, REORDERS -> call == Call.PUT || call == Call.DELETE;
                case FLIPS_A_BIT, CUTS_SHORT, DENIES -> call == Call.GET;
                case LISTS_THE_PAST, SHUFFLES_THE_LIST, LISTS_IN_PART -> call == Call.LIST;
                default -> true;
            };
        }
    }

    /**
     * A call that went wrong.
     *
     * @param call its kind
     * @param about the name or the prefix
     * @param fault what went wrong
     */
    public record Strike(Call call, String about, Fault fault) {}

    /** How many puts and deletes a listing can be behind. */
    private static final int MEMORY = 16;

    private static final Map<Fault, Reason> PLAIN = Map.of(
            Fault.FAILS_BEFORE, Reason.OFFLINE,
            Fault.QUOTA, Reason.QUOTA_EXCEEDED,
            Fault.UNAUTHORIZED, Reason.UNAUTHORIZED,
            Fault.REFUSED, Reason.REFUSED,
            Fault.CLOCK_WRONG, Reason.CLOCK_WRONG,
            Fault.BROKEN, Reason.BROKEN);

    private final StorageProvider inner;
    private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
    private final List<Strike> strikes = new ArrayList<>();
    private final List<StorageException> lost = new ArrayList<>();
    private final Deque<Write> late = new ArrayDeque<>();
    private final Deque<Write> overtaken = new ArrayDeque<>();
    private final Deque<Write> recent = new ArrayDeque<>();
    private RandomGenerator random = new Random(0);
    private Plan plan = (call, number) -> Optional.empty();

    private interface Plan {
        Optional<Fault> at(Call call, int number);
    }

    /** A put or a delete: the content, or nothing. */
    private record Write(ObjectName name, Optional<byte[]> content) {

        void on(StorageProvider storage) throws StorageException {
            if (content.isPresent()) {
                storage.put(name, content.get());
            } else {
                storage.delete(name);
            }
        }

        Write half() {
            return new Write(name, content.map(FaultyStorage::half));
        }
    }

    private FaultyStorage(StorageProvider inner) {
        this.inner = inner;
    }

    /** A connection to a storage, with which nothing goes wrong yet. */
    public static FaultyStorage around(StorageProvider inner) {
        return new FaultyStorage(inner);
    }

    /** Lets the n-th call of a kind from now on go wrong, counted from 1, and no other. */
    public FaultyStorage failing(Call call, int nth, Fault fault) {
        return failing(call, nth, nth, fault);
    }

    /** Lets every call of a kind from now on go wrong, and no other. */
    public FaultyStorage failingAlways(Call call, Fault fault) {
        return failing(call, 1, Integer.MAX_VALUE, fault);
    }

    /** Lets every call from now on go wrong. */
    public FaultyStorage failingOnAll(Fault fault) {
        if (!Stream.of(Call.values()).allMatch(fault::fits)) {
            throw new IllegalArgumentException("not every call can go wrong by " + fault);
        }
        return follow((call, number) -> Optional.of(fault));
    }

    private FaultyStorage failing(Call planned, int first, int last, Fault fault) {
        if (!fault.fits(planned)) {
            throw new IllegalArgumentException(planned + " cannot go wrong by " + fault);
        }
        return follow((call, number) ->
                call == planned && number >= first && number <= last ? Optional.of(fault) : Optional.empty());
    }

    /**
     * Lets calls go wrong by chance from now on.
     *
     * @param random decides all there is to decide, so that a run can be repeated from its seed
     * @param perThousand of a thousand calls that can go wrong, how many do; 0 to 1,000
     * @param menu the faults to choose from; a call that none of them fits never goes wrong
     */
    public FaultyStorage failingAtRandom(RandomGenerator random, int perThousand, Collection<Fault> menu) {
        EnumSet<Fault> faults = EnumSet.copyOf(menu);
        synchronized (this) {
            this.random = random;
        }
        return follow((call, number) -> {
            List<Fault> fitting =
                    faults.stream().filter(each -> each.fits(call)).toList();
            return fitting.isEmpty() || random.nextInt(1_000) >= perThousand
                    ? Optional.empty()
                    : Optional.of(fitting.get(random.nextInt(fitting.size())));
        });
    }

    private synchronized FaultyStorage follow(Plan next) {
        calls.clear();
        plan = next;
        return this;
    }

    /** Lets nothing go wrong any more. Writes that are under way stay so. */
    public void recover() {
        follow((call, number) -> Optional.empty());
    }

    /** Lets all writes happen that are late or were overtaken. */
    public void settle() {
        apply(late);
        apply(overtaken);
    }

    /** How many calls of a kind there were since the last plan. */
    public synchronized int count(Call call) {
        return calls.getOrDefault(call, 0);
    }

    /** The errors of writes that were late or overtaken, which nobody was told of. */
    public synchronized List<StorageException> lost() {
        return List.copyOf(lost);
    }

    /** All calls that went wrong, in their order. */
    public synchronized List<Strike> strikes() {
        return List.copyOf(strikes);
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        write(Call.PUT, new Write(name, Optional.of(content)));
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        write(Call.DELETE, new Write(name, Optional.empty()));
    }

    private void write(Call call, Write write) throws StorageException {
        Optional<Fault> fault = due(call, write.name().value());
        if (fault.isPresent()) {
            writeBadly(fault.get(), write);
        } else {
            happen(write);
        }
    }

    private void writeBadly(Fault fault, Write write) throws StorageException {
        switch (fault) {
            case SUCCEEDS_LATE -> hold(late, write);
            case REORDERS -> {
                hold(overtaken, write);
                return;
            }
            case TORN -> happen(write.half());
            case TRUNCATES_SILENTLY -> {
                happen(write.half());
                return;
            }
            case DUPLICATES -> {
                happen(write);
                write.on(inner);
                return;
            }
            default -> happen(write);
        }
        throw new StorageException(Reason.OFFLINE, "planned");
    }

    private void happen(Write write) throws StorageException {
        write.on(inner);
        synchronized (this) {
            recent.addLast(new Write(write.name(), write.content().map(content -> new byte[0])));
            if (recent.size() > MEMORY) {
                recent.removeFirst();
            }
        }
        apply(overtaken);
    }

    private synchronized void hold(Deque<Write> writes, Write write) {
        writes.add(new Write(write.name(), write.content().map(byte[]::clone)));
    }

    /** Whoever asked for it has his answer, so how it ends is nobody's to know. */
    private void apply(Deque<Write> writes) {
        for (Optional<Write> next = take(writes); next.isPresent(); next = take(writes)) {
            try {
                next.get().on(inner);
            } catch (StorageException unseen) {
                synchronized (this) {
                    lost.add(unseen);
                }
            }
        }
    }

    private synchronized Optional<Write> take(Deque<Write> writes) {
        return Optional.ofNullable(writes.pollFirst());
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        Optional<Fault> fault = due(Call.GET, name.value());
        Optional<byte[]> content = inner.get(name, maxBytes);
        return fault.isPresent() ? readBadly(fault.get(), content) : content;
    }

    private synchronized Optional<byte[]> readBadly(Fault fault, Optional<byte[]> content) throws StorageException {
        return switch (fault) {
            case DENIES -> Optional.empty();
            case CUTS_SHORT -> content.map(FaultyStorage::half);
            case FLIPS_A_BIT -> content.map(this::flipped);
            default -> throw new StorageException(Reason.OFFLINE, "planned");
        };
    }

    private byte[] flipped(byte[] content) {
        if (content.length > 0) {
            content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return content;
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        Optional<Fault> fault = due(Call.LIST, prefix);
        Set<ObjectName> names = inner.list(prefix);
        return fault.isPresent() ? listBadly(fault.get(), prefix, new TreeSet<>(names)) : names;
    }

    private synchronized Set<ObjectName> listBadly(Fault fault, String prefix, Set<ObjectName> names)
            throws StorageException {
        List<ObjectName> sorted = new ArrayList<>(names);
        switch (fault) {
            case LISTS_THE_PAST -> {
                return past(prefix, names);
            }
            case SHUFFLES_THE_LIST -> Collections.shuffle(sorted, new Random(random.nextLong()));
            case LISTS_IN_PART -> {
                if (!sorted.isEmpty()) {
                    sorted.remove(random.nextInt(sorted.size()));
                }
            }
            default -> throw new StorageException(Reason.OFFLINE, "planned");
        }
        return new LinkedHashSet<>(sorted);
    }

    private Set<ObjectName> past(String prefix, Set<ObjectName> names) {
        int behind = recent.isEmpty() ? 0 : 1 + random.nextInt(recent.size());
        var backwards = recent.descendingIterator();
        for (int i = 0; i < behind; i++) {
            Write undone = backwards.next();
            if (undone.content().isPresent()) {
                names.remove(undone.name());
            } else if (undone.name().value().startsWith(prefix)) {
                names.add(undone.name());
            }
        }
        return names;
    }

    @Override
    public StorageTraits traits() {
        return inner.traits();
    }

    private Optional<Fault> due(Call call, String about) throws StorageException {
        apply(late);
        Optional<Fault> fault = strike(call, about);
        if (fault.isPresent() && PLAIN.containsKey(fault.get())) {
            throw new StorageException(PLAIN.get(fault.get()), "planned");
        }
        return fault;
    }

    private synchronized Optional<Fault> strike(Call call, String about) {
        Optional<Fault> fault = plan.at(call, calls.merge(call, 1, Integer::sum));
        fault.ifPresent(each -> strikes.add(new Strike(call, about, each)));
        return fault;
    }

    private static byte[] half(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }
}
