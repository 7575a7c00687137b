package org.authenticatorbackup.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.api.account.AccountId;
import org.junit.jupiter.api.Test;

class ContentsProperties {

    @Provide
    Arbitrary<Contents> contents() {
        return VaultArbitraries.contents();
    }

    @Provide
    Arbitrary<Register> registers() {
        return Arbitraries.oneOf(
                VaultArbitraries.labels(),
                VaultArbitraries.labels(),
                VaultArbitraries.singles(VaultArbitraries.json()));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void p1JoinIsCommutative(@ForAll("contents") Contents a, @ForAll("contents") Contents b)
            throws DifferentIdKeyException {
        assertSame(a.join(b), b.join(a));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void p1JoinIsAssociative(
            @ForAll("contents") Contents a, @ForAll("contents") Contents b, @ForAll("contents") Contents c)
            throws DifferentIdKeyException {
        assertSame(a.join(b).join(c), a.join(b.join(c)));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p1JoinIsIdempotent(@ForAll("contents") Contents a) throws DifferentIdKeyException {
        assertSame(a.join(a), a);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void p2AJoinKeepsEveryCoreButOfAccountsPurgedAndNotVisible(
            @ForAll("contents") Contents a, @ForAll("contents") Contents b) throws DifferentIdKeyException {
        Contents joined = a.join(b);

        for (Contents side : List.of(a, b)) {
            side.accounts().forEach((id, before) -> {
                AccountRecord after = joined.accounts().get(id);
                boolean isGone = after.purged() == AccountRecord.Purge.PURGED && !after.isVisible();
                boolean wasFull = Cores.rank(before.core()) == 3;
                assertThat(Cores.rank(after.core())).isGreaterThanOrEqualTo(isGone ? 0 : Cores.rank(before.core()));
                if (wasFull && !isGone) {
                    assertThat(idOf(after)).isEqualTo(id);
                }
            });
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void p3WhatIsVisibleHasACore(@ForAll("contents") Contents a, @ForAll("contents") Contents b)
            throws DifferentIdKeyException {
        a.join(b).accounts().values().stream()
                .filter(AccountRecord::isVisible)
                .forEach(account -> assertThat(account.core()).isNotEqualTo(AccountCore.Dropped.DROPPED));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void p9TheWinnerOfARegisterIsTheSameForAllOrders(
            @ForAll @Size(3) List<@net.jqwik.api.From("registers") Register> r) {
        Register winner = r.get(0).join(r.get(1)).join(r.get(2));

        for (int[] order : new int[][] {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
            Register other = r.get(order[0]).join(r.get(order[1])).join(r.get(order[2]));
            assertThat(other.stamp()).isEqualTo(winner.stamp());
            assertThat(other.value()).isEqualTo(winner.value());
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p10JoiningOftenIsJoiningOnce(
            @ForAll("contents") Contents a,
            @ForAll("contents") Contents b,
            @ForAll @IntRange(min = 1, max = 4) int times)
            throws DifferentIdKeyException {
        Contents joined = a;
        for (int i = 0; i < times; i++) {
            joined = joined.join(b);
        }

        assertSame(joined, a.join(b));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p11CountersNeverGoBack(@ForAll("contents") Contents a, @ForAll("contents") Contents b)
            throws DifferentIdKeyException {
        Contents joined = a.join(b);

        joined.accounts()
                .forEach((id, account) ->
                        assertThat(account.counter()).isEqualTo(Math.max(counter(a, id), counter(b, id))));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void p12AnAccountOfOneSideAloneIsUnchangedAndChangesNoOther(
            @ForAll("contents") Contents a, @ForAll("contents") Contents b) throws DifferentIdKeyException {
        Contents joined = a.join(b);

        a.accounts().forEach((id, account) -> {
            if (!b.accounts().containsKey(id)) {
                assertThat(joined.accounts().get(id)).isEqualTo(account);
            }
        });
        assertThat(joined.accounts().keySet())
                .containsAll(a.accounts().keySet())
                .containsAll(b.accounts().keySet());
    }

    @Test
    void contentsOfDifferentVaultsAreNotJoined() {
        Contents one = Contents.empty(VaultArbitraries.idKey());
        Contents other = Contents.empty(new byte[32]);

        assertThatThrownBy(() -> one.join(other)).isInstanceOf(DifferentIdKeyException.class);
    }

    @Test
    void contentsWithoutAnIdKeyTakeThatOfTheOthers() throws DifferentIdKeyException {
        Contents nothing = Contents.of(
                new byte[0],
                java.util.Map.of(),
                java.util.Map.of(),
                java.util.Map.of(),
                org.authenticatorbackup.core.json.Members.none());
        Contents known = Contents.empty(VaultArbitraries.idKey());

        assertSame(nothing.join(known), known);
        assertSame(known.join(nothing), known);
        assertThatThrownBy(() -> Contents.empty(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAccountWithoutACoreIsPurgedAndNotVisible() {
        assertThatThrownBy(() -> AccountRecord.of(AccountCore.Dropped.DROPPED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static AccountId idOf(AccountRecord account) {
        AccountCore.Known core = account.core().known().orElseThrow();
        return LocalView.idOf(VaultArbitraries.idKey(), core.credential(), core.enrolledAs());
    }

    private static long counter(Contents contents, AccountId id) {
        return contents.accounts().containsKey(id) ? contents.accounts().get(id).counter() : 0;
    }

    /** Equal, and so in their canonical bytes. */
    static void assertSame(Contents actual, Contents expected) {
        assertThat(new String(VaultArbitraries.document(actual), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(new String(VaultArbitraries.document(expected), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(actual).isEqualTo(expected).hasSameHashCodeAs(expected);
    }
}
