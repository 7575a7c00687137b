package org.authenticatorbackup.core.simulation;

import java.util.SplittableRandom;

/**
 * One step of a history. It holds everything that decides how it goes, so that it goes alike, as far as possible, when
 * others are left out.
 *
 * @param action what is done
 * @param phone which phone does it
 * @param seed decides the details
 * @param faults of a thousand calls to storage and state, how many go wrong
 * @param deathAt at which call to the outside the process dies; 0 for never
 */
record Step(Action action, int phone, int seed, int faults, int deathAt) {

    static Step step(Action action, int phone, int seed, int faults, int deathAt) {
        return new Step(action, phone, seed, faults, deathAt);
    }

    SplittableRandom random() {
        return new SplittableRandom(seed * 0x9e3779b97f4a7c15L);
    }

    /** As a line of a test. */
    @Override
    public String toString() {
        return "step(" + action + ", " + phone + ", " + seed + ", " + faults + ", " + deathAt + ")";
    }
}
