package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.api.VerificationException.Reason;
import org.authenticatorbackup.api.VerificationService;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.verification.ActivationCode;
import org.authenticatorbackup.api.verification.ConfirmationCode;
import org.authenticatorbackup.api.verification.PersonalProof;
import org.authenticatorbackup.api.verification.VerificationTask;
import org.authenticatorbackup.api.verification.VerificationTask.State;
import org.authenticatorbackup.api.verification.VerificationTask.Way;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.interchange.KeyUri;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.Canary;
import org.authenticatorbackup.core.testing.FakeProvider;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.core.testing.VerifyingPhone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour S6 (codes of each device's own) and S7 to S9 (accounts whose providers verify the person). */
class VerificationTest {

    private static final AccountName PERSONAL = new AccountName("Provider", "alice");
    private static final AccountName WORK = new AccountName("Employer", "alice@work.example");
    private static final AccountName SHOP = new AccountName("Shop", "alice");
    private static final Credential PUSH = new Credential.DeviceBound(Credential.DeviceBound.Binding.PUSH);
    private static final long AT = 1_796_126_400L;

    private static final Map<ObjectName, byte[]> OBJECTS = new HashMap<>();
    private static final FakeProvider FIRST = new FakeProvider();
    private static final InMemoryStorage FIRST_STORAGE = new InMemoryStorage();
    private static final VerifyingPhone FIRST_PHONE = new VerifyingPhone(FIRST_STORAGE, FIRST);
    private static String kitText = "";

    private final InMemoryStorage storage = new InMemoryStorage();
    private final FakeProvider provider = new FakeProvider();
    private final VerifyingPhone old = new VerifyingPhone(storage, provider);
    private final VerifyingPhone phone = new VerifyingPhone(storage, provider);
    private final RecoveryKit kit = RecoveryKit.of(kitText.toCharArray());

    /** Deriving keys takes long, so one vault is made and copied. */
    @BeforeAll
    static void aPhoneBacksUp() throws ProblemException {
        FIRST_PHONE.add(SHOP, AccountKind.THIRD_PARTY, FIRST.enroll(SHOP, bytes("the shop's first secret")));
        FIRST_PHONE.add(PERSONAL, AccountKind.PERSONAL, PUSH);
        FIRST_PHONE.add(WORK, AccountKind.WORK_OR_SCHOOL, FIRST.enroll(WORK, bytes("the employer's first secret")));
        try (RecoveryKit made = FIRST_PHONE.enable()) {
            kitText = new String(made.text());
        }
        for (ObjectName name : FIRST_STORAGE.list("")) {
            OBJECTS.put(
                    name,
                    FIRST_STORAGE.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow());
        }
    }

    @BeforeEach
    void anOldPhoneHasBackedUpAndANewOneHasRecovered() throws ProblemException {
        provider.enroll(SHOP, bytes("the shop's first secret"));
        provider.enroll(WORK, bytes("the employer's first secret"));
        for (Map.Entry<ObjectName, byte[]> object : OBJECTS.entrySet()) {
            storage.put(object.getKey(), object.getValue());
        }
        old.become(FIRST_PHONE);
        phone.recover(kit, RestoreMode.BLOCK);
    }

    private VerificationService verification() {
        return phone.library.verification();
    }

    private AccountId id(AccountName name) {
        return phone.account(name).id();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static PersonalProof proof(String password) {
        return PersonalProof.of(
                password.toCharArray(), PersonalProof.Contact.PHONE, FakeProvider.CONTACT.toCharArray());
    }

    private VerificationTask challenge() throws ProblemException {
        try (PersonalProof proof = proof(FakeProvider.PASSWORD)) {
            return verification().challenge(id(PERSONAL), proof);
        }
    }

    private VerificationTask confirm(String code) throws ProblemException {
        try (ConfirmationCode typed = ConfirmationCode.of(code.toCharArray())) {
            return verification().confirm(id(PERSONAL), typed);
        }
    }

    private String lastSent() {
        return provider.sent.get(provider.sent.size() - 1);
    }

    private VerificationTask redeem(char[] qr) throws ProblemException {
        try (ActivationCode code = ActivationCode.parse(qr)) {
            return verification().redeem(id(WORK), code);
        }
    }

    private VerificationTask task(AccountName name) throws ProblemException {
        return verification().tasks().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void refused(Reason reason, Step step) {
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(step::take)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private interface Step {
        void take() throws ProblemException;
    }

    @Test
    void s7_afterARecoveryAnAlertNamesEachAccountThatItsProviderMustVerify() throws ProblemException {
        assertThat(verification().tasks())
                .extracting(VerificationTask::name, VerificationTask::state, VerificationTask::way)
                .containsExactly(
                        tuple(PERSONAL, State.NAME_ONLY, Way.PASSWORD_AND_CONTACT),
                        tuple(WORK, State.NAME_ONLY, Way.PROVIDER_QR));
        assertThat(old.library.verification().tasks()).as("the old phone").isEmpty();
    }

    @Test
    void s7_withoutAnIssuerOnlyAccountsWithoutCodesAreNamed() throws ProblemException {
        TestDevice bare = TestDevice.on(storage);
        bare.recover(kit);

        assertThat(bare.library.verification().tasks())
                .extracting(VerificationTask::name)
                .containsExactly(WORK);
        refused(Reason.NO_VERIFIER, () -> bare.library.verification().resume(id(WORK)));
    }

    @Test
    void s8_passwordAndContactAndTheCodeSentThereMakeAPersonalAccountWork() throws ProblemException {
        assertThat(challenge().state()).isEqualTo(State.CHALLENGED);
        assertThat(task(PERSONAL).expiresAt()).contains(provider.codesUntil);

        assertThat(confirm(lastSent()).state()).isEqualTo(State.REBOUND);

        assertThat(phone.app.keys).containsExactly(PERSONAL);
        assertThat(verification().tasks()).extracting(VerificationTask::name).containsExactly(WORK);
    }

    @Test
    void s8_aWrongPasswordFailsAndTheRightOneMayFollow() throws ProblemException {
        refused(Reason.WRONG_PROOF, () -> {
            try (PersonalProof wrong = proof("guessed")) {
                verification().challenge(id(PERSONAL), wrong);
            }
        });
        assertThat(task(PERSONAL).state()).isEqualTo(State.FAILED);
        assertThat(task(PERSONAL).failure()).contains(Reason.WRONG_PROOF);

        challenge();

        assertThat(task(PERSONAL).failure()).isEmpty();
        assertThat(confirm(lastSent()).state()).isEqualTo(State.REBOUND);
    }

    @Test
    void s8_aWrongCodeMayBeTypedAgainUntilTheProviderRefuses() throws ProblemException {
        challenge();
        refused(Reason.WRONG_CODE, () -> confirm("000000"));
        assertThat(task(PERSONAL).state()).isEqualTo(State.CHALLENGED);

        provider.refusal = Optional.of(Reason.REFUSED);
        refused(Reason.REFUSED, () -> confirm(lastSent()));

        assertThat(task(PERSONAL).state()).isEqualTo(State.FAILED);
        refused(Reason.NO_CHALLENGE, () -> confirm(lastSent()));
    }

    @Test
    void s8_aCodeCountsUntilTheSecondAtWhichItExpires() throws ProblemException {
        challenge();
        phone.clock.show(provider.codesUntil.minusSeconds(1));
        refused(Reason.WRONG_CODE, () -> confirm("000000"));
        phone.clock.show(provider.codesUntil);
        int asked = provider.requests.size();

        refused(Reason.EXPIRED, () -> confirm(lastSent()));

        assertThat(provider.requests).as("the provider is not asked").hasSize(asked);
        assertThat(task(PERSONAL).state()).isEqualTo(State.FAILED);
    }

    @Test
    void s8_theNewestCodeCountsIfAnotherOneWasAskedFor() throws ProblemException {
        challenge();
        challenge();

        refused(Reason.WRONG_CODE, () -> confirm(provider.sent.get(0)));
        assertThat(confirm(provider.sent.get(1)).state()).isEqualTo(State.REBOUND);
    }

    @Test
    void s9_theProvidersQrCodeMakesAWorkAccountWork() throws ProblemException {
        assertThat(redeem(provider.qr("739105482")).state()).isEqualTo(State.REBOUND);

        Credential.DeviceUnique credential =
                (Credential.DeviceUnique) phone.account(WORK).credential();
        assertThat(credential.shared()).isEqualTo(new Credential.Withheld("totp"));
        assertThat(provider.accepts(WORK, code(credential.own()), AT)).isTrue();
        assertThat(provider.accepts(WORK, code(old.account(WORK).credential()), AT))
                .as("the old phone's codes")
                .isTrue();
        assertThat(code(credential.own())).isNotEqualTo(code(old.account(WORK).credential()));
    }

    private static String code(Credential credential) {
        return FakeProvider.codeOf(((Credential.TimeBased) credential).secret().bytes(), AT);
    }

    @Test
    void s9_anActivationIsUsedOnce() throws ProblemException {
        char[] qr = provider.qr("739105482");
        redeem(qr);
        phone.accounts.contents = phone.accounts.contents.withAccounts(phone.accounts.contents.accounts().stream()
                .map(each -> each.credential() instanceof Credential.DeviceUnique unique
                        ? each.withCredential(unique.shared())
                        : each)
                .toList());
        int asked = provider.requests.size();

        refused(Reason.ALREADY_USED, () -> redeem(qr));

        assertThat(provider.requests).as("the provider is not asked").hasSize(asked);
        assertThat(redeem(provider.qr("another")).state()).isEqualTo(State.REBOUND);
    }

    @Test
    void s9_oneThatWasUsedElsewhereIsRefusedByTheProvider() throws ProblemException {
        VerifyingPhone other = new VerifyingPhone(storage, provider);
        other.recover(kit, RestoreMode.BLOCK);
        char[] qr = provider.qr("739105482");
        redeem(qr);

        refused(
                Reason.ALREADY_USED,
                () -> other.library.verification().redeem(other.account(WORK).id(), ActivationCode.parse(qr)));
        assertThat(other.library.verification().tasks().get(1).state()).isEqualTo(State.FAILED);
    }

    @Test
    void s9_anActivationCountsUntilTheSecondAtWhichItExpires() throws ProblemException {
        String until = "&expires=" + phone.clock.instant().plusSeconds(60).getEpochSecond();
        char[] late = (new String(provider.qr("late")) + until).toCharArray();
        char[] early = (new String(provider.qr("early")) + until).toCharArray();
        phone.clock.pass(Duration.ofSeconds(60));
        refused(Reason.EXPIRED, () -> redeem(late));
        assertThat(provider.requests).as("the provider is not asked").isEmpty();

        phone.clock.pass(Duration.ofSeconds(-1));

        assertThat(redeem(early).state()).isEqualTo(State.REBOUND);
    }

    @Test
    void s9_anActivationOfAnotherProviderIsRefused() throws ProblemException {
        char[] foreign = "authbackup://activate_account?code=1&url=https://elsewhere.example/".toCharArray();

        refused(Reason.WRONG_ACCOUNT, () -> redeem(foreign));
        assertThat(task(WORK).state()).isEqualTo(State.FAILED);
    }

    @Test
    void eachAccountIsProvenInItsOwnWayAndInOrder() throws ProblemException {
        refused(Reason.WRONG_WAY, () -> verification().redeem(id(PERSONAL), ActivationCode.parse(provider.qr("1"))));
        refused(Reason.WRONG_WAY, () -> verification().challenge(id(WORK), proof(FakeProvider.PASSWORD)));
        refused(Reason.NO_CHALLENGE, () -> confirm("100000"));
        refused(Reason.NOT_PROVEN, () -> verification().resume(id(PERSONAL)));
        refused(Reason.NO_TASK, () -> verification().resume(id(SHOP)));
        refused(Reason.NO_TASK, () -> verification().resume(new AccountId("00".repeat(16))));
        assertThat(provider.requests).isEmpty();
    }

    @Test
    void s7_whatIsProvenNeedsNoSecondProofIfTheCredentialIsIssuedLater() throws ProblemException {
        challenge();
        String code = lastSent();
        provider.loseAfter = 1;
        refused(Reason.OFFLINE, () -> confirm(code));
        phone.app.keys.clear();
        phone.start();

        assertThat(task(PERSONAL).state()).isEqualTo(State.PROVEN);
        refused(Reason.ALREADY_PROVEN, () -> confirm(code));
        assertThat(verification().resume(id(PERSONAL)).state()).isEqualTo(State.REBOUND);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void s7_whereverTheAppIsKilledTheSameStepsLeadToTheEnd(Way way) throws ProblemException {
        boolean completed = false;
        for (int writes = 0; !completed; writes++) {
            VerifyingPhone fresh = new VerifyingPhone(storage, provider);
            fresh.recover(kit, RestoreMode.BLOCK);
            char[] qr = provider.qr("activation" + writes);
            fresh.state.writesLeft = writes;
            completed = finishes(() -> verifyAll(fresh, way, qr));
            fresh.state.writesLeft = Integer.MAX_VALUE;
            fresh.start();
            if (!completed) {
                verifyAll(fresh, way, qr);
            }
            assertThat(fresh.library.verification().tasks())
                    .extracting(VerificationTask::way)
                    .doesNotContain(way);
            assertThat(writes).isLessThan(20);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void s7_whicheverAnswerIsLostTheSameStepsLeadToTheEnd(Way way) throws ProblemException {
        boolean completed = false;
        for (int answers = 0; !completed; answers++) {
            VerifyingPhone fresh = new VerifyingPhone(storage, provider);
            fresh.recover(kit, RestoreMode.BLOCK);
            char[] qr = provider.qr("activation" + answers);
            provider.loseAfter = answers;
            completed = finishes(() -> verifyAll(fresh, way, qr));
            provider.loseAfter = FakeProvider.NEVER;
            fresh.start();
            if (!completed) {
                verifyAll(fresh, way, qr);
            }
            assertThat(fresh.library.verification().tasks())
                    .extracting(VerificationTask::way)
                    .doesNotContain(way);
            assertThat(answers).isLessThan(5);
        }
    }

    private static boolean finishes(Step step) throws ProblemException {
        try {
            step.take();
            return true;
        } catch (DeviceStateException e) {
            return false;
        } catch (VerificationException e) {
            assertThat(e.reason()).isEqualTo(Reason.OFFLINE);
            return false;
        }
    }

    /** What a person does: looks at the task, and does what it says. */
    private void verifyAll(VerifyingPhone fresh, Way way, char[] qr) throws ProblemException {
        VerificationService service = fresh.library.verification();
        for (VerificationTask task : service.tasks()) {
            if (task.way() != way) {
                continue;
            }
            if (task.state() == State.PROVEN) {
                service.resume(task.account());
            } else if (way == Way.PROVIDER_QR) {
                service.redeem(task.account(), ActivationCode.parse(qr));
            } else {
                if (task.state() != State.CHALLENGED) {
                    service.challenge(task.account(), proof(FakeProvider.PASSWORD));
                }
                service.confirm(task.account(), ConfirmationCode.of(lastSent().toCharArray()));
            }
        }
    }

    @Test
    void s6_aRestoredAccountGetsCodesOfThisDeviceAndTheOldPhonesStayValid() throws ProblemException {
        assertThat(verification().individualize(id(SHOP))).isTrue();

        Credential.DeviceUnique mine =
                (Credential.DeviceUnique) phone.account(SHOP).credential();
        assertThat(mine.shared()).isEqualTo(old.account(SHOP).credential());
        assertThat(code(mine.own())).isNotEqualTo(code(old.account(SHOP).credential()));
        assertThat(provider.accepts(SHOP, code(mine.own()), AT)).isTrue();
        assertThat(provider.accepts(SHOP, code(old.account(SHOP).credential()), AT))
                .isTrue();
        int asked = provider.requests.size();
        assertThat(verification().individualize(id(SHOP))).as("once").isTrue();
        assertThat(provider.requests).hasSize(asked);
    }

    @Test
    void s6_withoutAnIssuerTheRestoredCredentialStaysAsItIs() throws ProblemException {
        provider.perDevice = false;
        assertThat(verification().individualize(id(SHOP))).isFalse();
        assertThat(phone.account(SHOP).credential()).isEqualTo(old.account(SHOP).credential());
        refused(Reason.NO_TASK, () -> verification().individualize(id(WORK)));
    }

    @Test
    void s6_anIssuerThatGivesTheSameCodesToAllIsNotBelieved() throws ProblemException {
        provider.issuesTheFirstSecret = true;

        refused(Reason.BROKEN, () -> verification().individualize(id(SHOP)));
        assertThat(phone.account(SHOP).credential()).isEqualTo(old.account(SHOP).credential());
    }

    @Test
    void s6_bothPhonesBackUpAndSyncAndEachKeepsItsOwnCodes() throws ProblemException {
        verification().individualize(id(SHOP));
        redeem(provider.qr("1"));
        Credential shop = phone.account(SHOP).credential();
        Credential work = phone.account(WORK).credential();
        Credential oldShop = old.account(SHOP).credential();
        Credential oldWork = old.account(WORK).credential();

        for (VerifyingPhone each : List.of(phone, old, phone, old)) {
            each.library.backups().backUp();
            try (UnlockedVault vault = each.library.recovery().unlock(kit)) {
                each.library.upkeep().sync(vault);
            }
        }

        assertThat(phone.account(SHOP).credential()).isEqualTo(shop);
        assertThat(phone.account(WORK).credential()).isEqualTo(work);
        assertThat(old.account(SHOP).credential()).isEqualTo(oldShop);
        assertThat(old.account(WORK).credential()).isEqualTo(oldWork);
        assertThat(phone.accounts.contents.accounts()).hasSize(3);
    }

    @Test
    void s6_aMergeAReplacementAndItsUndoKeepTheCodesOfThisDevice() throws ProblemException {
        verification().individualize(id(SHOP));
        redeem(provider.qr("1"));
        var before = phone.accounts.contents;

        assertThat(phone.recover(kit, RestoreMode.MERGE).outcomes())
                .extracting(AccountOutcome::outcome)
                .containsOnly(AccountOutcome.Outcome.ALREADY_THERE);
        assertThat(phone.accounts.contents).isEqualTo(before);
        phone.recover(kit, RestoreMode.REPLACE);
        assertThat(phone.library.recovery().undo()).isTrue();
        assertThat(phone.accounts.contents).isEqualTo(before);
    }

    /** They exist nowhere else: an undo that took them away would lose them for good. */
    @Test
    void b7_anUndoKeepsTheCodesThatThisDeviceWasGivenSinceTheRecovery() throws ProblemException {
        verification().individualize(id(SHOP));
        redeem(provider.qr("1"));
        Credential shop = phone.account(SHOP).credential();
        Credential work = phone.account(WORK).credential();

        assertThat(phone.library.recovery().undo()).isTrue();

        assertThat(phone.account(SHOP).credential()).isEqualTo(shop);
        assertThat(phone.account(WORK).credential()).isEqualTo(work);
    }

    @Test
    void s6_codesThatWereIssuedSinceARecoveryOutliveItsUndo() throws ProblemException {
        phone.recover(kit, RestoreMode.MERGE);
        redeem(provider.qr("1"));
        Credential mine = phone.account(WORK).credential();

        assertThat(phone.library.recovery().undo()).isTrue();

        assertThat(phone.account(WORK).credential()).isEqualTo(mine);
    }

    @Test
    void s7_aStoreThatCannotKeepTheCodesLeavesTheAccountProven() throws ProblemException {
        phone.accounts.beforeReplace = () -> phone.accounts.failure = Optional.of(new IOException("planned"));

        assertThatExceptionOfType(DeviceStateException.class).isThrownBy(() -> redeem(provider.qr("1")));

        phone.accounts.beforeReplace = () -> {};
        phone.accounts.failure = Optional.empty();
        assertThat(task(WORK).state()).isEqualTo(State.PROVEN);
        assertThat(verification().resume(id(WORK)).state()).isEqualTo(State.REBOUND);
    }

    @Test
    void s7_whatTheAppChangesWhileTheProviderIsAskedIsKept() throws ProblemException {
        phone.accounts.beforeReplace = () -> {
            phone.accounts.beforeReplace = () -> {};
            phone.accounts.contents = phone.accounts.contents.withAccounts(
                    phone.accounts.contents.accounts().subList(1, 3)); // an account goes meanwhile
        };

        redeem(provider.qr("1"));

        assertThat(phone.accounts.contents.accounts()).hasSize(2);
        assertThat(phone.account(WORK).credential()).isInstanceOf(Credential.DeviceUnique.class);
    }

    @Test
    void s7_anIssuerThatGivesSomethingElseIsNotBelieved() throws ProblemException {
        provider.nonsense = Optional.of(PUSH);
        refused(Reason.BROKEN, () -> redeem(provider.qr("1")));
        assertThat(task(WORK).state()).isEqualTo(State.PROVEN);
        provider.nonsense = Optional.of(TestDevice.totp("x"));
        challenge();
        refused(Reason.BROKEN, () -> confirm(lastSent()));
        provider.nonsense = Optional.of(PUSH);
        refused(Reason.BROKEN, () -> verification().resume(id(PERSONAL))); // and no key is held

        provider.nonsense = Optional.empty();
        assertThat(verification().resume(id(PERSONAL)).state()).isEqualTo(State.REBOUND);
        assertThat(verification().resume(id(WORK)).state()).isEqualTo(State.REBOUND);
    }

    @Test
    void s7_whatTheProviderSaysIsToldThoughTheDeviceCannotKeepIt() throws ProblemException {
        challenge();
        provider.refusal = Optional.of(Reason.REFUSED);
        phone.state.writesLeft = 0;

        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> confirm(lastSent()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .satisfies(e -> assertThat(e.getSuppressed()).hasOnlyElementsOfType(DeviceStateException.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing that the library wrote", "{\"version\":\"2\"}", "{\"version\":\"1\"}"})
    void s7_whereWhatWasRememberedIsDamagedThePersonBeginsAnew(String document) throws ProblemException {
        challenge();
        phone.state.documents.put("verification", bytes(document));

        assertThat(task(PERSONAL).state()).isEqualTo(State.NAME_ONLY);
        challenge();
        assertThat(confirm(lastSent()).state()).isEqualTo(State.REBOUND);
    }

    @Test
    void s7_anAccountThatTheAppHasReboundItselfNeedsNothing() throws ProblemException {
        phone.app.keys.add(PERSONAL);
        Account work = phone.account(WORK);
        phone.accounts.contents = phone.accounts.contents.withAccounts(
                List.of(work.withCredential(new Credential.DeviceUnique(TestDevice.totp("own"), work.credential()))));

        assertThat(verification().tasks()).isEmpty();
        phone.library.backups().backUp();
    }

    @Test
    void s6_codesOfThisDeviceFollowTheirAccountIntoANewVault() throws ProblemException {
        verification().individualize(id(SHOP));
        redeem(provider.qr("1"));
        phone.library.backups().disable();
        InMemoryStorage elsewhere = new InMemoryStorage();
        VerifyingPhone moving = new VerifyingPhone(elsewhere, provider);
        moving.accounts.contents = phone.accounts.contents;
        moving.enable();

        assertThat(moving.account(SHOP).credential())
                .isEqualTo(phone.account(SHOP).credential());
        assertThat(moving.account(WORK).credential())
                .isEqualTo(phone.account(WORK).credential());
    }

    @Test
    void s6_noVaultTakesWhatIsADevicesOwnAndNothingBoundToADeviceIsShared() {
        Credential codes = TestDevice.totp("x");
        Credential unique = new Credential.DeviceUnique(codes, codes);

        assertThatIllegalArgumentException().isThrownBy(() -> AccountCore.Known.of(unique, SHOP));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> phone.library.accounts().add(unique, SHOP, AccountKind.PERSONAL));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credential.DeviceUnique(codes, unique));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credential.DeviceUnique(codes, PUSH));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credential.DeviceUnique(PUSH, codes));
        assertThat(KeyUri.format(unique, SHOP)).as("no export has it").isEmpty();
    }

    /**
     * What is this device's own is in no stored object and in none of the library's documents, in no form; passwords,
     * contacts and codes are not either.
     */
    @Test
    void s6_s7_nothingOfADeviceLeavesItAndNoProofIsKept() throws Exception {
        assertThat(provider.secrets(WORK)).hasSize(1);
        challenge();
        List<byte[]> everything = new ArrayList<>(phone.written());
        String code = lastSent();
        confirm(code);
        redeem(provider.qr("activation-" + Canary.TEXT));
        verification().individualize(id(SHOP));
        phone.library.backups().backUp();
        try (UnlockedVault vault = phone.library.recovery().unlock(kit)) {
            phone.library.upkeep().sync(vault);
        }
        phone.recover(kit, RestoreMode.REPLACE);
        phone.library.backups().backUp();
        everything.addAll(phone.written());
        for (ObjectName name : storage.list("")) {
            everything.add(storage.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow());
        }
        VerifyingPhone reader = new VerifyingPhone(storage, provider);
        reader.recover(kit, RestoreMode.BLOCK);
        everything.addAll(reader.written()); // what the objects say, in the clear
        for (Account account : phone.accounts.contents.accounts()) {
            if (account.credential() instanceof Credential.DeviceUnique unique) {
                byte[] own = ((Credential.TimeBased) unique.own()).secret().bytes();
                assertThat(new String(own, StandardCharsets.US_ASCII)).contains(Canary.TEXT);
            }
        }
        List<Canary> canaries = List.of(
                Canary.common(),
                Canary.of(FakeProvider.PASSWORD),
                Canary.of(FakeProvider.CONTACT),
                Canary.of("activation-" + Canary.TEXT));
        for (byte[] document : everything) {
            String text = new String(document, StandardCharsets.ISO_8859_1);
            for (Canary canary : canaries) {
                assertThat(canary.formIn(text)).isEmpty();
            }
        }
        Canary shared = Canary.of("the shop's first secret");
        assertThat(everything.stream()
                        .map(each -> new String(each, StandardCharsets.ISO_8859_1))
                        .filter(text -> shared.formIn(text).isPresent()))
                .as("the search finds what is backed up, in the device's documents")
                .isNotEmpty();
    }
}
