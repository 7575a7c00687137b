package org.authenticatorbackup.crypto.share;

import java.security.MessageDigest;
import java.util.Arrays;

/** A share of any SLIP-39 set. Whoever makes or receives one closes it. Not thread-safe. */
final class Slip39Share implements AutoCloseable {

    private final Slip39Set set;
    private final int group;
    private final int member;
    private final int threshold;
    private final byte[] value;
    private boolean closed;

    /** Takes over the value. */
    Slip39Share(Slip39Set set, int group, int member, int threshold, byte[] value) {
        this.set = set;
        this.group = group;
        this.member = member;
        this.threshold = threshold;
        this.value = value;
    }

    Slip39Set set() {
        return set;
    }

    /** Which group this belongs to, from 0. */
    int group() {
        return group;
    }

    /** Which share of its group this is, from 0. */
    int member() {
        return member;
    }

    /** How many shares of its group are needed. */
    int threshold() {
        return threshold;
    }

    /** The value itself, not a copy. */
    byte[] value() {
        if (closed) {
            throw new IllegalStateException("the share is closed");
        }
        return value;
    }

    boolean isOfSameGroupAs(Slip39Share other) {
        return set.equals(other.set) && group == other.group && threshold == other.threshold;
    }

    boolean matches(Slip39Share other) {
        return isOfSameGroupAs(other) && member == other.member && MessageDigest.isEqual(value(), other.value());
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(value, (byte) 0);
    }

    @Override
    public String toString() {
        return "Slip39Share[hidden]";
    }
}
