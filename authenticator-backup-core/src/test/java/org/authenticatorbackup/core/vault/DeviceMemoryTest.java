package org.authenticatorbackup.core.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.authenticatorbackup.api.readiness.Drill;
import org.authenticatorbackup.api.spi.DeviceState;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.verification.VerificationTask;
import org.authenticatorbackup.core.policy.SteadyClock;
import org.authenticatorbackup.core.policy.TrashRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceMemoryTest {

    private static final VaultId VAULT = new VaultId("brucekqlaqedexidov6nr7tf5uwcxkfv");
    private static final DeviceId OTHER = new DeviceId("b0b1b2b3b4b5b6b7b8b9babbbcbdbebf");

    private final Map<String, byte[]> documents = new HashMap<>();
    private final DeviceMemory memory = new DeviceMemory(new Documents(documents));

    @Test
    void remembersTheDevice() throws Exception {
        DeviceMemory.Device device = device();
        memory.save(device);
        assertThat(memory.device()).isEqualTo(device);
    }

    @ParameterizedTest
    @CsvSource({
        "idKey, AAAA",
        "idKey, ''",
        "nextSequence, 0",
        "nextSequence, -1",
        "seen, nobody:3",
        "seen, b0b1b2b3b4b5b6b7b8b9babbbcbdbebf:0",
        "seen, b0b1b2b3b4b5b6b7b8b9babbbcbdbebf:-3",
        "seen, b0b1b2b3b4b5b6b7b8b9babbbcbdbebf"
    })
    void reportsAValueThatNoDeviceWroteAsDamage(String field, String value) throws Exception {
        memory.save(device());
        replace("device", field, value);
        assertThatExceptionOfType(DeviceStateException.class)
                .isThrownBy(memory::device)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.DAMAGED));
    }

    @ParameterizedTest
    @CsvSource({"accounts, -1", "sequence, 0", "name, ../x"})
    void reportsAnOutboxThatNoDeviceWroteAsDamage(String field, String value) throws Exception {
        SnapshotId snapshot = new SnapshotId(OTHER, 8);
        ObjectName name = VaultObject.snapshotName(VAULT, snapshot, "c0c1c2c3c4c5c6c7");
        memory.save(new Outbox(snapshot, name, new Encoded(new byte[1]), "00", 2));
        byte[] document = documents.get("outbox");
        int end = new String(document, ISO_8859_1).indexOf('\n');
        documents.put("outbox", Arrays.copyOf(document, end));
        replace("outbox", field, value);
        documents.put("outbox", withLineFeed(documents.get("outbox")));
        assertThatExceptionOfType(DeviceStateException.class)
                .isThrownBy(memory::outbox)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.DAMAGED));
    }

    @Test
    void keepsTheBytesOfAnOutboxAsTheyAre() throws Exception {
        SnapshotId snapshot = new SnapshotId(OTHER, 8);
        ObjectName name = VaultObject.snapshotName(VAULT, snapshot, "c0c1c2c3c4c5c6c7");
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        Outbox outbox = new Outbox(snapshot, name, new Encoded(every), "line\nfeed", 2);

        memory.save(outbox);

        assertThat(memory.outbox()).contains(outbox);
    }

    @Test
    void reportsAnOutboxThatEndsWithinItsFieldsAsDamage() throws Exception {
        SnapshotId snapshot = new SnapshotId(OTHER, 8);
        ObjectName name = VaultObject.snapshotName(VAULT, snapshot, "c0c1c2c3c4c5c6c7");
        memory.save(new Outbox(snapshot, name, new Encoded(new byte[0]), "00", 2));
        byte[] document = documents.get("outbox");
        for (int length = 0; length < document.length; length++) {
            documents.put("outbox", Arrays.copyOf(document, length));
            assertThatTheOutboxIsDamaged();
        }
    }

    private void assertThatTheOutboxIsDamaged() {
        assertThatExceptionOfType(DeviceStateException.class)
                .isThrownBy(memory::outbox)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.DAMAGED));
    }

    /** Else what is left would be put, read back as it is, and acknowledged. */
    @Test
    void reportsAnOutboxWhoseBytesAreCutOrAlteredAsDamage() throws Exception {
        SnapshotId snapshot = new SnapshotId(OTHER, 8);
        ObjectName name = VaultObject.snapshotName(VAULT, snapshot, "c0c1c2c3c4c5c6c7");
        memory.save(new Outbox(snapshot, name, new Encoded(new byte[] {1, 2, 3}), "00", 2));
        byte[] document = documents.get("outbox");
        for (int length = 0; length < document.length; length++) {
            documents.put("outbox", Arrays.copyOf(document, length));
            assertThatTheOutboxIsDamaged();
        }
        documents.put("outbox", Arrays.copyOf(document, document.length + 1));
        assertThatTheOutboxIsDamaged();
        byte[] altered = document.clone();
        altered[document.length - 2] ^= 1;
        documents.put("outbox", altered);
        assertThatTheOutboxIsDamaged();
    }

    private static byte[] withLineFeed(byte[] fields) {
        byte[] document = Arrays.copyOf(fields, fields.length + 1);
        document[fields.length] = '\n';
        return document;
    }

    @Test
    void remembersARotationInEachPhase() throws Exception {
        for (Rotation.Phase phase : Rotation.Phase.values()) {
            Rotation rotation = rotation().in(phase);
            memory.save(rotation);
            assertThat(memory.rotation()).contains(rotation);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rotation.phase, DONE",
        "rotation.slotDigests, ''",
        "rotation.slotDigests, 00",
        "rotation.carriedOver, ../x",
        "rotation.carriedOver, brucekqlaqedexidov6nr7tf5uwcxkfv/slots/0102030405060708.passphrase.age",
        "rotation.carriedOver, d5nufk6c2yz3udtenwraforu7rxtkwcv/snap/b0b1b2b3b4b5b6b7b8b9babbbcbdbebf/0000000000000003-c0c1c2c3c4c5c6c7.age",
        "vault, brucekqlaqedexidov6nr7tf5uwcxkfv"
    })
    void reportsARotationThatNoDeviceWroteAsDamage(String field, String value) throws Exception {
        memory.save(rotation());
        replace("rotation", field, value);
        assertThatExceptionOfType(DeviceStateException.class)
                .isThrownBy(memory::rotation)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.DAMAGED));
    }

    private static Rotation rotation() {
        VaultId next = new VaultId("d5nufk6c2yz3udtenwraforu7rxtkwcv");
        SlotSummary slot = new SlotSummary(new SlotId("0102030405060708"), List.of(SlotSummary.Lock.PASSPHRASE));
        Enrollment enrollment = new Enrollment(
                next,
                new Encoded("capability".getBytes(UTF_8)),
                List.of(slot),
                2,
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty());
        ObjectName carried = VaultObject.snapshotName(VAULT, new SnapshotId(OTHER, 3), "c0c1c2c3c4c5c6c7");
        return Rotation.planned(VAULT, List.of(slot), next, OTHER, List.of(slot))
                .ready(List.of("ab".repeat(32)), Set.of(carried), enrollment);
    }

    @Test
    void aDeviceWhoseStateCannotBePutBackKeepsItsContents() throws Exception {
        memory.save(device());
        memory.saveContents(new byte[1]);
        DeviceMemory failing = new DeviceMemory(new Documents(documents) {

            @Override
            public void delete(String key) throws IOException {
                if (key.equals("device")) {
                    throw new IOException("planned");
                }
                super.delete(key);
            }
        });

        assertThatExceptionOfType(DeviceStateException.class)
                .isThrownBy(() ->
                        failing.restore(new DeviceMemory.Raw(Optional.empty(), Optional.empty(), Optional.empty())));
        assertThat(memory.contents()).isPresent();
    }

    private LaneMemory lanes() {
        return new LaneMemory(memory, VAULT, OTHER);
    }

    private static WrittenSnapshot written(long sequence) {
        SnapshotId snapshot = new SnapshotId(OTHER, sequence);
        return new WrittenSnapshot(
                VaultObject.snapshotName(VAULT, snapshot, "c0c1c2c3c4c5c6c7"),
                snapshot,
                "ab".repeat(32),
                "cd".repeat(32),
                Instant.ofEpochSecond(sequence));
    }

    private static LaneRecord lane() {
        return LaneRecord.begin(VAULT, OTHER, SteadyClock.startingAt(Instant.ofEpochSecond(9)))
                .with(written(4))
                .with(written(3))
                .witnessed(3)
                .found(Set.of(LaneFinding.LANE_FORKED))
                .audited(Instant.ofEpochSecond(7));
    }

    @Test
    void remembersTheLanes() throws Exception {
        lanes().save(lane());
        lanes().saveJoined(List.of(JoinedSnapshot.of(written(2))));
        lanes().saveTrash(Map.of("0f".repeat(16), new TrashRule.Sighting(Instant.ofEpochSecond(5), 2)));
        PendingDeletion deletion = new PendingDeletion(VAULT, Instant.ofEpochSecond(6), PendingDeletion.Phase.WAITING);
        lanes().save(deletion);

        assertThat(lanes().lane()).contains(lane());
        assertThat(lane().written()).containsExactly(written(3), written(4));
        assertThat(lanes().joined()).containsExactly(JoinedSnapshot.of(written(2)));
        assertThat(lanes().trash()).hasSize(1);
        assertThat(lanes().deletion()).contains(deletion);
    }

    @Test
    void whatIsOfAnotherDeviceOrVaultIsTakenForAbsent() throws Exception {
        lanes().save(lane());
        DeviceId renamed = new DeviceId("ab".repeat(16));

        assertThat(new LaneMemory(memory, VAULT, renamed).lane()).isEmpty();
        assertThat(new LaneMemory(memory, new VaultId("a".repeat(32)), OTHER).lane())
                .isEmpty();
    }

    @Test
    void theLanesAreForgottenWithTheEnrollment() throws Exception {
        memory.save(device());
        lanes().save(lane());
        lanes().saveJoined(List.of());
        lanes().saveTrash(Map.of());
        lanes().save(new PendingDeletion(VAULT, Instant.EPOCH, PendingDeletion.Phase.BEGUN));
        memory.forgetEnrollment();

        assertThat(documents).containsOnlyKeys("device");
    }

    @Test
    void onlyTheNewestSnapshotsAreRemembered() {
        LaneRecord full = LaneRecord.begin(VAULT, OTHER, SteadyClock.startingAt(Instant.EPOCH));
        for (int sequence = 1; sequence <= LaneRecord.MOST + 1; sequence++) {
            full = full.with(written(sequence));
        }

        assertThat(full.written()).hasSize(LaneRecord.MOST).doesNotContain(written(1));
    }

    @ParameterizedTest
    @CsvSource({
        "lane, vault, x",
        "lane, device, x",
        "lane, written, x",
        "lane, written, 0000000000000003-c0c1c2c3c4c5c6c7 ab cd 3",
        "lane, witnessed, -1",
        "lane, auditedAt, soon",
        "lane, findings, SOMETHING",
        "lane, clock.last, 99999999999999999999",
        "joined, joined, x",
        "trash, trash, x",
        "trash, trash, 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f 5 0",
        "deletion, phase, DONE",
        "deletion, requestedAt, ''"
    })
    void reportsAnythingOfLanesThatNoDeviceWroteAsDamage(String document, String field, String value) throws Exception {
        lanes().save(lane());
        lanes().saveJoined(List.of());
        lanes().saveTrash(Map.of());
        lanes().save(new PendingDeletion(VAULT, Instant.EPOCH, PendingDeletion.Phase.BEGUN));
        replace(document, field, value);
        LaneMemory lanes = lanes();
        assertThatExceptionOfType(DeviceStateException.class)
                .isThrownBy(() -> {
                    lanes.lane();
                    lanes.joined();
                    lanes.trash();
                    lanes.deletion();
                })
                .satisfies(e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.DAMAGED));
    }

    private static DrillMemory.Remembered rehearsed() {
        SlotSummary slot = new SlotSummary(new SlotId("0102030405060708"), List.of(SlotSummary.Lock.PASSPHRASE));
        return DrillMemory.Remembered.startingAt(Instant.ofEpochSecond(5))
                .afterPassing(new Drill(Instant.ofEpochSecond(6), Optional.empty(), 3, 0))
                .afterPassing(new Drill(Instant.ofEpochSecond(7), Optional.of(slot), 3, 1));
    }

    private static VerificationMemory.Remembered verifications() {
        VerificationMemory.Progress begun = VerificationMemory.Progress.named("0".repeat(32));
        VerificationMemory.Progress challenged = new VerificationMemory.Progress(
                VerificationTask.State.CHALLENGED,
                "1".repeat(32),
                Optional.of(new Encoded(new byte[] {1, 2})),
                Optional.of(Instant.ofEpochSecond(9)),
                Optional.of(VerificationException.Reason.WRONG_CODE));
        return new VerificationMemory.Remembered(
                new TreeMap<>(Map.of(new AccountId("a".repeat(32)), begun, new AccountId("b".repeat(32)), challenged)),
                List.of("c".repeat(64), "d".repeat(64)));
    }

    @Test
    void remembersVerifications() throws Exception {
        VerificationMemory verifications = new VerificationMemory(memory);
        assertThat(verifications.read().progress()).isEmpty();

        verifications.save(verifications());

        assertThat(verifications.read()).isEqualTo(verifications());
    }

    @Test
    void remembersTheNewestUsedActivations() throws Exception {
        VerificationMemory verifications = new VerificationMemory(memory);
        VerificationMemory.Remembered remembered = verifications.read();
        for (int i = 0; i <= 64; i++) {
            remembered = remembered.used(String.format("%064x", i));
        }
        assertThat(remembered.used())
                .hasSize(64)
                .contains(String.format("%064x", 64))
                .doesNotContain("0".repeat(64));
        verifications.save(remembered);
        assertThat(verifications.read()).isEqualTo(remembered);
    }

    @Test
    void aVerificationThatHasEndedKeepsNoTicket() {
        VerificationMemory.Progress challenged = verifications().progress().get(new AccountId("b".repeat(32)));

        assertThat(challenged.failed(VerificationTask.State.FAILED, VerificationException.Reason.EXPIRED))
                .isEqualTo(new VerificationMemory.Progress(
                        VerificationTask.State.FAILED,
                        challenged.request(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(VerificationException.Reason.EXPIRED)));
        assertThat(challenged
                        .failed(VerificationTask.State.CHALLENGED, VerificationException.Reason.OFFLINE)
                        .ticket())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "used, x",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.state, ASLEEP",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.request, 00",
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.ticket, !",
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.expires, soon",
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.expires, 9223372036854775807",
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.failure, SAD"
    })
    void reportsAVerificationThatNoDeviceWroteAsDamage(String field, String value) throws Exception {
        VerificationMemory verifications = new VerificationMemory(memory);
        verifications.save(verifications());
        replace("verification", field, value);
        assertThatExceptionOfType(DeviceStateException.class)
                .isThrownBy(verifications::read)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.DAMAGED));
    }

    @Test
    void remembersDrills() throws Exception {
        DrillMemory drills = new DrillMemory(memory);
        for (DrillMemory.Remembered each : List.of(
                DrillMemory.Remembered.startingAt(Instant.ofEpochSecond(5)),
                rehearsed(),
                rehearsed().afterFailing(Instant.ofEpochSecond(9)))) {
            drills.save(VAULT, each);
            assertThat(drills.read(VAULT)).contains(each);
        }
        assertThat(rehearsed().withKit()).contains(Instant.ofEpochSecond(6));
        assertThat(drills.read(new VaultId("a".repeat(32)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "vault, x",
        "since, ''",
        "streak, -1",
        "streak, 2147483648",
        "passed.at, soon",
        "passed.slot, x",
        "passed.slot, 0102030405060708",
        "passed.accounts, -1",
        "passed.missing, 2147483648"
    })
    void reportsADrillThatNoDeviceWroteAsDamage(String field, String value) throws Exception {
        DrillMemory drills = new DrillMemory(memory);
        drills.save(VAULT, rehearsed());
        replace("drill", field, value);

        assertThatExceptionOfType(DeviceStateException.class)
                .isThrownBy(() -> drills.read(VAULT))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.DAMAGED));
    }

    private static UndoMemory.Before before(Optional<UndoMemory.Moved> moved) {
        AccountId one = new AccountId("0f".repeat(16));
        AccountId two = new AccountId("1f".repeat(16));
        return new UndoMemory.Before(
                new Encoded("{}".getBytes(UTF_8)), List.of(one), List.of(two, one), Map.of(one, 0L, two, 7L), moved);
    }

    @Test
    void remembersWhatWasThereBeforeARecovery() throws Exception {
        UndoMemory undo = new UndoMemory(memory);
        Encoded some = new Encoded(new byte[] {0, -1, 7});
        for (Optional<UndoMemory.Moved> moved : List.of(
                Optional.<UndoMemory.Moved>empty(),
                Optional.of(new UndoMemory.Moved(OTHER, Optional.empty(), Optional.empty())),
                Optional.of(new UndoMemory.Moved(OTHER, Optional.of(some), Optional.of(some))))) {
            undo.save(before(moved));
            assertThat(undo.read()).contains(before(moved));
        }
        undo.clear();
        assertThat(undo.read()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "byName, x",
        "trash, 0f",
        "brought, ' '",
        "brought, 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
        "brought, 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f:x",
        "moved.device, x",
        "moved.formerDevice, '*'"
    })
    void reportsAnUndoThatNoDeviceWroteAsDamage(String field, String value) throws Exception {
        UndoMemory undo = new UndoMemory(memory);
        Encoded some = new Encoded(new byte[1]);
        undo.save(before(Optional.of(new UndoMemory.Moved(OTHER, Optional.of(some), Optional.of(some)))));
        replace("undo", field, value);

        assertThatExceptionOfType(DeviceStateException.class)
                .isThrownBy(undo::read)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.DAMAGED));
    }

    @Test
    void remembersSlotsOfOneVault() throws Exception {
        SlotMemory slots = new SlotMemory(memory);
        SlotSummary passphrase = slot("0f0f0f0f0f0f0f0f", SlotSummary.Lock.PASSPHRASE);
        SlotSummary both = slot("1f0f0f0f0f0f0f0f", SlotSummary.Lock.ACCOUNT, SlotSummary.Lock.PASSPHRASE);
        Encoded some = new Encoded(new byte[] {0, -1, 7});
        Encoded other = new Encoded(new byte[] {1});
        assertThat(slots.read(VAULT)).isEmpty();

        slots.remember(VAULT, passphrase, some);
        slots.remember(VAULT, both, other);
        assertThat(slots.read(VAULT)).isEqualTo(Map.of(passphrase, some, both, other));
        assertThat(slots.read(new VaultId("a".repeat(32)))).isEmpty();

        slots.remember(VAULT, both, some);
        slots.forget(VAULT, passphrase.id());
        assertThat(slots.read(VAULT)).isEqualTo(Map.of(both, some));

        slots.remember(new VaultId("a".repeat(32)), passphrase, some);
        assertThat(slots.read(VAULT)).isEmpty();
        memory.forgetEnrollment();
        assertThat(documents).doesNotContainKey("slots");
    }

    private static SlotSummary slot(String id, SlotSummary.Lock... locks) {
        return new SlotSummary(new SlotId(id), List.of(locks));
    }

    @ParameterizedTest
    @CsvSource({"vault, x", "slots, 0f", "slots, x.passphrase", "0f0f0f0f0f0f0f0f.passphrase, '*'", "slots, '  '"})
    void reportsASlotThatNoDeviceWroteAsDamageUntilOneIsRemembered(String field, String value) throws Exception {
        SlotMemory slots = new SlotMemory(memory);
        SlotSummary slot = slot("0f0f0f0f0f0f0f0f", SlotSummary.Lock.PASSPHRASE);
        slots.remember(VAULT, slot, new Encoded(new byte[1]));
        replace("slots", field, value);

        if (!"vault".equals(field)) {
            assertThatExceptionOfType(DeviceStateException.class)
                    .isThrownBy(() -> slots.read(VAULT))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.DAMAGED));
        }
        slots.remember(VAULT, slot, new Encoded(new byte[2]));
        assertThat(slots.read(VAULT)).hasSize(1);
    }

    @Test
    void aStreakWithoutADrillIsDamage() throws Exception {
        DrillMemory drills = new DrillMemory(memory);
        drills.save(VAULT, DrillMemory.Remembered.startingAt(Instant.ofEpochSecond(5)));
        replace("drill", "streak", "1");

        assertThatExceptionOfType(DeviceStateException.class).isThrownBy(() -> drills.read(VAULT));
    }

    private static DeviceMemory.Device device() {
        Enrollment enrollment = new Enrollment(
                VAULT,
                new Encoded("capability".getBytes(UTF_8)),
                List.of(),
                8,
                new TreeMap<>(Map.of(OTHER.value(), 3L)),
                Optional.empty(),
                Optional.empty());
        return new DeviceMemory.Device(Optional.of(new Encoded(new byte[32])), Optional.of(enrollment));
    }

    private void replace(String document, String field, String value) throws Exception {
        Map<String, String> fields = FieldText.read(documents.get(document));
        assertThat(fields.put(field, value)).isNotNull();
        documents.put(document, FieldText.write(fields));
    }

    private static class Documents implements DeviceState {

        private final Map<String, byte[]> documents;

        Documents(Map<String, byte[]> documents) {
            this.documents = documents;
        }

        @Override
        public Optional<byte[]> get(String key) {
            return Optional.ofNullable(documents.get(key));
        }

        @Override
        public void put(String key, byte[] document) {
            documents.put(key, document);
        }

        @Override
        public void delete(String key) throws IOException {
            documents.remove(key);
        }
    }
}
