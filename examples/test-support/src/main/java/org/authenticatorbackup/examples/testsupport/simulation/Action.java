package org.authenticatorbackup.examples.testsupport.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** What can happen to a phone, and how often. */
enum Action {
    ADD(20, Scope.DEVICE),
    RELABEL(8, Scope.DEVICE),
    DELETE(5, Scope.DEVICE),
    RESTORE(4, Scope.DEVICE),
    USE_CODE(5, Scope.DEVICE),
    /** Turns backup on, where that has not come to an end yet. */
    ENABLE(20, Scope.STORE),
    BACK_UP(30, Scope.STORE),
    /** A phone without accounts recovers by the kit. */
    JOIN(14, Scope.STORE),
    SYNC(16, Scope.STORE),
    /** The process ends, and the next one makes connections of its own. */
    RESTART(4, Scope.DEVICE),
    /** The network is well, and a backup has to succeed. */
    CALM(4, Scope.STORE),
    /** The phone is lost; a new one takes its place. */
    LOSE(3, Scope.DEVICE),
    /** Somebody's upload ends half-way, in a store that shows it. */
    TEAR(4, Scope.STORE);

    private static final int ALL =
            Arrays.stream(values()).mapToInt(action -> action.weight).sum();

    private enum Scope {
        DEVICE,
        STORE
    }

    private final int weight;
    private final Scope scope;

    Action(int weight, Scope scope) {
        this.weight = weight;
        this.scope = scope;
    }

    /** Whether anything could be asked of the store. */
    boolean reachesTheStore() {
        return scope == Scope.STORE;
    }

    static Action any(SplittableRandom random) {
        int left = random.nextInt(ALL);
        for (Action action : values()) {
            left -= action.weight;
            if (left < 0) {
                return action;
            }
        }
        throw new AssertionError("the weights are " + ALL);
    }
}
