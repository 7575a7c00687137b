package org.authenticatorbackup.core.history;

import java.security.SecureRandom;
import java.time.Instant;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupPolicy;

/** One device of a vault, for tests. */
public final class Device {

    public static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
    public static final long NOW = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();

    private final HybridClock clock;
    private final SecureRandom random = new SecureRandom();
    private Contents known;

    public Device(long session, Contents known) {
        this.clock = new HybridClock(session, BUILT);
        this.known = known;
    }

    public static Device fresh() {
        return new Device(7, Contents.empty(VaultArbitraries.idKey()));
    }

    public Contents absorb(VaultContents local) throws InvalidContentsException {
        known = LocalView.absorb(known, local, BackupPolicy.defaults(), clock, NOW, random);
        return known;
    }

    public Contents join(Contents other) throws DifferentIdKeyException {
        known = known.join(other);
        return known;
    }

    public Contents known() {
        return known;
    }

    public VaultContents view() {
        return LocalView.view(known);
    }

    HybridClock clock() {
        return clock;
    }
}
