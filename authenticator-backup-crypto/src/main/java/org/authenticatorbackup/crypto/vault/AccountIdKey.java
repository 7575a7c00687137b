package org.authenticatorbackup.crypto.vault;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * The key under which a vault names its accounts: the same credential gets the same id on every device of the vault,
 * and the id tells nothing to anyone else. Drawn once for each vault and never changed.
 *
 * <p>Whoever makes one closes it; {@link #toString} shows nothing of it. Not thread-safe.
 */
public final class AccountIdKey implements AutoCloseable {

    /** The size of a key, in bytes. */
    public static final int KEY_BYTES = 32;

    /** The size of an account id, in bytes. */
    public static final int ID_BYTES = 16;

    private static final String LABEL = "authbackup/v1/account-id";

    private final byte[] key;
    private boolean closed;

    private AccountIdKey(byte[] key) {
        this.key = key;
    }

    /**
     * {@return a new key}
     *
     * @param random where it comes from
     */
    public static AccountIdKey generate(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new AccountIdKey(key);
    }

    /**
     * {@return the key of these bytes}
     *
     * @param key {@value #KEY_BYTES} bytes; copied, and wiped by the caller
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static AccountIdKey of(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("expected " + KEY_BYTES + " bytes, not " + key.length);
        }
        return new AccountIdKey(key.clone());
    }

    /** {@return a copy of the key, which the caller wipes} */
    public byte[] bytes() {
        return open().clone();
    }

    /**
     * Names an account by what can never change in it. Text is compared in Unicode normalization form NFC; a lone
     * surrogate counts as a question mark.
     *
     * @param type the kind of credential, such as {@code totp}; upper and lower case are the same
     * @param secret the raw shared secret, empty if it is bound to a device; neither kept nor changed
     * @param algorithm such as {@code SHA1}
     * @param digits the length of a code
     * @param period in seconds, 0 without one
     * @param issuer the issuer when the account was first seen
     * @param name the account name when it was first seen
     * @return {@value #ID_BYTES} bytes
     */
    public byte[] accountId(
            String type, byte[] secret, String algorithm, int digits, int period, String issuer, String name) {
        byte[][] fields = {
            text(type.toLowerCase(Locale.ROOT)),
            secret,
            text(algorithm),
            Secrets.ascii(Integer.toString(digits)),
            Secrets.ascii(Integer.toString(period)),
            text(issuer),
            text(name)
        };
        byte[][] parts = new byte[1 + 2 * fields.length][];
        parts[0] = Secrets.label(LABEL);
        for (int i = 0; i < fields.length; i++) {
            parts[1 + 2 * i] = Secrets.bigEndian(fields[i].length);
            parts[2 + 2 * i] = fields[i];
        }
        return Arrays.copyOf(Secrets.hmac(open(), parts), ID_BYTES);
    }

    /** Overwrites the key. Closing twice is the same as closing once. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(key, (byte) 0);
    }

    @Override
    public String toString() {
        return "AccountIdKey[hidden]";
    }

    private byte[] open() {
        if (closed) {
            throw new IllegalStateException("the account id key is closed");
        }
        return key;
    }

    private static byte[] text(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }
}
