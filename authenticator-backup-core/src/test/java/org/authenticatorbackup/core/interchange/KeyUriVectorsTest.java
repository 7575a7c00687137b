package org.authenticatorbackup.core.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Credential.CounterBased;
import org.authenticatorbackup.api.account.Credential.Steam;
import org.authenticatorbackup.api.account.Credential.TimeBased;
import org.authenticatorbackup.core.interchange.KeyUriException.Reason;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Key URIs out of other projects' tests. Where one asserts a policy of its own app that this library does not share,
 * the vector is run all the same, against what this library does instead; each such place says why.
 */
class KeyUriVectorsTest {

    // ---- Terence Eden's suite, with codes

    /**
     * Wrong by the letter of the format, and read here: the spelling occurs in exports, an empty value is a default.
     */
    private static final Set<String> EDEN_TOLERATED =
            Set.of("invalid_algorthm_sha1_not_sha_hyphen_1", "no_digit_length");

    /** Right by the letter of the format, and longer than the longest period of a vault, a day. */
    private static final Set<String> EDEN_BEYOND_LIMITS = Set.of("one_billion_second_period");

    @TestFactory
    Stream<DynamicTest> edensSuite() throws Exception {
        return SharedFixtures.rows(SharedFixtures.json("uri-vectors/uri_vectors_edent.json"), "vectors").stream()
                .map(row -> dynamicTest((String) row.get("name"), () -> edensVector(row)));
    }

    private static void edensVector(Map<String, Object> row) throws Exception {
        String uri = (String) row.get("uri");
        boolean valid = (Boolean) row.get("valid") || EDEN_TOLERATED.contains(row.get("name"));
        if (!valid || EDEN_BEYOND_LIMITS.contains(row.get("name"))) {
            assertThatThrownBy(() -> KeyUri.parse(uri)).isInstanceOf(KeyUriException.class);
            return;
        }
        TimeBased credential = (TimeBased) KeyUri.parse(uri).credential();
        boolean isAsserted = !(Boolean) row.get("skipped_by_proton"); // else the code is for another moment
        if (isAsserted && row.get("code") != null) {
            assertThat(code(credential, (Long) row.get("unix_time"))).isEqualTo(row.get("code"));
        }
    }

    // ---- Ente

    @TestFactory
    Stream<DynamicTest> entesTests() throws Exception {
        return SharedFixtures.rows(SharedFixtures.json("uri-vectors/uri_vectors_ente.json"), "vectors").stream()
                .map(row -> dynamicTest((String) row.get("uri"), () -> entesVector(row)));
    }

    private static void entesVector(Map<String, Object> row) throws Exception {
        String uri = (String) row.get("uri");
        Map<String, Object> asserted = asserted(row);
        if ("yandex".equals(asserted.get("type"))) { // Yandex codes are not supported yet
            assertRefused(uri, Reason.UNSUPPORTED_TYPE);
            return;
        }
        ParsedAccount parsed = KeyUri.parse(uri);
        assertThat(parsed.name())
                .isEqualTo(new AccountName((String) asserted.get("issuer"), (String) asserted.get("name")));
        if (asserted.containsKey("secret")) {
            assertThat(KeyUri.format(parsed.credential(), parsed.name()).orElseThrow())
                    .contains("secret=" + asserted.get("secret") + "&");
        }
        if (asserted.containsKey("counter")) {
            assertThat(((CounterBased) parsed.credential()).counter()).isEqualTo(asserted.get("counter"));
        }
    }

    // ---- FreeOTP

    /** What FreeOTP calls unsafe is still what the person's account needs; colors and short periods harm nothing. */
    private static final List<String> FREEOTP_TOLERATED = List.of("UnsafeSecret", "UnsafeDigits", "InvalidColor");

    private static final Map<String, Set<Reason>> FREEOTP_REASONS = Map.of(
            "InvalidScheme", Set.of(Reason.NOT_A_KEY_URI),
            "InvalidType", Set.of(Reason.UNSUPPORTED_TYPE),
            "InvalidLabel", Set.of(Reason.MISSING_SECRET), // the label may be missing here; in these the secret is too
            "InvalidSecret", Set.of(Reason.MISSING_SECRET, Reason.BAD_SECRET),
            "InvalidAlgorithm", Set.of(Reason.UNKNOWN_ALGORITHM),
            "UnsafeAlgorithm", Set.of(Reason.UNKNOWN_ALGORITHM), // MD5: codes that this library does not make
            "InvalidCounter", Set.of(Reason.BAD_NUMBER),
            "InvalidDigits", Set.of(Reason.BAD_NUMBER),
            "InvalidPeriod", Set.of(Reason.BAD_NUMBER));

    @TestFactory
    Stream<DynamicTest> freeOtpsInvalidUris() throws Exception {
        return SharedFixtures.rows(SharedFixtures.json("uri-vectors/uri_vectors_freeotp_invalid.json"), "invalid")
                .stream()
                .map(row -> dynamicTest((String) row.get("uri"), () -> freeOtpsVector(row)));
    }

