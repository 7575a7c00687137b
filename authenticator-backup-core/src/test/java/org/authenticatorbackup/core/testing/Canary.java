package org.authenticatorbackup.core.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A secret that no text may hold, not even a piece of it: as it is, in hex, base32 or base64, in either case. */
public final class Canary {

    /** 32 characters and, in ASCII, 32 bytes: fit for a key, a passphrase, a name. */
    public static final String TEXT = "cAnaRy7-q1W2e3R4t5Y6u7I8o9P0-tWe";

    private static final int PIECE = 10;
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    /** Pieces to search for, and the form that each is of. */
    private final Map<String, String> pieces = new LinkedHashMap<>();

    private Canary() {}

    /** The common canary. */
    public static Canary common() {
        return of(bytes());
    }

    /** A canary of other bytes. */
    public static Canary of(byte[] secret) {
        Canary canary = new Canary();
        canary.cut("raw", new String(secret, StandardCharsets.ISO_8859_1));
        canary.cut("hex", hex(secret));
        canary.cut("decimal", Arrays.toString(secret).replaceAll("[\\[\\]]", ""));
        // a piece of a secret may be encoded with other bytes before it, so that its digits fall otherwise
        for (int skipped = 0; skipped < 5; skipped++) {
            byte[] rest = Arrays.copyOfRange(secret, skipped, secret.length);
            canary.cut("base32", base32(rest));
            canary.cut("base64", Base64.getEncoder().withoutPadding().encodeToString(rest));
            canary.cut("base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(rest));
        }
        return canary;
    }

    /** A canary of a text, such as the words of a key. */
    public static Canary of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The common canary's bytes, a new array each time. */
    public static byte[] bytes() {
        return TEXT.getBytes(StandardCharsets.US_ASCII);
    }

    /** The form in which a text holds a piece of the canary, or nothing. */
    public Optional<String> formIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return pieces.entrySet().stream()
                .filter(piece -> lower.contains(piece.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void cut(String form, String whole) {
        for (int from = 0; from + PIECE <= whole.length(); from++) {
            pieces.putIfAbsent(whole.substring(from, from + PIECE).toLowerCase(Locale.ROOT), form);
        }
    }

    /** Lower-case hex, written once more, lest a fault of the library's own blind the search. */
    public static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            text.append(String.format(Locale.ROOT, "%02x", each));
        }
        return text.toString();
    }

    /** Lower-case base32 without padding; a last incomplete digit is left out. */
    public static String base32(byte[] bytes) {
        StringBuilder bits = new StringBuilder();
        for (byte each : bytes) {
            bits.append(Integer.toBinaryString(0x100 | (each & 0xff)).substring(1));
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at + 5 <= bits.length(); at += 5) {
            text.append(BASE32.charAt(Integer.parseInt(bits.substring(at, at + 5), 2)));
        }
        return text.toString();
    }
}
