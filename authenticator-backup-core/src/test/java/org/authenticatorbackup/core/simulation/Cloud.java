package org.authenticatorbackup.core.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.authenticatorbackup.api.spi.ObjectName;

/**
 * What is stored, as it really is: one consistent store, or a folder of which each phone has a copy that is brought up to
 * date later, file by file and in any order. Knows also what was deleted or overwritten by whoever used it.
 */
final class Cloud {

    /** How phones see each other's objects. */
    enum Kind {
        /** At once. */
        CONSISTENT,
        /** At once, in two stores that hold the same unless one fails. */
        TWO_PLACES,
        /** When they were delivered. What was not delivered is lost with the phone. */
        FOLDER
    }

    /** One phone's sight of the storage, or everybody's. */
    static final class View {

        private final Map<ObjectName, byte[]> objects = new TreeMap<>();
        private final List<Delivery> outgoing = new ArrayList<>();
        private final List<Delivery> incoming = new ArrayList<>();

        Map<ObjectName, byte[]> objects() {
            return objects;
        }
    }

    /** An object, or no bytes for a deleted one. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and the array itself tells objects apart
    private record Delivery(ObjectName name, byte[] content) {}

    private static final byte[] DELETED = new byte[0];

    private final Kind kind;
    private final View hub = new View();
    private final View second = new View();
    private final List<View> views = new ArrayList<>();
    private final IdentityHashMap<View, List<Delivery>> removed = new IdentityHashMap<>();
    private final IdentityHashMap<byte[], ObjectName> everPut = new IdentityHashMap<>();
    private int copies;

    Cloud(Kind kind, Map<ObjectName, byte[]> objects) {
        this.kind = kind;
        hub.objects.putAll(objects);
        if (kind == Kind.TWO_PLACES) {
            second.objects.putAll(objects);
        }
        objects.forEach((name, content) -> everPut.put(content, name));
    }

    /** What a new phone sees. */
    List<View> viewsOfANewPhone() {
        return switch (kind) {
            case CONSISTENT -> List.of(hub);
            case TWO_PLACES -> List.of(hub, second);
            case FOLDER -> List.of(newFolder());
        };
    }

    /** A folder starts with nothing but the slots; the rest is on its way. */
    private View newFolder() {
        View view = new View();
        hub.objects.forEach((name, content) -> {
            if (name.value().contains("/slots/")) {
                view.objects.put(name, content);
            } else {
                view.incoming.add(new Delivery(name, content));
            }
        });
        views.add(view);
        return view;
    }

    void put(View view, ObjectName name, byte[] content) {
        everPut.put(content, name);
        byte[] before = view.objects.put(name, content);
        if (before != null && !Arrays.equals(before, content)) {
            remove(view, name, before);
        }
        if (kind == Kind.FOLDER) {
            view.outgoing.add(new Delivery(name, content));
        }
    }

    void delete(View view, ObjectName name) {
        byte[] before = view.objects.remove(name);
        if (before == null) {
            return;
        }
        remove(view, name, before);
        if (kind == Kind.FOLDER) {
            view.outgoing.add(new Delivery(name, DELETED));
        }
    }

    private void remove(View view, ObjectName name, byte[] content) {
        removed.computeIfAbsent(view, key -> new ArrayList<>()).add(new Delivery(name, content));
    }

    /** A phone is destroyed, and with it what it had not uploaded: also what was to take the place of what it removed. */
    void forget(View view) {
        if (views.remove(view)) {
            removed.remove(view);
        }
    }

    /** Lets some files arrive. */
    void deliver(SplittableRandom random, int most) {
        for (int i = 0; i < most && !views.isEmpty(); i++) {
            deliverOne(views.get(random.nextInt(views.size())), random);
        }
    }

    void deliverAll() {
        SplittableRandom random = new SplittableRandom(1);
        for (View view : views) {
            while (!view.outgoing.isEmpty()) {
                upload(view, random);
            }
        }
        for (View view : views) {
            while (!view.incoming.isEmpty()) {
                download(view, random);
            }
        }
    }

    private void deliverOne(View view, SplittableRandom random) {
        if (!view.outgoing.isEmpty() && random.nextBoolean()) {
            upload(view, random);
        } else if (!view.incoming.isEmpty()) {
            download(view, random);
        }
    }

    private void upload(View from, SplittableRandom random) {
        Delivery delivery = from.outgoing.remove(random.nextInt(from.outgoing.size()));
        arrive(hub, delivery);
        views.stream().filter(view -> view != from).forEach(view -> view.incoming.add(delivery));
    }

    private void download(View view, SplittableRandom random) {
        arrive(view, view.incoming.remove(random.nextInt(view.incoming.size())));
    }

    /** Of two files of one name, one becomes a copy whose name means nothing to the library. */
    private void arrive(View view, Delivery delivery) {
        byte[] there = view.objects.get(delivery.name());
        if (delivery.content() == DELETED) {
            view.objects.remove(delivery.name());
        } else if (there == null || Arrays.equals(there, delivery.content())) {
            view.objects.put(delivery.name(), delivery.content());
        } else {
            view.objects.put(new ObjectName("conflict-copy-" + copies++), delivery.content());
        }
    }

    /** The second of two stores loses everything. */
    void emptySecond() {
        second.objects.clear();
    }

    /** One bit of a stored object changes, everywhere. */
    void rot(ObjectName name, byte[] spoilt) {
        byte[] there = hub.objects.get(name);
        List<View> all = new ArrayList<>(views);
        all.add(hub);
        for (View view : all) {
            view.objects.computeIfPresent(name, (key, content) -> spoilt);
            replace(view.outgoing, name, spoilt);
            replace(view.incoming, name, spoilt);
        }
        if (there != null) {
            hub.objects.put(name, spoilt);
        }
    }

    private static void replace(List<Delivery> deliveries, ObjectName name, byte[] content) {
        deliveries.replaceAll(
                each -> each.name().equals(name) && each.content() != DELETED ? new Delivery(name, content) : each);
    }

    /** All that is stored anywhere. */
    Collection<View> everything() {
        List<View> all = new ArrayList<>(views);
        all.add(hub);
        all.add(second);
        return all;
    }

    /** All that was ever put, whatever became of it, with its name. */
    IdentityHashMap<byte[], ObjectName> everPut() {
        return everPut;
    }

    /** What users of the storage have deleted or overwritten. */
    List<Map.Entry<ObjectName, byte[]>> removed() {
        List<Map.Entry<ObjectName, byte[]>> all = new ArrayList<>();
        removed.values().forEach(list -> list.forEach(each -> all.add(Map.entry(each.name(), each.content()))));
        return all;
    }
}
