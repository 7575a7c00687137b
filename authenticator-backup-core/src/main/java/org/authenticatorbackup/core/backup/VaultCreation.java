package org.authenticatorbackup.core.backup;

import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.EnableReceipt;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.policy.UnlockRule;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.crypto.vault.InvalidPassphraseException;
import org.authenticatorbackup.crypto.vault.LockKey;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.PassphraseText;
import org.authenticatorbackup.crypto.vault.SealedSnapshot;
import org.authenticatorbackup.crypto.vault.Sender;
import org.authenticatorbackup.crypto.vault.Slot;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/** Makes a vault with one slot and one snapshot, and believes in it only once both were read back and opened. */
final class VaultCreation {

    private final Surroundings here;
    private final LocalState local;
    private final Publisher publisher;
    private final List<ObjectName> published = new ArrayList<>();
    private Optional<SlotAtAccount> entrusted = Optional.empty();

    VaultCreation(Surroundings here, LocalState local) {
        this.here = here;
        this.local = local;
        this.publisher = new Publisher(here.storage());
    }

    /** A new vault and this device's place in it. */
    record Created(Enrollment enrollment, EnableReceipt receipt) {}

    /** A slot whose secret was given to the recovery account. */
    private record SlotAtAccount(RecoveryAccount account, VaultId vault, SlotId slot) {}

    /** Makes the vault; on failure, takes away what was put. */
    Created create(Contents contents, Passphrase passphrase, EnableOptions options)
            throws BackupRefusedException, StorageException, RecoveryAccountException {
        char[] prepared = prepare(passphrase, options);
        VaultSuite suite = options.suite() == EnableOptions.Suite.HYBRID ? VaultSuite.HYBRID : VaultSuite.CLASSIC;
        try (VaultIdentity identity = VaultIdentity.generate(suite, here.random())) {
            return create(contents, prepared, identity);
        } catch (BackupRefusedException | StorageException | RecoveryAccountException | RuntimeException e) {
            takeAway(e);
            throw e;
        } finally {
            Arrays.fill(prepared, '\0');
        }
    }

    private Created create(Contents contents, char[] passphrase, VaultIdentity identity)
            throws BackupRefusedException, StorageException, RecoveryAccountException {
        VaultId vault = new VaultId(identity.vaultId());
        SlotSummary slot = makeSlot(vault, passphrase, identity);
        DeviceId device = new DeviceId(here.randomHex(16));
        SnapshotId first = new SnapshotId(device, 1);
        try (WriteCapability capability = identity.writeCapability(device.value())) {
            Enrollment enrollment = new Enrollment(
                    vault,
                    new Encoded(capability.encode()),
                    List.of(slot),
                    first.sequence() + 1,
                    new TreeMap<>(),
                    Optional.empty(),
                    Optional.empty());
            byte[] json = local.encode(enrollment, first, contents);
            BackupReceipt receipt = publishFirst(identity, capability, first, json, local.visible(contents));
            Enrollment.Verified verified = new Enrollment.Verified(receipt, local.digest(enrollment, contents));
            return new Created(enrollment.afterSuccess(verified), new EnableReceipt(vault, List.of(slot), receipt));
        }
    }

    private SlotSummary makeSlot(VaultId vault, char[] passphrase, VaultIdentity identity)
            throws StorageException, RecoveryAccountException {
        SlotId id = new SlotId(here.randomHex(8));
        List<SlotSummary.Lock> locks = new ArrayList<>();
        List<LockKey> keys = new ArrayList<>();
        try {
            if (here.recoveryAccount().isPresent()) {
                locks.add(SlotSummary.Lock.ACCOUNT);
                keys.add(accountKey(here.recoveryAccount().get(), vault, id));
            }
            locks.add(SlotSummary.Lock.PASSPHRASE);
            keys.add(LockKey.passphrase(passphrase));
            SlotSummary slot = new SlotSummary(id, locks);
            String today = here.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
            ObjectName name = VaultObject.slotName(vault, slot);
            byte[] content = Slot.seal(identity, today, keys, here.random());
            publish(name, content);
            openAgain(name, content, vault, keys);
            return slot;
        } finally {
            keys.forEach(LockKey::close);
        }
    }

