package org.authenticatorbackup.crypto.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys: what they show, what they become when closed, and that they are written and read without loss. */
class SecretsStaySecretTest {

    private final VaultIdentity vault = Fixtures.vault(VaultSuite.CLASSIC, 1);

    @Test
    void nothingSecretIsShown() {
        assertThat(vault).hasToString("VaultIdentity[" + vault.vaultId() + ", hidden]");
        assertThat(vault.writeCapability(Fixtures.DEVICE))
                .hasToString("WriteCapability[" + vault.vaultId() + ", " + Fixtures.DEVICE + ", hidden]");
        assertThat(LockKey.passphrase("hunter2".toCharArray())).hasToString("LockKey[passphrase, hidden]");
        assertThat(AccountIdKey.of(new byte[32])).hasToString("AccountIdKey[hidden]");
    }

    @Test
    void aClosedIdentityIsWipedAndRefusesUse() throws Exception {
        byte[] seed = Fixtures.secretOf(vault, "seed");

        vault.close();
        vault.close();

        assertThat(seed).containsOnly(0);
        assertThat(vault.vaultId()).hasSize(32);
        assertThatThrownBy(vault::seed).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(vault::text).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.writeCapability(Fixtures.DEVICE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.openSnapshot(new byte[0], new Sender(vault.vaultId(), Fixtures.DEVICE, 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClosedCapabilityIsWipedAndRefusesUse() throws Exception {
        WriteCapability capability = vault.writeCapability(Fixtures.DEVICE);
        byte[] writeKey = Fixtures.secretOf(capability, "writeKey");

        capability.close();

        assertThat(writeKey).containsOnly(0);
        assertThatThrownBy(capability::encode).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> capability.seal(1, Fixtures.utf8("{}"), Fixtures.RANDOM))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClosedLockKeyIsWipedAndRefusesUse() {
        LockKey key = LockKey.passphrase("hunter2".toCharArray());
        byte[] utf8 = key.utf8();

        key.close();

        assertThat(utf8).containsOnly(0);
        assertThatThrownBy(key::utf8).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClosedAccountIdKeyIsWipedAndRefusesUse() throws Exception {
        AccountIdKey key = AccountIdKey.generate(Fixtures.RANDOM);
        byte[] bytes = Fixtures.secretOf(key, "key");

        key.close();

        assertThat(bytes).containsOnly(0);
        assertThatThrownBy(key::bytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> key.accountId("totp", bytes, "SHA1", 6, 30, "", ""))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void arraysAreCopiedInAndOut() {
        byte[] seed = new byte[32];
        VaultIdentity identity = VaultIdentity.ofSeed(VaultSuite.CLASSIC, seed);
        byte[] secret = new byte[32];
        LockKey key = LockKey.account(secret);

        seed[5] = 1;
        identity.seed()[6] = 1;
        secret[5] = 1;

        assertThat(identity.seed()).containsOnly(0);
        assertThat(new String(key.utf8(), StandardCharsets.US_ASCII)).isEqualTo("a".repeat(52));
    }

    @Test
    void keysOfOtherLengthsAreRefused() {
        assertThatThrownBy(() -> VaultIdentity.ofSeed(VaultSuite.HYBRID, new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LockKey.account(new byte[33])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LockKey.contacts(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AccountIdKey.of(new byte[16])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LockKey.passphrase(new char[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LockKey.passphrase(new char[] {'a', '\ud800'}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.writeCapability("a0")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anIdentityIsParsedFromItsTextAlone(VaultSuite suite) throws Exception {
        VaultIdentity identity = VaultIdentity.generate(suite, Fixtures.RANDOM);
        String text = new String(identity.text());

        assertThat(VaultIdentity.parse(text).seed()).isEqualTo(identity.seed());
        for (String other : List.of("", text + " ", " " + text, text.toLowerCase(Locale.ROOT), text + "Q")) {
            assertThatThrownBy(() -> VaultIdentity.parse(other))
                    .isInstanceOf(MalformedKeyException.class)
                    .hasMessageNotContaining(text.substring(20, 30));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCapabilityIsKeptWithoutLoss(VaultSuite suite) throws Exception {
        VaultIdentity identity = Fixtures.vault(suite, 4);
        WriteCapability capability = identity.writeCapability(Fixtures.DEVICE);

        WriteCapability kept = WriteCapability.decode(capability.encode());

        assertThat(kept.suite()).isEqualTo(suite);
        assertThat(kept.vaultId()).isEqualTo(identity.vaultId());
        assertThat(kept.deviceId()).isEqualTo(Fixtures.DEVICE);
        SealedSnapshot sealed = kept.seal(3, Fixtures.utf8("{}"), Fixtures.RANDOM);
        assertThat(identity.openSnapshot(sealed.bytes(), sealed.sender())).isEqualTo(Fixtures.utf8("{}"));
    }

    @ParameterizedTest
    @EnumSource
    void aCapabilityNamesItsSuite(VaultSuite suite) {
        byte[] encoded =
                Fixtures.vault(suite, 4).writeCapability(Fixtures.DEVICE).encode();

        assertThat(new String(encoded, StandardCharsets.US_ASCII))
                .contains("\nsuite " + suite.name().toLowerCase(Locale.ROOT) + "\n");
    }

    @Test
    void aCapabilityDoesNotHoldTheSeed() {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) 0x5a);
        VaultIdentity identity = VaultIdentity.ofSeed(VaultSuite.CLASSIC, seed);

        String encoded = new String(identity.writeCapability(Fixtures.DEVICE).encode(), StandardCharsets.US_ASCII);

        assertThat(encoded).doesNotContain("5a5a5a5a", "AGE-SECRET").startsWith("authbackup capability v1\n");
    }

    @Property(tries = 300)
    void aDamagedCapabilityIsRejectedByTypeOrIsAnotherKey(@ForAll int at, @ForAll byte other) {
        byte[] encoded = vault.writeCapability(Fixtures.DEVICE).encode();
        encoded[Math.floorMod(at, encoded.length)] = other;
        byte[] cut = Arrays.copyOf(encoded, Math.floorMod(at, encoded.length));

        assertThat(Fixtures.rejection(() -> WriteCapability.decode(cut))).isEqualTo(Reason.MALFORMED);
        try {
            assertThat(WriteCapability.decode(encoded).encode()).isEqualTo(encoded);
        } catch (ObjectRejectedException e) {
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
        }
    }

    @Property(tries = 300)
    void anyBytesAreNoCapability(@ForAll @Size(max = 200) byte[] encoded) {
        assertThat(Fixtures.rejection(() -> WriteCapability.decode(encoded))).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void anAccountIdComparesTextInItsNormalForm() {
        AccountIdKey key = AccountIdKey.of(new byte[32]);
        byte[] secret = {1, 2, 3};

        byte[] id = key.accountId("totp", secret, "SHA1", 6, 30, "Caf\u00e9", "zo\u00eb");

        assertThat(id).hasSize(16);
        assertThat(key.accountId("TOTP", secret, "SHA1", 6, 30, "Cafe\u0301", "zoe\u0308"))
                .isEqualTo(id);
        assertThat(key.accountId("totp", secret, "SHA1", 6, 30, "Cafe", "zo\u00eb"))
                .isNotEqualTo(id);
        assertThat(AccountIdKey.generate(Fixtures.RANDOM)
                        .accountId("totp", secret, "SHA1", 6, 30, "Caf\u00e9", "zo\u00eb"))
                .isNotEqualTo(id);
        assertThat(AccountIdKey.of(key.bytes()).accountId("totp", secret, "SHA1", 6, 30, "Caf\u00e9", "zo\u00eb"))
                .isEqualTo(id);
    }

    @Property(tries = 200)
    void fieldsOfAnAccountIdDoNotRunIntoEachOther(
            @ForAll @Size(max = 5) byte[] secret, @ForAll String a, @ForAll String b) {
        AccountIdKey key = AccountIdKey.of(new byte[32]);

        byte[] id = key.accountId("totp", secret, "SHA1", 6, 30, a + "x", b);

        assertThat(key.accountId("totp", secret, "SHA1", 6, 30, a, "x" + b)).isNotEqualTo(id);
    }
}
