package org.authenticatorbackup.storage.webdav;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A user's name and password, as basic authentication sends them. Shows neither; safe for use by several threads.
 *
 * <p>Wiping is best effort: the HTTP client wants text, which lives until the garbage collector takes it.
 */
public final class WebDavCredentials implements AutoCloseable {

    private static final int MAX_BYTES_OF_CHARACTER = 3;

    private final byte[] encoded;
    private volatile boolean closed;

    private WebDavCredentials(byte[] encoded) {
        this.encoded = encoded;
    }

    /**
     * Copies a name and a password.
     *
     * @param user the name, without a colon or control characters
     * @param password the password, without control characters; not retained, the caller clears it
     * @return the credentials, which the caller closes when the storage is no longer used
     * @throws IllegalArgumentException if they are of another form
     */
    public static WebDavCredentials of(String user, char[] password) {
        if (user.indexOf(':') >= 0 || hasControls(user) || hasControls(CharBuffer.wrap(password))) {
            throw new IllegalArgumentException("a colon in the user's name, or a control character");
        }
        byte[] name = (user + ":").getBytes(StandardCharsets.UTF_8);
        byte[] room = new byte[name.length + MAX_BYTES_OF_CHARACTER * password.length];
        ByteBuffer both = ByteBuffer.wrap(room).put(name);
        try {
            if (StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(password), both, true)
                    .isError()) {
                throw new IllegalArgumentException("half a character in the password");
            }
            byte[] plain = Arrays.copyOf(room, both.position());
            byte[] encoded = Base64.getEncoder().encode(plain);
            Arrays.fill(plain, (byte) 0);
            return new WebDavCredentials(encoded);
        } finally {
            Arrays.fill(room, (byte) 0);
        }
    }

    /** The value of the header {@code Authorization}. */
    String header() {
        if (closed) {
            throw new IllegalStateException("the credentials are closed");
        }
        return "Basic " + new String(encoded, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(encoded, (byte) 0);
    }

    @Override
    public String toString() {
        return "WebDavCredentials[hidden]";
    }

    private static boolean hasControls(CharSequence text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
