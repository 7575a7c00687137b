package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;
import org.authenticatorbackup.core.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threats T3 and T4: a storage that serves an object of one vault, lane or kind under the name of another. */
class SwappedObjectsTest {

    private final InMemoryStorage storage = new InMemoryStorage();
    private final Map<ObjectName, byte[]> stored = new HashMap<>();
    private TestDevice owner;
    private String vault;

    /** Two vaults of one person, with the same passphrase; one of them with two lanes. */
    @BeforeEach
    void twoVaults() throws Exception {
        owner = TestDevice.enabled(storage);
        owner.add("carol");
        owner.library.backups().backUp();
        vault = owner.library.backups().health().vault().orElseThrow().value();
        TestDevice second = TestDevice.on(storage);
        second.recover(TestDevice.kitOfEnabled());
        second.add("dave");
        second.library.backups().backUp();
        TestDevice other = TestDevice.on(storage);
        other.add("of the other vault");
        other.enable();
        for (ObjectName name : storage.list("")) {
            stored.put(name, content(name));
        }
        assertThat(stored).hasSize(6);
    }

    @Test
    void noObjectCountsAsASnapshotThatItIsNot() throws Exception {
        TestDevice fresh = TestDevice.on(storage);
        RecoveryKit kit = TestDevice.kitOfEnabled();
        int swaps = 0;
        try (UnlockedVault opened = fresh.library.recovery().unlock(kit)) {
            for (ObjectName name : stored.keySet()) {
                for (ObjectName source : stored.keySet()) {
                    if (name.value().startsWith(vault + "/snap/") && !name.equals(source)) {
                        replace(name, stored.get(source));
                        RecoveryPreview preview = fresh.library.recovery().preview(opened);
                        replace(name, stored.get(name));

                        assertThat(preview.unreadable())
                                .as("%s as %s", source, name)
                                .extracting(UnreadableObject::name)
                                .containsExactly(name.value());
                        assertThat(preview.warnings()).contains(RecoveryWarning.UNREADABLE_OBJECTS);
                        assertThat(preview.contents().accounts())
                                .extracting(account -> account.label().name().name())
                                .contains("alice", "bob")
                                .doesNotContain("of the other vault");
                        swaps++;
                    }
                }
            }
        }
        assertThat(swaps).isEqualTo(3 * 5);
    }

    @Test
    void noObjectOpensAVaultWhoseSlotItIsNot() throws Exception {
        TestDevice fresh = TestDevice.on(storage);
        ObjectName slot = stored.keySet().stream()
                .filter(name -> name.value().startsWith(vault + "/slots/"))
                .findFirst()
                .orElseThrow();
        for (ObjectName source : stored.keySet()) {
            if (!source.equals(slot)) {
                replace(slot, stored.get(source));

                try (Passphrase passphrase = TestDevice.strong()) {
                    assertThatThrownBy(() -> fresh.library
                                    .recovery()
                                    .unlock(
                                            fresh.library.recovery().findVaults().stream()
                                                    .filter(found ->
                                                            found.id().value().equals(vault))
                                                    .findFirst()
                                                    .orElseThrow(),
                                            passphrase))
                            .as("%s as the slot", source)
                            .isInstanceOfSatisfying(
                                    VaultUnreadableException.class,
                                    e -> assertThat(e.reason())
                                            .isEqualTo(VaultUnreadableException.Reason.WRONG_SECRET));
                }
            }
        }
    }

    private byte[] content(ObjectName name) throws StorageException {
        return storage.get(name, StorageProvider.MAX_OBJECT_BYTES).orElseThrow();
    }

    private void replace(ObjectName name, byte[] content) throws StorageException {
        storage.delete(name);
        storage.put(name, content);
    }
}
