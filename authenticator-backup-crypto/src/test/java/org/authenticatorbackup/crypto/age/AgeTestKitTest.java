package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.authenticatorbackup.crypto.SharedVectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The public test kit of the age format: every file gives its payload, or fails in exactly the way the kit says. */
class AgeTestKitTest {

    private static final int MAX_LOG2_N = 18;
    private static final Map<String, Integer> SEEN = new TreeMap<>();

    @TestFactory
    Stream<DynamicTest> everyFileOfTheKitEndsAsTheKitSays() {
        return SharedVectors.files("cctv-age/testdata").stream()
                .map(path -> DynamicTest.dynamicTest(path.getFileName().toString(), () -> check(Vector.read(path))));
    }

    @TestFactory
    Stream<DynamicTest> everyArmoredFileThatIsReadIsWrittenTheSameButForWhiteSpace() {
        return SharedVectors.files("cctv-age/testdata").stream()
                .filter(path -> path.getFileName().toString().startsWith("armor"))
                .filter(path -> !Vector.read(path).first("expect").equals("armor failure"))
                .map(path -> DynamicTest.dynamicTest(
                        path.getFileName().toString(), () -> assertSameArmor(Vector.read(path))));
    }

    private static void assertSameArmor(Vector vector) throws AgeException {
        String text = new String(vector.file(), StandardCharsets.US_ASCII);

        byte[] written = AgeArmor.encode(AgeArmor.decode(vector.file()));

        assertThat(new String(written, StandardCharsets.US_ASCII))
                .isEqualTo(text.strip().replace("\r\n", "\n") + "\n");
    }

    @AfterAll
    static void tell() {
        int files = SEEN.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("age test kit: " + files + " files, " + SEEN);
    }

    private static void check(Vector vector) {
        SEEN.merge(vector.first("expect"), 1, Integer::sum);

        assertThat(outcome(vector)).isEqualTo(vector.first("expect") + vector.payloadOfSuccess());
    }

    private static String outcome(Vector vector) {
        try {
            return "success " + SharedVectors.hex(sha256(open(vector)));
        } catch (AgeException e) {
            return switch (e.reason()) {
                case ARMOR -> "armor failure";
                case HEADER, WORK_FACTOR_TOO_HIGH -> "header failure";
                case NO_MATCH -> "no match";
                case HEADER_MAC -> "HMAC failure";
                case PAYLOAD -> "payload failure";
                case TOO_LARGE -> "a limit of our own";
            };
        }
    }

    /** Tries one identity after the other, as long as none matches. */
    private static byte[] open(Vector vector) throws AgeException {
        AgeException last = null;
        for (Identity identity : vector.identities()) {
            try (identity) {
                return AgeFile.open(vector.isArmored() ? AgeArmor.decode(vector.file()) : vector.file(), identity);
            } catch (AgeException e) {
                last = e;
                if (e.reason() != AgeException.Reason.NO_MATCH) {
                    throw e;
                }
            }
        }
        throw last;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Vector(List<String[]> fields, byte[] file) {

        private static Vector read(Path path) {
            byte[] all = bytes(path);
            List<String[]> fields = new ArrayList<>();
            int at = 0;
            while (all[at] != '\n') {
                int end = at;
                while (all[end] != '\n') {
                    end++;
                }
                fields.add(new String(all, at, end - at, StandardCharsets.UTF_8).split(": ", 2));
                at = end + 1;
            }
            Vector raw = new Vector(fields, Arrays.copyOfRange(all, at + 1, all.length));
            return raw.first("compressed").equals("zlib") ? new Vector(fields, raw.inflated()) : raw;
        }

        private static byte[] bytes(Path path) {
            try {
                return Files.readAllBytes(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] inflated() {
            try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(file))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean isArmored() {
            return first("armored").equals("yes");
        }

        private String first(String key) {
            return values(key).stream().findFirst().orElse("");
        }

        private List<String> values(String key) {
            return fields.stream()
                    .filter(field -> field[0].equals(key))
                    .map(field -> field[1])
                    .toList();
        }

        private String payloadOfSuccess() {
            return first("expect").equals("success") ? " " + first("payload") : "";
        }

        private List<Identity> identities() {
            List<Identity> identities = new ArrayList<>();
            values("identity").forEach(text -> identities.add(identity(text)));
            values("passphrase")
                    .forEach(text ->
                            identities.add(ScryptIdentity.of(text.getBytes(StandardCharsets.UTF_8), MAX_LOG2_N)));
            return identities.isEmpty() ? List.of(X25519Identity.ofSeed(new byte[32])) : identities;
        }

        private static Identity identity(String text) {
            try {
                return text.startsWith("AGE-SECRET-KEY-PQ-") ? HybridIdentity.parse(text) : X25519Identity.parse(text);
            } catch (MalformedKeyException e) {
                throw new AssertionError(e);
            }
        }
    }
}
