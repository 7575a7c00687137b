package org.authenticatorbackup.core.vault;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryAccountException.Reason;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.spi.DelayedRelease;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.crypto.vault.LockKey;

/** The keys of account locks, made of the secrets that the recovery account keeps. */
public final class AccountKeys {

    private static final Set<Reason> NOT_NOW =
            Set.of(Reason.WRONG_ACCOUNT, Reason.RELEASE_PENDING, Reason.RELEASE_VETOED);

    private AccountKeys() {}

    /**
     * Draws the secret of a new slot and lets the account keep it. It is read back too, or shown again: a slot whose secret was
     * not kept would never open.
     *
     * @return the key, which the caller closes
     */
    public static LockKey make(Surroundings here, RecoveryAccount account, VaultId vault, SlotId slot)
            throws RecoveryAccountException {
        byte[] secret = here.randomBytes(RecoveryAccount.SECRET_BYTES);
        try {
            account.putSecret(vault, slot, secret);
            if (account instanceof DelayedRelease delayed) {
                admit(here, delayed, vault, slot, secret);
            } else {
                requireKept(account, vault, slot, secret);
            }
            return LockKey.account(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static void requireKept(RecoveryAccount account, VaultId vault, SlotId slot, byte[] secret)
            throws RecoveryAccountException {
        byte[] kept = account.getSecret(vault, slot).orElse(new byte[0]);
        try {
            if (!MessageDigest.isEqual(secret, kept)) {
                throw new RecoveryAccountException(Reason.BROKEN, "the secret came back changed or not at all");
            }
        } finally {
            Arrays.fill(kept, (byte) 0);
        }
    }

    /** A device that cannot keep its pass has to wait like others, and cannot veto; the slot is as good. */
    private static void admit(Surroundings here, DelayedRelease account, VaultId vault, SlotId slot, byte[] secret)
            throws RecoveryAccountException {
        byte[] pass = here.randomBytes(DelayedRelease.PASS_BYTES);
        try {
            account.admit(vault, slot, secret, pass);
            synchronized (here.device()) {
                new PassMemory(here.device()).remember(vault, slot, new Encoded(pass));
            }
        } catch (DeviceStateException e) {
            return;
        } finally {
            Arrays.fill(pass, (byte) 0);
        }
    }

    /**
     * Reads the secret of a slot that exists. If the account releases it with delay, this asks for it.
     *
     * @return the key, which the caller closes
     */
    public static LockKey read(Surroundings here, RecoveryAccount account, VaultId vault, SlotId slot)
            throws RecoveryAccountException, DeviceStateException {
        if (account instanceof DelayedRelease delayed) {
            return key(release(here, delayed, vault, slot));
        }
        return key(account.getSecret(vault, slot));
    }

    /**
     * Reads the secret of a slot that exists, without asking anybody to wait or to veto.
     *
     * @return the key, which the caller closes; or empty if this device cannot have it now
     */
    public static Optional<LockKey> readAtOnce(Surroundings here, RecoveryAccount account, VaultId vault, SlotId slot)
            throws RecoveryAccountException, DeviceStateException {
        boolean asks = account instanceof DelayedRelease
                && !new PassMemory(here.device()).of(vault, slot).isPresent();
        if (asks) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(here, account, vault, slot));
        } catch (RecoveryAccountException e) {
            if (NOT_NOW.contains(e.reason())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<byte[]> release(Surroundings here, DelayedRelease account, VaultId vault, SlotId slot)
            throws RecoveryAccountException, DeviceStateException {
        PassMemory memory = new PassMemory(here.device());
        boolean isKnown = memory.of(vault, slot).isPresent();
        byte[] pass = pass(here, memory, vault, slot);
        try {
            Optional<byte[]> released = account.release(vault, slot, pass);
            if (!released.isPresent() && !isKnown) {
                forget(here, memory, vault, slot, pass); // a storage can make up slots, and crowd out the others
            }
            return released;
        } catch (RecoveryAccountException e) {
            if (e.reason() == Reason.RELEASE_VETOED) {
                forget(here, memory, vault, slot, pass); // told once; whoever asks again, asks anew
            }
            throw e;
        } finally {
            Arrays.fill(pass, (byte) 0);
        }
    }

    /** Another thread may have drawn another one meanwhile. */
    private static void forget(Surroundings here, PassMemory memory, VaultId vault, SlotId slot, byte[] pass)
            throws DeviceStateException {
        synchronized (here.device()) {
            memory.forget(vault, slot, new Encoded(pass));
        }
    }

    /** The pass is kept before it is shown. */
    private static byte[] pass(Surroundings here, PassMemory memory, VaultId vault, SlotId slot)
            throws DeviceStateException {
        synchronized (here.device()) {
            Optional<Encoded> known = memory.of(vault, slot);
            if (known.isPresent()) {
                return known.get().bytes();
            }
            byte[] drawn = here.randomBytes(DelayedRelease.PASS_BYTES);
            memory.remember(vault, slot, new Encoded(drawn));
            return drawn;
        }
    }

    private static LockKey key(Optional<byte[]> released) throws RecoveryAccountException {
        byte[] secret = released.orElseThrow(
                () -> new RecoveryAccountException(Reason.WRONG_ACCOUNT, "the account keeps no secret for this vault"));
        try {
            if (secret.length != RecoveryAccount.SECRET_BYTES) {
                throw new RecoveryAccountException(Reason.BROKEN, "the secret has another length");
            }
            return LockKey.account(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
