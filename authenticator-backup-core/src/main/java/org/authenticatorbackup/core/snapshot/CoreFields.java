package org.authenticatorbackup.core.snapshot;

import java.util.Optional;
import java.util.regex.Pattern;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Credential.Algorithm;
import org.authenticatorbackup.api.account.Secret;
import org.authenticatorbackup.core.history.AccountCore;

/**
 * The fields of a full core as text: what a URI and a core object have in common. A field at its default is empty.
 *
 * @param type {@code totp}, {@code hotp}, {@code steam} or a word of a newer version
 * @param secret in base32
 * @param algorithm such as {@code SHA256}
 * @param digits in decimal
 * @param period in decimal, in seconds
 * @param name issuer and user name at enrollment
 */
record CoreFields(String type, String secret, String algorithm, String digits, String period, AccountName name) {

    private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern ALGORITHM = Pattern.compile("[A-Z0-9-]{1,32}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private static final int DEFAULT_DIGITS = 6;
    private static final int DEFAULT_PERIOD = 30;
    private static final int STEAM_DIGITS = 5;

    /** The fields of a full core, or nothing if the credential is not one that makes codes. */
    static Optional<CoreFields> of(AccountCore.Known core) {
        Credential credential = core.credential();
        if (credential instanceof Credential.TimeBased c) {
            return Optional.of(new CoreFields(
                    "totp",
                    base32(c.secret()),
                    c.algorithm() == Algorithm.SHA1 ? "" : c.algorithm().name(),
                    unless(DEFAULT_DIGITS, c.digits()),
                    unless(DEFAULT_PERIOD, c.periodSeconds()),
                    core.enrolledAs()));
        }
        if (credential instanceof Credential.CounterBased c) {
            return Optional.of(new CoreFields(
                    "hotp",
                    base32(c.secret()),
                    c.algorithm() == Algorithm.SHA1 ? "" : c.algorithm().name(),
                    unless(DEFAULT_DIGITS, c.digits()),
                    "",
                    core.enrolledAs()));
        }
        return credential instanceof Credential.Steam c
                ? Optional.of(new CoreFields("steam", base32(c.secret()), "", "", "", core.enrolledAs()))
                : Optional.empty();
    }

    static void requireType(String type) throws CoreFormatException {
        if (!isKnown(type) && !TYPE.matcher(type).matches()) {
            throw new CoreFormatException("its type is malformed");
        }
    }

    private static boolean isKnown(String type) {
        return type.equals("totp") || type.equals("hotp") || type.equals("steam");
    }

    /** The core of these fields, or nothing if a newer version knows its type or algorithm. */
    Optional<AccountCore.Known> core() throws CoreFormatException {
        requireType(type);
        if (!isKnown(type)) {
            return Optional.empty();
        }
        Optional<Algorithm> known = knownAlgorithm();
        if (!known.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(AccountCore.Known.of(credential(known.get()), name));
    }

    private Credential credential(Algorithm hash) throws CoreFormatException {
        byte[] raw = Base32.decode(secret);
        if (raw.length == 0 || raw.length > Secret.MAX_BYTES) {
            throw new CoreFormatException("its secret has " + raw.length + " bytes");
        }
        return switch (type) {
            case "totp" ->
                new Credential.TimeBased(
                        Secret.of(raw),
                        hash,
                        number(digits, DEFAULT_DIGITS, 10),
                        number(period, DEFAULT_PERIOD, Credential.TimeBased.MAX_PERIOD_SECONDS));
            case "hotp" -> {
                requireDefault(period.isEmpty());
                yield new Credential.CounterBased(Secret.of(raw), hash, number(digits, DEFAULT_DIGITS, 10), 0);
            }
            default -> {
                requireDefault(hash == Algorithm.SHA1
                        && number(digits, STEAM_DIGITS, 10) == STEAM_DIGITS
                        && number(period, DEFAULT_PERIOD, DEFAULT_PERIOD) == DEFAULT_PERIOD);
                yield new Credential.Steam(Secret.of(raw));
            }
        };
    }

    private static void requireDefault(boolean isDefault) throws CoreFormatException {
        if (!isDefault) {
            throw new CoreFormatException("it has a parameter that its type does not have");
        }
    }

    private Optional<Algorithm> knownAlgorithm() throws CoreFormatException {
        if (algorithm.isEmpty()) {
            return Optional.of(Algorithm.SHA1);
        }
        if (!ALGORITHM.matcher(algorithm).matches()) {
            throw new CoreFormatException("its algorithm is malformed");
        }
        for (Algorithm known : Algorithm.values()) {
            if (known.name().equals(algorithm)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    private static int number(String text, int otherwise, int largest) throws CoreFormatException {
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > largest) {
            throw new CoreFormatException("its digits or period is not a number in range");
        }
        return Integer.parseInt(text);
    }

    private static String base32(Secret secret) {
        return Base32.encode(secret.bytes());
    }

    private static String unless(int usual, int number) {
        return number == usual ? "" : Integer.toString(number);
    }

    @Override
    public String toString() {
        return "CoreFields[hidden]";
    }
}
