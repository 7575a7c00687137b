package org.authenticatorbackup.core.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;

/** One phone's connection to the storage, which does all that storages do to objects and answers. */
final class Connection implements StorageProvider {

    private enum PutFault {
        FAILS_BEFORE,
        FAILS_AFTER,
        TORN,
        TRUNCATES_SILENTLY,
        ARRIVES_TWICE,
        SUCCEEDS_LATE,
        QUOTA,
        BROKEN
    }

    private enum GetFault {
        FAILS,
        FLIPS_A_BIT,
        CUTS_SHORT,
        DENIES
    }

    private enum ListFault {
        FAILS,
        LISTS_IN_PART,
        LISTS_THE_PAST
    }

    private final Cloud cloud;
    private final Cloud.View view;
    private final Chance chance;
    private final List<Late> late = new ArrayList<>();
    private final List<ObjectName> recent = new ArrayList<>();
    private int listings;
    private boolean listFailed;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Late(ObjectName name, byte[] content) {}

    Connection(Cloud cloud, Cloud.View view, Chance chance) {
        this.cloud = cloud;
        this.view = view;
        this.chance = chance;
    }

    /** Watches listings from now on. */
    void watch() {
        listings = 0;
        listFailed = false;
    }

    /** Whether a listing has failed since. */
    boolean listHasFailed() {
        return listFailed;
    }

    /** Whether the only listing since has failed, so that nothing can have been read before. */
    boolean firstListHasFailed() {
        return listFailed && listings == 1;
    }

    /** What was sent and is still under way arrives. */
    void settle() {
        late.forEach(each -> cloud.put(view, each.name(), each.content()));
        late.clear();
    }

    @Override
    public void put(ObjectName name, byte[] content) throws StorageException {
        chance.call();
        Optional<PutFault> fault = chance.fault(PutFault.values());
        if (!fault.isPresent()) {
            store(name, content.clone());
            return;
        }
        switch (fault.get()) {
            case FAILS_BEFORE -> throw offline();
            case QUOTA -> throw new StorageException(Reason.QUOTA_EXCEEDED, "planned");
            case BROKEN -> throw new StorageException(Reason.BROKEN, "planned");
            case SUCCEEDS_LATE -> {
                late.add(new Late(name, content.clone()));
                throw offline();
            }
            case FAILS_AFTER -> {
                store(name, content.clone());
                throw offline();
            }
            case TORN -> {
                store(name, chance.cut(content));
                throw offline();
            }
            case TRUNCATES_SILENTLY -> store(name, chance.cut(content));
            case ARRIVES_TWICE -> {
                store(name, content.clone());
                store(name, content.clone());
            }
        }
    }

    private void store(ObjectName name, byte[] content) throws StorageException {
        if (view.objects().containsKey(name)) {
            throw new StorageException(Reason.ALREADY_EXISTS, name + " exists already");
        }
        cloud.put(view, name, content);
        recent.add(name);
        chance.called();
    }

    @Override
    public Optional<byte[]> get(ObjectName name, int maxBytes) throws StorageException {
        chance.call();
        Optional<GetFault> fault = chance.fault(GetFault.values());
        byte[] content = view.objects().get(name);
        if (fault.isPresent() && fault.get() == GetFault.FAILS) {
            throw offline();
        }
        if (content == null || (fault.isPresent() && fault.get() == GetFault.DENIES)) {
            return Optional.empty();
        }
        if (content.length > maxBytes) {
            throw new StorageException(Reason.TOO_LARGE, name + " is too large");
        }
        if (!fault.isPresent()) {
            return Optional.of(content.clone());
        }
        return Optional.of(fault.get() == GetFault.FLIPS_A_BIT ? chance.flipped(content) : chance.cut(content));
    }

    @Override
    public Set<ObjectName> list(String prefix) throws StorageException {
        chance.call();
        listings++;
        Optional<ListFault> fault = chance.fault(ListFault.values());
        if (fault.isPresent() && fault.get() == ListFault.FAILS) {
            listFailed = true;
            throw offline();
        }
        List<ObjectName> names = new ArrayList<>(view.objects().keySet());
        names.removeIf(name -> !name.value().startsWith(prefix));
        if (fault.isPresent() && fault.get() == ListFault.LISTS_IN_PART) {
            names.removeIf(name -> chance.next(3) == 0);
        }
        if (fault.isPresent() && fault.get() == ListFault.LISTS_THE_PAST) {
            recent.stream()
                    .skip(Math.max(0, recent.size() - 1 - chance.next(4)))
                    .forEach(names::remove);
        }
        Collections.shuffle(names, new Random(chance.next(Integer.MAX_VALUE)));
        return new LinkedHashSet<>(names);
    }

    @Override
    public void delete(ObjectName name) throws StorageException {
        chance.call();
        Optional<PutFault> fault = chance.fault(PutFault.FAILS_BEFORE, PutFault.FAILS_AFTER);
        if (fault.isPresent() && fault.get() == PutFault.FAILS_BEFORE) {
            throw offline();
        }
        cloud.delete(view, name);
        chance.called();
        if (fault.isPresent()) {
            throw offline();
        }
    }

    @Override
    public StorageTraits traits() {
        return new StorageTraits(Set.of(), StorageTraits.SELF);
    }

    private static StorageException offline() {
        return new StorageException(Reason.OFFLINE, "planned");
    }

    @Override
    public String toString() {
        return Arrays.toString(view.objects().keySet().toArray());
    }
}
