package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.RecoveryRefusedException.Reason;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.UnjoinedReport;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.AccountAlone;
import org.authenticatorbackup.api.vault.ContactShares;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.ShareText;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.FakeAccount;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.crypto.vault.LockKey;
import org.authenticatorbackup.crypto.vault.Slot;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opening a vault by contacts' shares or by the recovery account alone, and what follows from it (T3, T14). */
class ContactUnlockingTest {

    private final InMemoryStorage storage = new InMemoryStorage();
    private final FakeAccount account = FakeAccount.of("example.com");
    private TestDevice phone;
    private TestDevice fresh;
    private UnlockedVault vault;
    private NewSlot contacts;

    @BeforeEach
    void threeContactsOfWhomTwoAreEnough() throws ProblemException {
        phone = TestDevice.enabled(storage, account);
        fresh = TestDevice.on(storage, account);
        vault = phone.unlock(TestDevice.kitOfEnabled());
        contacts = phone.library.vault().addSlot(vault, new SlotPlan.Contacts(2, 3), WeakLocks.REFUSE);
    }

    @AfterEach
    void close() {
        contacts.close();
        vault.close();
    }

    @Test
    void anyTwoOfThreeSharesBringEverythingBackAndJoinTheVault() throws Exception {
        for (int left = 0; left < 3; left++) {
            List<ShareText> two = new ArrayList<>(contacts.shares());
            two.remove(left);
            TestDevice device = TestDevice.on(storage);

            device.recover(ContactShares.of(two));

            assertThat(device.accounts.contents).isEqualTo(phone.accounts.contents);
            assertThat(device.library.backups().backUp().vault()).isEqualTo(vault.id());
        }
    }

    @Test
    void wordsFromPaperDoWithoutTheLinesAroundThem() throws Exception {
        List<ShareText> words = new ArrayList<>();
        for (ShareText share : contacts.shares()) {
            String[] lines = new String(share.characters()).split("\n", -1);
            words.add(ShareText.of(("  " + lines[4].toUpperCase(java.util.Locale.ROOT) + " ").toCharArray()));
        }

        fresh.recover(ContactShares.of(words));

        assertThat(fresh.accounts.contents).isEqualTo(phone.accounts.contents);
    }

    @Test
    void linesOfAnotherSystemAndALostLineEndAreNoHindrance() throws Exception {
        List<ShareText> copied = new ArrayList<>();
        for (ShareText share : contacts.shares()) {
            String text = new String(share.characters()).replace("\n", "\r\n").trim();
            copied.add(ShareText.of(text.toCharArray()));
        }

        fresh.unlock(ContactShares.of(copied)).close();
    }

    @Test
    void t14FewerSharesThanTheThresholdOpenNothingAndSayHowManyAreMissing() throws Exception {
        ContactShares one = ContactShares.of(contacts.shares().subList(0, 1));
        ContactShares twice = ContactShares.of(
                List.of(contacts.shares().get(0), contacts.shares().get(0)));

        for (ContactShares shares : List.of(one, twice)) {
            assertThatThrownBy(() -> fresh.unlock(shares))
                    .isInstanceOfSatisfying(RecoveryRefusedException.class, refused -> {
                        assertThat(refused.reason()).isEqualTo(Reason.TOO_FEW_SHARES);
                        assertThat(refused.arguments()).containsExactly("1");
                    });
        }
    }

    @Test
    void t14SharesOfAnotherVaultOrAnotherSlotAreRefused() throws Exception {
        TestDevice stranger = TestDevice.on(new InMemoryStorage());
        try (VaultIdentity other = VaultIdentity.generate(VaultSuite.CLASSIC, new SecureRandom());
                NewSlot second = phone.library.vault().addSlot(vault, new SlotPlan.Contacts(2, 3), WeakLocks.REFUSE)) {
            List<ShareText> mixed =
                    List.of(contacts.shares().get(0), second.shares().get(1));
            List<ShareText> foreign = new ArrayList<>();
            for (ShareText share : contacts.shares()) {
                String text = new String(share.characters()).replace(vault.id().value(), other.vaultId());
                foreign.add(ShareText.of(text.toCharArray()));
            }
            List<ShareText> mixedWords = List.of(wordsOf(mixed.get(0)), wordsOf(mixed.get(1)));

            assertRefused(Reason.WRONG_SHARES, () -> fresh.unlock(ContactShares.of(mixed)));
            assertRefused(Reason.WRONG_SHARES, () -> fresh.unlock(ContactShares.of(foreign)));
            assertRefused(Reason.WRONG_SHARES, () -> fresh.unlock(ContactShares.of(mixedWords)));
        }
        assertThat(stranger.accounts.contents.isEmpty()).isTrue();
    }

