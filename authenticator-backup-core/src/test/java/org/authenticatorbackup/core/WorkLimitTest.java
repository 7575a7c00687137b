package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.api.vault.WorkFactor;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.ScryptRecipient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much work opening a slot may cost (T13). */
class WorkLimitTest {

    private static final String PASSPHRASE = "from-another-tool";

    private final InMemoryStorage storage = new InMemoryStorage();

    @BeforeEach
    void aVault() throws Exception {
        TestDevice.enabled(storage);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 15, 21, Integer.MAX_VALUE})
    void aLimitIsSixteenToTwenty(int log2N) {
        assertThatThrownBy(() -> new WorkFactor(log2N)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLimitsOfTheFormat() {
        assertThat(List.of(WorkFactor.WRITTEN, WorkFactor.DEFAULT_LIMIT, WorkFactor.HIGHEST_LIMIT))
                .extracting(WorkFactor::log2N)
                .containsExactly(16, 18, 20);
    }

    @Test
    void aSlotAtTheLimitOpens() throws Exception {
        plant(17);

        assertThat(opens(new WorkFactor(17))).isTrue();
    }

    @Test
    void aSlotAboveTheLimitIsRefusedAndOneBelowOpens() throws Exception {
        plant(17);

        assertTooHigh(new WorkFactor(16));
        assertThat(opens(WorkFactor.DEFAULT_LIMIT)).isTrue();
    }

    @Test
    void t13ABombIsRefusedBeforeMemoryIsSpentOnIt() throws Exception {
        claim(19);
        assertTooHigh(WorkFactor.DEFAULT_LIMIT);
        claim(21);
        assertTooHigh(WorkFactor.HIGHEST_LIMIT);
        claim(63);
        assertTooHigh(WorkFactor.HIGHEST_LIMIT);
    }

    @Test
    void t13NewSlotsAreWrittenWithTheLibrarysOwnFactorWhateverWasRead() throws Exception {
        claim(1);
        TestDevice device = TestDevice.on(storage, new WorkFactor(20));
        try (UnlockedVault vault = device.unlock(TestDevice.kitOfEnabled());
                Passphrase next = Passphrase.drawn("lonely-garden-window".toCharArray(), 77);
                NewSlot added =
                        device.library.vault().addSlot(vault, new SlotPlan.PassphraseAlone(next), WeakLocks.REFUSE)) {
            ObjectName name =
                    new ObjectName(vault.id() + "/slots/" + added.slot().id() + ".passphrase.age");
            byte[] stored = storage.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow();
            assertThat(header(stored)).matches("(?s)age-encryption.org/v1\n-> scrypt \\S{22} 16\n.*");
        }
    }

    private static String header(byte[] stored) {
        return new String(stored, 0, 80, StandardCharsets.ISO_8859_1);
    }

    /** Puts a sound slot of that cost in place of the vault's own. */
    private void plant(int log2N) throws Exception {
        ObjectName name = slot();
        byte[] identity = identityFile();
        byte[] passphrase = PASSPHRASE.getBytes(StandardCharsets.US_ASCII);
        storage.delete(name);
        try (ScryptRecipient recipient = ScryptRecipient.of(passphrase, log2N)) {
            storage.put(name, AgeFile.seal(identity, recipient, new SecureRandom()));
        }
    }

    /** Changes what the vault's own slot says of its cost. */
    private void claim(int log2N) throws Exception {
        ObjectName name = slot();
        byte[] stored = storage.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow();
        String text = new String(stored, StandardCharsets.ISO_8859_1)
                .replaceFirst("(-> scrypt \\S+) [0-9]+\n", "$1 " + log2N + "\n");
        storage.delete(name);
        storage.put(name, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private ObjectName slot() throws Exception {
        return new ArrayList<>(storage.list(""))
                .stream()
                        .filter(name -> name.value().contains("/slots/"))
                        .findFirst()
                        .orElseThrow();
    }

    private byte[] identityFile() throws Exception {
        String vault = slot().value().substring(0, 32);
        String key = new String(TestDevice.kitOfEnabled().text())
                .lines()
                .filter(line -> line.startsWith("AGE-SECRET-KEY-"))
                .findFirst()
                .orElseThrow();
        return ("# authbackup identity v1\n# vault: " + vault + "\n# created: 2026-12-01\n" + key + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private boolean opens(WorkFactor limit) throws Exception {
        try (Passphrase typed = Passphrase.typed(PASSPHRASE.toCharArray());
                UnlockedVault vault = TestDevice.on(storage, limit).unlock(typed)) {
            return slot().value().startsWith(vault.id().value());
        }
    }

    private void assertTooHigh(WorkFactor limit) {
        try (Passphrase typed = Passphrase.typed(PASSPHRASE.toCharArray())) {
            assertThatThrownBy(() -> TestDevice.on(storage, limit).unlock(typed))
                    .isInstanceOfSatisfying(
                            VaultUnreadableException.class,
                            e -> assertThat(e.reason())
                                    .isEqualTo(VaultUnreadableException.Reason.WORK_FACTOR_TOO_HIGH));
        }
    }
}
