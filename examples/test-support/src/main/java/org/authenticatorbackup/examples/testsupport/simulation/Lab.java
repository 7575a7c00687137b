package org.authenticatorbackup.examples.testsupport.simulation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.EnableReceipt;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.InMemoryStorage;

/**
 * The vault that most histories begin with: deriving keys from a passphrase takes long.
 *
 * @param objects what is stored
 * @param image the phone that made it
 * @param kit the text of its kit
 */
record Lab(Map<ObjectName, byte[]> objects, Phone.Image image, String kit) {

    private static final int MAX = 1 << 20;
    private static final String PASSPHRASE = "river-abandon-staple-battery-correct-horse-violin";

    static Lab make() {
        InMemoryStorage storage = new InMemoryStorage();
        Phone phone = new Phone(1, storage);
        try {
            add(phone, "alice");
            VaultId vault = enable(phone).vault();
            Map<ObjectName, byte[]> objects = new HashMap<>();
            for (ObjectName name : storage.list("")) {
                objects.put(name, storage.get(name, MAX).orElseThrow());
            }
            return new Lab(objects, phone.image(), kitOf(vault, phone));
        } catch (ProblemException e) {
            throw new AssertionError(e);
        }
    }

    static EnableReceipt enable(Phone phone) throws ProblemException {
        try (Passphrase passphrase = passphrase()) {
            return phone.library()
                    .backups()
                    .enable(passphrase, EnableOptions.defaults().withSuite(EnableOptions.Suite.CLASSIC));
        }
    }

    /** The kit of a vault that the phone finds, by the passphrase; an attempt that failed may have left another vault. */
    static String kitOf(VaultId id, Phone phone) throws ProblemException {
        FoundVault found = phone.library().recovery().findVaults().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Violation("P15", "the vault that was made is not there"));
        try (Passphrase passphrase = passphrase();
                UnlockedVault vault = phone.library().recovery().unlock(found, passphrase);
                RecoveryKit kit = vault.recoveryKit("a test")) {
            return new String(kit.text());
        }
    }

    private static Passphrase passphrase() {
        return Passphrase.drawn(PASSPHRASE.toCharArray(), 77);
    }

    /** Scans a QR code. Names that begin with {@code counter} stand for codes that count. */
    static void add(Phone phone, String name) throws ProblemException {
        Secret secret = Secret.of((name + "'s own secret").getBytes(StandardCharsets.UTF_8));
        Credential credential = name.startsWith("counter")
                ? new Credential.CounterBased(secret, Credential.Algorithm.SHA1, 6, 0)
                : new Credential.TimeBased(secret, Credential.Algorithm.SHA1, 6, 30);
        phone.library().accounts().add(credential, new AccountName("Example", name), AccountKind.THIRD_PARTY);
    }
}
