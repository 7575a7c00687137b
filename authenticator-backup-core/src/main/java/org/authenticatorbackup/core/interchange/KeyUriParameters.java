package org.authenticatorbackup.core.interchange;

import java.nio.CharBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.authenticatorbackup.core.interchange.KeyUriException.Reason;

/**
 * The parameters of a Key URI that mean something to this library, still encoded. Of a name given twice the first
 * counts, as in the readers of Android and Stratum; names are compared without regard to case. Others are left alone,
 * however broken.
 */
final class KeyUriParameters {

    private static final Set<String> KNOWN =
            Set.of("secret", "issuer", "algorithm", "digits", "period", "counter", "encoder", "steam");
    private static final int LONGEST_NAME = "algorithm".length();
    private static final int LONGEST_NUMBER = 64;

    private final Map<String, CharSequence> values;

    private KeyUriParameters(Map<String, CharSequence> values) {
        this.values = values;
    }

    /** Splits what follows the question mark. */
    static KeyUriParameters split(CharSequence query) {
        Map<String, CharSequence> values = new HashMap<>();
        int start = 0;
        while (start <= query.length()) {
            int end = indexOf(query, '&', start, query.length());
            int equals = indexOf(query, '=', start, end);
            if (equals - start <= LONGEST_NAME) {
                String name = query.subSequence(start, equals).toString().toLowerCase(Locale.ROOT);
                if (KNOWN.contains(name)) {
                    values.putIfAbsent(name, CharBuffer.wrap(query, Math.min(equals + 1, end), end));
                }
            }
            start = end + 1;
        }
        return new KeyUriParameters(values);
    }

    /** {@return the place of a character in {@code from} (included) to {@code to} (excluded), or else {@code to}} */
    static int indexOf(CharSequence text, char sought, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == sought) {
                return i;
            }
        }
        return to;
    }

    /** Whether the name occurs, with or without a value. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** {@return the value as written; empty if it is missing} */
    CharSequence raw(String name) {
        return values.getOrDefault(name, "");
    }

    /** {@return the decoded value; empty if it is missing} */
    String text(String name) throws KeyUriException {
        return new String(PercentEncoding.decode(raw(name)));
    }

    /** {@return the decoded value, or nothing if it is missing, empty, or the word {@code null} that Ente wrote} */
    Optional<String> setting(String name) throws KeyUriException {
        String value = text(name);
        return value.isEmpty() || value.equals("null") ? Optional.empty() : Optional.of(value);
    }

    /**
     * {@return a whole number in decimal, at least {@code least} and at most {@code most}; nothing if it is not set}
     */
    OptionalLong number(String name, long least, long most) throws KeyUriException {
        Optional<String> digits = setting(name);
        if (!digits.isPresent()) {
            return OptionalLong.empty();
        }
        long number = parse(digits.get());
        if (number < least || number > most) {
            throw new KeyUriException(Reason.BAD_NUMBER);
        }
        return OptionalLong.of(number);
    }

    /** Unlike {@link Long#parseLong}, takes no sign, ASCII digits only, and repeats no input in its failure. */
    private static long parse(String digits) throws KeyUriException {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i >= LONGEST_NUMBER || number > (Long.MAX_VALUE - digit) / 10) {
                throw new KeyUriException(Reason.BAD_NUMBER);
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
