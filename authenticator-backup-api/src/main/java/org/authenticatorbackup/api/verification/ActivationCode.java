package org.authenticatorbackup.api.verification;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.api.VerificationException.Reason;

/**
 * What the QR code of an account's provider says: an activation code, and the address where it is redeemed. It is valid
 * once.
 *
 * <p>The code is never stored, not even on this device; of a used one, a digest is. Not thread-safe. {@link #toString} shows
 * nothing.
 */
public final class ActivationCode implements AutoCloseable {

    /** The longest text that is read, in characters. */
    public static final int MAX_CHARACTERS = 4096;

    /** The longest code, in characters. */
    public static final int MAX_CODE = 256;

    /** The longest address, in characters. */
    public static final int MAX_ADDRESS = 2048;

    private static final String START = "://activate_account?";
    private static final Set<String> SCHEMES = Set.of("authbackup", "phonefactor");
    private static final Set<String> PARAMETERS = Set.of("code", "url", "expires");

    /** The last second of the year 9999, as many digits as any moment needs. */
    private static final int EXPIRES_DIGITS = 12;

    private final char[] code;
    private final URI address;
    private final Optional<Instant> expiresAt;
    private boolean closed;

    private ActivationCode(char[] code, URI address, Optional<Instant> expiresAt) {
        this.code = code;
        this.address = address;
        this.expiresAt = expiresAt;
    }

    /**
     * Reads a scanned QR code: {@code authbackup://activate_account?code=…&url=…&expires=…}, the parameters in any order and
     * percent-encoded; the scheme {@code phonefactor}, in use for the same purpose, is read too. White space around the text
     * is ignored, as are parameters of other names.
     *
     * <ul>
     *   <li>{@code code}: 1 to {@value #MAX_CODE} visible ASCII characters.
     *   <li>{@code url}: at most {@value #MAX_ADDRESS} characters; {@code https} with a host, without user and fragment.
     *   <li>{@code expires}, optional: seconds since 1970, 1 to 12 digits.
     * </ul>
     *
     * @param scanned at most {@value #MAX_CHARACTERS} characters; not retained, the caller clears its own. Parts of it pass
     *     through memory that cannot be wiped
     * @return the code
     * @throws VerificationException with {@code MALFORMED_ACTIVATION} if the text is anything else; the exception holds
     *     nothing of it
     */
    public static ActivationCode parse(char[] scanned) throws VerificationException {
        require(scanned.length <= MAX_CHARACTERS, "is too long");
        String text = new String(scanned).trim();
        int start = text.indexOf(START);
        require(
                start > 0 && SCHEMES.contains(text.substring(0, start).toLowerCase(Locale.ROOT)),
                "does not begin as an activation does");
        Map<String, String> parameters = parameters(text.substring(start + START.length()));
        String code = parameters.getOrDefault("code", "");
        require(!code.isEmpty() && code.length() <= MAX_CODE, "has no code of fitting length");
        return new ActivationCode(code.toCharArray(), address(parameters), expiresAt(parameters));
    }

    private static Map<String, String> parameters(String query) throws VerificationException {
        Map<String, String> parameters = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            require(equals > 0, "has a parameter without a value");
            String name = parameter.substring(0, equals);
            require(seen.add(name), "has a parameter twice");
            if (PARAMETERS.contains(name)) {
                parameters.put(name, decoded(parameter.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** Visible ASCII only: nothing that could be shown as something else. */
    private static String decoded(String text) throws VerificationException {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (c == '%') {
                require(i + 2 < text.length(), "ends within an escape");
                int high = digit(text.charAt(i + 1));
                int low = digit(text.charAt(i + 2));
                require(high >= 0 && low >= 0, "has a malformed escape");
                c = 16 * high + low;
                i += 2;
            }
            require(c > ' ' && c < 0x7f, "has other characters than visible ASCII");
            decoded.append((char) c);
        }
        return decoded.toString();
    }

    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static URI address(Map<String, String> parameters) throws VerificationException {
        String text = parameters.getOrDefault("url", "");
        require(text.length() <= MAX_ADDRESS, "has too long an address");
        try {
            URI address = new URI(text);
            boolean fits = "https".equalsIgnoreCase(address.getScheme())
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null;
            require(fits, "has an address of another form");
            return address;
        } catch (URISyntaxException e) {
            throw malformed("has an address of another form"); // the cause would quote it
        }
    }

    private static Optional<Instant> expiresAt(Map<String, String> parameters) throws VerificationException {
        String seconds = parameters.get("expires");
        if (seconds == null) {
            return Optional.empty();
        }
        require(seconds.matches("[0-9]{1," + EXPIRES_DIGITS + "}"), "has a malformed time");
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    private static void require(boolean holds, String otherwise) throws VerificationException {
        if (!holds) {
            throw malformed(otherwise);
        }
    }

    private static VerificationException malformed(String how) {
        return new VerificationException(Reason.MALFORMED_ACTIVATION, "the scanned text " + how);
    }

    /**
     * The activation code.
     *
     * @return a copy, which the caller clears when done
     * @throws IllegalStateException if this code is closed
     */
    public char[] code() {
        if (closed) {
            throw new IllegalStateException("the activation code is closed");
        }
        return code.clone();
    }

    /** {@return where the code is redeemed; whether that address is the provider's, the verifier judges} */
    public URI address() {
        return address;
    }

    /** {@return until when the code counts, if the QR code says so} */
    public Optional<Instant> expiresAt() {
        return expiresAt;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(code, '\0');
    }

    @Override
    public String toString() {
        return "ActivationCode[hidden]";
    }
}
