package org.authenticatorbackup.core.backup;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.HybridClock;
import org.authenticatorbackup.core.history.InvalidContentsException;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.json.Json;
import org.authenticatorbackup.core.snapshot.Decoded;
import org.authenticatorbackup.core.snapshot.Snapshot;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.snapshot.SnapshotEncoder;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Hex;
import org.authenticatorbackup.core.vault.Surroundings;

/** What this device holds: the app's accounts, and the contents of the vault as this device last knew them. */
public final class LocalState {

    private static final String NO_VAULT = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final DeviceId NO_DEVICE = new DeviceId("00000000000000000000000000000000");

    /** When this release was made: a wall clock that is far from it is wrong. */
    private static final Instant RELEASED = Instant.parse("2026-11-25T00:00:00Z");

    private final Surroundings here;
    private final long session;

    /** Between calls it may be gone at any time: secrets stay in memory no longer than until the next garbage collection. */
    private WeakReference<Warm> warm = new WeakReference<>(new Warm());

    /** What makes the next backup quicker. */
    private static final class Warm {

        private final SnapshotEncoder encoder = new SnapshotEncoder();

        /** The newest document of contents that was read or written, and what it says. */
        private Optional<Kept> newest = Optional.empty();

        /** What the app held when its accounts were last taken up whole. */
        private Optional<Taken> taken = Optional.empty();

        void keepRead(Kept read) {
            newest.ifPresent(Kept::clear);
            newest = Optional.of(read);
        }

        void keepWritten(Kept written) {
            keepRead(written);
            written.isOurs = true;
        }
    }

    private static final class Kept {

        private final byte[] document;
        private final Snapshot snapshot;
        private boolean isOurs;

        Kept(byte[] document, Snapshot snapshot) {
            this.document = document;
            this.snapshot = snapshot;
        }

        /** Only what was made here: what was read belongs to the app. */
        void clear() {
            if (isOurs) {
                Arrays.fill(document, (byte) 0);
            }
        }

        boolean isIn(byte[] other) {
            return Arrays.equals(document, other);
        }
    }

    private record Taken(VaultContents held, BackupPolicy scope, Contents contents) {}

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

