package org.authenticatorbackup.core.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.core.policy.SlotRule;
import org.authenticatorbackup.core.vault.AccountKeys;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject.SlotObject;
import org.authenticatorbackup.crypto.vault.LockKey;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.Slot;

/** Refuses one passphrase in two slots of different strength. Nobody keeps passphrases, so each slot is tried. */
final class PassphraseReuse {

    private static final List<Lock> ALONE = List.of(Lock.PASSPHRASE);
    private static final List<Lock> BESIDE_ACCOUNT = List.of(Lock.ACCOUNT, Lock.PASSPHRASE);

    private final Surroundings here;

    PassphraseReuse(Surroundings here) {
        this.here = here;
    }

    void refuse(PlannedSlot planned, List<SlotObject> others)
            throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        for (SlotObject other : others) {
            if (SlotRule.mustDiffer(planned.slot().locks(), other.slot().locks()) && opens(planned, other)) {
                throw new VaultRefusedException(
                        VaultRefusedException.Reason.SAME_PASSPHRASE,
                        "the passphrase opens " + other.slot().id() + " too");
            }
        }
    }

    /** Among slots that are made together there is nothing to open yet. */
    static void refuseAmong(List<PlannedSlot> planned) throws VaultRefusedException {
        for (PlannedSlot one : planned) {
            for (PlannedSlot other : planned) {
                if (SlotRule.mustDiffer(one.slot().locks(), other.slot().locks()) && one.hasPassphraseOf(other)) {
                    throw new VaultRefusedException(
                            VaultRefusedException.Reason.SAME_PASSPHRASE, "two slots have one passphrase");
                }
            }
        }
    }

    /** A slot that cannot be tried from here is taken for one with another passphrase. */
    private boolean opens(PlannedSlot planned, SlotObject other)
            throws StorageException, RecoveryAccountException, DeviceStateException {
        List<LockKey> keys = new ArrayList<>();
        Optional<byte[]> content = here.storage().get(other.name(), StorageProvider.MAX_OBJECT_BYTES);
        Optional<LockKey> outer = other.slot().locks().equals(BESIDE_ACCOUNT) ? accountKey(other) : Optional.empty();
        try {
            outer.ifPresent(keys::add);
            keys.addAll(planned.inner());
            boolean complete = outer.isPresent() || other.slot().locks().equals(ALONE);
            return complete && content.isPresent() && opens(content.get(), other, keys);
        } finally {
            outer.ifPresent(LockKey::close);
        }
    }

    private boolean opens(byte[] content, SlotObject other, List<LockKey> keys) {
        try {
            Slot.open(content, other.vault().value(), keys, here.workLimit().log2N())
                    .close();
            return true;
        } catch (ObjectRejectedException e) {
            return false;
        }
    }

    private Optional<LockKey> accountKey(SlotObject other) throws RecoveryAccountException, DeviceStateException {
        if (!here.recoveryAccount().isPresent()) {
            return Optional.empty();
        }
        return AccountKeys.readAtOnce(
                here, here.recoveryAccount().get(), other.vault(), other.slot().id());
    }
}
