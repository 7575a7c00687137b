package org.authenticatorbackup.crypto.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.Recipient;
import org.authenticatorbackup.crypto.age.Stanza;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotTest {

    private static final byte[] JSON = Fixtures.utf8("{\"v\":1}");

    private final VaultIdentity vault = Fixtures.vault(VaultSuite.CLASSIC, 1);
    private final WriteCapability writer = vault.writeCapability(Fixtures.DEVICE);
    private final Sender sender = new Sender(vault.vaultId(), Fixtures.DEVICE, 5);

    @ParameterizedTest
    @EnumSource
    void aSnapshotOpensToWhatWasSealed(VaultSuite suite) throws Exception {
        VaultIdentity identity = Fixtures.vault(suite, 2);

        SealedSnapshot sealed = identity.writeCapability(Fixtures.DEVICE).seal(9, JSON, Fixtures.RANDOM);

        assertThat(sealed.sender()).isEqualTo(new Sender(identity.vaultId(), Fixtures.DEVICE, 9));
        assertThat(sealed.sha256()).isEqualTo(Secrets.sha256(sealed.bytes()));
        assertThat(identity.openSnapshot(sealed.bytes(), sealed.sender())).isEqualTo(JSON);
    }

    @Property(tries = 50)
    void anySnapshotOpensToWhatWasSealed(
            @ForAll @Size(max = 20_000) byte[] content, @ForAll @LongRange(min = 1) long seq) throws Exception {
        byte[] json = Fixtures.utf8("{" + Arrays.toString(content) + "}");

        SealedSnapshot sealed = writer.seal(seq, json, Fixtures.RANDOM);

        assertThat(vault.openSnapshot(sealed.bytes(), sealed.sender())).isEqualTo(json);
        sealed.verify(sealed.bytes());
    }

    /** Both are the sizes at which a bucket ends, and the second goes through many chunks. */
    @Test
    void largeSnapshotsOpen() throws Exception {
        for (int length : new int[] {65_535, 65_536, (3 << 20) - 1}) {
            byte[] json = PaddingTest.json(length);

            byte[] object = writer.seal(5, json, Fixtures.RANDOM).bytes();

            assertThat(vault.openSnapshot(object, sender)).isEqualTo(json);
        }
    }

    @Test
    void sealingTwiceGivesDifferentObjects() {
        assertThat(writer.seal(5, JSON, Fixtures.RANDOM).bytes())
                .isNotEqualTo(writer.seal(5, JSON, Fixtures.RANDOM).bytes());
    }

    @Test
    void aSnapshotIsRejectedUnderEveryOtherName() {
        byte[] object = writer.seal(5, JSON, Fixtures.RANDOM).bytes();

        assertThat(rejection(object, new Sender(vault.vaultId(), Fixtures.DEVICE, 6)))
                .isEqualTo(Reason.WRONG_SENDER);
        assertThat(rejection(object, new Sender(vault.vaultId(), Fixtures.OTHER_DEVICE, 5)))
                .isEqualTo(Reason.WRONG_SENDER);
        assertThat(rejection(object, new Sender("a".repeat(32), Fixtures.DEVICE, 5)))
                .isEqualTo(Reason.WRONG_SENDER);
    }

    @Test
    void aSnapshotOfAnotherVaultDoesNotOpen() {
        VaultIdentity other = Fixtures.vault(VaultSuite.CLASSIC, 3);
        byte[] object = other.writeCapability(Fixtures.DEVICE)
                .seal(5, JSON, Fixtures.RANDOM)
                .bytes();

        assertThat(rejection(object, sender)).isEqualTo(Reason.WRONG_KEY_OR_ALTERED);
    }

    @Test
    void aSnapshotOfTheOtherSuiteIsNotEvenTried() {
        byte[] object = Fixtures.vault(VaultSuite.HYBRID, 1)
                .writeCapability(Fixtures.DEVICE)
                .seal(5, JSON, Fixtures.RANDOM)
                .bytes();

        assertThat(rejection(object, sender)).isEqualTo(Reason.UNEXPECTED_STANZAS);
    }

    /** Whoever knows the recipient, but no write key, can name any sender; the tag is what they cannot make. */
    @Test
    void aForgedSenderIsRejected() {
        byte[] otherKey = SenderTag.writeKey(vault.seed(), vault.vaultId(), Fixtures.OTHER_DEVICE);
        byte[] padded = Padding.pad(JSON);

        byte[] forged = seal(padded, new SenderTag(sender, otherKey));

        assertThat(rejection(forged, sender)).isEqualTo(Reason.WRONG_SENDER);
    }

    @Test
    void aMissingDoubledOrUnknownSenderIsRejected() {
        SenderTag tag = new SenderTag(sender, SenderTag.writeKey(vault.seed(), vault.vaultId(), Fixtures.DEVICE));
        byte[] padded = Padding.pad(JSON);
        byte[] none = AgeFile.seal(padded, recipient(), Fixtures.RANDOM);
        byte[] two = AgeFile.seal(
                        padded, recipient(), key -> List.of(tag.stanza(key), tag.stanza(key)), Fixtures.RANDOM)
                .bytes();
        List<String> names = List.of("v1", vault.vaultId(), Fixtures.DEVICE, "0000000000000005");
        byte[] otherType = seal(padded, new Stanza("authbackup/other", names, new byte[32]));
        byte[] otherVersion = seal(
                padded,
                new Stanza(
                        SenderTag.STANZA_TYPE,
                        List.of("v2", vault.vaultId(), Fixtures.DEVICE, "0000000000000005"),
                        new byte[32]));
        byte[] shortTag = seal(padded, new Stanza(SenderTag.STANZA_TYPE, names, new byte[31]));
        byte[] missingName = seal(padded, new Stanza(SenderTag.STANZA_TYPE, names.subList(0, 3), new byte[32]));

        for (byte[] object : List.of(none, two, otherType, otherVersion, shortTag, missingName)) {
            assertThat(rejection(object, sender)).isEqualTo(Reason.UNEXPECTED_STANZAS);
        }
        assertThat(rejection(seal(padded, new Stanza(SenderTag.STANZA_TYPE, names, new byte[32])), sender))
                .isEqualTo(Reason.WRONG_SENDER);
    }

    @Test
    void stanzasInTheOtherOrderAreRejected() {
        String[] lines = new String(writer.seal(5, JSON, Fixtures.RANDOM).bytes(), ISO_8859_1).split("\n", 6);
        String swapped = String.join("\n", lines[0], lines[3], lines[4], lines[1], lines[2], lines[5]);

        assertThat(rejection(swapped.getBytes(ISO_8859_1), sender)).isEqualTo(Reason.UNEXPECTED_STANZAS);
    }

    @Test
    void paddingThatTheFormatDoesNotWriteIsRejected() {
        SenderTag tag = new SenderTag(sender, SenderTag.writeKey(vault.seed(), vault.vaultId(), Fixtures.DEVICE));

        assertThat(rejection(seal(JSON, tag), sender)).isEqualTo(Reason.BAD_PLAINTEXT);
    }

    @Test
    void aSlotIsNoSnapshot() {
        byte[] slot = Slot.seal(vault, Fixtures.DATE, List.of(LockKey.contacts(new byte[32])), Fixtures.RANDOM);

        assertThat(rejection(slot, sender)).isEqualTo(Reason.UNEXPECTED_STANZAS);
    }

    @Test
    void anObjectAboveTheCapIsRejectedUnread() {
        assertThat(rejection(new byte[(32 << 20) + 1], sender)).isEqualTo(Reason.TOO_LARGE);
    }

    @Property(tries = 500)
    void anyBytesAreRejectedByType(@ForAll @Size(max = 500) byte[] object) {
        assertThat(rejection(object, sender)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void onlyTheSameObjectIsVerified() throws Exception {
        SealedSnapshot sealed = writer.seal(5, JSON, Fixtures.RANDOM);

        sealed.verify();
        sealed.verify(sealed.bytes());

        byte[] bytes = sealed.bytes();
        assertThat(Fixtures.rejection(() -> sealed.verify(Fixtures.flip(bytes, 9 * bytes.length / 2))))
                .isEqualTo(Reason.WRONG_KEY_OR_ALTERED);
        assertThat(Fixtures.rejection(() -> sealed.verify(Arrays.copyOf(bytes, bytes.length - 1))))
                .isEqualTo(Reason.WRONG_KEY_OR_ALTERED);
        assertThat(Fixtures.rejection(() ->
                        sealed.verify(writer.seal(5, JSON, Fixtures.RANDOM).bytes())))
                .isEqualTo(Reason.WRONG_KEY_OR_ALTERED);
    }

    @Test
    void anObjectThatOpensToSomethingElseIsNotVerified() {
        AgeFile.Sealed other = AgeFile.seal(Padding.pad(JSON), recipient(), key -> List.of(), Fixtures.RANDOM);
        SealedSnapshot sealed = new SealedSnapshot(sender, other, new byte[0]);

        assertThat(Fixtures.rejection(() -> sealed.verify(sealed.bytes()))).isEqualTo(Reason.BAD_PLAINTEXT);
        assertThat(Fixtures.rejection(sealed::verify)).isEqualTo(Reason.BAD_PLAINTEXT);
    }

    @Test
    void verifyingEndsWithClosing() {
        SealedSnapshot sealed = writer.seal(5, JSON, Fixtures.RANDOM);

        sealed.close();
        sealed.close();

        assertThat(vault.vaultId()).isEqualTo(sealed.sender().vaultId());
        assertThat(sealed.bytes()).isNotEmpty();
        assertThatThrownBy(() -> sealed.verify(sealed.bytes())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(sealed::verify).isInstanceOf(IllegalStateException.class);
        assertThat(sealed).hasToString("SealedSnapshot[" + sealed.sender() + ", hidden]");
    }

    @Property(tries = 20)
    void eachNumberHasItsOwnTag(@ForAll @IntRange(min = 1, max = 1_000_000) int seq) {
        byte[] key = new byte[32];

        assertThat(new SenderTag(new Sender(vault.vaultId(), Fixtures.DEVICE, seq), key).tag(key))
                .isNotEqualTo(new SenderTag(new Sender(vault.vaultId(), Fixtures.DEVICE, seq + 1L), key).tag(key));
    }

    private Reason rejection(byte[] object, Sender expected) {
        return Fixtures.rejection(() -> vault.openSnapshot(object, expected));
    }

    private byte[] seal(byte[] plaintext, SenderTag tag) {
        return AgeFile.seal(plaintext, recipient(), key -> List.of(tag.stanza(key)), Fixtures.RANDOM)
                .bytes();
    }

    private byte[] seal(byte[] plaintext, Stanza stanza) {
        return AgeFile.seal(plaintext, recipient(), key -> List.of(stanza), Fixtures.RANDOM)
                .bytes();
    }

    private Recipient recipient() {
        try {
            return VaultSuite.CLASSIC.parseRecipient(VaultSuite.CLASSIC.recipient(vault.seed()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
