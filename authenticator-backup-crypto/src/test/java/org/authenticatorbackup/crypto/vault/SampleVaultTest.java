package org.authenticatorbackup.crypto.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sample vault {@code design/vault}, which was made by other tools. */
class SampleVaultTest {

    private static final String VAULT = "brucekqlaqedexidov6nr7tf5uwcxkfv";
    private static final String DEVICE = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
    private static final String FOLDER = "design/vault/" + VAULT;
    private static final String IDENTITY =
            "AGE-SECRET-KEY-PQ-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0S5DYVQQ";

    private final LockKey passphrase = LockKey.passphrase("correct-horse-battery-staple-river-abandon".toCharArray());
    private final LockKey account = LockKey.account(bytes(0x60));
    private final LockKey contacts = LockKey.contacts(bytes(0x40));

    @Test
    @Tag("slow")
    void thePassphraseSlotOpens() throws Exception {
        byte[] slot = SharedVectors.bytes(FOLDER + "/slots/0102030405060708.passphrase.age");

        VaultIdentity identity = Slot.open(slot, VAULT, List.of(passphrase), Slot.DEFAULT_MAX_LOG2N);

        assertThat(new String(identity.text())).isEqualTo(IDENTITY);
    }

    @Test
    @Tag("slow")
    void theAccountAndPassphraseSlotOpens() throws Exception {
        byte[] slot = SharedVectors.bytes(FOLDER + "/slots/1112131415161718.account-passphrase.age");

        VaultIdentity identity = Slot.open(slot, VAULT, List.of(account, passphrase), Slot.DEFAULT_MAX_LOG2N);

        assertThat(new String(identity.text())).isEqualTo(IDENTITY);
    }

    @Test
    void theContactsSlotOpens() throws Exception {
        byte[] slot = SharedVectors.bytes(FOLDER + "/slots/2122232425262728.contacts.age");

        VaultIdentity identity = Slot.open(slot, VAULT, List.of(contacts), Slot.DEFAULT_MAX_LOG2N);

        assertThat(new String(identity.text())).isEqualTo(IDENTITY);
    }

    @Test
    void theContactsSlotDoesNotOpenWithOtherKeysOrForAnotherVault() {
        byte[] slot = SharedVectors.bytes(FOLDER + "/slots/2122232425262728.contacts.age");

        assertThat(Fixtures.rejection(() -> Slot.open(slot, VAULT, List.of(account), Slot.DEFAULT_MAX_LOG2N)))
                .isEqualTo(Reason.WRONG_KEY_OR_ALTERED);
        assertThat(Fixtures.rejection(() -> Slot.open(slot, "a".repeat(32), List.of(contacts), Slot.DEFAULT_MAX_LOG2N)))
                .isEqualTo(Reason.WRONG_VAULT);
    }

    @Test
    void theSnapshotOpensToItsJson() throws Exception {
        VaultIdentity identity = VaultIdentity.parse(IDENTITY);

        byte[] json = identity.openSnapshot(snapshot(), new Sender(VAULT, DEVICE, 7));

        Json parsed = Json.parse(new String(json, StandardCharsets.UTF_8));
        assertThat(parsed.members()).isNotEmpty();
    }

    @Test
    void theSnapshotCannotBePassedOffAsAnother() throws Exception {
        VaultIdentity identity = VaultIdentity.parse(IDENTITY);

        assertThat(Fixtures.rejection(() -> identity.openSnapshot(snapshot(), new Sender(VAULT, DEVICE, 8))))
                .isEqualTo(Reason.WRONG_SENDER);
        assertThat(Fixtures.rejection(
                        () -> identity.openSnapshot(snapshot(), new Sender(VAULT, Fixtures.OTHER_DEVICE, 7))))
                .isEqualTo(Reason.WRONG_SENDER);
    }

    private static byte[] snapshot() {
        return SharedVectors.bytes(FOLDER + "/snap/" + DEVICE + "/0000000000000007-b0b1b2b3b4b5b6b7.age");
    }

    private static byte[] bytes(int first) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }
}
