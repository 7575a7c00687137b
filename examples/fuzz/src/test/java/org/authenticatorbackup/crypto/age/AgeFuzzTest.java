package org.authenticatorbackup.crypto.age;

import static org.authenticatorbackup.fuzz.Fuzzing.require;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSame;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSilent;
import static org.authenticatorbackup.fuzz.Fuzzing.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.fuzz.Fuzzing;

class AgeFuzzTest {

    private static final byte[] SEED = new byte[32];
    private static final int MAX_LOG2N = 4;
    private static final String[] PREFIXES = {
        "AGE-SECRET-KEY-PQ-1", "AGE-SECRET-KEY-1", "age1pq1", "age1", "AGE-SECRET-KEY-PQ-", "AGE-SECRET-KEY-"
    };
    /** Of the header's last line: a space, 43 characters of base64 and LF. */
    private static final int MAC_CHARACTERS = 45;

    private static final List<Identity> IDENTITIES;

    static {
        for (int i = 0; i < SEED.length; i++) {
            SEED[i] = (byte) (0x20 + i);
        }
        IDENTITIES = List.of(
                X25519Identity.ofSeed(SEED),
                HybridIdentity.ofSeed(SEED),
                ScryptIdentity.of(
                        "correct-horse-battery-staple-river-abandon-zoo".getBytes(StandardCharsets.US_ASCII),
                        MAX_LOG2N));
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void header(byte[] input) {
        try {
            List<Stanza> stanzas = AgeFile.parse(input).stanzas();
            require(!stanzas.isEmpty() && stanzas.size() <= AgeFile.MAX_STANZAS, "the number of stanzas is bounded");
            requireHeader(stanzas, input);
        } catch (AgeException e) {
            requireSilent(e, input);
        }
    }

    /** A header has one form only, so that what was read is written the same. */
    private static void requireHeader(List<Stanza> stanzas, byte[] file) {
        try (FileKey key = FileKey.owning(new byte[FileKey.BYTES])) {
            byte[] written = Header.write(stanzas, key);
            int covered = written.length - MAC_CHARACTERS;
            require(written.length <= AgeFile.MAX_HEADER_BYTES, "the header is bounded");
            requireSame(Arrays.copyOf(written, covered), Arrays.copyOf(file, covered), "the header has one form");
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void stanza(byte[] input) {
        byte[] end = Bytes.ascii("--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
        byte[] file = Bytes.concat(Header.VERSION, new byte[] {'\n'}, input, end, new byte[32]);
        for (Identity identity : IDENTITIES) {
            try (FileKey key = AgeFile.parse(file).unwrap(identity)) {
                throw new AssertionError("nobody knows this MAC, but it was right for " + key);
            } catch (AgeException e) {
                requireSilent(e, input);
            }
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void wholeFile(byte[] input) {
        for (Identity identity : IDENTITIES) {
            try {
                byte[] plaintext = AgeFile.open(input, identity);
                require(plaintext.length < input.length, "a file is longer than its plaintext");
                byte[] again =
                        AgeFile.seal(plaintext, X25519Identity.ofSeed(SEED).recipient(), new SecureRandom());
                requireSame(plaintext, AgeFile.open(again, IDENTITIES.get(0)), "sealed and opened again");
            } catch (AgeException e) {
                requireSilent(e, input);
            }
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void armor(byte[] input) throws AgeException {
        requireSame(input, AgeArmor.decode(AgeArmor.encode(input)), "any bytes can be armored");
        try {
            byte[] file = AgeArmor.decode(input);
            require(file.length < input.length, "armor is longer than what is in it");
            String written = new String(AgeArmor.encode(file), StandardCharsets.ISO_8859_1);
            String read = new String(input, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
            require(read.contains(written.strip()), "armor has one form but for white space around and line ends");
        } catch (AgeException e) {
            requireSilent(e, input);
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void identityText(byte[] input) throws MalformedKeyException {
        String text = text(input);
        try (X25519Identity identity = X25519Identity.parse(text)) {
            requireSame(text, new String(identity.text()), "an identity has one form");
        } catch (MalformedKeyException e) {
            requireSilent(e, input, PREFIXES);
        }
        try (HybridIdentity identity = HybridIdentity.parse(text)) {
            requireSame(text, new String(identity.text()), "an identity has one form");
        } catch (MalformedKeyException e) {
            requireSilent(e, input, PREFIXES);
        }
        byte[] seed = Arrays.copyOf(input, 32);
        try (X25519Identity identity = X25519Identity.ofSeed(seed);
                X25519Identity again = X25519Identity.parse(new String(identity.text()))) {
            require(identity.matches(again), "any seed can be written");
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void recipientText(byte[] input) {
        classicRecipient(text(input), input);
        hybridRecipient(text(input), input);
        // the fuzzer cannot guess a checksum, so it gets the right one
        classicRecipient(new String(Bech32.encode("age", Arrays.copyOf(input, Curve25519.BYTES))), input);
        hybridRecipient(new String(Bech32.encode("age1pq", Arrays.copyOf(input, XWing.PUBLIC_KEY_BYTES))), input);
    }

    private static void classicRecipient(String text, byte[] input) {
        try {
            requireSame(text, X25519Recipient.parse(text).text(), "a recipient has one form");
        } catch (MalformedKeyException e) {
            requireSilent(e, input, PREFIXES);
        }
    }

    private static void hybridRecipient(String text, byte[] input) {
        try {
            requireSame(text, HybridRecipient.parse(text).text(), "a recipient has one form");
        } catch (MalformedKeyException e) {
            requireSilent(e, input, PREFIXES);
        }
    }
}
