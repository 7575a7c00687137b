package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.RecoveryRefusedException.Reason;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.vault.ContactShares;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.ShareText;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.crypto.share.ContactShare;
import org.authenticatorbackup.crypto.share.ContactSlot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** T14: contacts who hand in shares that were made up, among enough who do not. */
class HostileSharesTest {

    private final InMemoryStorage storage = new InMemoryStorage();
    private TestDevice phone;
    private UnlockedVault vault;

    @BeforeEach
    void aVaultThatIsOpen() throws ProblemException {
        phone = TestDevice.enabled(storage);
        vault = phone.unlock(TestDevice.kitOfEnabled());
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void aMadeUpShareAmongEnoughGoodOnesIsLeftOutAndNamed() throws Exception {
        try (NewSlot slot = contacts(3, 5)) {
            for (int bad = 0; bad < 4; bad++) {
                List<ShareText> given = new ArrayList<>(slot.shares().subList(0, 4));
                given.set(bad, forged(slot, 3, 5, bad + 1));

                assertLeftOut(given, bad + 1);
            }
        }
    }

    @Test
    void allGoodSharesAreUsedAndNoneIsLeftOut() throws Exception {
        try (NewSlot slot = contacts(3, 5)) {
            List<ShareText> twice = new ArrayList<>(slot.shares());
            twice.add(slot.shares().get(0));

            assertLeftOut(twice);
            assertLeftOut(slot.shares().subList(1, 4));
        }
    }

    @Test
    void sharesOfAnEarlierSetOfAnotherSlotAndOfAnotherVaultAreLeftOut() throws Exception {
        try (NewSlot former = contacts(2, 3);
                NewSlot slot = contacts(2, 3)) {
            String theirs = text(slot.shares().get(2)).replace(vault.id().value(), "a".repeat(32));
            List<ShareText> given = List.of(
                    former.shares().get(0),
                    slot.shares().get(0),
                    ShareText.of(theirs.toCharArray()),
                    slot.shares().get(1));

            assertLeftOut(given, 1, 3);
        }
    }

    @Test
    void wordsWithoutLinesAreTriedInTheSameWay() throws Exception {
        try (NewSlot slot = contacts(2, 3)) {
            List<ShareText> given = List.of(
                    wordsOf(forged(slot, 2, 3, 1)),
                    wordsOf(slot.shares().get(1)),
                    wordsOf(slot.shares().get(2)));

            assertLeftOut(given, 1);
        }
    }

    /** They fit one another, so that only the slot tells which are right. */
    @Test
    void aConspiracyOfSharesThatFitOneAnotherOpensNothingAndHindersNothing() throws Exception {
        try (NewSlot slot = contacts(2, 4)) {
            List<ShareText> theirs = forgedSet(slot, 2, 4);
            List<ShareText> given = List.of(
                    wordsOf(theirs.get(0)),
                    wordsOf(theirs.get(1)),
                    wordsOf(slot.shares().get(2)),
                    wordsOf(slot.shares().get(3)));

            assertLeftOut(given, 1, 2);
            assertThatThrownBy(() -> open(theirs.subList(0, 2)))
                    .isInstanceOfSatisfying(
                            VaultUnreadableException.class,
                            e -> assertThat(e.reason()).isEqualTo(VaultUnreadableException.Reason.WRONG_SECRET));
        }
    }

    @Test
    void theMostSharesWithTheMostCombinationsAreStillTriedOut() throws Exception {
        try (NewSlot slot = contacts(8, 16)) {
            List<ShareText> given = new ArrayList<>(slot.shares());
            List<ShareText> theirs = forgedSet(slot, 8, 16);
            for (int bad = 0; bad < 8; bad++) {
                given.set(bad, bad < 7 ? theirs.get(bad) : forged(slot, 8, 16, 8));
            }

            assertLeftOut(given, 1, 2, 3, 4, 5, 6, 7, 8);
        }
    }

    @Test
    void oneGoodShareTooFewIsRefusedWhateverElseIsThere() throws Exception {
        try (NewSlot slot = contacts(3, 5)) {
            List<ShareText> given =
                    List.of(slot.shares().get(0), slot.shares().get(1), forged(slot, 3, 5, 3), forged(slot, 3, 5, 4));

            assertRefused(Reason.WRONG_SHARES, () -> open(given));
            assertRefused(Reason.TOO_FEW_SHARES, () -> open(given.subList(0, 2)));
        }
    }

    private NewSlot contacts(int threshold, int count) throws ProblemException {
        return AuthenticatorBackup.builder()
                .accounts(phone.accounts)
                .deviceState(phone.state)
                .storage(storage)
                .random(new FixedIdentifier())
                .build()
                .vault()
                .addSlot(vault, new SlotPlan.Contacts(threshold, count), WeakLocks.REFUSE);
    }

    /** A share of a secret of somebody's own, with the lines and the identifier of the set that it is to be taken for. */
    private ShareText forged(NewSlot slot, int threshold, int count, int number) {
        return forgedSet(slot, threshold, count).get(number - 1);
    }

    private List<ShareText> forgedSet(NewSlot slot, int threshold, int count) {
        ContactSlot named = new ContactSlot(vault.id().value(), slot.slot().id().value(), threshold, count);
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        List<ShareText> texts = new ArrayList<>();
        for (ContactShare share : ContactShare.split(named, secret, new FixedIdentifier())) {
            texts.add(ShareText.of(new String(share.format(), StandardCharsets.US_ASCII).toCharArray()));
        }
        return texts;
    }

    private static ShareText wordsOf(ShareText share) {
        return ShareText.of(text(share).split("\n", -1)[4].toCharArray());
    }

    private static String text(ShareText share) {
        return new String(share.characters());
    }

    private UnlockedVault open(List<ShareText> given) throws ProblemException {
        try (ContactShares shares = ContactShares.of(given)) {
            return TestDevice.on(storage).unlock(shares);
        }
    }

    private void assertLeftOut(List<ShareText> given, Integer... numbers) throws ProblemException {
        try (UnlockedVault opened = open(given)) {
            assertThat(opened.id()).isEqualTo(vault.id());
            assertThat(opened.sharesLeftOut()).containsExactly(numbers);
        }
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RecoveryRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** Sets with one identifier are taken for one: whoever holds a share can make others that look like it. */
    private static final class FixedIdentifier extends SecureRandom {

        private static final long serialVersionUID = 1L;

        @Override
        public int nextInt(int bound) {
            return 4711 % bound;
        }
    }
}
