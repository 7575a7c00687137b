package org.authenticatorbackup.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;

class LocalViewProperties {

    @Provide
    Arbitrary<VaultContents> vaults() {
        return VaultArbitraries.vaults();
    }

    @Provide
    Arbitrary<Contents> contents() {
        return VaultArbitraries.contents();
    }

    @Provide
    Arbitrary<List<Account>> accounts() {
        return VaultArbitraries.accounts().list().ofMinSize(1).ofMaxSize(9).uniqueElements(Account::id);
    }

    /** A vault and what became of it: reordered, relabeled, deleted or forgotten here and there. */
    @Provide
    Arbitrary<List<VaultContents>> histories() {
        return VaultArbitraries.vaults()
                .flatMap(vault -> Combinators.combine(Arbitraries.just(vault), edits(vault), edits(vault))
                        .as(List::of));
    }

    private static Arbitrary<VaultContents> edits(VaultContents vault) {
        List<Account> all = new ArrayList<>(vault.accounts());
        all.addAll(vault.trash());
        return Combinators.combine(
                        Arbitraries.shuffle(all),
                        Arbitraries.integers().between(0, 3).list().ofSize(all.size()),
                        Arbitraries.shuffle(vault.groups()))
                .as((shuffled, fates, groups) -> {
                    List<Account> kept = new ArrayList<>();
                    List<Account> trash = new ArrayList<>();
                    for (int i = 0; i < shuffled.size(); i++) {
                        Account account = shuffled.get(i);
                        switch (fates.get(i)) {
                            case 0 -> kept.add(account);
                            case 1 -> trash.add(account);
                            case 2 ->
                                kept.add(account.withLabel(AccountLabel.of(
                                        new AccountName("new", "label " + i), AccountKind.THIRD_PARTY)));
                            default -> {}
                        }
                    }
                    return new VaultContents(kept, groups, vault.settings(), trash);
                });
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatWasAbsorbedIsShown(@ForAll("vaults") VaultContents vault) throws Exception {
        Device device = Device.fresh();

        device.absorb(vault);

        assertThat(device.view()).isEqualTo(vault);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p10AbsorbingTwiceIsAbsorbingOnce(@ForAll("histories") List<VaultContents> history) throws Exception {
        Device device = Device.fresh();

        for (VaultContents vault : history) {
            Contents once = device.absorb(vault);
            ContentsProperties.assertSame(device.absorb(vault), once);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p10AbsorbingWhatIsShownChangesNothing(@ForAll("contents") Contents known) throws Exception {
        Assume.that(LocalView.view(known).accounts().stream()
                .noneMatch(account -> account.label().kind() == AccountKind.WORK_OR_SCHOOL));
        Device device = new Device(7, known);

        ContentsProperties.assertSame(device.absorb(LocalView.view(known)), known);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p4AbsorbingIsInflationary(@ForAll("contents") Contents known, @ForAll("histories") List<VaultContents> history)
            throws Exception {
        Device device = new Device(7, known);

        for (VaultContents vault : history) {
            Contents before = device.known();
            Contents after = device.absorb(vault);
            ContentsProperties.assertSame(before.join(after), after);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p4PurgingIsInflationary(@ForAll("contents") Contents known) throws Exception {
        Device device = new Device(7, known);
        device.absorb(LocalView.view(known));

        Contents after = LocalView.purge(device.known(), known.accounts().keySet(), device.clock(), Device.NOW);

        ContentsProperties.assertSame(known.join(after), after);
        assertThat(LocalView.view(after).trash()).isEmpty();
        assertThat(LocalView.view(after).accounts()).isEqualTo(device.view().accounts());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p8DeletingAndRestoringGivesTheSameCoreLabelAndCounter(@ForAll("vaults") VaultContents vault) throws Exception {
        Device device = Device.fresh();
        Contents before = device.absorb(vault);
        List<Account> all = new ArrayList<>(vault.accounts());
        all.addAll(vault.trash());

        device.absorb(new VaultContents(List.of(), vault.groups(), vault.settings(), all));
        assertThat(device.view().accounts()).isEmpty();
        Contents after = device.absorb(vault.withAccounts(vault.accounts()));

        assertThat(device.view()).isEqualTo(vault);
        after.accounts().forEach((id, account) -> {
            assertThat(account.core()).isEqualTo(before.accounts().get(id).core());
            assertThat(account.label()).isEqualTo(before.accounts().get(id).label());
            assertThat(account.counter()).isEqualTo(before.accounts().get(id).counter());
        });
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p12AddingAnAccountChangesNoOther(@ForAll("accounts") List<Account> accounts) throws Exception {
        Device device = Device.fresh();
        Contents before = device.absorb(VaultContents.of(accounts.subList(0, accounts.size() - 1)));

        Contents after = device.absorb(VaultContents.of(accounts));

        assertThat(after.accounts()).containsAllEntriesOf(before.accounts()).hasSize(accounts.size());
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void p12TheSameAccountOnTwoDevicesIsOne(@ForAll("accounts") List<Account> accounts) throws Exception {
        Device one = Device.fresh();
        Device other = new Device(8, Contents.empty(VaultArbitraries.idKey()));
        one.absorb(VaultContents.of(accounts));
        other.absorb(VaultContents.of(accounts));

        one.join(other.known());

        assertThat(one.view().accounts()).containsExactlyElementsOf(accounts);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p32ConcurrentMovesGiveOneOrderOfAllVisibleAccounts(
            @ForAll("accounts") List<Account> accounts, @ForAll Random left, @ForAll Random right) throws Exception {
        Device one = Device.fresh();
        Contents shared = one.absorb(VaultContents.of(accounts));
        Device other = new Device(8, shared);
        List<Account> shuffled = new ArrayList<>(accounts);
        Collections.shuffle(shuffled, left);
        one.absorb(VaultContents.of(shuffled));
        Collections.shuffle(shuffled, right);
        other.absorb(VaultContents.of(shuffled));

        Contents mine = one.known().join(other.known());
        Contents theirs = other.known().join(one.known());

        assertThat(LocalView.view(mine)).isEqualTo(LocalView.view(theirs));
        assertThat(LocalView.view(mine).accounts()).containsExactlyInAnyOrderElementsOf(accounts);
        mine.accounts()
                .forEach((id, account) -> assertThat(account.visibility())
                        .as("a move mints no tag")
                        .isEqualTo(shared.accounts().get(id).visibility()));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void p5WhatTheAppLacksIsNotDeleted(@ForAll("vaults") VaultContents vault) throws Exception {
        Device device = Device.fresh();
        Contents before = device.absorb(vault);

        ContentsProperties.assertSame(device.absorb(VaultContents.EMPTY), before);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void p11ALargerCounterIsTakenAndASmallerOneIgnored(
            @ForAll @net.jqwik.api.constraints.LongRange(min = 0, max = Long.MAX_VALUE) long first,
            @ForAll @net.jqwik.api.constraints.LongRange(min = 0, max = Long.MAX_VALUE) long second)
            throws Exception {
        Device device = Device.fresh();
        device.absorb(VaultContents.of(List.of(counting(first))));

        device.absorb(VaultContents.of(List.of(counting(second))));

        assertThat(device.view().accounts()).containsExactly(counting(Math.max(first, second)));
    }

    private static Account counting(long counter) {
        Credential credential =
                new Credential.CounterBased(VaultArbitraries.secret(1), Credential.Algorithm.SHA1, 6, counter);
        AccountName name = new AccountName("Example", "alice");
        AccountId id = LocalView.idOf(VaultArbitraries.idKey(), credential, name);
        return new Account(
                id, credential, name, AccountLabel.of(name, AccountKind.PERSONAL), java.util.Optional.empty());
    }
}
