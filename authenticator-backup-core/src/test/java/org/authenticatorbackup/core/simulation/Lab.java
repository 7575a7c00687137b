package org.authenticatorbackup.core.simulation;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.crypto.share.KitText;
import org.authenticatorbackup.crypto.share.MalformedKitException;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/**
 * The vault that all histories begin with. Deriving keys from a passphrase takes long, so it is made once, from a seed, and
 * phones join it by its kit.
 *
 * @param objects what is stored
 * @param image the phone that made it
 * @param kit the text of its kit
 * @param identity the oracles' own way to open it
 */
record Lab(Map<ObjectName, byte[]> objects, Phone.Image image, String kit, VaultIdentity identity) {

    private static final AtomicReference<Lab> MADE = new AtomicReference<>();
    private static final String PASSPHRASE = "river-abandon-staple-battery-correct-horse-violin";

    static Lab instance() {
        synchronized (MADE) {
            if (MADE.get() == null) {
                try {
                    MADE.set(make());
                } catch (ProblemException | MalformedKitException e) {
                    throw new AssertionError(e);
                }
            }
            return MADE.get();
        }
    }

    private static Lab make() throws ProblemException, MalformedKitException {
        Cloud cloud = new Cloud(Cloud.Kind.CONSISTENT, Map.of());
        Phone phone = new Phone(1, cloud, provider -> provider);
        phone.add("alice", "alice's secret".getBytes(StandardCharsets.UTF_8));
        try (Passphrase passphrase = Passphrase.drawn(PASSPHRASE.toCharArray(), 77)) {
            phone.library()
                    .backups()
                    .enable(passphrase, EnableOptions.defaults().withSuite(EnableOptions.Suite.CLASSIC));
            VaultId vault = phone.library().backups().health().vault().orElseThrow();
            try (UnlockedVault unlocked = phone.unlock(vault, passphrase);
                    RecoveryKit kit = unlocked.recoveryKit("a test")) {
                String text = new String(kit.text());
                VaultIdentity identity = KitText.parse(CharBuffer.wrap(text)).get(0);
                return new Lab(new TreeMap<>(phone.views().get(0).objects()), phone.image(), text, identity);
            }
        }
    }

    VaultId vault() {
        return new VaultId(identity.vaultId());
    }

    RecoveryKit newKit() {
        return RecoveryKit.of(kit.toCharArray());
    }
}
