package org.authenticatorbackup.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.core.testing.WitnessingAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threat T5: the storage gives out an old vault, and a witness or a living device knows better. */
class FreshnessTest {

    private final WitnessingAccount account = new WitnessingAccount();
    private final InMemoryStorage objects = new InMemoryStorage();
    private final FaultyStorage storage = FaultyStorage.around(objects);
    private TestDevice phone;

    @BeforeEach
    void aPhoneThatHasBackedUp() throws ProblemException {
        phone = TestDevice.enabled(storage, account);
        phone.library.backups().backUp();
        storage.recover();
    }

    /** What a new phone is warned of, signed in to the account. */
    private Set<RecoveryWarning> warnings() throws ProblemException {
        return warnings(TestDevice.on(storage, account));
    }

    private static Set<RecoveryWarning> warnings(TestDevice device) throws ProblemException {
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = device.unlock(kit)) {
            return device.library.recovery().preview(vault).warnings();
        }
    }

    private ObjectName newest() throws ProblemException {
        String lane = account.witnesses.keySet().iterator().next().replace("/", "/snap/");
        return new TreeSet<>(objects.list(lane + "/")).last();
    }

    private String witness() {
        assertThat(account.witnesses).hasSize(1);
        return account.witnesses.values().iterator().next();
    }

    private void give(String text) {
        account.witnesses.replaceAll((key, old) -> text);
    }

    private static String numbered(String text, String sequence) {
        return text.replaceFirst("seq [0-9a-f]{16}", "seq " + sequence);
    }

    @Test
    void t5_aWitnessThatAgreesVerifiesTheFreshness() throws Exception {
        assertThat(witness()).contains("seq 0000000000000002");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void t5_withoutAWitnessTheFreshnessIsUnverified() throws Exception {
        assertThat(warnings(TestDevice.on(storage))).containsExactly(RecoveryWarning.FRESHNESS_UNVERIFIED);
        account.witnesses.clear();
        assertThat(warnings()).containsExactly(RecoveryWarning.FRESHNESS_UNVERIFIED);
        account.failure = Optional.of(new RecoveryAccountException(RecoveryAccountException.Reason.OFFLINE, "planned"));
        assertThat(warnings()).containsExactly(RecoveryWarning.FRESHNESS_UNVERIFIED);
    }

    @Test
    void t5_aHiddenBackupIsARollback() throws Exception {
        objects.delete(newest());

        assertThat(warnings()).contains(RecoveryWarning.ROLLBACK_SUSPECTED);
    }

    @Test
    void t5_aHiddenLaneIsARollback() throws Exception {
        TestDevice other = TestDevice.recovered(storage);
        other.library.backups().backUp();
        String lane = account.witnesses.keySet().iterator().next().replace("/", "/snap/");
        for (ObjectName name : objects.list(lane + "/")) {
            objects.delete(name);
        }

        assertThat(warnings()).contains(RecoveryWarning.ROLLBACK_SUSPECTED);
    }

    @Test
    void t5_anotherBackupUnderTheSameNumberIsEquivocation() throws Exception {
        TestDevice clone = TestDevice.on(storage);
        phone.state.documents.forEach((key, document) -> clone.state.documents.put(key, document.clone()));
        clone.accounts.contents = phone.accounts.contents;
        phone.library.backups().backUp();
        objects.delete(newest());
        clone.library.backups().backUp();

        assertThat(warnings()).contains(RecoveryWarning.EQUIVOCATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "authbackup-witness v1\n"})
    void t5_aWitnessThatIsNoneIsRejected(String text) throws Exception {
        give(text);

        assertThat(warnings())
                .containsExactlyInAnyOrder(RecoveryWarning.WITNESS_REJECTED, RecoveryWarning.FRESHNESS_UNVERIFIED);
    }

    @Test
    void t5_aForgedWitnessIsRejectedAndAccusesNobody() throws Exception {
        give(numbered(witness(), "7fffffffffffffff"));

        assertThat(warnings())
                .containsExactlyInAnyOrder(RecoveryWarning.WITNESS_REJECTED, RecoveryWarning.FRESHNESS_UNVERIFIED);
    }

    @Test
    void t5_aWitnessBeyondAllBoundsIsRejected() throws Exception {
        give("a".repeat(1025));

        assertThat(warnings()).contains(RecoveryWarning.WITNESS_REJECTED);
    }

    @Test
    void t5_theWitnessOfAnotherLaneIsRejected() throws Exception {
        String text = witness();
        String vault = account.witnesses.keySet().iterator().next().substring(0, 32);
        account.witnesses.put(vault + "/" + "ab".repeat(16), text);

        assertThat(warnings()).contains(RecoveryWarning.WITNESS_REJECTED);
    }

    @Test
    void t5_aLivingDeviceKnowsWhatItWrote() throws Exception {
        objects.delete(newest());
        account.witnesses.clear();

        assertThat(warnings(phone)).contains(RecoveryWarning.ROLLBACK_SUSPECTED);
    }

    @Test
    void t5_aLivingDeviceKnowsWhatItHasSeenOfOthers() throws Exception {
        TestDevice other = TestDevice.recovered(storage);
        objects.delete(newest());
        account.witnesses.clear();

        assertThat(warnings(other)).contains(RecoveryWarning.ROLLBACK_SUSPECTED);
        assertThat(other.sync().warnings()).contains(RecoveryWarning.ROLLBACK_SUSPECTED);
    }

    @Test
    void aStorageThatFailsAccusesNobody() throws Exception {
        TestDevice reader = TestDevice.on(storage, account);
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = reader.unlock(kit)) {
            storage.failing(Call.GET, 1, Fault.FAILS_BEFORE); // the newest comes first

            assertThat(reader.library.recovery().preview(vault).warnings())
                    .containsExactlyInAnyOrder(
                            RecoveryWarning.FRESHNESS_UNVERIFIED, RecoveryWarning.UNREADABLE_OBJECTS);
        }
    }

    @Test
    void aBackupCountsThoughTheAccountKeepsNoWitnessAndTheNextOneMakesUpForIt() throws Exception {
        account.failure = Optional.of(new RecoveryAccountException(RecoveryAccountException.Reason.OFFLINE, "planned"));
        phone.library.backups().backUp();
        assertThat(witness()).contains("seq 0000000000000002");

        account.failure = Optional.empty();
        phone.library.upkeep().audit();

        assertThat(witness()).contains("seq 0000000000000003");
    }

    @Test
    void aKeeperWithAMistakeInItTakesNoBackupBack() throws Exception {
        account.beforeReplace = () -> {
            throw new IllegalStateException("planned");
        };

        assertThat(phone.library.backups().backUp().snapshot().sequence()).isEqualTo(3);
    }

    @Test
    void aWitnessThatWasReplacedMeanwhileIsReadAgain() throws Exception {
        Map<String, Integer> calls = new HashMap<>();
        account.beforeReplace = () -> {
            if (calls.merge("calls", 1, Integer::sum) == 1) {
                give("meanwhile");
            }
        };

        phone.library.backups().backUp();

        assertThat(witness()).contains("seq 0000000000000003");
        assertThat(calls).containsEntry("calls", 2);
    }

    @Test
    void t5_aForgedWitnessWithTheLargestNumberPinsNoLane() throws Exception {
        give(numbered(witness(), "7fffffffffffffff"));

        phone.library.backups().backUp();

        assertThat(witness()).contains("seq 0000000000000003");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void t11_aGenuineWitnessAheadOfItsDeviceTellsThatTheKeyIsElsewhereToo() throws Exception {
        Map<String, byte[]> image = new HashMap<>();
        phone.state.documents.forEach((key, document) -> image.put(key, document.clone()));
        phone.library.backups().backUp();
        phone.library.backups().backUp();
        String ahead = witness();
        phone.state.documents.putAll(image);

        phone.library.backups().backUp();

        assertThat(witness()).isEqualTo(ahead);
        assertThat(phone.library.backups().health().findings()).containsExactly(LaneFinding.LANE_FORKED);
        assertThat(phone.sync().renamed()).isPresent();
        phone.library.backups().backUp();
        assertThat(account.witnesses).hasSize(2);
        assertThat(phone.library.backups().health().findings()).isEmpty();
    }

    @Test
    void p21_aWitnessHoldsNumbersAndDigestsOnly() {
        assertThat(witness().getBytes(UTF_8).length).isLessThan(400);
        assertThat(witness()).matches("""
                        authbackup-witness v1
                        vault [a-z2-7]{32}
                        device [0-9a-f]{32}
                        seq [0-9a-f]{16}
                        sha256 [0-9a-f]{64}
                        [A-Za-z0-9+/]{43}
                        """);
    }

    @Test
    void p24_oldObjectsReplayedHideNothingFromADeviceThatKnewMore() throws Exception {
        Map<ObjectName, byte[]> old = new HashMap<>();
        for (ObjectName name : objects.list("")) {
            old.put(name, objects.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow());
        }
        phone.add("carol");
        phone.library.backups().backUp();
        for (ObjectName name : objects.list("")) {
            objects.delete(name);
        }
        for (Map.Entry<ObjectName, byte[]> object : old.entrySet()) {
            objects.put(object.getKey(), object.getValue());
        }

        assertThat(phone.sync().warnings()).contains(RecoveryWarning.ROLLBACK_SUSPECTED);

        assertThat(phone.names()).containsExactly("alice", "bob", "carol");
        assertThat(warnings(phone)).doesNotContain(RecoveryWarning.ROLLBACK_SUSPECTED);
    }
}
