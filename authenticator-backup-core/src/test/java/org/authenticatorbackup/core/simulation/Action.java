package org.authenticatorbackup.core.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.authenticatorbackup.api.ProblemException;

/** What can happen to a phone. New ones may be added anywhere: a history names them. */
enum Action {
    /** A QR code is scanned: of few, so that the same is scanned on two phones, and some names come with two secrets. */
    ADD(20, Edits::add),
    RELABEL(8, Edits::relabel),
    MOVE(4, Edits::move),
    GROUP(4, Edits::group),
    DELETE(5, Edits::delete),
    UNDELETE(4, Edits::undelete),
    SHOW_COUNTER_CODE(6, Edits::showCounterCode),
    SET(3, Edits::set),
    BACK_UP(34, World::backUp),
    HEALTH(4, World::health),
    /** A phone without accounts joins by the kit. */
    JOIN(8, World::join),
    /** The person unlocks the vault, and the phone takes up what the others wrote. */
    SYNC(14, World::sync),
    /** A phone, with or without accounts, brings back what is stored, or an older version of it. */
    RECOVER(5, World::recover),
    /** The person takes the newest recovery back, whatever has happened since. */
    UNDO(4, World::undo),
    /** The phone looks after its own backups. */
    AUDIT(5, World::audit),
    /** Weeks go by in which the app is opened every day, and now and then something is backed up. */
    WEEKS(2, World::weeks),
    RESTART(3, (world, phone, random) -> phone.restart()),
    /** Another phone becomes a copy of this one. */
    CLONE(2, (world, phone, random) -> world.copy(phone, random)),
    SAVE_IMAGE(3, (world, phone, random) -> world.saveImage(phone)),
    RESTORE_IMAGE(3, (world, phone, random) -> world.restoreImage(phone)),
    /** The phone is lost; a new one takes its place. */
    DESTROY(2, (world, phone, random) -> world.replace(phone)),
    /** The wall clock jumps by up to 30 years, either way. */
    CLOCK_JUMP(3, (world, phone, random) -> phone.pass(Duration.ofDays(random.nextInt(-10_950, 10_951)))),
    PASS_TIME(4, (world, phone, random) -> phone.pass(Duration.ofHours(random.nextInt(200)))),
    DELIVER(8, (world, phone, random) -> world.cloud().deliver(random, 40)),
    SETTLE(3, (world, phone, random) -> phone.settle()),
    /** A stored snapshot loses a bit. */
    ROT(1, World::rot),
    /** One of two storages loses everything. */
    EMPTY(2, (world, phone, random) -> world.cloud().emptySecond()),
    /** Another phone, whose app is newer than this library, backs up. */
    NEWER_APP(2, World::newerApp);

    /** What is done. */
    interface Deed {
        void on(World world, Phone phone, SplittableRandom random) throws ProblemException;
    }

    private static final int ALL =
            Arrays.stream(values()).mapToInt(action -> action.weight).sum();

    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // they hold nothing
    private final Deed deed;

    Action(int weight, Deed deed) {
        this.weight = weight;
        this.deed = deed;
    }

    Deed deed() {
        return deed;
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
