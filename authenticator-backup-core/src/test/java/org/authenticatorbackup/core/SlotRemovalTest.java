package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.VaultRefusedException.Reason;
import org.authenticatorbackup.api.VaultService;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.testkit.FaultyStorage;
import org.authenticatorbackup.api.testkit.FaultyStorage.Call;
import org.authenticatorbackup.api.testkit.FaultyStorage.Fault;
import org.authenticatorbackup.api.vault.ListedSlot;
import org.authenticatorbackup.api.vault.ListedSlot.Origin;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.PreparedRotation;
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

/** Which slots count as the vault's own, against a storage that plants, renames and replays them, and removing them. */
class SlotRemovalTest {

    private static final SlotPlan CONTACTS = new SlotPlan.Contacts(2, 2);

    private final InMemoryStorage objects = new InMemoryStorage();
    private final FaultyStorage storage = FaultyStorage.around(objects);
    private final FakeAccount account = FakeAccount.of("example.com");
    private TestDevice phone;
    private VaultService service;
    private UnlockedVault vault;
    private SlotId first;

    @BeforeEach
    void aPhoneWhoseVaultIsOpen() throws ProblemException {
        phone = TestDevice.enabled(storage, account);
        service = phone.library.vault();
        vault = phone.unlock(TestDevice.kitOfEnabled());
        first = service.slots(vault).get(0).slot().id();
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void t3APlantedSlotDoesNotCountAsAnotherWayIn() throws Exception {
        SlotId planted = plant("00000000000000ff.passphrase");

        assertRefused(Reason.LAST_SLOT, () -> service.removeSlot(vault, first));

        assertThat(origin(planted)).isEqualTo(Origin.UNPROVEN);
    }

    @Test
    void t3ALabelDoesNotMakeAPlantedSlotTheVaultsOwn() throws Exception {
        SlotId planted = plant("00000000000000ff.passphrase");
        service.labelSlot(vault, planted, "the paper in the drawer");

        assertThat(origin(planted)).isEqualTo(Origin.UNPROVEN);
        assertRefused(Reason.LAST_SLOT, () -> service.removeSlot(vault, first));
    }

    @Test
    void t3ARemovedSlotThatTheStorageBringsBackIsToldAndDoesNotCount() throws Exception {
        SlotId second = add(CONTACTS);
        ObjectName name = nameOf(second);
        byte[] copy = objects.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow();
        service.labelSlot(vault, second, "Ann and Ben");
        service.removeSlot(vault, second);
        objects.put(name, copy);

        ListedSlot back = listed(second);

        assertThat(back.origin()).isEqualTo(Origin.REMOVED);
        assertThat(back.label()).contains("Ann and Ben");
        assertThat(back.created()).contains(LocalDate.of(2026, 12, 1));
        assertRefused(Reason.LAST_SLOT, () -> service.removeSlot(vault, first));
        service.removeSlot(vault, second);
        assertThat(service.slots(vault)).extracting(each -> each.slot().id()).containsExactly(first);
    }

    @Test
    void otherDevicesLearnOfARemovalWithTheNextBackup() throws Exception {
        SlotId second = add(CONTACTS);
        phone.library.backups().backUp();
        TestDevice other = TestDevice.on(storage);
        other.recover(TestDevice.kitOfEnabled());
        try (UnlockedVault same = other.unlock(TestDevice.kitOfEnabled())) {
            assertThat(origin(other, same, second)).isEqualTo(Origin.KNOWN);
            ObjectName name = nameOf(second);
            byte[] copy = objects.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow();
            service.removeSlot(vault, second);
            objects.put(name, copy);
            assertThat(origin(other, same, second)).isEqualTo(Origin.KNOWN);

            phone.library.backups().backUp();

            assertThat(origin(other, same, second)).isEqualTo(Origin.REMOVED);
        }
    }

    @Test
    void whatOpensARemovedSlotDoesNotMakeItCountAgain() throws Exception {
        ObjectName name = nameOf(first);
        byte[] copy = objects.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow();
        add(CONTACTS);
        service.removeSlot(vault, first);
        phone.library.backups().backUp();
        objects.put(name, copy);
        TestDevice other = TestDevice.on(storage);
        try (Passphrase passphrase = TestDevice.strong();
                UnlockedVault same = other.unlock(passphrase)) {
            assertThat(origin(other, same, first)).isEqualTo(Origin.REMOVED);
        }
    }

    @Test
    void t4ASlotThatClaimsOtherLocksIsNotTheKnownOne() throws Exception {
        service.labelSlot(vault, first, "what I know");
        plant(first + ".contacts");

        List<ListedSlot> both = service.slots(vault);

        assertThat(both).hasSize(2);
        assertThat(both.get(0).slot().locks()).containsExactly(Lock.CONTACTS);
        assertThat(both.get(0).origin()).isEqualTo(Origin.UNPROVEN);
        assertThat(both.get(0).label()).isEmpty();
        assertThat(both.get(1).origin()).isEqualTo(Origin.KNOWN);
        assertThat(both.get(1).label()).contains("what I know");
    }

    @Test
    void t4NorDoesItOnADeviceThatKnowsTheSlotByTheVaultsNotesOnly() throws Exception {
        SlotId second = add(CONTACTS);
        phone.library.backups().backUp();
        ObjectName real = nameOf(second);
        objects.delete(real);
        plant(second + ".passphrase");
        TestDevice visitor = TestDevice.on(storage);
        try (UnlockedVault same = visitor.unlock(TestDevice.kitOfEnabled())) {
            ListedSlot renamed = listed(visitor, same, second);
            assertThat(renamed.origin()).isEqualTo(Origin.UNPROVEN);
            assertThat(renamed.created()).isEmpty();
        }
    }

    @Test
    void thePassphraseThatIsReplacedIsThatOfTheKnownSlot() throws Exception {
        plant(first + ".contacts");
        try (Passphrase next = Passphrase.drawn("lonely-garden-window-silver-planet-copper-orange".toCharArray(), 77)) {
            service.replacePassphrase(vault, first, next, WeakLocks.REFUSE);
        }

        assertThat(service.slots(vault))
                .singleElement()
                .satisfies(only -> assertThat(only.slot().locks()).containsExactly(Lock.PASSPHRASE));
    }

    @Test
    void theRecoveryAccountAloneIsNotAnotherWayIn() throws Exception {
        SlotId second = add(new SlotPlan.AccountAlone());

        assertThat(origin(second)).isEqualTo(Origin.KNOWN);
        assertRefused(Reason.LAST_SLOT, () -> service.removeSlot(vault, first));
        service.removeSlot(vault, second);
    }

    @Test
    void accountAndContactsAreAnotherWayIn() throws Exception {
        add(new SlotPlan.AccountAndContacts(2, 2));

        service.removeSlot(vault, first);

        assertThat(service.slots(vault)).hasSize(1);
    }

    @Test
    void theNewSlotsOfARotationAreKnownToDevicesThatJoin() throws Exception {
        TestDevice other = TestDevice.on(storage);
        try (PreparedRotation prepared = service.rotate(vault, List.of(CONTACTS), WeakLocks.REFUSE);
                RecoveryKit kit = prepared.vault().recoveryKit("")) {
            service.finishRotation();
            try (UnlockedVault same = other.library.recovery().unlock(kit)) {
                assertThat(other.library.vault().slots(same))
                        .extracting(ListedSlot::origin)
                        .containsExactly(Origin.KNOWN);
            }
        }
    }

    @Test
    void aRemovalThatIsCutShortAtTheAccountIsFinishedByTheNextCall() throws Exception {
        SlotId second = add(new SlotPlan.AccountAndContacts(2, 2));
        account.failure = Optional.of(new RecoveryAccountException(RecoveryAccountException.Reason.OFFLINE, "planned"));
        assertThatThrownBy(() -> service.removeSlot(vault, second)).isInstanceOf(RecoveryAccountException.class);
        assertThat(origin(second)).isEqualTo(Origin.REMOVED);
        assertThat(account.secrets).hasSize(1);
        account.failure = Optional.empty();

        service.removeSlot(vault, second);

        assertThat(account.secrets).isEmpty();
        assertThat(service.slots(vault)).hasSize(1);
    }

    @Test
    void aRemovalThatIsCutShortAtTheStorageLeavesNoSecretBehind() throws Exception {
        SlotId second = add(new SlotPlan.AccountAndContacts(2, 2));
        storage.failing(Call.DELETE, 1, Fault.FAILS_BEFORE);

        assertThatThrownBy(() -> service.removeSlot(vault, second)).isInstanceOf(StorageException.class);

        assertThat(account.secrets).isEmpty();
        assertThat(origin(second)).isEqualTo(Origin.REMOVED);
        service.removeSlot(vault, second);
        assertThat(service.slots(vault)).hasSize(1);
    }

    /** An earlier release, or somebody else, may have taken the slot alone. */
    @Test
    void aSecretWhoseSlotIsGoneIsTakenAwayToo() throws Exception {
        SlotId second = add(new SlotPlan.AccountAndContacts(2, 2));
        objects.delete(nameOf(second));

        service.removeSlot(vault, second);

        assertThat(account.secrets).isEmpty();
        assertThat(phone.library.backups().health().slots())
                .extracting(each -> each.id())
                .containsExactly(first);
    }

    @Test
    void aSlotWithoutAccountLockIsRemovedWhileTheAccountIsAway() throws Exception {
        SlotId second = add(CONTACTS);
        account.failure = Optional.of(new RecoveryAccountException(RecoveryAccountException.Reason.OFFLINE, "planned"));

        service.removeSlot(vault, second);

        assertThat(service.slots(vault)).hasSize(1);
    }

    @Test
    void aSlotThatCouldNotBeMadeIsNotKnownEither() throws Exception {
        phone.state.writesLeft = 1;
        assertThatThrownBy(() -> service.addSlot(vault, CONTACTS, WeakLocks.REFUSE))
                .isInstanceOf(ProblemException.class);
        phone.state.writesLeft = Integer.MAX_VALUE;

        assertThat(service.slots(vault)).hasSize(1);
    }

    private SlotId add(SlotPlan plan) throws ProblemException {
        try (NewSlot added = service.addSlot(vault, plan, WeakLocks.ALLOW)) {
            return added.slot().id();
        }
    }

    private SlotId plant(String name) throws ProblemException {
        objects.put(new ObjectName(vault.id() + "/slots/" + name + ".age"), new byte[] {1});
        return new SlotId(name.substring(0, 16));
    }

    private ObjectName nameOf(SlotId slot) throws ProblemException {
        return objects.list(vault.id() + "/slots/" + slot).iterator().next();
    }

    private Origin origin(SlotId slot) throws ProblemException {
        return listed(slot).origin();
    }

    private ListedSlot listed(SlotId slot) throws ProblemException {
        return listed(phone, vault, slot);
    }

    private static Origin origin(TestDevice device, UnlockedVault opened, SlotId slot) throws ProblemException {
        return listed(device, opened, slot).origin();
    }

    private static ListedSlot listed(TestDevice device, UnlockedVault opened, SlotId slot) throws ProblemException {
        return device.library.vault().slots(opened).stream()
                .filter(each -> each.slot().id().equals(slot))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VaultRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
