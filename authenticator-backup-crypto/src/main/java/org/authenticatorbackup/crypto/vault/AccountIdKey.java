package org.authenticatorbackup.crypto.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

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

    private static final char FIRST_BEYOND_ASCII = 0x80;

    private static final byte[] LABEL = Secrets.label("authbackup/v1/account-id");

    private final byte[] key;
    private @Nullable Mac mac;
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
        int length = LABEL.length;
        for (byte[] field : fields) {
            length += Integer.BYTES + field.length;
        }
        ByteBuffer core = ByteBuffer.allocate(length).put(LABEL);
        for (byte[] field : fields) {
            core.putInt(field.length).put(field);
        }
        try {
            return Arrays.copyOf(mac().doFinal(core.array()), ID_BYTES);
        } finally {
            Arrays.fill(core.array(), (byte) 0);
        }
    }

    /** One serves all accounts: it is ready again once it has given its result. */
    private Mac mac() {
        byte[] bytes = open();
        Mac known = mac;
        if (known == null) {
            known = Secrets.hmacUnder(bytes);
            mac = known;
        }
        return known;
    }

    /** Overwrites the key. Closing twice is the same as closing once. */
    @Override
    public void close() {
        closed = true;
        mac = null;
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
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_BEYOND_ASCII) {
                return Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
            }
        }
        return Secrets.ascii(text);
    }
}
