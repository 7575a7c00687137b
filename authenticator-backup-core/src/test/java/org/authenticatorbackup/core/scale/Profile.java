package org.authenticatorbackup.core.scale;

/** A kind of person. Assumed; {@code docs/scale.md} says so. */
enum Profile {

    /** Most people: a few accounts that hardly change. */
    LIGHT(0.60, 5, 1, 1),

    /** Somebody with many accounts. */
    USUAL(0.30, 15, 1, 3),

    /** Somebody who works with it, on two devices that are brought together each week. */
    HEAVY(0.10, 60, 2, 12);

    final double share;
    final int accounts;
    final int devices;
    final int changesEachMonth;

    Profile(double share, int accounts, int devices, int changesEachMonth) {
        this.share = share;
        this.accounts = accounts;
        this.devices = devices;
        this.changesEachMonth = changesEachMonth;
    }
}
