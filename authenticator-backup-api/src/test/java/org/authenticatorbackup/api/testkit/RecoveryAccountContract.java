package org.authenticatorbackup.api.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryAccountException.Reason;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.DelayedRelease;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.VaultDirectory;
import org.authenticatorbackup.api.spi.WitnessKeeper;
import org.authenticatorbackup.api.vault.PendingRelease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What every {@link RecoveryAccount} must do, and what it must do beside that if it implements {@link WitnessKeeper}, {@link
 * VaultDirectory} or {@link DelayedRelease}. Extend it in a test, say in {@link #connect()} how to reach the account, and
 * run it. Each point works with a vault of its own, and has the account forget it afterwards.
 */
public abstract class RecoveryAccountContract {

    private final SecureRandom random = new SecureRandom();
    private final VaultId vault = vaultId();
    private final SlotId slot = slotId();
    private final SlotId otherSlot = slotId();
    private final byte[] secret = bytes(RecoveryAccount.SECRET_BYTES);
    private final byte[] otherSecret = bytes(RecoveryAccount.SECRET_BYTES);
    private final byte[] owner = bytes(DelayedRelease.PASS_BYTES);
    private final byte[] stranger = bytes(DelayedRelease.PASS_BYTES);

    private RecoveryAccount account;

    /** For subclasses. */
    protected RecoveryAccountContract() {}

    /** One more connection to the same account, of the same person. */
    protected abstract RecoveryAccount connect() throws Exception;

    /** A connection to the account of somebody else at the same provider, if there can be one. */
    protected Optional<RecoveryAccount> connectAsSomebodyElse() throws Exception {
        return Optional.empty();
    }

    /** The waiting time of an account that releases with delay; more than two seconds. */
    protected Duration waitingTime() {
        return Duration.ofDays(3);
    }

    /** Lets the account's clock go on. Needed if it releases with delay. */
    protected void pass(Duration time) {
        assumeTrue(false, "nobody knows how to let the account's clock go on");
    }

    @BeforeEach
    void connectFirst() throws Exception {
        account = connect();
    }

    @AfterEach
    void forget() throws Exception {
        RecoveryAccount last = connect();
        last.deleteSecret(vault, slot);
        last.deleteSecret(vault, otherSlot);
        if (last instanceof WitnessKeeper keeper) {
            keeper.deleteWitnesses(vault);
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private VaultId vaultId() {
        StringBuilder id = new StringBuilder();
        random.ints(32, 0, 32).forEach(each -> id.append("abcdefghijklmnopqrstuvwxyz234567".charAt(each)));
        return new VaultId(id.toString());
    }

    private SlotId slotId() {
        return new SlotId(String.format("%016x", random.nextLong()));
    }

    private static void assertFails(Reason reason, Executable call) {
        assertEquals(reason, assertThrows(RecoveryAccountException.class, call).reason());
    }

    // ---- secrets

    /** What a device gets that knows the secret already, however the account releases it. */
    private Optional<byte[]> read(RecoveryAccount from, SlotId of, byte[] known) throws Exception {
        if (from instanceof DelayedRelease delayed) {
            byte[] pass = bytes(DelayedRelease.PASS_BYTES);
            try {
                delayed.admit(vault, of, known, pass);
            } catch (RecoveryAccountException e) {
                return Optional.empty();
            }
            return delayed.release(vault, of, pass);
        }
        return from.getSecret(vault, of);
    }

    private void assertKept(SlotId of, byte[] expected) throws Exception {
        assertArrayEquals(expected, read(connect(), of, expected).orElseThrow());
    }

    @Test
    void theOperatorHasANameAndItStays() throws Exception {
        assertFalse(account.operator().isBlank());
        assertEquals(account.operator(), connect().operator());
    }

    @Test
    void aSecretIsKeptForWhateverConnection() throws Exception {
        account.putSecret(vault, slot, secret);

        assertKept(slot, secret);
    }

    @Test
    void eachSlotHasItsOwn() throws Exception {
        account.putSecret(vault, slot, secret);
        account.putSecret(vault, otherSlot, otherSecret);

        assertKept(slot, secret);
        assertKept(otherSlot, otherSecret);
    }

    @Test
    void whatIsNotKeptIsEmptyAndNoError() throws Exception {
        assertFalse(account.getSecret(vault, slot).isPresent());
        account.putSecret(vault, slot, secret);
        assertFalse(account.getSecret(vault, otherSlot).isPresent());
        assertFalse(account.getSecret(vaultId(), slot).isPresent());
    }

    @Test
    void theSameSecretTwiceChangesNothing() throws Exception {
        account.putSecret(vault, slot, secret);
        connect().putSecret(vault, slot, secret);

        assertKept(slot, secret);
    }

    @Test
    void anotherSecretIsRefusedAndTheFirstStays() throws Exception {
        account.putSecret(vault, slot, secret);

        assertFails(Reason.REFUSED, () -> connect().putSecret(vault, slot, otherSecret));
        assertKept(slot, secret);
    }

    @Test
    void aDeletedSecretIsGoneAndDeletingTwiceIsTheSame() throws Exception {
        account.putSecret(vault, slot, secret);
        account.putSecret(vault, otherSlot, otherSecret);
        account.deleteSecret(vault, slot);
        account.deleteSecret(vault, slot);

        assertFalse(connect().getSecret(vault, slot).isPresent());
        assertKept(otherSlot, otherSecret);
    }

    @Test
    void arraysBelongToTheCaller() throws Exception {
        byte[] given = secret.clone();
        account.putSecret(vault, slot, given);
        Arrays.fill(given, (byte) 0);
        byte[] got = read(account, slot, secret).orElseThrow();
        Arrays.fill(got, (byte) 0);

        assertKept(slot, secret);
    }

    @Test
    void nobodyElseGetsIt() throws Exception {
        Optional<RecoveryAccount> other = connectAsSomebodyElse();
        assumeTrue(other.isPresent(), "nobody knows how to connect as somebody else");
        account.putSecret(vault, slot, secret);

        assertFalse(other.get().getSecret(vault, slot).isPresent());
        other.get().deleteSecret(vault, slot);
        assertKept(slot, secret);
    }

    // ---- vaults

    @Test
    void theVaultsOfSecretsAreKnownAsLongAsThereAreSome() throws Exception {
        assumeTrue(account instanceof VaultDirectory, "it does not tell of vaults");
        VaultDirectory directory = (VaultDirectory) account;

        assertFalse(directory.vaults().contains(vault));
        account.putSecret(vault, slot, secret);
        assertTrue(directory.vaults().contains(vault));
        account.deleteSecret(vault, slot);
        assertFalse(directory.vaults().contains(vault));
    }

    // ---- witnesses

    @Test
    void aWitnessIsReplacedOnlyByWhoKnowsTheOneBefore() throws Exception {
        assumeTrue(account instanceof WitnessKeeper, "it keeps no witnesses");
        WitnessKeeper keeper = (WitnessKeeper) account;
        DeviceId device = new DeviceId("0".repeat(32));

        assertTrue(keeper.witnesses(vault).isEmpty());
        assertTrue(keeper.replaceWitness(vault, device, Optional.empty(), "first 9"));
        assertFalse(keeper.replaceWitness(vault, device, Optional.empty(), "second"));
        assertFalse(keeper.replaceWitness(vault, device, Optional.of("other"), "second"));
        assertEquals("first 9", keeper.witnesses(vault).get(device));
        assertTrue(keeper.replaceWitness(vault, device, Optional.of("first 9"), "second 1"));
        assertEquals("second 1", keeper.witnesses(vault).get(device));
        keeper.deleteWitnesses(vault);
        assertTrue(keeper.witnesses(vault).isEmpty());
    }

    // ---- delayed release

    private DelayedRelease requireDelayed() throws Exception {
        assumeTrue(account instanceof DelayedRelease, "it does not release with delay");
        account.putSecret(vault, slot, secret);
        account.putSecret(vault, otherSlot, otherSecret);
        DelayedRelease delayed = (DelayedRelease) account;
        delayed.admit(vault, slot, secret, owner);
        return delayed;
    }

    private DelayedRelease again() throws Exception {
        return (DelayedRelease) connect();
    }

    private Instant assertPending(byte[] pass) {
        RecoveryAccountException waiting =
                assertThrows(RecoveryAccountException.class, () -> again().release(vault, slot, pass));
        assertEquals(Reason.RELEASE_PENDING, waiting.reason());
        return waiting.releaseAt().orElseThrow();
    }

    private void assertReleased(byte[] pass) throws Exception {
        assertArrayEquals(secret, again().release(vault, slot, pass).orElseThrow());
    }

    @Test
    void whoKnowsTheSecretHasItAtOnce() throws Exception {
        requireDelayed();

        assertReleased(owner);
    }

    @Test
    void whoIsMerelySignedInHasToWait() throws Exception {
        requireDelayed();

        assertPending(stranger);
        pass(waitingTime().minusSeconds(2));
        assertPending(stranger);
        pass(Duration.ofSeconds(3));
        assertReleased(stranger);
    }

    @Test
    void askingAgainNeitherLengthensNorShortensTheTime() throws Exception {
        requireDelayed();
        Instant at = assertPending(stranger);
        pass(waitingTime().dividedBy(2));

        assertEquals(at, assertPending(stranger));
    }

    @Test
    void theTimeIsToldWhole() throws Exception {
        DelayedRelease delayed = requireDelayed();
        Instant at = assertPending(stranger);
        PendingRelease pending = delayed.pendingReleases(vault, slot, owner).get(0);

        assertEquals(at, pending.releaseAt());
        assertFalse(pending.releaseAt().isBefore(pending.requestedAt().plus(waitingTime())));
    }

    @Test
    void nobodyGetsItAroundTheWaitingTime() throws Exception {
        requireDelayed();

        assertFails(Reason.REFUSED, () -> connect().getSecret(vault, slot));
    }

    @Test
    void forASlotWithoutSecretNothingBecomesPending() throws Exception {
        DelayedRelease delayed = requireDelayed();
        account.deleteSecret(vault, slot);

        assertFalse(delayed.release(vault, slot, stranger).isPresent());
        account.putSecret(vault, slot, secret);
        delayed.admit(vault, slot, secret, owner);
        assertTrue(delayed.pendingReleases(vault, slot, owner).isEmpty());
    }

    @Test
    void anotherSecretAdmitsNobody() throws Exception {
        DelayedRelease delayed = requireDelayed();

        assertFails(Reason.REFUSED, () -> delayed.admit(vault, slot, otherSecret, stranger));
        assertPending(stranger);
    }

    /** Else a thief of the account would put a secret of their own for a new slot, and be let in. */
    @Test
    void whoKnowsTheSecretOfOneSlotIsUnknownForAnother() throws Exception {
        DelayedRelease delayed = requireDelayed();
        delayed.admit(vault, otherSlot, otherSecret, stranger);

        assertFails(Reason.REFUSED, () -> delayed.pendingReleases(vault, slot, stranger));
        assertPending(stranger);
    }

    @Test
    void passesGoWithTheSecret() throws Exception {
        DelayedRelease delayed = requireDelayed();
        account.deleteSecret(vault, slot);
        account.putSecret(vault, slot, otherSecret);

        assertFails(Reason.REFUSED, () -> delayed.pendingReleases(vault, slot, owner));
        assertPending(owner);
    }

    @Test
    void onlyAdmittedPassesSeeWhatIsPending() throws Exception {
        DelayedRelease delayed = requireDelayed();
        assertPending(stranger);

        List<PendingRelease> seen = delayed.pendingReleases(vault, slot, owner);
        assertEquals(1, seen.size());
        assertEquals(vault, seen.get(0).vault());
        assertEquals(slot, seen.get(0).slot());
        assertFails(Reason.REFUSED, () -> delayed.pendingReleases(vault, slot, stranger));
        assertFails(Reason.REFUSED, () -> delayed.pendingReleases(vault, slot, bytes(DelayedRelease.PASS_BYTES)));
        pass(waitingTime().plusSeconds(1));
        assertTrue(delayed.pendingReleases(vault, slot, owner).isEmpty());
    }

    @Test
    void whoWaitedSeesLikeOthers() throws Exception {
        DelayedRelease delayed = requireDelayed();
        assertPending(stranger);
        pass(waitingTime().plusSeconds(1));
        byte[] third = bytes(DelayedRelease.PASS_BYTES);
        assertPending(third);

        assertEquals(1, delayed.pendingReleases(vault, slot, stranger).size());
    }

    @Test
    void aVetoIsForEver() throws Exception {
        DelayedRelease delayed = requireDelayed();
        assertPending(stranger);
        String id = delayed.pendingReleases(vault, slot, owner).get(0).id();

        assertTrue(delayed.veto(vault, slot, owner, id));
        assertFails(Reason.RELEASE_VETOED, () -> again().release(vault, slot, stranger));
        pass(waitingTime().multipliedBy(3));
        assertFails(Reason.RELEASE_VETOED, () -> again().release(vault, slot, stranger));
        assertTrue(delayed.pendingReleases(vault, slot, owner).isEmpty());
        assertFalse(delayed.veto(vault, slot, owner, id));
    }

    @Test
    void afterAVetoANewRequestWaitsTheWholeTime() throws Exception {
        DelayedRelease delayed = requireDelayed();
        assertPending(stranger);
        pass(waitingTime().minusSeconds(2));
        delayed.veto(
                vault,
                slot,
                owner,
                delayed.pendingReleases(vault, slot, owner).get(0).id());
        byte[] next = bytes(DelayedRelease.PASS_BYTES);

        assertPending(next);
        pass(waitingTime().minusSeconds(2));
        assertPending(next);
    }

    @Test
    void aVetoOfOneLeavesTheOthers() throws Exception {
        DelayedRelease delayed = requireDelayed();
        assertPending(stranger);
        String thiefs = delayed.pendingReleases(vault, slot, owner).get(0).id();
        byte[] mine = bytes(DelayedRelease.PASS_BYTES);
        assertPending(mine);
        delayed.veto(vault, slot, owner, thiefs);
        pass(waitingTime().plusSeconds(1));

        assertReleased(mine);
        assertFails(Reason.RELEASE_VETOED, () -> again().release(vault, slot, stranger));
    }

    @Test
    void nobodyElseCanVeto() throws Exception {
        DelayedRelease delayed = requireDelayed();
        assertPending(stranger);
        String id = delayed.pendingReleases(vault, slot, owner).get(0).id();
        List<byte[]> others = new ArrayList<>(List.of(stranger, bytes(DelayedRelease.PASS_BYTES)));
        delayed.admit(vault, otherSlot, otherSecret, others.get(1));

        for (byte[] other : others) {
            assertFails(Reason.REFUSED, () -> delayed.veto(vault, slot, other, id));
        }
        pass(waitingTime().plusSeconds(1));
        assertReleased(stranger);
    }

    @Test
    void whatWasReleasedIsNotVetoed() throws Exception {
        DelayedRelease delayed = requireDelayed();
        assertPending(stranger);
        String id = delayed.pendingReleases(vault, slot, owner).get(0).id();
        pass(waitingTime().plusSeconds(1));

        assertFalse(delayed.veto(vault, slot, owner, id));
        assertFalse(delayed.veto(vault, slot, owner, "never-asked-for"));
        assertReleased(stranger);
    }

    @Test
    void passesBelongToTheCaller() throws Exception {
        DelayedRelease delayed = requireDelayed();
        byte[] given = stranger.clone();
        delayed.admit(vault, slot, secret, given);
        Arrays.fill(given, (byte) 0);

        assertReleased(stranger);
        assertPending(given);
    }
}
