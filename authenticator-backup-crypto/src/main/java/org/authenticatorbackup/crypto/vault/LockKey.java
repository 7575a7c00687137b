package org.authenticatorbackup.crypto.vault;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The secret that opens one lock of a slot.
 *
 * <p>Whoever makes one closes it, which overwrites it as far as a Java program can; {@link #toString} shows nothing of
 * it. Not thread-safe.
 */
public final class LockKey implements AutoCloseable {

    private static final int SECRET_BYTES = 32;
    private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

    private final Lock lock;
    private final byte[] utf8;
    private final Form form;
    private boolean closed;

    /** Whether a new slot may be made with a key; others are only ever tried on slots that exist. */
    private enum Form {
        FIT_FOR_NEW_SLOTS,
        UNLOCK_ONLY
    }

    private LockKey(Lock lock, byte[] utf8, Form form) {
        this.lock = lock;
        this.utf8 = utf8;
        this.form = form;
    }

    /**
     * Takes a passphrase exactly as it is: prepare what a person typed with {@link PassphraseText} first.
     *
     * @param passphrase 1 character or more, without lone surrogates; copied, and wiped by the caller
     * @return the key of a {@link Lock#PASSPHRASE} lock; only one in the form of {@link PassphraseText#atCreation}
     *     makes a slot
     * @throws IllegalArgumentException if {@code passphrase} is empty or has a lone surrogate
     */
    public static LockKey passphrase(char[] passphrase) {
        if (passphrase.length == 0) {
            throw new IllegalArgumentException("the passphrase is empty");
        }
        Form form = PassphraseText.isInCreationForm(passphrase) ? Form.FIT_FOR_NEW_SLOTS : Form.UNLOCK_ONLY;
        return new LockKey(Lock.PASSPHRASE, utf8(passphrase), form);
    }

    /**
     * Takes the secret which the recovery-account provider holds for one slot.
     *
     * @param secret 32 random bytes; copied, and wiped by the caller
     * @return the key of an {@link Lock#ACCOUNT} lock
     * @throws IllegalArgumentException if {@code secret} has another length
     */
    public static LockKey account(byte[] secret) {
        return new LockKey(Lock.ACCOUNT, secretString(secret), Form.FIT_FOR_NEW_SLOTS);
    }

    /**
     * Takes the secret which contacts hold shares of.
     *
     * @param secret 32 random bytes; copied, and wiped by the caller
     * @return the key of a {@link Lock#CONTACTS} lock
     * @throws IllegalArgumentException if {@code secret} has another length
     */
    public static LockKey contacts(byte[] secret) {
        return new LockKey(Lock.CONTACTS, secretString(secret), Form.FIT_FOR_NEW_SLOTS);
    }

    /** {@return the lock that this opens} */
    public Lock lock() {
        return lock;
    }

    /** The passphrase for scrypt itself, not a copy, for use in this package. */
    byte[] utf8() {
        if (closed) {
            throw new IllegalStateException("the lock key is closed");
        }
        return utf8;
    }

    boolean isFitForNewSlots() {
        return form == Form.FIT_FOR_NEW_SLOTS;
    }

    /** Overwrites the secret. Closing twice is the same as closing once. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "LockKey[" + lock.label() + ", hidden]";
    }

    private static byte[] secretString(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("expected " + SECRET_BYTES + " bytes, not " + secret.length);
        }
        return Base32.encode(secret);
    }

    private static byte[] utf8(char[] text) {
        byte[] room = new byte[text.length * MAX_UTF8_BYTES_PER_CHAR];
        ByteBuffer buffer = ByteBuffer.wrap(room);
        CoderResult result = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text), buffer, true);
        byte[] utf8 = Arrays.copyOf(room, ((Buffer) buffer).position());
        Arrays.fill(room, (byte) 0);
        if (result.isError()) {
            Arrays.fill(utf8, (byte) 0);
            throw new IllegalArgumentException("the passphrase has a lone surrogate");
        }
        return utf8;
    }
}
