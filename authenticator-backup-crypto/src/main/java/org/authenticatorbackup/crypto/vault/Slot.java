package org.authenticatorbackup.crypto.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.FileKey;
import org.authenticatorbackup.crypto.age.Identity;
import org.authenticatorbackup.crypto.age.ScryptIdentity;
import org.authenticatorbackup.crypto.age.ScryptRecipient;
import org.authenticatorbackup.crypto.age.Stanza;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;

/**
 * One way to open a vault: its identity in as many layers as there are locks, all of which must be opened. A stored
 * slot is a stock age file.
 *
 * <p>Opening or making a {@link Lock#PASSPHRASE} layer takes seconds and some 80 MiB on a phone. Stateless; safe for
 * use by several threads.
 */
public final class Slot {

    /** The work factor up to which slots are opened unless an app decides otherwise: 256 MiB. */
    public static final int DEFAULT_MAX_LOG2N = 18;

    /** The highest work factor that an app may allow: 1 GiB. */
    public static final int HIGHEST_MAX_LOG2N = 20;

    private static final String STANZA_TYPE = "scrypt";

    private Slot() {}

    /**
     * Makes a slot. Read it back and open it once before the vault counts as protected.
     *
     * @param identity what the slot holds; not closed
     * @param createdIsoDate the date to be written into the slot, such as {@code 2026-11-22}
     * @param outermostFirst the keys of one to all locks, each lock once, that of the account first; not closed
     * @param random where salts and file keys come from
     * @return the object to be stored
     * @throws IllegalArgumentException if the date is not of that form, the locks are not such a list, or a passphrase
     *     is not in the form of {@link PassphraseText#atCreation}
     */
    public static byte[] seal(
            VaultIdentity identity, String createdIsoDate, List<LockKey> outermostFirst, SecureRandom random) {
        requireSensible(outermostFirst);
        byte[] layer = IdentityFile.format(identity, createdIsoDate);
        for (int i = outermostFirst.size() - 1; i >= 0; i--) {
            LockKey key = outermostFirst.get(i);
            layer = wrap(layer, key, key.lock().writeLog2N(), random);
        }
        return layer;
    }

    /**
     * Opens a slot that was read from storage.
     *
     * @param file the whole stored object; neither kept nor changed
     * @param expectedVaultId the vault in whose folder it was found
     * @param outermostFirst one key for each lock in the object's name, in its order; not closed
     * @param maxLog2N the work factor up to which a layer is opened, {@value #DEFAULT_MAX_LOG2N} by default, at most
     *     {@value #HIGHEST_MAX_LOG2N}; checked before memory is allocated
     * @return the vault's identity, which the caller closes
     * @throws ObjectRejectedException if the slot is damaged, asks for too much work, does not open with these keys, or
     *     opens to the identity of another vault
     * @throws IllegalArgumentException if there are no keys, or {@code expectedVaultId} or {@code maxLog2N} is out of
     *     range
     */
    public static VaultIdentity open(byte[] file, String expectedVaultId, List<LockKey> outermostFirst, int maxLog2N)
            throws ObjectRejectedException {
        Sender.requireVaultId(expectedVaultId);
        if (outermostFirst.isEmpty()) {
            throw new IllegalArgumentException("a slot has at least one lock");
        }
        if (maxLog2N < 1 || maxLog2N > HIGHEST_MAX_LOG2N) {
            throw new IllegalArgumentException(
                    "the highest work factor must be 1 to " + HIGHEST_MAX_LOG2N + ", not " + maxLog2N);
        }
        byte[] layer = file.clone();
        for (LockKey key : outermostFirst) {
            layer = unwrap(layer, key, maxLog2N);
        }
        try {
            return IdentityFile.parse(layer, expectedVaultId);
        } finally {
            Arrays.fill(layer, (byte) 0);
        }
    }

    private static void requireSensible(List<LockKey> outermostFirst) {
        if (outermostFirst.isEmpty()) {
            throw new IllegalArgumentException("a slot has at least one lock");
        }
        Set<Lock> seen = EnumSet.noneOf(Lock.class);
        for (LockKey key : outermostFirst) {
            if (!key.isFitForNewSlots()) {
                throw new IllegalArgumentException("the passphrase is not in the form for new slots");
            }
            if (key.lock() == Lock.ACCOUNT && !seen.isEmpty()) {
                throw new IllegalArgumentException("the account lock must be outermost");
            }
            if (!seen.add(key.lock())) {
                throw new IllegalArgumentException(
                        "two locks of one kind: " + key.lock().label());
            }
        }
    }

    /** Puts a layer around another one, which is wiped. */
    static byte[] wrap(byte[] inner, LockKey key, int log2N, SecureRandom random) {
        try (ScryptRecipient recipient = ScryptRecipient.of(key.utf8(), log2N)) {
            return AgeFile.seal(inner, recipient, random);
        } finally {
            Arrays.fill(inner, (byte) 0);
        }
    }

    /** Takes a layer off; the outer one is wiped. */
    private static byte[] unwrap(byte[] outer, LockKey key, int maxLog2N) throws ObjectRejectedException {
        try (Identity identity = ScryptIdentity.of(key.utf8(), maxLog2N)) {
            AgeFile file = StoredObjects.parse(outer);
            requireOneStanza(file.stanzas());
            try (FileKey fileKey = file.unwrap(identity)) {
                return file.decrypt(fileKey);
            }
        } catch (AgeException e) {
            throw StoredObjects.rejected(e);
        } finally {
            Arrays.fill(outer, (byte) 0);
        }
    }

    private static void requireOneStanza(List<Stanza> stanzas) throws ObjectRejectedException {
        if (stanzas.size() != 1 || !stanzas.get(0).type().equals(STANZA_TYPE)) {
            throw new ObjectRejectedException(Reason.UNEXPECTED_STANZAS, "a layer of a slot has one scrypt stanza");
        }
    }
}
