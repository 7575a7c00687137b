package org.authenticatorbackup.examples.cli;

import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.SnapshotId;

/** Versions as people name them: {@code <deviceId>/<seq>}. */
final class Versions {

    private Versions() {}

    static SnapshotId parse(String text) {
        int slash = text.indexOf('/');
        try {
            return new SnapshotId(new DeviceId(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new UsageException("wrong.version");
        }
    }

    static String text(SnapshotId snapshot) {
        return snapshot.device() + "/" + snapshot.sequence();
    }
}
