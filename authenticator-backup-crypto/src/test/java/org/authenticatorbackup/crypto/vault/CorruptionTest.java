package org.authenticatorbackup.crypto.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every change of one bit and every loss of an end, of one snapshot and of one slot. As each bit of a snapshot takes
 * minutes, of its payload a normal run takes one bit of each byte and each sixteenth length, and all of them with
 * {@code -Dauthbackup.exhaustive=true}.
 */
@Tag("slow")
class CorruptionTest {

    private static final Set<Reason> ALTERED = EnumSet.of(
            Reason.MALFORMED, Reason.UNEXPECTED_STANZAS, Reason.WRONG_KEY_OR_ALTERED, Reason.WORK_FACTOR_TOO_HIGH);

    private static final boolean EXHAUSTIVE = Boolean.getBoolean("authbackup.exhaustive");

    private final VaultIdentity vault = Fixtures.vault(VaultSuite.CLASSIC, 1);

    @Test
    void everyFlippedBitOfASnapshotIsRejected() {
        byte[] object = snapshot();
        int header = headerLength(object);
        Sender sender = new Sender(vault.vaultId(), Fixtures.DEVICE, 1);

        for (int bit = 0; bit < object.length * 8; bit++) {
            if (EXHAUSTIVE || bit / 8 < header || bit % 8 == bit / 8 % 8) {
                byte[] flipped = Fixtures.flip(object, bit);
                requireRejected(() -> vault.openSnapshot(flipped, sender), bit);
            }
        }
    }

    @Test
    void everyTruncatedOrExtendedSnapshotIsRejected() {
        byte[] object = snapshot();
        int header = headerLength(object);
        Sender sender = new Sender(vault.vaultId(), Fixtures.DEVICE, 1);

        for (int length = 0; length <= object.length + 1; length++) {
            if (EXHAUSTIVE || length < header || length % 16 == 0 || length > object.length - 32) {
                byte[] cut = Arrays.copyOf(object, length);
                if (length != object.length) {
                    requireRejected(() -> vault.openSnapshot(cut, sender), length);
                }
            }
        }
    }

    @Test
    void everyFlippedBitOfASlotIsRejected() {
        LockKey key = LockKey.contacts(new byte[32]);
        byte[] slot = slot(key);

        for (int bit = 0; bit < slot.length * 8; bit++) {
            byte[] flipped = Fixtures.flip(slot, bit);
            requireRejected(() -> Slot.open(flipped, vault.vaultId(), List.of(key), Slot.DEFAULT_MAX_LOG2N), bit);
        }
    }

    @Test
    void everyTruncatedOrExtendedSlotIsRejected() {
        LockKey key = LockKey.contacts(new byte[32]);
        byte[] slot = slot(key);

        for (int length = 0; length <= slot.length + 1; length++) {
            byte[] cut = Arrays.copyOf(slot, length);
            if (length != slot.length) {
                requireRejected(() -> Slot.open(cut, vault.vaultId(), List.of(key), Slot.DEFAULT_MAX_LOG2N), length);
            }
        }
    }

    private static int headerLength(byte[] object) {
        String text = new String(object, ISO_8859_1);
        return text.indexOf('\n', text.indexOf("\n---") + 1) + 1;
    }

    private byte[] snapshot() {
        return vault.writeCapability(Fixtures.DEVICE)
                .seal(1, Fixtures.utf8("{}"), Fixtures.RANDOM)
                .bytes();
    }

    private byte[] slot(LockKey key) {
        return Slot.wrap(IdentityFile.format(vault, Fixtures.DATE), key, Fixtures.LOW_LOG2N, Fixtures.RANDOM);
    }

    /** Without AssertJ's machinery, which would take longer than the decryption. */
    private static void requireRejected(ThrowingCallable action, int where) {
        try {
            action.call();
        } catch (ObjectRejectedException e) {
            if (ALTERED.contains(e.reason())) {
                return;
            }
            assertThat(e.reason()).as("change at %d", where).isIn(ALTERED);
        } catch (Throwable e) {
            throw new AssertionError("change at " + where, e);
        }
        throw new AssertionError("change at " + where + " was not rejected");
    }
}