    /** The secret is read back too: a slot whose secret was not kept would never open. */
    private LockKey accountKey(RecoveryAccount account, VaultId vault, SlotId slot) throws RecoveryAccountException {
        byte[] secret = here.randomBytes(RecoveryAccount.SECRET_BYTES);
        entrusted = Optional.of(new SlotAtAccount(account, vault, slot));
        account.putSecret(vault, slot, secret);
        byte[] kept = account.getSecret(vault, slot).orElse(new byte[0]);
        try {
            if (!MessageDigest.isEqual(secret, kept)) {
                throw new RecoveryAccountException(
                        RecoveryAccountException.Reason.BROKEN, "the secret came back changed or not at all");
            }
            return LockKey.account(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
            Arrays.fill(kept, (byte) 0);
        }
    }

    /** Clears the JSON. */
    private BackupReceipt publishFirst(
            VaultIdentity identity, WriteCapability capability, SnapshotId first, byte[] json, int accounts)
            throws StorageException {
        VaultId vault = new VaultId(identity.vaultId());
        ObjectName name = VaultObject.snapshotName(vault, first, here.randomHex(8));
        try (SealedSnapshot sealed = capability.seal(first.sequence(), json, here.random())) {
            byte[] content = sealed.bytes();
            publish(name, content);
            Sender sender = new Sender(vault.value(), first.device().value(), first.sequence());
            byte[] opened = identity.openSnapshot(content, sender);
            boolean same = Arrays.equals(opened, json);
            Arrays.fill(opened, (byte) 0);
            if (!same) {
                throw differs(name);
            }
            return new BackupReceipt(vault, first, content.length, 1, accounts, here.now());
        } catch (ObjectRejectedException e) {
            throw differs(name);
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    private void publish(ObjectName name, byte[] content) throws StorageException {
        published.add(name);
        publisher.publish(name, content);
    }

    private static void openAgain(ObjectName name, byte[] content, VaultId vault, List<LockKey> keys)
            throws StorageException {
        try {
            Slot.open(content, vault.value(), keys, Slot.DEFAULT_MAX_LOG2N).close();
        } catch (ObjectRejectedException e) {
            throw differs(name);
        }
    }

    private static StorageException differs(ObjectName name) {
        return new StorageException(StorageException.Reason.READ_BACK_DIFFERS, name + " does not open");
    }

    /** These are objects of a vault that nobody was told of; nothing is lost with them. */
    void takeAway(Exception failure) {
        StorageProvider storage = here.storage();
        for (ObjectName name : published) {
            try {
                storage.delete(name);
            } catch (StorageException | RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
        if (entrusted.isPresent()) {
            SlotAtAccount secret = entrusted.get();
            try {
                secret.account().deleteSecret(secret.vault(), secret.slot());
            } catch (RecoveryAccountException | RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private char[] prepare(Passphrase passphrase, EnableOptions options) throws BackupRefusedException {
        char[] typed = passphrase.characters();
        try {
            char[] prepared = PassphraseText.atCreation(typed);
            UnlockRule.Beside beside =
                    here.recoveryAccount().isPresent() ? UnlockRule.Beside.RECOVERY_ACCOUNT : UnlockRule.Beside.NOTHING;
            double bits = bits(passphrase, prepared);
            if (UnlockRule.decide(beside, bits, options.lonePassphrase()) == UnlockRule.Decision.REFUSE) {
                Arrays.fill(prepared, '\0');
                throw new BackupRefusedException(
                        BackupRefusedException.Reason.WEAK_UNLOCK, "the passphrase alone is too weak");
            }
            return prepared;
        } catch (InvalidPassphraseException e) {
            throw new BackupRefusedException(
                    BackupRefusedException.Reason.UNUSABLE_PASSPHRASE, "the passphrase: " + e.reason(), List.of(), e);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private double bits(Passphrase passphrase, char[] prepared) {
        if (passphrase.drawnBits().isPresent()) {
            return passphrase.drawnBits().getAsInt();
        }
        char[] lent = prepared.clone();
        try {
            return here.strength().bits(lent);
        } finally {
            Arrays.fill(lent, '\0');
        }
    }
}
