package org.authenticatorbackup.core.testing;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/** Passes calls on, but for those that were told to go wrong. */
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
        /** Half of the object is stored, and an error comes. */
        TORN,
        /** Half of the object is stored, and success is claimed. */
        TRUNCATES_SILENTLY,
        /** One bit of what was stored comes back changed. */
        FLIPS_A_BIT,
        /** What was stored is said not to be there. */
        DENIES,
        /** No room is left. */
        QUOTA,
        /** The sign-in has expired. */
        UNAUTHORIZED,
        /** A disk error. */
        BROKEN
    }

    private final StorageProvider inner;
    private final Map<Call, Integer> calls = new EnumMap<>(Call.class);
    private Optional<Plan> plan = Optional.empty();

    private record Plan(Call call, int first, int last, Fault fault) {}

    private FaultyStorage(StorageProvider inner) {
        this.inner = inner;
    }

    public static FaultyStorage around(StorageProvider inner) {
        return new FaultyStorage(inner);
    }

    /** Lets the n-th call of a kind from now on go wrong, counted from 1. */
    public FaultyStorage failing(Call call, int nth, Fault fault) {
        return failing(call, nth, nth, fault);
    }

    /** Lets every call of a kind from now on go wrong. */
    public FaultyStorage failingAlways(Call call, Fault fault) {
        return failing(call, 1, Integer.MAX_VALUE, fault);
    }

    private FaultyStorage failing(Call call, int first, int last, Fault fault) {
        calls.clear();
        plan = Optional.of(new Plan(call, first, last, fault));
        return this;
    }

    public void recover() {
        calls.clear();
        plan = Optional.empty();
    }

    /** How many calls of a kind there were since the last plan. */
    public int count(Call call) {
        return calls.getOrDefault(call, 0);
    }

    private Optional<Fault> due(Call call) throws StorageException {
        int number = calls.merge(call, 1, Integer::sum);
        Optional<Fault> fault = plan.filter(each -> each.call == call && number >= each.first && number <= each.last)
                .map(Plan::fault);
        if (fault.isPresent()) {
            failPlainly(fault.get());
        }
        return fault;
    }

    private static void failPlainly(Fault fault) throws StorageException {
        Map<Fault, Reason> plain = Map.of(
                Fault.FAILS_BEFORE, Reason.OFFLINE,
                Fault.QUOTA, Reason.QUOTA_EXCEEDED,
                Fault.UNAUTHORIZED, Reason.UNAUTHORIZED,
                Fault.BROKEN, Reason.BROKEN);
        if (plain.containsKey(fault)) {
            throw new StorageException(plain.get(fault), "planned");
        }
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        Optional<Fault> fault = due(Call.PUT);
        boolean torn = fault.filter(List.of(Fault.TORN, Fault.TRUNCATES_SILENTLY)::contains)
                .isPresent();
        inner.put(name, torn ? Arrays.copyOf(content, content.length / 2) : content);
        if (fault.filter(List.of(Fault.FAILS_AFTER, Fault.TORN)::contains).isPresent()) {
            throw new StorageException(Reason.OFFLINE, "planned");
        }
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        Optional<Fault> fault = due(Call.GET);
        Optional<byte[]> content = inner.get(name, maxBytes);
        if (fault.isPresent() && fault.get() == Fault.DENIES) {
            return Optional.empty();
        }
        if (fault.isPresent() && fault.get() == Fault.FLIPS_A_BIT) {
            content.ifPresent(bytes -> bytes[bytes.length - 1] ^= 1);
        }
        return content;
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        due(Call.LIST);
        return inner.list(prefix);
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        due(Call.DELETE);
        inner.delete(name);
    }

    @Override
    public StorageTraits traits() {
        return inner.traits();
    }
}
