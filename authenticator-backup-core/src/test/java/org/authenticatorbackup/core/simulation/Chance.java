package org.authenticatorbackup.core.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** Decides what goes wrong on one phone during one step. */
final class Chance {

    private SplittableRandom random = new SplittableRandom(0);
    private int perThousand;
    private int callsToLive = Integer.MAX_VALUE;
    private int struck;

    /** Begins a step. */
    void begin(Step step) {
        random = step.random();
        perThousand = step.faults();
        callsToLive = step.deathAt() == 0 ? Integer.MAX_VALUE : step.deathAt();
    }

    /** From now on nothing goes wrong. */
    void end() {
        perThousand = 0;
        callsToLive = Integer.MAX_VALUE;
    }

    int struck() {
        return struck;
    }

    /** A call to the outside arrives. */
    void call() {
        live();
    }

    /** What was asked for has happened; the answer is about to go. */
    void called() {
        live();
    }

    private void live() {
        if (--callsToLive <= 0) {
            throw new ProcessDeath();
        }
    }

    @SafeVarargs
    final <T> Optional<T> fault(T... menu) {
        if (perThousand == 0 || random.nextInt(1_000) >= perThousand) {
            return Optional.empty();
        }
        struck++;
        return Optional.of(menu[random.nextInt(menu.length)]);
    }

    int next(int bound) {
        return random.nextInt(bound);
    }

    byte[] cut(byte[] content) {
        return Arrays.copyOf(content, random.nextInt(content.length));
    }

    byte[] flipped(byte[] content) {
        byte[] flipped = content.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }
}
