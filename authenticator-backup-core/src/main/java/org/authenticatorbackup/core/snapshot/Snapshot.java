package org.authenticatorbackup.core.snapshot;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.authenticatorbackup.core.history.Contents;

/**
 * The full state that one device knew at one moment. Top-level members that this version does not know are part of the
 * contents, so that they survive a join.
 *
 * @param vault the vault's id, 32 characters of {@code a-z2-7}
 * @param device the writing device's id, 32 hex digits
 * @param sequence counts the snapshots of the device, 0 or more
 * @param created when it was written, in whole seconds
 * @param app the writing app and its version; may be empty
 * @param platform such as {@code android}; may be empty
 * @param contents everything the vault holds
 * @param seen for information: the newest sequence of each device that was joined
 */
public record Snapshot(
        String vault,
        String device,
        long sequence,
        Instant created,
        String app,
        String platform,
        Contents contents,
        SortedMap<String, Long> seen) {

    /**
     * Cuts the moment to whole seconds and copies the map.
     *
     * @param vault the vault's id
     * @param device the writing device's id
     * @param sequence counts the snapshots of the device
     * @param created when it was written
     * @param app the writing app and its version
     * @param platform such as {@code android}
     * @param contents everything the vault holds
     * @param seen the newest sequence of each device that was joined
     */
    public Snapshot {
        created = created.truncatedTo(ChronoUnit.SECONDS);
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }

    /** Shows which snapshot it is, and nothing of the contents. */
    @Override
    public String toString() {
        return "Snapshot[vault " + vault + ", device " + device + ", sequence " + sequence + "]";
    }
}
