package org.authenticatorbackup.core.backup;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.HybridClock;
import org.authenticatorbackup.core.history.InvalidContentsException;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.snapshot.Decoded;
import org.authenticatorbackup.core.snapshot.Snapshot;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Sha256;
import org.authenticatorbackup.core.vault.Surroundings;

/** What this device holds: the app's accounts, and the contents of the vault as this device last knew them. */
public final class LocalState {

    private static final String NO_VAULT = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final DeviceId NO_DEVICE = new DeviceId("00000000000000000000000000000000");

    /** When this release was made: a wall clock that is far from it is wrong. */
    private static final Instant RELEASED = Instant.parse("2026-11-25T00:00:00Z");

    private final Surroundings here;
    private final long session;

    /** Works in an app's surroundings. */
    public LocalState(Surroundings here) {
        this.here = here;
        this.session = here.random().nextLong();
    }

    /** {@return what the app holds now} */
    public VaultContents read() throws DeviceStateException {
        try {
            return here.accounts().read();
        } catch (IOException e) {
            throw new DeviceStateException(
                    DeviceStateException.Reason.UNREADABLE, "cannot read the accounts", List.of(), e);
        }
    }

    /**
     * Replaces what the app holds.
     *
     * @return false if it holds something else than expected by now
     */
    public boolean replace(VaultContents expected, VaultContents next) throws DeviceStateException {
        try {
            return here.accounts().replace(expected, next);
        } catch (IOException e) {
            throw new DeviceStateException(
                    DeviceStateException.Reason.UNWRITABLE, "cannot write the accounts", List.of(), e);
        }
    }

    /** {@return the vault's contents as this device last knew them} */
    public Contents known(Enrollment enrollment) throws DeviceStateException {
        Optional<byte[]> encoded = here.device().contents();
        if (encoded.isPresent()) {
            Snapshot snapshot = decoded(encoded.get());
            if (isOf(enrollment, snapshot)) {
                return snapshot.contents();
            }
        }
        Optional<byte[]> next = here.device().nextContents(); // of a change of vaults that was cut short
        if (next.isPresent()) {
            Snapshot snapshot = decoded(next.get());
            if (isOf(enrollment, snapshot)) {
                return snapshot.contents();
            }
        }
        throw new DeviceStateException(
                DeviceStateException.Reason.DAMAGED,
                encoded.isPresent() ? "the contents are those of another vault" : "the contents are missing");
    }

    private static Snapshot decoded(byte[] encoded) throws DeviceStateException {
        try {
            return SnapshotCodec.decodeOwn(encoded).snapshot();
        } catch (SnapshotFormatException e) {
            throw new DeviceStateException(
                    DeviceStateException.Reason.DAMAGED, "the contents are damaged", List.of(), e);
        }
    }

    private static boolean isOf(Enrollment enrollment, Snapshot snapshot) {
        return snapshot.vault().equals(enrollment.vault().value());
    }

    /** Keeps the vault's contents as this device knows them from now on. */
    public void save(Enrollment enrollment, Contents contents) throws DeviceStateException {
        byte[] json = undated(enrollment, contents);
        try {
            here.device().saveContents(json);
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    /** Lays contents beside those of the vault that this device is leaving. */
    public void saveNext(Enrollment enrollment, Contents contents) throws DeviceStateException {
        byte[] json = undated(enrollment, contents);
        try {
            here.device().saveNextContents(json);
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    /** {@return the digest of contents, whenever and under whatever number they are published} */
    public String digest(Enrollment enrollment, Contents contents) {
        byte[] json = undated(enrollment, contents);
        try {
            return Sha256.hex(json);
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    /** {@return the known contents with what the app has changed since} */
    public Contents absorb(Contents known, VaultContents now) throws BackupRefusedException {
        HybridClock clock = new HybridClock(session, RELEASED);
        clock.observe(known);
        try {
            return LocalView.absorb(known, now, clock, here.instant().toEpochMilli(), here.random());
        } catch (InvalidContentsException e) {
            BackupRefusedException.Reason reason = e.reason() == InvalidContentsException.Reason.TOO_LARGE
                    ? BackupRefusedException.Reason.TOO_LARGE
                    : BackupRefusedException.Reason.INVALID_CONTENTS;
            throw new BackupRefusedException(reason, "the accounts: " + e.getMessage(), List.of(), e);
        }
    }

    /** {@return the known contents with a setting of the library's own} */
    public Contents withSetting(Contents known, String key, Json value) {
        HybridClock clock = new HybridClock(session, RELEASED);
        clock.observe(known);
        return LocalView.withSetting(known, key, value, clock, here.instant().toEpochMilli());
    }

    /** {@return the known contents without a setting} */
    public Contents withoutSetting(Contents known, String key) {
        HybridClock clock = new HybridClock(session, RELEASED);
        return LocalView.withoutSetting(known, key, clock, here.instant().toEpochMilli());
    }

    /** {@return the known contents without accounts of the trash} */
    public Contents purge(Contents known, Set<AccountId> ids) {
        HybridClock clock = new HybridClock(session, RELEASED);
        return LocalView.purge(known, ids, clock, here.instant().toEpochMilli());
    }

    /** {@return how many accounts a person would see} */
    int visible(Contents contents) {
        return LocalView.view(contents).accounts().size();
    }

    /** {@return contents as the payload of a snapshot, proven to read back as they are; the caller clears it} */
    byte[] encode(Enrollment enrollment, SnapshotId number, Contents contents) throws BackupRefusedException {
        byte[] json = SnapshotCodec.encode(new Snapshot(
                enrollment.vault().value(),
                number.device().value(),
                number.sequence(),
                here.now(),
                here.application(),
                here.platform(),
                contents,
                enrollment.seen()));
        try {
            Decoded decoded = SnapshotCodec.decode(json);
            if (decoded.rejected().isEmpty() && decoded.snapshot().contents().equals(contents)) {
                return json;
            }
        } catch (SnapshotFormatException e) {
            Arrays.fill(json, (byte) 0);
            if (e.reason() == SnapshotFormatException.Reason.TOO_LARGE) {
                throw new BackupRefusedException(
                        BackupRefusedException.Reason.TOO_LARGE, "the contents: " + e.getMessage(), List.of(), e);
            }
        }
        Arrays.fill(json, (byte) 0);
        throw new BackupRefusedException(
                BackupRefusedException.Reason.INVALID_CONTENTS, "the contents do not read back as they are");
    }

    /** {@return contents as they are kept on the device, and their digest is made of; the caller clears it} */
    byte[] encode(Enrollment enrollment, Contents contents) {
        return undated(enrollment, contents);
    }

    /** {@return contents of no vault in particular, to be kept on the device; the caller clears it} */
    public byte[] keepsake(Contents contents) {
        return SnapshotCodec.encode(
                new Snapshot(NO_VAULT, NO_DEVICE.value(), 1, Instant.EPOCH, "", "", contents, new TreeMap<>()));
    }

    /** {@return what {@link #keepsake} has written} */
    public Contents fromKeepsake(byte[] encoded) throws DeviceStateException {
        return decoded(encoded).contents();
    }

    private static byte[] undated(Enrollment enrollment, Contents contents) {
        return SnapshotCodec.encode(new Snapshot(
                enrollment.vault().value(), NO_DEVICE.value(), 1, Instant.EPOCH, "", "", contents, new TreeMap<>()));
    }
}
