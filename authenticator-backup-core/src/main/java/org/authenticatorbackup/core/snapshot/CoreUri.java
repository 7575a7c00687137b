package org.authenticatorbackup.core.snapshot;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.json.JsonReader;

/**
 * A core as a Key URI: {@code otpauth://TYPE/issuer:name?secret=…&issuer=…}, with {@code algorithm}, {@code digits}
 * and {@code period} where they are not at their default, and {@code counter} with a counter-based type.
 *
 * <p>Reading follows the format's conventions, which are not reversible for every name: issuer and name are split at
 * the first colon even if it is encoded, spaces before the name are dropped, and text is brought to NFC. A parameter of
 * another name is ignored: the account's id vouches for the core.
 */
final class CoreUri {

    private static final String SCHEME = "otpauth://";

    /** So few that the names are never left out. */
    private static final int PLAIN_CHARACTERS = 1_000;

    private static final List<String> PARAMETERS =
            List.of("secret", "issuer", "algorithm", "digits", "period", "counter");

    private CoreUri() {}

    /** The canonical form. Names that make it longer than a string may be are left out. */
    static String format(CoreFields core, long counter) {
        String issuer = Percent.encode(core.name().issuer());
        String name = Percent.encode(core.name().name());
        String label = issuer.isEmpty() ? name : issuer + ':' + name;
        String whole = format(core, label, issuer, counter);
        return whole.length() <= JsonReader.MAX_STRING_BYTES ? whole : format(core, "", "", counter);
    }

    /** Whether names are such that reading undoes writing, which spares reading; of others nothing is said. */
    static boolean isPlain(AccountName name) {
        return name.issuer().length() + name.name().length() <= PLAIN_CHARACTERS
                && isAscii(name.issuer())
                && isAscii(name.name())
                && (name.issuer().isEmpty() ? name.name() : name.issuer()).indexOf(':') < 0
                && !name.name().startsWith(" ");
    }

    private static String format(CoreFields core, String label, String issuer, long counter) {
        return SCHEME + core.type() + '/' + label + "?secret=" + core.secret()
                + parameter("issuer", issuer)
                + parameter("algorithm", core.algorithm())
                + parameter("digits", core.digits())
                + parameter("period", core.period())
                + (core.type().equals("hotp") ? "&counter=" + counter : "");
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : '&' + name + '=' + value;
    }

    /** The core of a URI, or nothing if a newer version knows its type or algorithm. */
    static Optional<AccountCore.Known> parse(String uri) throws CoreFormatException {
        int slash = uri.indexOf('/', SCHEME.length());
        if (!uri.startsWith(SCHEME) || slash < 0) {
            throw new CoreFormatException("its uri is malformed");
        }
        String type = uri.substring(SCHEME.length(), slash);
        CoreFields.requireType(type);
        int mark = uri.indexOf('?', slash);
        if (mark < 0 || uri.indexOf('#') >= 0) {
            throw new CoreFormatException("its uri is malformed");
        }
        String label = Percent.decode(uri.substring(slash + 1, mark));
        Map<String, String> parameters = parameters(uri, mark + 1);
        int colon = label.indexOf(':');
        String issuer = parameters.getOrDefault("issuer", colon < 0 ? "" : label.substring(0, colon));
        return new CoreFields(
                        type,
                        parameters.getOrDefault("secret", ""),
                        parameters.getOrDefault("algorithm", ""),
                        parameters.getOrDefault("digits", ""),
                        parameters.getOrDefault("period", ""),
                        nameOf(normal(issuer), normal(trimmed(label.substring(colon + 1)))))
                .core();
    }

    private static Map<String, String> parameters(String uri, int from) throws CoreFormatException {
        Map<String, String> parameters = new HashMap<>();
        int start = from;
        while (start <= uri.length()) {
            int next = uri.indexOf('&', start);
            int end = next < 0 ? uri.length() : next;
            int equals = uri.indexOf('=', start);
            if (equals < 0 || equals > end) {
                throw new CoreFormatException("its uri has a parameter without a value");
            }
            if (parameters.put(parameter(uri, start, equals), Percent.decode(uri.substring(equals + 1, end))) != null) {
                throw new CoreFormatException("its uri has a parameter twice");
            }
            start = end + 1;
        }
        return parameters;
    }

    private static String parameter(String uri, int start, int end) throws CoreFormatException {
        for (String known : PARAMETERS) {
            if (known.length() == end - start && uri.startsWith(known, start)) {
                return known;
            }
        }
        return Percent.decode(uri.substring(start, end));
    }

    private static AccountName nameOf(String issuer, String name) throws CoreFormatException {
        try {
            return new AccountName(issuer, name);
        } catch (IllegalArgumentException e) {
            throw new CoreFormatException("its issuer or name is too long");
        }
    }

    private static String trimmed(String name) {
        int start = 0;
        while (start < name.length() && name.charAt(start) == ' ') {
            start++;
        }
        return name.substring(start);
    }

    private static String normal(String text) {
        return isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }
}
