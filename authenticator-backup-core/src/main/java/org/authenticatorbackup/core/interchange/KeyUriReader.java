package org.authenticatorbackup.core.interchange;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Credential.Algorithm;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.core.interchange.KeyUriException.Reason;
import org.authenticatorbackup.core.interchange.ParsedAccount.Notice;

/**
 * Reads one Key URI. It is split by hand: real ones hold characters that {@link java.net.URI} refuses, and its
 * exceptions repeat their input.
 */
final class KeyUriReader {

    private static final String STEAM = "Steam";
    private static final int MAX_DIGITS = 10;
    private static final int USUAL_DIGITS = 6;
    private static final int STEAM_DIGITS = 5;
    private static final int USUAL_PERIOD_SECONDS = 30;

    private final String type;
    private final KeyUriParameters parameters;
    private final String issuer;
    private final String name;
    private final String labelIssuer;
    private final Set<Notice> notices = EnumSet.noneOf(Notice.class);

    private KeyUriReader(CharSequence afterScheme) throws KeyUriException {
        int end = afterScheme.length();
        int query = KeyUriParameters.indexOf(afterScheme, '?', 0, end);
        int slash = KeyUriParameters.indexOf(afterScheme, '/', 0, query);
        type = typeOf(CharBuffer.wrap(afterScheme, 0, slash));
        parameters = KeyUriParameters.split(CharBuffer.wrap(afterScheme, Math.min(query + 1, end), end));
        String label =
                new String(PercentEncoding.decode(CharBuffer.wrap(afterScheme, Math.min(slash + 1, query), query)));
        String stated = statedIssuer(label);
        int nameStart = nameStart(label, stated);
        name = withoutLeadingSpaces(label.substring(nameStart));
        labelIssuer = nameStart == 0 ? "" : label.substring(0, nameStart - 1);
        issuer = stated.isEmpty() ? labelIssuer : stated;
    }

    static ParsedAccount read(CharSequence uri) throws KeyUriException {
        CharSequence trimmed = trim(uri);
        if (trimmed.length() > KeyUri.MAX_LENGTH) {
            throw new KeyUriException(Reason.TOO_LONG);
        }
        if (startsWith(trimmed, "motp://") || startsWith(trimmed, "steam://")) {
            throw new KeyUriException(Reason.UNSUPPORTED_TYPE);
        }
        for (String scheme : new String[] {"otpauth://", "apple-otpauth://"}) {
            if (startsWith(trimmed, scheme)) {
                return new KeyUriReader(CharBuffer.wrap(trimmed, scheme.length(), trimmed.length())).account();
            }
        }
        throw new KeyUriException(Reason.NOT_A_KEY_URI);
    }

    private ParsedAccount account() throws KeyUriException {
        AccountName accountName = accountName();
        Algorithm algorithm = algorithm();
        OptionalLong digits = parameters.number("digits", 1, MAX_DIGITS);
        Credential credential;
        if (type.equals("hotp")) {
            credential = counterBased(algorithm, digits);
        } else {
            int period = (int) parameters
                    .number("period", 1, Credential.TimeBased.MAX_PERIOD_SECONDS)
                    .orElse(USUAL_PERIOD_SECONDS);
            credential = isSteam(algorithm, digits, period)
                    ? new Credential.Steam(secret())
                    : new Credential.TimeBased(secret(), algorithm, (int) digits.orElse(USUAL_DIGITS), period);
        }
        Optional<String> other =
                labelIssuer.isEmpty() || labelIssuer.equals(issuer) ? Optional.empty() : Optional.of(labelIssuer);
        return new ParsedAccount(credential, accountName, other, notices);
    }

    private Credential counterBased(Algorithm algorithm, OptionalLong digits) throws KeyUriException {
        OptionalLong counter = parameters.number("counter", 0, Long.MAX_VALUE);
        if (!counter.isPresent()) {
            notices.add(Notice.COUNTER_MISSING);
        }
        return new Credential.CounterBased(secret(), algorithm, (int) digits.orElse(USUAL_DIGITS), counter.orElse(0));
    }

    /**
     * Steam is named by type or parameter, or guessed from the issuer as FreeOTP, andOTP and Stratum do; the guess is
     * not made where the URI states what Steam does not use.
     */
    private boolean isSteam(Algorithm algorithm, OptionalLong digits, int period) throws KeyUriException {
        if (type.equals("steam") || parameters.has("steam")) {
            return true;
        }
        if (parameters.text("encoder").equalsIgnoreCase("steam")) {
            return true;
        }
        return (issuer.equals(STEAM) || labelIssuer.equals(STEAM))
                && digits.orElse(STEAM_DIGITS) == STEAM_DIGITS
                && algorithm == Algorithm.SHA1
                && period == USUAL_PERIOD_SECONDS;
    }

    private Secret secret() throws KeyUriException {
        char[] text = PercentEncoding.decode(parameters.raw("secret"));
        try {
            Base32 decoded = Base32.decode(text);
            if (!decoded.isExact()) {
                notices.add(Notice.SECRET_BITS_DROPPED);
            }
            return decoded.toSecret();
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    /** Takes {@code sha1}, {@code SHA-256}, {@code HmacSHA512}, {@code HMAC-SHA-256}, {@code Algorithm.sha256}. */
    private Algorithm algorithm() throws KeyUriException {
        Optional<String> stated = parameters.setting("algorithm");
        if (!stated.isPresent()) {
            return Algorithm.SHA1;
        }
        String plain = stated.get().toUpperCase(Locale.ROOT).replace("-", "");
        for (String prefix : new String[] {"ALGORITHM.", "HMAC"}) {
            if (plain.startsWith(prefix)) {
                plain = plain.substring(prefix.length());
            }
        }
        for (Algorithm each : Algorithm.values()) {
            if (each.name().equals(plain)) {
                return each;
            }
        }
        throw new KeyUriException(Reason.UNKNOWN_ALGORITHM);
    }

    private AccountName accountName() throws KeyUriException {
        try {
            return new AccountName(issuer, name);
        } catch (IllegalArgumentException e) {
            throw new KeyUriException(Reason.TOO_LONG);
        }
    }

    /** A plus sign is a space in the lists of Aegis, unless the label has the same issuer with the plus sign. */
    private String statedIssuer(String label) throws KeyUriException {
        String literal = parameters.text("issuer");
        if (label.startsWith(literal + ":")) {
            return literal;
        }
        return new String(
                PercentEncoding.decode(parameters.raw("issuer").toString().replace('+', ' ')));
    }

    /**
     * Where the name begins in a decoded label: after the known issuer, which may hold colons, else the first colon.
     */
    private static int nameStart(String label, String stated) {
        if (!stated.isEmpty() && label.startsWith(stated + ":")) {
            return stated.length() + 1;
        }
        return label.indexOf(':') + 1;
    }

    private static String typeOf(CharSequence text) throws KeyUriException {
        if (text.length() == 0) {
            throw new KeyUriException(Reason.NOT_A_KEY_URI);
        }
        for (String known : new String[] {"totp", "hotp", "steam"}) {
            if (text.length() == known.length() && startsWith(text, known)) {
                return known;
            }
        }
        throw new KeyUriException(Reason.UNSUPPORTED_TYPE);
    }

    private static boolean startsWith(CharSequence text, String prefix) {
        return text.length() >= prefix.length()
                && text.subSequence(0, prefix.length()).toString().equalsIgnoreCase(prefix);
    }

    private static String withoutLeadingSpaces(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start);
    }

    private static CharSequence trim(CharSequence text) {
        int start = 0;
        int end = text.length();
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return CharBuffer.wrap(text, start, end);
    }
}