    /** {@return the same, or all that the app holds if policy lets nothing through: such a store has not lost its rows} */
    public VaultContents orWhole(VaultContents held) throws DeviceStateException {
        return held.isEmpty() ? new LocalState(here.unscoped()).read() : held;
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
            Snapshot snapshot = remembered(encoded.get());
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

    private Warm warm() {
        Warm known = warm.get();
        if (known != null) {
            return known;
        }
        Warm fresh = new Warm();
        warm = new WeakReference<>(fresh);
        return fresh;
    }

    /** Another process may have written the document since, so it is compared with what is remembered. */
    private Snapshot remembered(byte[] encoded) throws DeviceStateException {
        Warm known = warm();
        if (known.newest.filter(kept -> kept.isIn(encoded)).isPresent()) {
            return known.newest.get().snapshot;
        }
        Decoded decoded = decode(encoded);
        Snapshot snapshot = decoded.snapshot();
        if (decoded.rejected().isEmpty()) {
            known.encoder.learn(snapshot, encoded);
        }
        known.keepRead(new Kept(encoded, snapshot));
        return snapshot;
    }

    private static Snapshot decoded(byte[] encoded) throws DeviceStateException {
        return decode(encoded).snapshot();
    }

    private static Decoded decode(byte[] encoded) throws DeviceStateException {
        try {
            return SnapshotCodec.decodeOwn(encoded);
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
        boolean saved = false;
        try {
            here.device().saveContents(json);
            saved = true;
        } finally {
            if (!saved) {
                Arrays.fill(json, (byte) 0);
            }
        }
        warm().keepWritten(new Kept(json, undatedSnapshot(enrollment, contents)));
    }

    /** Does the same, and remembers that these contents have taken up all that the app holds. */
    void save(Enrollment enrollment, Contents contents, VaultContents held) throws DeviceStateException {
        save(enrollment, contents);
        warm().taken = Optional.of(new Taken(held, here.scope(), contents));
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
        return Hex.of(warm().encoder.digest(undatedSnapshot(enrollment, contents)));
    }

    /** {@return the known contents with what the app has changed since} */
    public Contents absorb(Contents known, VaultContents now) throws BackupRefusedException {
        HybridClock clock = new HybridClock(session, RELEASED);
        try {
            Contents contents = LocalView.absorb(
                    known, news(known, now), here.scope(), clock, here.instant().toEpochMilli(), here.random());
            if (!contents.equals(known)) {
                return contents;
            }
            warm().taken = Optional.of(new Taken(now, here.scope(), known));
            return known;
        } catch (InvalidContentsException e) {
            BackupRefusedException.Reason reason = e.reason() == InvalidContentsException.Reason.TOO_LARGE
                    ? BackupRefusedException.Reason.TOO_LARGE
                    : BackupRefusedException.Reason.INVALID_CONTENTS;
            throw new BackupRefusedException(reason, "the accounts: " + e.getMessage(), List.of(), e);
        }
    }

    /**
     * Without the accounts that are the very same objects, in the same places, as when the known contents took them up: to leave
     * out an account is to say nothing of it. All there is, if anything else may have changed.
     */
    @SuppressWarnings("ReferenceEquality") // an equal one is merely looked at again
    private VaultContents news(Contents known, VaultContents now) {
        Optional<VaultContents> before = warm().taken
                .filter(taken -> taken.contents() == known && taken.scope() == here.scope())
                .map(Taken::held);
        if (!before.isPresent()) {
            return now;
        }
        VaultContents held = before.get();
        boolean same = now.accounts().size() == held.accounts().size()
                && now.trash().equals(held.trash())
                && now.groups().equals(held.groups())
                && now.settings().equals(held.settings());
        if (!same) {
            return now;
        }
        List<Account> edited = new ArrayList<>();
        for (int i = 0; i < now.accounts().size(); i++) {
            Account account = now.accounts().get(i);
            Account former = held.accounts().get(i);
            if (account != former) {
                if (!account.id().equals(former.id())) {
                    return now;
                }
                edited.add(account);
            }
        }
        return VaultContents.of(edited);
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
        return LocalView.shown(contents);
    }

    /** {@return contents as the payload of a snapshot, proven to read back as they are; the caller clears it} */
    byte[] encode(Enrollment enrollment, SnapshotId number, Contents contents) throws BackupRefusedException {
        Snapshot snapshot = new Snapshot(
                enrollment.vault().value(),
                number.device().value(),
                number.sequence(),
                here.now(),
                here.application(),
                here.platform(),
                contents,
                enrollment.seen());
        try {
            return warm().encoder
                    .encodeProven(snapshot)
                    .orElseThrow(() -> new BackupRefusedException(
                            BackupRefusedException.Reason.INVALID_CONTENTS,
                            "the contents do not read back as they are"));
        } catch (SnapshotFormatException e) {
            BackupRefusedException.Reason reason = e.reason() == SnapshotFormatException.Reason.TOO_LARGE
                    ? BackupRefusedException.Reason.TOO_LARGE
                    : BackupRefusedException.Reason.INVALID_CONTENTS;
            throw new BackupRefusedException(reason, "the contents: " + e.getMessage(), List.of(), e);
        }
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

    private byte[] undated(Enrollment enrollment, Contents contents) {
        return warm().encoder.encode(undatedSnapshot(enrollment, contents));
    }

    private static Snapshot undatedSnapshot(Enrollment enrollment, Contents contents) {
        return new Snapshot(
                enrollment.vault().value(), NO_DEVICE.value(), 1, Instant.EPOCH, "", "", contents, new TreeMap<>());
    }
}
