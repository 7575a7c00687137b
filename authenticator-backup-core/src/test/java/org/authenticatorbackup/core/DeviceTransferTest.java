package org.authenticatorbackup.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.TransferRefusedException;
import org.authenticatorbackup.api.TransferRefusedException.Reason;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.vault.AccountAlone;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.TransferAnswer;
import org.authenticatorbackup.api.vault.TransferCode;
import org.authenticatorbackup.api.vault.TransferOffer;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.FakeAccount;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 13 of the format: an old device that is still at hand lets a new one into the vault. */
class DeviceTransferTest {

    private final InMemoryStorage storage = new InMemoryStorage();
    private TestDevice old;
    private TestDevice fresh;

    @BeforeEach
    void aPhoneThatBacksUpAndOneThatIsNew() throws Exception {
        old = TestDevice.enabled(storage);
        fresh = TestDevice.on(storage);
    }

    private static TransferAnswer accept(TestDevice device, TransferCode code) throws ProblemException {
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = device.unlock(kit)) {
            return device.library.transfers().accept(vault, code);
        }
    }

    private static TransferAnswer accept(TestDevice device, TransferOffer offer) throws ProblemException {
        try (TransferCode code = offer.code()) {
            return accept(device, code);
        }
    }

    private Reason refusal(TransferOffer offer, byte[] answer) throws ProblemException {
        try (UnlockedVault vault = fresh.library.transfers().open(offer, answer)) {
            throw new AssertionError("opened " + vault.id());
        } catch (TransferRefusedException e) {
            return e.reason();
        }
    }

    private static Reason refusal(TestDevice device, String scanned) throws ProblemException {
        try (TransferCode code = TransferCode.of(scanned.toCharArray())) {
            accept(device, code);
            throw new AssertionError("answered");
        } catch (TransferRefusedException e) {
            return e.reason();
        }
    }

    @Test
    void b9_theNewDeviceHasTheAccountsAndBacksUpToTheSameVault() throws Exception {
        try (TransferOffer offer = fresh.library.transfers().offer()) {
            TransferAnswer answer = accept(old, offer);
            try (UnlockedVault vault = fresh.library.transfers().open(offer, answer.bytes())) {
                assertThat(vault.id())
                        .as("both screens show it")
                        .isEqualTo(answer.vault())
                        .isEqualTo(old.library.backups().health().vault().orElseThrow());
                fresh.library.recovery().commit(vault, fresh.library.recovery().preview(vault));
            }
        }

        assertThat(fresh.names()).containsExactly("alice", "bob");
        fresh.add("carol");
        assertThat(fresh.library.backups().backUp().vault())
                .isEqualTo(old.library.backups().health().vault().orElseThrow());
        TestDevice third = TestDevice.recovered(storage);
        assertThat(third.names()).containsExactlyInAnyOrder("alice", "bob", "carol");
    }

    @Test
    void whatComesThisWayMayWriteAKitAsWhatAPersonOpened() throws Exception {
        try (TransferOffer offer = fresh.library.transfers().offer();
                UnlockedVault vault =
                        fresh.library.transfers().open(offer, accept(old, offer).bytes());
                RecoveryKit kit = vault.recoveryKit("the drawer")) {
            TestDevice third = TestDevice.on(storage);
            third.recover(kit);
            assertThat(third.names()).containsExactly("alice", "bob");
        }
    }

    @Test
    void anAccountThatIsBoundToItsDeviceComesByNameOnly() throws Exception {
        old.add("push", AccountKind.WORK_OR_SCHOOL, new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH));
        old.library.backups().backUp();
        try (TransferOffer offer = fresh.library.transfers().offer();
                UnlockedVault vault =
                        fresh.library.transfers().open(offer, accept(old, offer).bytes())) {
            fresh.library.recovery().commit(vault, fresh.library.recovery().preview(vault));
        }

        assertThat(fresh.accounts.contents.accounts())
                .filteredOn(account -> account.label().name().name().equals("push"))
                .singleElement()
                .extracting(Account::credential)
                .isEqualTo(new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH));
    }

    @Test
    void anAnswerServesOnce() throws Exception {
        try (TransferOffer offer = fresh.library.transfers().offer()) {
            byte[] answer = accept(old, offer).bytes();
            fresh.library.transfers().open(offer, answer).close();

            assertThat(refusal(offer, answer)).isEqualTo(Reason.ALREADY_USED);
            assertThatIllegalStateException().isThrownBy(offer::code);
        }
    }

    @Test
    void anAnswerIsAcceptedForTenMinutesAndNotASecondMore() throws Exception {
        try (TransferOffer offer = fresh.library.transfers().offer()) {
            assertThat(offer.expiresAt()).isEqualTo(fresh.clock.instant().plus(Duration.ofMinutes(10)));
            byte[] answer = accept(old, offer).bytes();
            fresh.clock.pass(Duration.ofMinutes(10));
            fresh.library.transfers().open(offer, answer).close();
        }
        try (TransferOffer offer = fresh.library.transfers().offer()) {
            byte[] answer = accept(old, offer).bytes();
            fresh.clock.pass(Duration.ofMinutes(10).plusSeconds(1));

            assertThat(refusal(offer, answer)).isEqualTo(Reason.EXPIRED);

            fresh.clock.pass(Duration.ofMinutes(-5));
            assertThat(refusal(offer, answer)).as("and stays so").isEqualTo(Reason.EXPIRED);
        }
    }

    @Test
    void anAnswerToSomebodyElseOrAlteredOnTheWayDoesNotOpenAndTheRightOneStillDoes() throws Exception {
        try (TransferOffer offer = fresh.library.transfers().offer();
                TransferOffer other = fresh.library.transfers().offer()) {
            byte[] answer = accept(old, offer).bytes();

            assertThat(refusal(offer, accept(old, other).bytes())).isEqualTo(Reason.WRONG_ANSWER);
            assertThat(refusal(offer, new byte[0])).isEqualTo(Reason.WRONG_ANSWER);
            assertThat(refusal(offer, new byte[64 * 1024 + 1])).isEqualTo(Reason.WRONG_ANSWER);
            assertThat(refusal(offer, Arrays.copyOf(answer, answer.length - 1))).isEqualTo(Reason.WRONG_ANSWER);
            byte[] altered = answer.clone();
            altered[altered.length / 2] ^= 1;
            assertThat(refusal(offer, altered)).isEqualTo(Reason.WRONG_ANSWER);

            fresh.library.transfers().open(offer, answer).close();
        }
    }

    @Test
    void aRelayLearnsNeitherVaultNorCode() throws Exception {
        try (TransferOffer offer = fresh.library.transfers().offer();
                TransferCode code = offer.code()) {
            TransferAnswer answer = accept(old, offer);

            String seen = offer.transferId() + new String(answer.bytes(), UTF_8);
            String[] parts = new String(code.characters()).split(":", -1);
            assertThat(seen).doesNotContain(answer.vault().value(), parts[3], parts[4], "AGE-SECRET-KEY");
            assertThat(answer.transferId()).isEqualTo(offer.transferId()).matches("[0-9a-f]{32}");
        }
    }

    /** Threat T15: who films the code answers first, with a vault of their own in a storage of their own. */
    @Test
    void aVaultOfSomebodyElseIsRefusedUnlessTheyCanWriteToTheStorageToo() throws Exception {
        TestDevice thief = TestDevice.on(new InMemoryStorage());
        thief.add("planted");
        thief.enable();
        try (TransferOffer offer = fresh.library.transfers().offer();
                TransferCode filmed = offer.code();
                RecoveryKit kit = thief.kit();
                UnlockedVault own = thief.unlock(kit)) {
            byte[] answer = thief.library.transfers().accept(own, filmed).bytes();

            assertThatExceptionOfType(RecoveryRefusedException.class)
                    .isThrownBy(() -> fresh.library.transfers().open(offer, answer))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(RecoveryRefusedException.Reason.WRONG_STORAGE));
        }
        assertThat(fresh.accounts.contents.isEmpty()).isTrue();
    }

    /** Who films the code and cuts the line while the answer is opened, gets no further than with the line. */
    @Test
    void aVaultOfOthersIsRefusedOnceTheStorageAnswersAgain() throws Exception {
        TestDevice thief = TestDevice.on(new InMemoryStorage());
        thief.add("planted");
        thief.enable();
        FaultyStorage faulty = FaultyStorage.around(storage);
        TestDevice offline = TestDevice.on(faulty);
        try (TransferOffer offer = offline.library.transfers().offer();
                TransferCode filmed = offer.code();
                RecoveryKit kit = thief.kit();
                UnlockedVault own = thief.unlock(kit)) {
            byte[] answer = thief.library.transfers().accept(own, filmed).bytes();
            faulty.failingAlways(FaultyStorage.Call.LIST, FaultyStorage.Fault.FAILS_BEFORE);
            try (UnlockedVault vault = offline.library.transfers().open(offer, answer)) {
                faulty.recover();
                assertThatExceptionOfType(VaultUnreadableException.class)
                        .isThrownBy(() -> offline.library.recovery().preview(vault))
                        .satisfies(e -> assertThat(e.reason()).isEqualTo(VaultUnreadableException.Reason.NO_SNAPSHOT));
            }
        }
        assertThat(offline.library.backups().health().vault()).isEmpty();
    }

    @Test
    void aVaultThatThievesPlantedBesideIsToldByItsIdAlone() throws Exception {
        TestDevice thief = TestDevice.on(storage);
        thief.add("planted");
        thief.enable();
        FoundVault planted = thief.library.recovery().findVaults().stream()
                .filter(vault -> vault.id().equals(idOf(thief)))
                .findFirst()
                .orElseThrow();
        try (TransferOffer offer = fresh.library.transfers().offer();
                TransferCode filmed = offer.code();
                Passphrase passphrase = TestDevice.strong();
                UnlockedVault own = thief.library.recovery().unlock(planted, passphrase)) {
            byte[] answer = thief.library.transfers().accept(own, filmed).bytes();

            try (UnlockedVault received = fresh.library.transfers().open(offer, answer)) {
                assertThat(received.id()).isEqualTo(planted.id()).isNotEqualTo(idOf(old));
            }
        }
    }

    private static VaultId idOf(TestDevice device) {
        try {
            return device.library.backups().health().vault().orElseThrow();
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whereTheStorageDoesNotAnswerTheTransferIsNotLost() throws Exception {
        FaultyStorage faulty = FaultyStorage.around(storage);
        TestDevice offline = TestDevice.on(faulty);
        try (TransferOffer offer = offline.library.transfers().offer()) {
            byte[] answer = accept(old, offer).bytes();
            faulty.failingAlways(FaultyStorage.Call.LIST, FaultyStorage.Fault.FAILS_BEFORE);
            try (UnlockedVault vault = offline.library.transfers().open(offer, answer)) {
                faulty.recover();
                offline.library
                        .recovery()
                        .commit(vault, offline.library.recovery().preview(vault));
            }
        }
        assertThat(offline.names()).containsExactly("alice", "bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "otpauth://totp/a?secret=AAAA", "AUTHBACKUP:KIT:1:x", "AUTHBACKUP:TRANSFER"})
    void anotherCodeAsksForNoTransfer(String scanned) throws Exception {
        assertThat(refusal(old, scanned)).isEqualTo(Reason.NOT_A_TRANSFER);
    }

    @Test
    void aCodeOfALaterVersionOrADamagedOneIsToldApart() throws Exception {
        try (TransferOffer offer = fresh.library.transfers().offer();
                TransferCode code = offer.code()) {
            String text = new String(code.characters());

            assertThat(refusal(old, text.replace(":1:", ":2:"))).isEqualTo(Reason.UNKNOWN_VERSION);
            assertThat(refusal(old, text.substring(1))).isEqualTo(Reason.NOT_A_TRANSFER);
            assertThat(refusal(old, text.substring(0, text.length() - 1))).isEqualTo(Reason.DAMAGED);
            assertThat(refusal(old, text.toUpperCase(Locale.ROOT))).isEqualTo(Reason.DAMAGED);
            assertThat(refusal(old, text + "x")).isEqualTo(Reason.DAMAGED);
        }
    }

    @Test
    void aVaultThatTheAccountAloneOpenedIsNotHandedOn() throws Exception {
        FakeAccount account = FakeAccount.of("account.example");
        TestDevice phone = TestDevice.enabled(new InMemoryStorage(), account);
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = phone.unlock(kit)) {
            phone.library
                    .vault()
                    .addSlot(vault, new SlotPlan.AccountAlone(), WeakLocks.ALLOW)
                    .close();
        }
        try (TransferOffer offer = fresh.library.transfers().offer();
                TransferCode code = offer.code();
                UnlockSecret alone = AccountAlone.CONNECTED;
                UnlockedVault vault = phone.unlock(alone)) {
            assertThatExceptionOfType(TransferRefusedException.class)
                    .isThrownBy(() -> phone.library.transfers().accept(vault, code))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_ADOPTABLE));
        }
    }

    @Test
    void aClosedOfferOpensNothing() throws Exception {
        TransferOffer offer = fresh.library.transfers().offer();
        byte[] answer = accept(old, offer).bytes();

        offer.close();
        offer.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> fresh.library.transfers().open(offer, answer));
    }

    @Test
    void aCodeHasOneToFourThousandCharacters() {
        assertThatIllegalArgumentException().isThrownBy(() -> TransferCode.of(new char[0]));
        assertThat(TransferCode.of(new char[1]).characters()).hasSize(1);
        assertThat(TransferCode.of(new char[TransferCode.MAX_CHARACTERS]).characters())
                .hasSize(4_096);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransferCode.of(new char[TransferCode.MAX_CHARACTERS + 1]));
        TransferCode code = TransferCode.of("a".toCharArray());
        code.close();
        assertThatIllegalStateException().isThrownBy(code::characters);
        assertThat(code).hasToString("TransferCode[hidden]");
    }
}
