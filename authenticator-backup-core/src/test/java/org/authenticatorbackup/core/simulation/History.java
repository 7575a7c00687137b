package org.authenticatorbackup.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What happens to some phones of one person.
 *
 * @param seed decides the keys
 * @param kind how the storage keeps the phones together
 * @param phones how many there are, 2 to 7; the first has backup turned on, the others are new
 */
record History(long seed, Cloud.Kind kind, int phones, List<Step> steps) {

    private static final int MOST_PHONES = 7;

    History {
        steps = List.copyOf(steps);
    }

    static History of(long seed, Cloud.Kind kind, int phones, Step... steps) {
        return new History(seed, kind, phones, List.of(steps));
    }

    /** The history of a seed; the kinds of storage take turns. */
    static History of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int phones = 2 + random.nextInt(MOST_PHONES - 1);
        int length = 10 + random.nextInt(12) + 2 * phones;
        int worst = random.nextInt(4) * 200;
        List<Step> steps = new ArrayList<>();
        for (int phone = 1; phone < phones; phone++) {
            if (random.nextInt(3) > 0) {
                steps.add(new Step(Action.JOIN, phone, random.nextInt(), 0, 0));
            }
        }
        for (int i = 0; i < length; i++) {
            Action action = Action.any(random);
            int faults = random.nextBoolean() ? 0 : random.nextInt(worst + 1);
            int deathAt = random.nextInt(8) == 0 ? 1 + random.nextInt(24) : 0;
            steps.add(new Step(action, random.nextInt(phones), random.nextInt(), faults, deathAt));
        }
        return new History(seed, kindOf(seed), phones, steps);
    }

    private static Cloud.Kind kindOf(long seed) {
        Cloud.Kind[] kinds = Cloud.Kind.values();
        return kinds[(int) Math.floorMod(seed, (long) kinds.length)];
    }

    History with(List<Step> others) {
        return new History(seed, kind, phones, others);
    }

    /** As the code that makes it. */
    @Override
    public String toString() {
        return steps.stream()
                .map(step -> ",\n        " + step)
                .collect(Collectors.joining("", "History.of(" + seed + "L, Cloud.Kind." + kind + ", " + phones, ")"));
    }
}