    @Test
    void aMistypedShareIsNamed() {
        String text = new String(contacts.shares().get(1).characters());
        ShareText mistyped = ShareText.of((text.substring(0, text.length() - 2) + "q\n").toCharArray());

        assertThatThrownBy(() ->
                        fresh.unlock(ContactShares.of(List.of(contacts.shares().get(0), mistyped))))
                .isInstanceOfSatisfying(RecoveryRefusedException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.MALFORMED_SHARE);
                    assertThat(refused.arguments()).containsExactly("2");
                });
    }

    @Test
    void sharesOfARemovedSlotFitNothing() throws Exception {
        phone.library.vault().removeSlot(vault, contacts.slot().id());

        assertRefused(Reason.NO_FITTING_SLOT, () -> fresh.unlock(ContactShares.of(contacts.shares())));
    }

    @Test
    void aVaultThatTheAccountAloneOpenedIsReadAndNeverWrittenTo() throws Exception {
        phone.library
                .vault()
                .addSlot(vault, new SlotPlan.AccountAlone(), WeakLocks.ALLOW)
                .close();
        int before = storage.list("").size();
        try (UnlockedVault opened = fresh.unlock(AccountAlone.CONNECTED)) {
            RecoveryPreview preview = fresh.library.recovery().preview(opened);

            assertThat(preview.contents()).isEqualTo(phone.accounts.contents);
            assertRefused(Reason.NOT_ADOPTABLE, () -> fresh.library.recovery().commit(opened, preview));
            assertRefused(Reason.NOT_ADOPTABLE, () -> opened.recoveryKit("a kit would make it adoptable"));
            assertNotAdoptable(
                    () -> fresh.library.vault().addSlot(opened, new SlotPlan.Contacts(2, 2), WeakLocks.ALLOW));
            assertNotAdoptable(() ->
                    fresh.library.vault().removeSlot(opened, contacts.slot().id()));
            assertNotAdoptable(() ->
                    fresh.library.vault().labelSlot(opened, contacts.slot().id(), "label"));
            assertNotAdoptable(
                    () -> fresh.library.vault().rotate(opened, List.of(new SlotPlan.Contacts(2, 2)), WeakLocks.ALLOW));
            assertThat(fresh.accounts.contents.isEmpty()).isTrue();
            assertThat(fresh.state.documents).isEmpty();

            UnjoinedReport report = fresh.library.recovery().restoreWithoutJoining(opened, preview);

            assertThat(report.outcomes()).hasSize(2);
            assertThat(report.vault()).isEqualTo(vault.id());
        }
        assertThat(fresh.accounts.contents).isEqualTo(phone.accounts.contents);
        assertThat(fresh.library.backups().health().status()).isEqualTo(BackupHealth.Status.OFF);
        assertThat(storage.list("")).hasSize(before);
    }

    @Test
    void restoringWithoutJoiningNeedsAnEmptyDeviceToo() throws Exception {
        try (UnlockedVault opened = phone.unlock(ContactShares.of(contacts.shares()))) {
            RecoveryPreview preview = phone.library.recovery().preview(opened);

            assertRefused(
                    Reason.DEVICE_NOT_EMPTY, () -> phone.library.recovery().restoreWithoutJoining(opened, preview));
        }
    }

    @Test
    void t3AVaultThatStorageAndAccountPlantedIsNeverAdopted() throws Exception {
        String planted;
        try (VaultIdentity identity = VaultIdentity.generate(VaultSuite.CLASSIC, new SecureRandom())) {
            byte[] secret = new byte[32];
            Arrays.fill(secret, (byte) 7);
            planted = identity.vaultId();
            try (LockKey key = LockKey.account(secret)) {
                storage.put(
                        new ObjectName(planted + "/slots/0101010101010101.account.age"),
                        Slot.seal(identity, "2026-12-01", List.of(key), new SecureRandom()));
            }
            account.secrets.put(planted + "/0101010101010101", secret);
            try (org.authenticatorbackup.crypto.vault.WriteCapability theirs =
                    identity.writeCapability("ab".repeat(16))) {
                plantSnapshot(planted, theirs);
            }
        }
        FoundVault found = fresh.library.recovery().findVaults().stream()
                .filter(each -> each.id().value().equals(planted))
                .findFirst()
                .orElseThrow();

        try (UnlockedVault opened = fresh.library.recovery().unlock(found, AccountAlone.CONNECTED)) {
            RecoveryPreview preview = fresh.library.recovery().preview(opened);
            assertRefused(Reason.NOT_ADOPTABLE, () -> fresh.library.recovery().commit(opened, preview));
            fresh.library.recovery().restoreWithoutJoining(opened, preview);
        }

        Account later = fresh.add("carol");
        fresh.enable();
        assertThat(fresh.library.backups().health().vault().orElseThrow().value())
                .isNotEqualTo(planted);
        assertThat(fresh.accounts.contents.accounts()).contains(later);
        assertThat(storage.list(planted + "/")).hasSize(2);
    }

    @Test
    void t3APlantedSlotInTheOwnFolderOpensNothing() throws Exception {
        try (VaultIdentity identity = VaultIdentity.generate(VaultSuite.CLASSIC, new SecureRandom());
                LockKey key = LockKey.account(new byte[32])) {
            storage.put(
                    new ObjectName(vault.id() + "/slots/0101010101010101.account.age"),
                    Slot.seal(identity, "2026-12-01", List.of(key), new SecureRandom()));
        }
        account.secrets.put(vault.id() + "/0101010101010101", new byte[32]);

        assertThatThrownBy(() -> fresh.unlock(AccountAlone.CONNECTED))
                .isInstanceOf(org.authenticatorbackup.api.VaultUnreadableException.class);
        fresh.recover(ContactShares.of(contacts.shares()));
        assertThat(fresh.accounts.contents).isEqualTo(phone.accounts.contents);
    }

    @Test
    void secretsShowNothingAndAreGoneOnceClosed() {
        UnlockSecret shares = ContactShares.of(contacts.shares());
        ShareText share = contacts.shares().get(0);
        String words = new String(share.characters()).split("\n", -1)[4];

        assertThat(shares + " " + share + " " + contacts).doesNotContain(words.substring(0, 10));
        shares.close();
        contacts.close();
        assertThatThrownBy(share::characters).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> fresh.unlock(shares)).isInstanceOf(IllegalStateException.class);
    }

    private static ShareText wordsOf(ShareText share) {
        return ShareText.of(new String(share.characters()).split("\n", -1)[4].toCharArray());
    }

    private void plantSnapshot(String planted, org.authenticatorbackup.crypto.vault.WriteCapability theirs)
            throws Exception {
        String json = "{\"format\":\"authbackup-snapshot\",\"version\":1,\"vault\":\"" + planted
                + "\",\"device\":\"" + "ab".repeat(16)
                + "\",\"seq\":1,\"created\":\"2026-12-01T00:00:00Z\"}";
        try (org.authenticatorbackup.crypto.vault.SealedSnapshot sealed =
                theirs.seal(1, json.getBytes(java.nio.charset.StandardCharsets.UTF_8), new SecureRandom())) {
            storage.put(
                    new ObjectName(planted + "/snap/" + "ab".repeat(16) + "/0000000000000001-0000000000000000.age"),
                    sealed.bytes());
        }
    }

    private static void assertNotAdoptable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VaultRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(VaultRefusedException.Reason.NOT_ADOPTABLE));
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RecoveryRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
