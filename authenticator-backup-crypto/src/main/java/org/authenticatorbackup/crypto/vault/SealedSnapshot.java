package org.authenticatorbackup.crypto.vault;

import java.util.Arrays;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;

/**
 * A snapshot ready to be stored. Until it is closed it also holds its plaintext and the file key, by which {@link #verify}
 * opens what was read back from storage although the device has no key of the vault.
 *
 * <p>Whoever receives one closes it; {@link #bytes}, {@link #sender} and {@link #sha256} still answer then. Not
 * thread-safe.
 */
public final class SealedSnapshot implements AutoCloseable {

    private final Sender sender;
    private final AgeFile.Sealed sealed;
    private final byte[] plaintext;
    private boolean closed;

    /** Takes over the sealed file and what is in it. */
    SealedSnapshot(Sender sender, AgeFile.Sealed sealed, byte[] plaintext) {
        this.sender = sender;
        this.sealed = sealed;
        this.plaintext = plaintext;
    }

    /** {@return who sealed the snapshot, under which number} */
    public Sender sender() {
        return sender;
    }

    /** {@return a copy of the object to be stored} */
    public byte[] bytes() {
        return sealed.bytes();
    }

    /** {@return the SHA-256 of the object, 32 bytes} */
    public byte[] sha256() {
        return Secrets.sha256(sealed.bytes());
    }

    /**
     * Checks, before anything is stored, that the object opens to what was sealed.
     *
     * @throws ObjectRejectedException if it does not, which only broken memory or a broken cipher explains
     * @throws IllegalStateException if this is closed
     */
    public void verify() throws ObjectRejectedException {
        if (closed) {
            throw new IllegalStateException("the sealed snapshot is closed");
        }
        if (!opens()) {
            throw new ObjectRejectedException(Reason.BAD_PLAINTEXT, "the object opens to something else");
        }
    }

    /**
     * Checks that storage gave back what it was given, and that it opens to what was sealed.
     *
     * @param readBack the object as it was read; neither kept nor changed
     * @throws ObjectRejectedException with reason {@code WRONG_KEY_OR_ALTERED} if it is another object, or any other
     *     reason if it does not open
     * @throws IllegalStateException if this is closed
     */
    public void verify(byte[] readBack) throws ObjectRejectedException {
        if (!Arrays.equals(sealed.bytes(), readBack)) {
            throw new ObjectRejectedException(Reason.WRONG_KEY_OR_ALTERED, "the object read back is another one");
        }
        verify();
    }

    /** Overwrites the plaintext and the file key. Closing twice is the same as closing once. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(plaintext, (byte) 0);
        sealed.close();
    }

    @Override
    public String toString() {
        return "SealedSnapshot[" + sender + ", hidden]";
    }

    private boolean opens() throws ObjectRejectedException {
        try {
            return sealed.opensTo(plaintext);
        } catch (AgeException e) {
            throw StoredObjects.rejected(e);
        }
    }
}
