package org.authenticatorbackup.core.backup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
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
import org.authenticatorbackup.core.vault.Failures;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.WrittenSnapshot;
import org.authenticatorbackup.crypto.vault.InvalidPassphraseException;
import org.authenticatorbackup.crypto.vault.LockKey;
import org.authenticatorbackup.crypto.vault.PassphraseText;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;

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
        this.publisher = new Publisher(here);
    }

    /** A new vault and this device's place in it. */
    record Created(Enrollment enrollment, EnableReceipt receipt, WrittenSnapshot first, Encoded slot) {}

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
        SlotSummary slot = nameSlot(identity);
        Encoded object;
        try (LockKey key = LockKey.passphrase(passphrase)) {
            object = new SlotMaking(here, publisher, published::add).make(identity, slot, List.of(key));
        }
        DeviceId device = new DeviceId(here.randomHex(16));
        FirstBackup.Written written = new FirstBackup(here, local, publisher, published::add)
                .write(identity, device, List.of(slot), contents);
        Enrollment enrollment = written.enrollment();
        BackupReceipt receipt = enrollment
                .lastVerified()
                .map(Enrollment.Verified::receipt)
                .orElseThrow(() -> new AssertionError("it was just verified"));
        return new Created(
                enrollment, new EnableReceipt(enrollment.vault(), List.of(slot), receipt), written.first(), object);
    }

    private SlotSummary nameSlot(VaultIdentity identity) {
        List<SlotSummary.Lock> locks = new ArrayList<>();
        if (here.recoveryAccount().isPresent()) {
            locks.add(SlotSummary.Lock.ACCOUNT);
        }
        locks.add(SlotSummary.Lock.PASSPHRASE);
        SlotSummary slot = new SlotSummary(new SlotId(here.randomHex(8)), locks);
        here.recoveryAccount()
                .ifPresent(account -> entrusted =
                        Optional.of(new SlotAtAccount(account, new VaultId(identity.vaultId()), slot.id())));
        return slot;
    }

    /** These are objects of a vault that nobody was told of; nothing is lost with them. */
    void takeAway(Exception failure) {
        StorageProvider storage = here.storage();
        for (ObjectName name : published) {
            try {
                storage.delete(name);
            } catch (StorageException | RuntimeException e) {
                Failures.add(e, failure);
            }
        }
        if (entrusted.isPresent()) {
            SlotAtAccount secret = entrusted.get();
            try {
                secret.account().deleteSecret(secret.vault(), secret.slot());
            } catch (RecoveryAccountException | RuntimeException e) {
                Failures.add(e, failure);
            }
        }
    }

    private char[] prepare(Passphrase passphrase, EnableOptions options) throws BackupRefusedException {
        char[] typed = passphrase.characters();
        try {
            char[] prepared = PassphraseText.atCreation(typed);
            UnlockRule.Beside beside =
                    here.recoveryAccount().isPresent() ? UnlockRule.Beside.RECOVERY_ACCOUNT : UnlockRule.Beside.NOTHING;
            double bits = PassphraseBits.of(here, passphrase, prepared);
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
}
