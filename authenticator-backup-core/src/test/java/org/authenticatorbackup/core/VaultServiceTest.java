package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.VaultRefusedException.Reason;
import org.authenticatorbackup.api.VaultService;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.vault.AccountAlone;
import org.authenticatorbackup.api.vault.ContactShares;
import org.authenticatorbackup.api.vault.KitVerdict;
import org.authenticatorbackup.api.vault.ListedSlot;
import org.authenticatorbackup.api.vault.ListedSlot.Origin;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.FakeAccount;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listing, adding, replacing, naming and removing slots, and checking kits. */
class VaultServiceTest {

    private static final String OTHER = "lonely-garden-window-silver-planet-copper-orange";

    private final InMemoryStorage objects = new InMemoryStorage();
    private final FaultyStorage storage = FaultyStorage.around(objects);
    private final FakeAccount account = FakeAccount.of("example.com");
    private TestDevice phone;
    private VaultService service;
    private UnlockedVault vault;

    @BeforeEach
    void aPhoneWhoseVaultIsOpen() throws ProblemException {
        phone = TestDevice.enabled(storage, account);
        service = phone.library.vault();
        vault = phone.unlock(TestDevice.kitOfEnabled());
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void aPersonAddsContactsNamesThemAndLetsGoOfThePassphrase() throws Exception {
        SlotId passphrase = service.slots(vault).get(0).slot().id();
        List<ListedSlot> listed;
        try (NewSlot added = service.addSlot(vault, new SlotPlan.Contacts(2, 3), WeakLocks.REFUSE)) {
            service.labelSlot(vault, added.slot().id(), "Ann, Ben and Cem");
            listed = service.slots(vault);
            service.removeSlot(vault, passphrase);

            TestDevice fresh = TestDevice.on(storage);
            try (ContactShares shares = ContactShares.of(added.shares().subList(1, 3))) {
                fresh.recover(shares);
            }
            assertThat(fresh.accounts.contents).isEqualTo(phone.accounts.contents);
        }

        assertThat(listed).hasSize(2);
        ListedSlot contacts = listed.stream()
                .filter(each -> !each.slot().id().equals(passphrase))
                .findFirst()
                .orElseThrow();
        assertThat(contacts.slot().locks()).containsExactly(Lock.CONTACTS);
        assertThat(contacts.label()).contains("Ann, Ben and Cem");
        assertThat(contacts.created()).contains(LocalDate.of(2026, 12, 1));
        assertThat(contacts.origin()).isEqualTo(Origin.KNOWN);
        assertThat(service.slots(vault)).extracting(ListedSlot::slot).containsExactly(contacts.slot());
        assertThat(phone.library.backups().health().slots()).containsExactly(contacts.slot());
    }

    @Test
    void theSlotThatEnablingMadeHasNoLabelAndNoDate() throws Exception {
        ListedSlot only = service.slots(vault).get(0);

        assertThat(only.slot().locks()).containsExactly(Lock.PASSPHRASE);
        assertThat(only.label()).isEmpty();
        assertThat(only.created()).isEmpty();
        assertThat(only.origin()).isEqualTo(Origin.KNOWN);
    }

    @Test
    void labelsReachOtherDevicesWithTheNextBackup() throws Exception {
        SlotId slot = service.slots(vault).get(0).slot().id();
        service.labelSlot(vault, slot, "what I know");
        TestDevice other = TestDevice.on(storage);
        other.recover(TestDevice.kitOfEnabled());
        try (UnlockedVault same = other.unlock(TestDevice.kitOfEnabled())) {
            assertThat(other.library.vault().slots(same).get(0).label()).isEmpty();

            phone.library.backups().backUp();

            assertThat(other.library.vault().slots(same).get(0).label()).contains("what I know");
        }
        service.labelSlot(vault, slot, "");
        assertThat(service.slots(vault).get(0).label()).isEmpty();
    }

    @Test
    void accountAndContactsOpenTogetherOnly() throws Exception {
        try (NewSlot added = service.addSlot(vault, new SlotPlan.AccountAndContacts(2, 2), WeakLocks.REFUSE);
                ContactShares shares = ContactShares.of(added.shares())) {
            assertThat(added.slot().locks()).containsExactly(Lock.ACCOUNT, Lock.CONTACTS);
            TestDevice.on(storage, account).recover(shares);
            assertThatThrownBy(() -> TestDevice.on(storage, FakeAccount.of("example.com"))
                            .unlock(shares))
                    .isInstanceOf(RecoveryAccountException.class);
            assertThatThrownBy(() -> TestDevice.on(storage).unlock(shares))
                    .isInstanceOfSatisfying(
                            RecoveryRefusedException.class,
                            e -> assertThat(e.reason())
                                    .isEqualTo(RecoveryRefusedException.Reason.RECOVERY_ACCOUNT_NEEDED));
        }
    }

    @Test
    void theAccountAloneIsRefusedUnlessAskedForAndAlwaysWhereOneOperatorHasBoth() throws Exception {
        assertRefused(
                Reason.ACCOUNT_ALONE, () -> service.addSlot(vault, new SlotPlan.AccountAlone(), WeakLocks.REFUSE));
        assertThat(account.secrets).isEmpty();

        service.addSlot(vault, new SlotPlan.AccountAlone(), WeakLocks.ALLOW).close();

        assertThat(account.secrets).hasSize(1);
        TestDevice.on(storage, account).unlock(AccountAlone.CONNECTED).close();
        TestDevice cheap = TestDevice.enabled(
                new InMemoryStorage(), FakeAccount.of(objects.traits().operator()));
        try (UnlockedVault own = cheap.unlock(TestDevice.kitOfEnabled())) {
            assertRefused(
                    Reason.ONE_OPERATOR,
                    () -> cheap.library.vault().addSlot(own, new SlotPlan.AccountAlone(), WeakLocks.ALLOW));
        }
    }

    @Test
    void locksOfAnAccountNeedOne() throws Exception {
        TestDevice without = TestDevice.enabled(new InMemoryStorage());
        try (UnlockedVault own = without.unlock(TestDevice.kitOfEnabled());
                Passphrase next = TestDevice.strong()) {
            for (SlotPlan plan : List.of(
                    new SlotPlan.AccountAlone(),
                    new SlotPlan.AccountAndContacts(2, 2),
                    new SlotPlan.AccountAndPassphrase(next))) {
                assertRefused(
                        Reason.RECOVERY_ACCOUNT_NEEDED,
                        () -> without.library.vault().addSlot(own, plan, WeakLocks.ALLOW));
            }
        }
    }

    @Test
    void weakAndUnusablePassphrasesAreRefusedBeforeAnythingIsStored() throws Exception {
        int before = objects.list("").size();
        try (Passphrase weak = Passphrase.typed("summer".toCharArray());
                Passphrase broken = Passphrase.typed("a\u0007b".toCharArray())) {
            assertRefused(
                    Reason.WEAK_PASSPHRASE,
                    () -> service.addSlot(vault, new SlotPlan.PassphraseAlone(weak), WeakLocks.REFUSE));
            assertRefused(
                    Reason.UNUSABLE_PASSPHRASE,
                    () -> service.addSlot(vault, new SlotPlan.AccountAndPassphrase(broken), WeakLocks.ALLOW));
        }
        assertThat(objects.list("")).hasSize(before);
    }

    @Test
    void onePassphraseIsRefusedInASecondSlotWithOtherLocks() throws Exception {
        try (Passphrase same = TestDevice.strong()) {
            assertRefused(
                    Reason.SAME_PASSPHRASE,
                    () -> service.addSlot(vault, new SlotPlan.AccountAndPassphrase(same), WeakLocks.ALLOW));
        }
        assertThat(service.slots(vault)).hasSize(1);
        assertThat(account.secrets).isEmpty();
    }

    @Test
    void aReplacedPassphraseOpensTheSameVaultAndTheFormerOneNothing() throws Exception {
        SlotId old = service.slots(vault).get(0).slot().id();
        service.labelSlot(vault, old, "what I know");
        ListedSlot made;
        try (Passphrase next = Passphrase.drawn(OTHER.toCharArray(), 77)) {
            made = service.replacePassphrase(vault, old, next, WeakLocks.REFUSE);
        }

        assertThat(made.label()).contains("what I know");
        assertThat(service.slots(vault)).containsExactly(made);
        try (Passphrase typed = Passphrase.typed(OTHER.toCharArray());
                UnlockedVault opened = TestDevice.on(storage).unlock(typed);
                Passphrase former = TestDevice.strong()) {
            assertThat(opened.id()).isEqualTo(vault.id());
            assertThatThrownBy(() -> TestDevice.on(storage).unlock(former))
                    .isInstanceOf(VaultUnreadableException.class);
        }
        TestDevice.on(storage).recover(TestDevice.kitOfEnabled());
    }

    @Test
    void onlyAPassphraseCanBeReplacedByOne() throws Exception {
        try (NewSlot contacts = service.addSlot(vault, new SlotPlan.Contacts(2, 2), WeakLocks.REFUSE);
                Passphrase next = Passphrase.drawn(OTHER.toCharArray(), 77)) {
            SlotId slot = contacts.slot().id();
            assertRefused(Reason.NO_SUCH_SLOT, () -> service.replacePassphrase(vault, slot, next, WeakLocks.REFUSE));
            assertRefused(
                    Reason.NO_SUCH_SLOT,
                    () -> service.replacePassphrase(vault, new SlotId("0123456789abcdef"), next, WeakLocks.REFUSE));
        }
    }

    @Test
    void theLastSlotStays() throws Exception {
        SlotId only = service.slots(vault).get(0).slot().id();

        assertRefused(Reason.LAST_SLOT, () -> service.removeSlot(vault, only));

        assertThat(service.slots(vault)).hasSize(1);
    }

    @Test
    void anAdditionThatFailsLeavesNothingBehind() throws Exception {
        for (Fault fault : List.of(Fault.FAILS_BEFORE, Fault.TORN, Fault.TRUNCATES_SILENTLY, Fault.QUOTA)) {
            storage.failing(Call.PUT, 1, fault);
            assertThatThrownBy(() -> service.addSlot(vault, new SlotPlan.AccountAndContacts(2, 2), WeakLocks.REFUSE))
                    .as(fault.name())
                    .isInstanceOf(StorageException.class);
            storage.recover();
            assertThat(objects.list(vault.id() + "/slots/")).as(fault.name()).hasSize(1);
            assertThat(account.secrets).as(fault.name()).isEmpty();
        }
    }

    @Test
    void aSixtyFifthSlotIsRefused() throws Exception {
        for (int i = 1; i < 64; i++) {
            String id = String.format("%016x", i);
            objects.put(new ObjectName(vault.id() + "/slots/" + id + ".passphrase.age"), new byte[] {1});
        }

        assertRefused(
                Reason.TOO_MANY_SLOTS, () -> service.addSlot(vault, new SlotPlan.Contacts(2, 2), WeakLocks.REFUSE));
    }

    @Test
    void aDeviceThatIsNoMemberAddsSlotsButKeepsNoLabels() throws Exception {
        TestDevice visitor = TestDevice.on(storage);
        try (UnlockedVault opened = visitor.unlock(TestDevice.kitOfEnabled());
                NewSlot added =
                        visitor.library.vault().addSlot(opened, new SlotPlan.Contacts(2, 2), WeakLocks.REFUSE)) {
            SlotId slot = added.slot().id();
            assertRefused(Reason.NOT_A_MEMBER, () -> visitor.library.vault().labelSlot(opened, slot, "a name"));
        }
        assertThat(service.slots(vault)).hasSize(2);
        assertThat(visitor.library.backups().health().slots()).isEmpty();
    }

    @Test
    void labelsHaveAFormAndASlot() {
        SlotId unknown = new SlotId("0123456789abcdef");
        assertThatThrownBy(() -> service.labelSlot(vault, unknown, "x".repeat(101)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> service.labelSlot(vault, unknown, "\ud800"))
                .isInstanceOf(IllegalArgumentException.class);
        assertRefused(Reason.NO_SUCH_SLOT, () -> service.labelSlot(vault, unknown, "x".repeat(100)));
    }

    @Test
    void aKitIsCheckedWithoutRecovering() throws Exception {
        TestDevice other = TestDevice.on(new InMemoryStorage());
        List<KitVerdict> verdicts = new ArrayList<>();
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                RecoveryKit garbled = RecoveryKit.of("not a kit".toCharArray())) {
            verdicts.add(other.library.vault().checkKit(vault.id(), kit));
            verdicts.add(other.library.vault().checkKit(new org.authenticatorbackup.api.VaultId("a".repeat(32)), kit));
            verdicts.add(other.library.vault().checkKit(vault.id(), garbled));
        }
        assertThat(verdicts).containsExactly(KitVerdict.RIGHT, KitVerdict.OTHER_VAULT, KitVerdict.NOT_A_KIT);
    }

    @Test
    void aClosedVaultIsNotAdministered() {
        vault.close();

        assertThatThrownBy(() -> service.addSlot(vault, new SlotPlan.Contacts(2, 2), WeakLocks.REFUSE))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VaultRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
