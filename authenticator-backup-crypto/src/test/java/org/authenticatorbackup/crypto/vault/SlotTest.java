package org.authenticatorbackup.crypto.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.ScryptIdentity;
import org.authenticatorbackup.crypto.age.X25519Recipient;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotTest {

    private static final String WORDS = "abandon-ability-able-about-above-absent-absorb";

    private final VaultIdentity vault = Fixtures.vault(VaultSuite.CLASSIC, 1);
    private final LockKey passphrase = LockKey.passphrase(WORDS.toCharArray());
    private final LockKey account = LockKey.account(secret(1));
    private final LockKey contacts = LockKey.contacts(secret(2));

    @ParameterizedTest
    @EnumSource
    void aSlotOpensToItsVault(VaultSuite suite) throws Exception {
        VaultIdentity identity = Fixtures.vault(suite, 2);

        byte[] slot = Slot.seal(identity, Fixtures.DATE, List.of(account, contacts), Fixtures.RANDOM);

        VaultIdentity opened = Slot.open(slot, identity.vaultId(), List.of(account, contacts), 18);
        assertThat(opened.suite()).isEqualTo(suite);
        assertThat(opened.seed()).isEqualTo(identity.seed());
    }

    @Property(tries = 100)
    void anySlotOpensToItsVault(
            @ForAll @Size(32) byte[] seed, @ForAll @Size(32) byte[] secret, @ForAll VaultSuite suite) throws Exception {
        VaultIdentity identity = VaultIdentity.ofSeed(suite, seed);
        LockKey key = LockKey.contacts(secret);

        byte[] slot = slot(identity, key);

        assertThat(Slot.open(slot, identity.vaultId(), List.of(key), 18).seed()).isEqualTo(seed);
    }

    @Test
    @Tag("slow")
    void aPassphraseSlotHoldsAStockIdentityFile() throws Exception {
        byte[] slot = Slot.seal(vault, Fixtures.DATE, List.of(passphrase), Fixtures.RANDOM);

        byte[] file = AgeFile.open(slot, ScryptIdentity.of(Fixtures.utf8(WORDS), 16));

        assertThat(new String(file, ISO_8859_1))
                .isEqualTo("# authbackup identity v1\n# vault: " + vault.vaultId() + "\n# created: 2026-11-22\n"
                        + new String(vault.text()) + "\n");
        assertThat(new String(slot, ISO_8859_1)).containsPattern("\n-> scrypt [^ ]{22} 16\n");
    }

    @Test
    void everyLockIsNeededInItsOrder() {
        byte[] slot = Slot.seal(vault, Fixtures.DATE, List.of(account, contacts), Fixtures.RANDOM);

        assertThat(rejection(slot, contacts, account)).isEqualTo(Reason.WRONG_KEY_OR_ALTERED);
        assertThat(rejection(slot, account, LockKey.contacts(secret(3)))).isEqualTo(Reason.WRONG_KEY_OR_ALTERED);
        assertThat(rejection(slot, account)).isEqualTo(Reason.BAD_PLAINTEXT);
        assertThat(rejection(slot, account, contacts, contacts)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aPlantedSlotOfAnotherVaultIsRejected() {
        VaultIdentity other = Fixtures.vault(VaultSuite.CLASSIC, 2);

        assertThat(rejection(slot(other, contacts), contacts)).isEqualTo(Reason.WRONG_VAULT);
    }

    @Test
    void aSlotThatNamesAnotherVaultThanItHoldsIsRejected() {
        byte[] file = IdentityFile.format(vault, Fixtures.DATE);
        String planted = new String(file, ISO_8859_1).replace(vault.vaultId(), "a".repeat(32));

        assertThat(rejection(wrap(planted.getBytes(ISO_8859_1)), contacts)).isEqualTo(Reason.BAD_PLAINTEXT);
    }

    /** 2^30 KiB would be a thousand times the memory of any machine this runs on. */
    @ParameterizedTest
    @ValueSource(ints = {19, 20, 21, 30, 62, 99})
    void anExcessiveWorkFactorIsRejectedBeforeItIsPaid(int log2N) {
        String slot = new String(Slot.wrap(new byte[1], contacts, 10, Fixtures.RANDOM), ISO_8859_1);
        byte[] bomb = slot.replaceFirst(" 10\n", " " + log2N + "\n").getBytes(ISO_8859_1);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThat(rejection(bomb, contacts)).isEqualTo(Reason.WORK_FACTOR_TOO_HIGH));
    }

    @Test
    void anAppMayAllowLessWorkButHardlyMore() {
        byte[] slot = Slot.wrap(IdentityFile.format(vault, Fixtures.DATE), contacts, 10, Fixtures.RANDOM);

        assertThat(Fixtures.rejection(() -> Slot.open(slot, vault.vaultId(), List.of(contacts), 9)))
                .isEqualTo(Reason.WORK_FACTOR_TOO_HIGH);
        for (int limit : new int[] {0, -1, 21, 30}) {
            assertThatThrownBy(() -> Slot.open(slot, vault.vaultId(), List.of(contacts), limit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aLayerThatIsNotUnderAPassphraseIsRejected() throws Exception {
        X25519Recipient recipient = X25519Recipient.parse(VaultSuite.CLASSIC.recipient(vault.seed()));
        byte[] forged = AgeFile.seal(IdentityFile.format(vault, Fixtures.DATE), recipient, Fixtures.RANDOM);

        assertThat(rejection(forged, contacts)).isEqualTo(Reason.UNEXPECTED_STANZAS);
        assertThat(rejection(
                        Slot.wrap(forged.clone(), account, Fixtures.LOW_LOG2N, Fixtures.RANDOM), account, contacts))
                .isEqualTo(Reason.UNEXPECTED_STANZAS);
    }

    @Test
    void aSnapshotIsNoSlot() {
        byte[] snapshot = vault.writeCapability(Fixtures.DEVICE)
                .seal(1, Fixtures.utf8("{}"), Fixtures.RANDOM)
                .bytes();

        assertThat(rejection(snapshot, contacts)).isEqualTo(Reason.UNEXPECTED_STANZAS);
        assertThat(rejection(new byte[(32 << 20) + 1], contacts)).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void onlySensibleLocksMakeASlot() {
        for (List<LockKey> keys : List.<List<LockKey>>of(
                List.of(), List.of(contacts, contacts), List.of(passphrase, account), List.of(account, account))) {
            assertThatThrownBy(() -> Slot.seal(vault, Fixtures.DATE, keys, Fixtures.RANDOM))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Slot.open(new byte[0], vault.vaultId(), List.of(), 18))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPassphraseThatCouldNotBeTypedAgainMakesNoSlot() {
        for (String unfit : new String[] {" leading", "trailing\n", "inner\ttab", "e\u0301", "\ud800\udc00\u0378"}) {
            LockKey key = LockKey.passphrase(unfit.toCharArray());

            assertThatThrownBy(() -> Slot.seal(vault, Fixtures.DATE, List.of(key), Fixtures.RANDOM))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the passphrase is not in the form for new slots");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22.11.2026", "2026-11-22\n", "2026-11-22T00:00:00Z", "2026-1-1"})
    void onlyADateIsWrittenIntoASlot(String date) {
        assertThatThrownBy(() -> Slot.seal(vault, date, List.of(contacts), Fixtures.RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "KEY\n",
                "# authbackup identity v1\n",
                "# authbackup identity v2\n# vault: ID\n# created: 2026-11-22\nKEY\n",
                "# authbackup identity v1\n# vault: ID\nKEY\n",
                "# authbackup identity v1\n# vault: ID\n# created: 2026-11-22\nKEY",
                "# authbackup identity v1\n# vault: ID\n# created: 2026-11-22\nKEY\n\n",
                "# authbackup identity v1\n# vault: ID\n# created: 2026-11-22\nKEY\nKEY\n",
                "# authbackup identity v1\r\n# vault: ID\r\n# created: 2026-11-22\r\nKEY\r\n",
                "# authbackup identity v1\n# vault: ID\n# created: 2026-11-22\n KEY\n",
                "# authbackup identity v1\n# vault: ID\n# created: 2026-11-22\nkey\n",
                "# authbackup identity v1\n# vault: ID \n# created: 2026-11-22\nKEY\n"
            })
    void anythingButTheFourLinesIsRejected(String template) {
        String key = new String(vault.text());
        String file = template.replace("ID", vault.vaultId())
                .replace("KEY", key)
                .replace("key", key.toLowerCase(Locale.ROOT));

        assertThat(rejection(wrap(file.getBytes(ISO_8859_1)), contacts)).isEqualTo(Reason.BAD_PLAINTEXT);
    }

    @Property(tries = 500)
    void anyPlaintextIsRejectedByType(@ForAll @Size(max = 300) byte[] plaintext) {
        assertThat(Fixtures.rejection(() -> IdentityFile.parse(plaintext, vault.vaultId())))
                .isEqualTo(Reason.BAD_PLAINTEXT);
    }

    @Property(tries = 500)
    void anyChangeOfThePlaintextIsRejectedByTypeOrConfinedToTheDate(@ForAll int at, @ForAll byte other)
            throws Exception {
        byte[] file = IdentityFile.format(vault, Fixtures.DATE);
        file[Math.floorMod(at, file.length)] = other;
        try {
            assertThat(IdentityFile.parse(file, vault.vaultId()).vaultId()).isEqualTo(vault.vaultId());
        } catch (ObjectRejectedException e) {
            assertThat(e.reason()).isIn(Reason.BAD_PLAINTEXT, Reason.WRONG_VAULT);
        }
    }

    @Property(tries = 500)
    void anyBytesAreRejectedByType(@ForAll @Size(max = 500) byte[] slot) {
        assertThat(rejection(slot, contacts)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void keysAndIdentityStayOpenAndTheStoredObjectUnchanged() throws Exception {
        byte[] slot = slot(vault, contacts);
        byte[] before = slot.clone();

        Slot.open(slot, vault.vaultId(), List.of(contacts), 18).close();

        assertThat(slot).isEqualTo(before);
        assertThat(vault.seed()).hasSize(32);
        assertThat(contacts.utf8()).hasSize(52);
    }

    private Reason rejection(byte[] slot, LockKey... keys) {
        return Fixtures.rejection(() -> Slot.open(slot, vault.vaultId(), Arrays.asList(keys), 18));
    }

    private byte[] wrap(byte[] plaintext) {
        return Slot.wrap(plaintext, contacts, Fixtures.LOW_LOG2N, Fixtures.RANDOM);
    }

    private static byte[] slot(VaultIdentity identity, LockKey key) {
        return Slot.wrap(IdentityFile.format(identity, Fixtures.DATE), key, Fixtures.LOW_LOG2N, Fixtures.RANDOM);
    }

    private static byte[] secret(int fill) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) fill);
        return secret;
    }
}
