package org.authenticatorbackup.api;

/**
 * Names a snapshot within its vault by the device that wrote it and that device's running number.
 *
 * <p>{@link #toString} gives {@code <device>/<sequence in 16 hex digits>}. Two objects with the same id are a sign of a
 * cloned device.
 *
 * @param device the device that wrote it
 * @param sequence the running number, from 1
 */
public record SnapshotId(DeviceId device, long sequence) implements Comparable<SnapshotId> {

    /**
     * Checks the range.
     *
     * @param device the device that wrote it
     * @param sequence the running number, from 1
     * @throws IllegalArgumentException if {@code sequence} is below 1
     */
    public SnapshotId {
        if (sequence < 1) {
            throw new IllegalArgumentException("a snapshot's sequence number is at least 1, not " + sequence);
        }
    }

    /** Orders by device, then by sequence number. */
    @Override
    public int compareTo(SnapshotId other) {
        int byDevice = device.value().compareTo(other.device.value());
        return byDevice != 0 ? byDevice : Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return String.format(java.util.Locale.ROOT, "%s/%016x", device, sequence);
    }
}
