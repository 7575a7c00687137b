package org.authenticatorbackup.core.interchange;

import java.util.Arrays;
import java.util.Optional;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Secret;

/**
 * Accounts as {@code otpauth://TYPE/LABEL?PARAMETERS}, the text in enrollment QR codes and in the plain exports of most
 * authenticator apps (Google's "Key Uri Format", and what other apps made of it).
 *
 * <p>Reading is tolerant of what apps write and strict about what a code is made of: spelling, escapes, order, padding
 * and missing parameters are forgiven, a number out of range or an unknown hash function never becomes a default.
 */
public final class KeyUri {

    /** The longest URI that is read, in characters: 1 MiB. Every account of a vault fits. */
    public static final int MAX_LENGTH = 1024 * 1024;

    private KeyUri() {}

    /**
     * Reads a URI.
     *
     * <ul>
     *   <li>Types {@code totp}, {@code hotp}, {@code steam}, in any case; {@code apple-otpauth} is the same scheme.
     *       White space around the text is ignored.
     *   <li>The issuer is the parameter of that name if it is not empty, else the text before the first colon of the
     *       label. Where both are there and differ, the other one is kept in {@link ParsedAccount#labelIssuer()}.
     *       Spaces after the colon are dropped. Without any issuer the whole label is the name.
     *   <li>Missing, empty or {@code null}: 6 digits, 30 seconds, SHA-1, counter 0. Digits are 1 to 10, periods 1 to
     *       86,400 seconds, counters up to 2<sup>63</sup>-1.
     *   <li>Steam codes are meant by the type, by {@code encoder=steam}, by {@code steam}, and by the issuer
     *       {@code Steam} unless the URI states other digits than 5 or what else Steam does not use.
     *   <li>A secret whose base32 text does not fill whole bytes loses the bits left over, as in other readers.
     * </ul>
     *
     * @param uri the whole text; not retained, though parts of it pass through memory that cannot be wiped
     * @return the account, whose secret the caller owns
     * @throws KeyUriException if the text is not such a URI; the exception holds nothing of it
     */
    public static ParsedAccount parse(CharSequence uri) throws KeyUriException {
        return KeyUriReader.read(uri);
    }

    /**
     * Writes a URI in the form that readers agree on: issuer both in label and parameter, every parameter stated,
     * spaces as {@code %20}. Steam codes have the type {@code steam}, at which a reader that does not know them fails
     * instead of showing wrong codes, and {@code encoder=steam} for KeePassXC.
     *
     * <p>{@link #parse} gives the same credential and name back, but for spaces at the beginning of a name, for NUL
     * characters, which are left out, and for time-based codes of the issuer {@code Steam} with 5 digits, SHA-1 and 30
     * seconds, which are taken for Steam codes.
     *
     * @param credential what makes the codes; read, but not closed, by this method
     * @param name issuer and user name
     * @return the text, in ASCII, which holds the secret; or empty for a credential that has none
     */
    public static Optional<String> format(Credential credential, AccountName name) {
        if (credential instanceof Credential.TimeBased time) {
            return Optional.of(start("totp", name, time.secret())
                    + settings(time.algorithm(), time.digits())
                    + "&period="
                    + time.periodSeconds());
        }
        if (credential instanceof Credential.CounterBased counter) {
            return Optional.of(start("hotp", name, counter.secret())
                    + settings(counter.algorithm(), counter.digits())
                    + "&counter="
                    + counter.counter());
        }
        if (credential instanceof Credential.Steam steam) {
            return Optional.of(start("steam", name, steam.secret())
                    + settings(Credential.Algorithm.SHA1, 5)
                    + "&period=30&encoder=steam");
        }
        return Optional.empty();
    }

    private static String start(String type, AccountName name, Secret secret) {
        String issuer = PercentEncoding.encode(name.issuer());
        byte[] bytes = secret.bytes();
        try {
            return "otpauth://" + type + "/" + prefix(issuer, name)
                    + PercentEncoding.encode(name.name())
                    + "?secret=" + Base32.encode(bytes)
                    + (issuer.isEmpty() ? "" : "&issuer=" + issuer);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** A name with a colon but without an issuer keeps an empty prefix, or its first part would become the issuer. */
    private static String prefix(String issuer, AccountName name) {
        return issuer.isEmpty() && name.name().indexOf(':') < 0 ? "" : issuer + ":";
    }

    private static String settings(Credential.Algorithm algorithm, int digits) {
        return "&algorithm=" + algorithm + "&digits=" + digits;
    }
}
