package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.spi.LocalAccounts;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.Test;

/** An app may throw one and the same exception again while the first one is being dealt with: that one is heard of. */
class OneExceptionTwiceTest {

    private final IllegalStateException mistake = new IllegalStateException("planned");
    private final AtomicBoolean broken = new AtomicBoolean();

    private final LocalAccounts store = new LocalAccounts() {

        @Override
        public VaultContents read() {
            if (broken.get()) {
                throw mistake;
            }
            return VaultContents.EMPTY;
        }

        @Override
        public boolean replace(VaultContents expected, VaultContents next) {
            broken.set(true);
            throw mistake;
        }
    };

    @Test
    void aStoreThatFailsTwiceIsHeardOfAsItFailed() throws Exception {
        InMemoryStorage storage = new InMemoryStorage();
        TestDevice.enabled(storage);
        AuthenticatorBackup library = AuthenticatorBackup.builder()
                .accounts(store)
                .deviceState(new TestDevice.State())
                .storage(storage)
                .build();
        try (RecoveryKit kit = TestDevice.kitOfEnabled();
                UnlockedVault vault = library.recovery().unlock(kit)) {
            RecoveryPreview preview = library.recovery().preview(vault);

            assertThatThrownBy(() -> library.recovery().commit(vault, preview)).isSameAs(mistake);
        }
    }
}