    private static void freeOtpsVector(Map<String, Object> row) throws Exception {
        String uri = (String) row.get("uri");
        String refusal = ((String) row.get("asserted_by_source")).substring("rejected: ".length());
        if (FREEOTP_TOLERATED.contains(refusal) || uri.endsWith("&period=4")) {
            assertThat(KeyUri.parse(uri).credential()).isInstanceOf(TimeBased.class);
            return;
        }
        assertThatThrownBy(() -> KeyUri.parse(uri))
                .isInstanceOfSatisfying(
                        KeyUriException.class, e -> assertThat(e.reason()).isIn(FREEOTP_REASONS.get(refusal)));
    }

    // ---- Stratum

    /** Stratum needs an issuer; this library does not. */
    private static final Set<String> STRATUM_INVALID_TOLERATED = Set.of("No issuer username");

    @TestFactory
    Stream<DynamicTest> stratumsValidUris() throws Exception {
        return SharedFixtures.rows(SharedFixtures.json("uri-vectors/uri_vectors_stratum.json"), "valid").stream()
                .map(row -> dynamicTest((String) row.get("comment"), () -> stratumsVector(row)));
    }

    @TestFactory
    Stream<DynamicTest> stratumsInvalidUris() throws Exception {
        return SharedFixtures.rows(SharedFixtures.json("uri-vectors/uri_vectors_stratum.json"), "invalid").stream()
                .map(row -> dynamicTest((String) row.get("comment"), () -> {
                    String uri = (String) row.get("uri");
                    if (STRATUM_INVALID_TOLERATED.contains(row.get("comment"))) {
                        assertThat(KeyUri.parse(uri).name()).isEqualTo(new AccountName("", ""));
                    } else {
                        assertThatThrownBy(() -> KeyUri.parse(uri)).isInstanceOf(KeyUriException.class);
                    }
                }));
    }

    private static void stratumsVector(Map<String, Object> row) throws Exception {
        String uri = (String) row.get("uri");
        Map<String, Object> asserted = asserted(row);
        if (Set.of("yandex", "motp").contains(asserted.get("type"))) { // not supported yet
            assertRefused(uri, Reason.UNSUPPORTED_TYPE);
            return;
        }
        ParsedAccount parsed = KeyUri.parse(uri);
        assertThat(parsed.name()).isEqualTo(stratumsName((String) row.get("comment"), asserted));
        assertThat(kind(parsed.credential(), (String) row.get("comment"))).isEqualTo(asserted.get("type"));
        if (parsed.credential() instanceof TimeBased time
                && asserted.get("type").equals("totp")) {
            assertThat(time.algorithm().name()).isEqualTo(asserted.get("algorithm"));
            assertThat((long) time.digits()).isEqualTo(asserted.get("digits"));
            assertThat((long) time.periodSeconds()).isEqualTo(asserted.get("period"));
        }
        if (parsed.credential() instanceof CounterBased counter) {
            assertThat(counter.counter()).isEqualTo(asserted.get("counter"));
        }
    }

    /** Stratum takes the issuer of the label, makes a label without issuer the issuer, and cuts long names. */
    private static AccountName stratumsName(String comment, Map<String, Object> asserted) {
        String issuer = (String) asserted.get("issuer");
        String name = (String) asserted.get("name");
        if (comment.equals("Redundant issuer parameter")) {
            return new AccountName("something", name);
        }
        if (comment.equals("Truncate issuer")) {
            return new AccountName("", "a".repeat(33));
        }
        if (comment.equals("Truncate username")) {
            return new AccountName(issuer, "a".repeat(41));
        }
        return name == null ? new AccountName("", issuer) : new AccountName(issuer, name);
    }

    /** A label that is nothing but {@code Steam} is the account's name here, and so no sign of Steam codes. */
    private static String kind(Credential credential, String comment) {
        if (credential instanceof Steam || comment.equals("Steam issuer no username")) {
            return "steam";
        }
        return credential instanceof TimeBased ? "totp" : "hotp";
    }

    // ---- tools

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asserted(Map<String, Object> row) {
        return (Map<String, Object>) row.get("asserted_by_source");
    }

    private static void assertRefused(String uri, Reason reason) {
        assertThatThrownBy(() -> KeyUri.parse(uri))
                .isInstanceOfSatisfying(
                        KeyUriException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** RFC 6238, by itself: it proves that the secret was decoded right. */
    private static String code(TimeBased credential, long unixTime) throws Exception {
        String function = "Hmac" + credential.algorithm();
        Mac mac = Mac.getInstance(function);
        mac.init(new SecretKeySpec(credential.secret().bytes(), function));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8)
                .putLong(unixTime / credential.periodSeconds())
                .array());
        int offset = hash[hash.length - 1] & 15;
        long number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffffL;
        long modulus = (long) Math.pow(10, credential.digits());
        return String.format(Locale.ROOT, "%0" + credential.digits() + "d", number % modulus);
    }
}
