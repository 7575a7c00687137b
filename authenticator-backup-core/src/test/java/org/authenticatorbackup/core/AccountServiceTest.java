package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.AccountService;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.Test;

/** What a person does to the accounts, and what a recovery makes of it. */
class AccountServiceTest {

    private static final AccountId NOBODY = new AccountId("00000000000000000000000000000000");
    private static final GroupId NO_GROUP = new GroupId("00000000000000000000000000000000");

    private final InMemoryStorage storage = new InMemoryStorage();
    private final TestDevice device = enabled();
    private final AccountService accounts = device.library.accounts();

    private TestDevice enabled() {
        try {
            return TestDevice.enabled(storage);
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAccountIsAddedAtTheEnd() throws Exception {
        Account carol = add("carol");

        assertThat(names(now().accounts())).containsExactly("alice", "bob", "carol");
        assertThat(now().accounts()).contains(carol);
        assertThat(recovered()).isEqualTo(now());
    }

    @Test
    void p12_addingAnEqualAccountChangesNothing() throws Exception {
        VaultContents before = now();

        Account again = add("alice");

        assertThat(again).isEqualTo(before.accounts().get(0));
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void addingAnAccountOfTheTrashBringsItBackWithItsLabel() throws Exception {
        AccountId alice = id("alice");
        accounts.relabel(alice, label("my mail"));
        accounts.delete(alice);

        Account back = add("alice");

        assertThat(back.label()).isEqualTo(label("my mail"));
        assertThat(now().trash()).isEmpty();
        assertThat(names(recovered().accounts())).containsExactly("bob", "my mail");
    }

    @Test
    void aLabelIsChanged() throws Exception {
        assertThat(accounts.relabel(id("alice"), label("my mail"))).isTrue();

        assertThat(names(recovered().accounts())).containsExactly("my mail", "bob");
        assertThat(accounts.relabel(NOBODY, label("x"))).isFalse();
    }

    @Test
    void accountsAreReordered() throws Exception {
        add("carol");

        assertThat(accounts.move(id("carol"), 0)).isTrue();
        assertThat(accounts.move(id("alice"), 99)).isTrue();

        assertThat(names(recovered().accounts())).containsExactly("carol", "bob", "alice");
        assertThat(accounts.move(NOBODY, 0)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.move(NOBODY, -1));
    }

    @Test
    void p11_aCounterMovesOnDurablyBeforeItsCodeIsGivenOut() throws Exception {
        AccountId carol = accounts.add(counterBased(5), name("carol"), AccountKind.THIRD_PARTY)
                .id();

        Optional<Credential.CounterBased> first = accounts.useCode(carol);
        Optional<Credential.CounterBased> second = accounts.useCode(carol);

        assertThat(first.orElseThrow().counter()).isEqualTo(5);
        assertThat(second.orElseThrow().counter()).isEqualTo(6);
        Account recovered = recovered().accounts().get(2);
        assertThat(((Credential.CounterBased) recovered.credential()).counter()).isEqualTo(7);
    }

    @Test
    void p11_aCodeIsNotGivenOutIfTheCounterCannotBeKept() throws Exception {
        AccountId carol = accounts.add(counterBased(5), name("carol"), AccountKind.THIRD_PARTY)
                .id();
        device.accounts.beforeReplace = () -> device.accounts.failure = Optional.of(new IOException("full"));

        assertThatThrownBy(() -> accounts.useCode(carol))
                .isInstanceOfSatisfying(
                        DeviceStateException.class,
                        e -> assertThat(e.reason()).isEqualTo(DeviceStateException.Reason.UNWRITABLE));

        device.accounts.beforeReplace = () -> {};
        device.accounts.failure = Optional.empty();
        assertThat(accounts.useCode(carol).orElseThrow().counter()).isEqualTo(5);
    }

    @Test
    void aUsedUpCounterGivesNoMoreCodes() throws Exception {
        AccountId last = accounts.add(counterBased(Long.MAX_VALUE - 1), name("last"), AccountKind.THIRD_PARTY)
                .id();

        assertThat(accounts.useCode(last)).isPresent();
        assertThat(accounts.useCode(last)).isEmpty();
        assertThat(accounts.useCode(id("alice"))).as("no counter").isEmpty();
        assertThat(accounts.useCode(NOBODY)).isEmpty();
    }

    @Test
    void p8_deleteThenRestoreGivesTheSameAccount() throws Exception {
        Account carol = accounts.add(counterBased(5), name("carol"), AccountKind.PERSONAL);
        device.library.backups().backUp();

        assertThat(accounts.delete(carol.id())).isTrue();
        assertThat(names(recovered().trash())).containsExactly("carol");
        assertThat(accounts.restore(carol.id())).isTrue();

        assertThat(recovered().accounts()).contains(carol);
        assertThat(accounts.delete(NOBODY)).isFalse();
        assertThat(accounts.restore(carol.id())).as("it is not in the trash").isFalse();
    }

    @Test
    void aPurgedAccountDoesNotComeBack() throws Exception {
        AccountId alice = id("alice");
        AccountId bob = id("bob");
        accounts.delete(alice);

        assertThat(accounts.purge(Set.of(alice, bob, NOBODY))).isEqualTo(1);

        assertThat(names(now().accounts())).containsExactly("bob");
        assertThat(now().trash()).isEmpty();
        assertThat(device.library.backups().health().changes()).isEqualTo(BackupHealth.Changes.WAITING);
        onlyTheNewestSnapshotStays();
        assertThat(recovered()).isEqualTo(now());
    }

    @Test
    void aPurgedAccountIsAddedAnew() throws Exception {
        AccountId alice = id("alice");
        accounts.delete(alice);
        accounts.purge(Set.of(alice));

        Account again = add("alice");

        assertThat(again.id()).isEqualTo(alice);
        assertThat(names(recovered().accounts())).containsExactly("bob", "alice");
    }

    @Test
    void p14_aPurgeThatIsCutShortIsDoneAgain() throws Exception {
        AccountId alice = id("alice");
        accounts.delete(alice);
        device.accounts.beforeReplace = () -> device.accounts.failure = Optional.of(new IOException("gone"));
        assertThatThrownBy(() -> accounts.purge(Set.of(alice))).isInstanceOf(DeviceStateException.class);
        device.accounts.beforeReplace = () -> {};
        device.accounts.failure = Optional.empty();

        assertThat(accounts.purge(Set.of(alice))).isEqualTo(1);

        onlyTheNewestSnapshotStays();
        assertThat(names(recovered().accounts())).containsExactly("bob");
        assertThat(recovered().trash()).isEmpty();
    }

    @Test
    void groupsAreMadeRenamedMovedAndDeleted() throws Exception {
        Group work = accounts.addGroup("Work");
        Group home = accounts.addGroup("Home");
        assertThat(accounts.assign(id("alice"), Optional.of(work.id()))).isTrue();
        assertThat(accounts.assign(id("bob"), Optional.of(home.id()))).isTrue();
        assertThat(accounts.moveGroup(home.id(), 0)).isTrue();
        assertThat(accounts.renameGroup(work.id(), "Office")).isTrue();
        assertThat(recovered().groups()).extracting(Group::name).containsExactly("Home", "Office");

        assertThat(accounts.deleteGroup(home.id())).isTrue();

        assertThat(recovered().groups()).extracting(Group::name).containsExactly("Office");
        assertThat(recovered().accounts())
                .extracting(Account::group)
                .containsExactly(Optional.of(work.id()), Optional.empty());
        assertThat(accounts.deleteGroup(home.id())).isFalse();
        assertThat(accounts.renameGroup(home.id(), "x")).isFalse();
        assertThat(accounts.moveGroup(home.id(), 0)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.moveGroup(work.id(), -1));
    }

    @Test
    void anAccountIsPutIntoAGroupThatExistsOnly() throws Exception {
        Group work = accounts.addGroup("Work");
        accounts.assign(id("alice"), Optional.of(work.id()));

        assertThat(accounts.assign(id("alice"), Optional.of(NO_GROUP))).isFalse();
        assertThat(accounts.assign(NOBODY, Optional.of(work.id()))).isFalse();
        assertThat(now().accounts().get(0).group()).hasValue(work.id());

        assertThat(accounts.assign(id("alice"), Optional.empty())).isTrue();
        assertThat(now().accounts().get(0).group()).isEmpty();
    }

    @Test
    void settingsAreWrittenAndRemoved() throws Exception {
        accounts.putSetting("app/theme", "\"dark\"");
        accounts.putSetting("app/size", "3");
        assertThat(recovered().settings()).isEqualTo(Map.of("app/theme", "\"dark\"", "app/size", "3"));

        assertThat(accounts.removeSetting("app/theme")).isTrue();

        assertThat(recovered().settings()).isEqualTo(Map.of("app/size", "3"));
        assertThat(accounts.removeSetting("app/theme")).isFalse();
        accounts.putSetting("app/theme", "\"light\"");
        assertThat(recovered().settings()).containsEntry("app/theme", "\"light\"");
    }

    @Test
    void aBadSettingIsRefusedAndNothingOfItIsRepeated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accounts.putSetting("app/x", "{\"hush"))
                .withMessageNotContaining("hush");
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.putSetting("theme", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> accounts.putSetting("vault/x", "1"));
        assertThat(now().settings()).isEmpty();
    }

    @Test
    void withoutBackupTheStoreAloneIsChanged() throws Exception {
        TestDevice fresh = TestDevice.on(new InMemoryStorage());
        AccountService local = fresh.library.accounts();
        AccountId carol = local.add(TestDevice.totp("carol"), name("carol"), AccountKind.THIRD_PARTY)
                .id();
        Group group = local.addGroup("Work");

        assertThat(local.delete(carol)).isTrue();
        assertThat(local.purge(Set.of(carol))).isEqualTo(1);
        assertThat(local.deleteGroup(group.id())).isTrue();

        assertThat(fresh.accounts.contents).isEqualTo(VaultContents.EMPTY);
    }

    @Test
    void aChangeByTheAppMeanwhileIsKept() throws Exception {
        device.accounts.beforeReplace = () -> {
            device.accounts.beforeReplace = () -> {};
            try {
                device.add("meanwhile");
            } catch (ProblemException e) {
                throw new AssertionError(e);
            }
        };

        accounts.relabel(id("alice"), label("my mail"));

        assertThat(names(now().accounts())).containsExactly("my mail", "bob", "meanwhile");
    }

    @Test
    void anAppThatChangesAllTheTimeIsNotWaitedForForEver() {
        AccountId alice = id("alice");
        List<Integer> attempts = new ArrayList<>();
        device.accounts.beforeReplace = () -> {
            attempts.add(attempts.size());
            device.accounts.contents =
                    new VaultContents(now().accounts(), List.of(), Map.of("app/n", "" + attempts.size()), List.of());
        };

        assertThatThrownBy(() -> accounts.delete(alice)).isInstanceOf(DeviceStateException.class);
        assertThatThrownBy(() -> accounts.removeSetting("app/n")).isInstanceOf(DeviceStateException.class);

        assertThat(attempts).hasSizeBetween(3, 1000);
    }

    @Test
    void whatCannotBeBackedUpIsNotRemovedForGood() throws Exception {
        AccountId alice = id("alice");
        accounts.delete(alice);
        VaultContents own = now();
        Account forged = own.trash().get(0);
        Account wrongId =
                new Account(NOBODY, forged.credential(), forged.enrolledAs(), forged.label(), Optional.empty());
        device.accounts.contents = own.withAccounts(List.of(wrongId));

        assertThatThrownBy(() -> accounts.purge(Set.of(alice)))
                .isInstanceOfSatisfying(
                        BackupRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(BackupRefusedException.Reason.INVALID_CONTENTS));

        assertThat(now().trash()).hasSize(1);
    }

    private Account add(String name) throws ProblemException {
        return accounts.add(TestDevice.totp(name), name(name), AccountKind.THIRD_PARTY);
    }

    private static Credential counterBased(long counter) {
        return new Credential.CounterBased(
                Secret.of("a counter's secret".getBytes(StandardCharsets.UTF_8)),
                Credential.Algorithm.SHA1,
                6,
                counter);
    }

    private static AccountName name(String name) {
        return new AccountName("Example", name);
    }

    private static AccountLabel label(String name) {
        return AccountLabel.of(name(name), AccountKind.THIRD_PARTY);
    }

    private VaultContents now() {
        return device.accounts.contents;
    }

    private AccountId id(String name) {
        return now().accounts().stream()
                .filter(account -> account.label().name().name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static List<String> names(List<Account> accounts) {
        return accounts.stream().map(account -> account.label().name().name()).toList();
    }

    /** As long as older snapshots are there, a recovery shows in the trash what was purged. */
    private void onlyTheNewestSnapshotStays() throws ProblemException {
        String newest = device.library.backups().backUp().snapshot().toString();
        for (var name : storage.list("")) {
            if (name.value().contains("/snap/") && !name.value().contains(newest)) {
                storage.delete(name);
            }
        }
    }

    /** Backs up, and recovers on another device. */
    private VaultContents recovered() throws ProblemException {
        device.library.backups().backUp();
        TestDevice other = TestDevice.on(storage);
        try (RecoveryKit kit = TestDevice.kitOfEnabled()) {
            other.recover(kit);
        }
        return other.accounts.contents;
    }
}
