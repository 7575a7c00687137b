package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.authenticatorbackup.api.backup.RetentionPolicy;
import org.authenticatorbackup.core.policy.PruningRule.Kept;

/**
 * Property P19, on a model: devices publish, join and prune in any order, and look at lists that may be old when they
 * delete. An object is the set of all objects that its writer knew, so that one contains another if it holds it.
 */
class PruningProperties {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    private static final SteadyClock LATER = new SteadyClock(START.plus(Duration.ofDays(30)), START);

    private record Stored(String name, int number, String lane, long sequence, BitSet holds) {}

    /** A device, and the list that it saw last. */
    private static final class Device {

        final String name;
        final BitSet known = new BitSet();

        /** Of each object that it has verified, its own next number by then. */
        final Map<String, Long> verified = new TreeMap<>();

        final Map<String, Stored> own = new TreeMap<>();
        Set<String> listed = new HashSet<>();
        long next = 1;

        Device(String name) {
            this.name = name;
        }
    }

    private final Map<String, Stored> storage = new TreeMap<>();
    private final Map<String, Stored> ever = new HashMap<>();

    private void publish(Device device) {
        String name = device.name + "/" + (1000 + device.next);
        int number = ever.size();
        device.known.set(number);
        Stored stored = new Stored(name, number, device.name, device.next, (BitSet) device.known.clone());
        device.next++;
        device.verified.put(name, device.next);
        device.own.put(name, stored);
        storage.put(name, stored);
        ever.put(name, stored);
    }

    private void join(Device device) {
        storage.values().forEach(each -> {
            device.known.or(each.holds());
            device.verified.putIfAbsent(each.name(), device.next);
        });
    }

    /** Deletes by the list that the device saw last. */
    private void prune(Device device) {
        List<Kept> kept = new ArrayList<>();
        device.verified.forEach((name, next) -> {
            if (device.listed.contains(name)) {
                int publishes = (int) device.own.values().stream()
                        .filter(each -> device.listed.contains(each.name()) && each.sequence() >= next)
                        .count();
                Stored stored = ever.get(name);
                kept.add(new Kept(name, stored.lane(), stored.sequence(), START, START, publishes));
            }
        });
        for (Kept each : PruningRule.choose(kept, LATER, RetentionPolicy.defaults())) {
            long holders = device.own.values().stream()
                    .filter(own ->
                            device.listed.contains(own.name()) && !own.name().equals(each.name()))
                    .filter(own -> own.holds().get(ever.get(each.name()).number()))
                    .count();
            assertThat(holders).as("how many hold %s", each.name()).isGreaterThanOrEqualTo(2);
            storage.remove(each.name());
        }
    }

    @Property(tries = 200)
    void p19_whateverIsPrunedAndWhoeverPrunesOneThatHoldsItRemains(
            @ForAll @IntRange(min = 1, max = 5) int devices, @ForAll long seed) {
        storage.clear();
        ever.clear();
        Random random = new Random(seed);
        List<Device> all = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            all.add(new Device("d" + i));
        }
        for (int step = 0; step < 200; step++) {
            Device device = all.get(random.nextInt(devices));
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> publish(device);
                case 3 -> join(device);
                case 4 -> device.listed = new HashSet<>(storage.keySet());
                default -> prune(device);
            }
        }
        for (Stored each : ever.values()) {
            boolean held =
                    storage.values().stream().anyMatch(stored -> stored.holds().get(each.number()));
            assertThat(held).as("one holds %s", each.name()).isTrue();
        }
    }

    @Property(tries = 20)
    void p19_ofEachLaneTheNewestTenRemain(@ForAll @IntRange(min = 1, max = 4) int devices, @ForAll long seed) {
        storage.clear();
        ever.clear();
        Random random = new Random(seed);
        List<Device> all = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            all.add(new Device("d" + i));
        }
        for (int step = 0; step < 80; step++) {
            Device device = all.get(random.nextInt(devices));
            publish(device);
            join(device);
            device.listed = new HashSet<>(storage.keySet());
            prune(device);
        }
        for (Device device : all) {
            device.own.values().stream()
                    .filter(each -> each.sequence() > device.next - 11)
                    .forEach(each -> assertThat(storage).containsKey(each.name()));
        }
        assertThat(storage.size()).isLessThan(ever.size());
    }
}
