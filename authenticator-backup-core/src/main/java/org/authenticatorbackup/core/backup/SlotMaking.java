package org.authenticatorbackup.core.backup;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.vault.AccountKeys;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.crypto.vault.LockKey;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.Slot;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/** Makes slots, and believes in one only once it was read back and opened. */
public final class SlotMaking {

    private final Surroundings here;
    private final Publisher publisher;
    private final Consumer<ObjectName> beforePut;

    /** Works in an app's surroundings; {@code beforePut} is told of every name before it is put. */
    public SlotMaking(Surroundings here, Consumer<ObjectName> beforePut) {
        this(here, new Publisher(here), beforePut);
    }

    /** Makes slots that belong together with what else is published. */
    public SlotMaking(Surroundings here, Publisher publisher, Consumer<ObjectName> beforePut) {
        this.here = here;
        this.publisher = publisher;
        this.beforePut = beforePut;
    }

    /**
     * Makes a slot.
     *
     * @param slot its name and locks; one with an account lock needs a connected account
     * @param inner the keys of its other locks, in their order; not closed
     * @return the object as it is stored
     */
    public Encoded make(VaultIdentity identity, SlotSummary slot, List<LockKey> inner)
            throws StorageException, RecoveryAccountException {
        if (!slot.locks().contains(SlotSummary.Lock.ACCOUNT)) {
            return put(identity, slot, inner);
        }
        RecoveryAccount account =
                here.recoveryAccount().orElseThrow(() -> new IllegalStateException("no account is connected"));
        try (LockKey outer = AccountKeys.make(here, account, new VaultId(identity.vaultId()), slot.id())) {
            List<LockKey> keys = new ArrayList<>(List.of(outer));
            keys.addAll(inner);
            return put(identity, slot, keys);
        }
    }

    private Encoded put(VaultIdentity identity, SlotSummary slot, List<LockKey> keys) throws StorageException {
        String today = here.now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        ObjectName name = VaultObject.slotName(new VaultId(identity.vaultId()), slot);
        byte[] content = Slot.seal(identity, today, keys, here.random());
        beforePut.accept(name);
        publisher.publish(name, content);
        try {
            Slot.open(content, identity.vaultId(), keys, Slot.DEFAULT_MAX_LOG2N).close();
            return new Encoded(content);
        } catch (ObjectRejectedException e) {
            throw new StorageException(
                    StorageException.Reason.READ_BACK_DIFFERS, name + " does not open", List.of(), e);
        }
    }
}
