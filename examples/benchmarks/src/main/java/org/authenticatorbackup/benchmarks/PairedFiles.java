package org.authenticatorbackup.benchmarks;

import com.password4j.ScryptFunction;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.age.ScryptIdentity;
import org.authenticatorbackup.crypto.age.ScryptRecipient;
import org.authenticatorbackup.crypto.age.X25519Identity;

/** Whole files to and from an X25519 key beside jagged's, the post-quantum key beside X25519, and scrypt beside password4j's. */
public final class PairedFiles {

    private static final int LOG2_N = 16;
    private static final int KEY_BYTES = 32;

    private PairedFiles() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        SecureRandom random = new SecureRandom();
        Pairs pairs = new Pairs();
        X25519Identity classic = X25519Identity.generate(random);
        Jagged jagged = new Jagged(classic);
        Pairs.printHeader();
        for (int bytes : new int[] {16 * 1024, 1024 * 1024, 20 * 1024 * 1024}) {
            byte[] plaintext = new byte[bytes];
            random.nextBytes(plaintext);
            byte[] file = AgeFile.seal(plaintext, classic.recipient(), random);
            pairs.compare(
                    "seal " + bytes + " bytes, beside jagged",
                    () -> AgeFile.seal(plaintext, classic.recipient(), random),
                    () -> jagged.seal(plaintext));
            pairs.compare(
                    "open " + bytes + " bytes, beside jagged",
                    () -> AgeFile.open(file, classic),
                    () -> jagged.open(file));
        }
        HybridIdentity hybrid = HybridIdentity.generate(random);
        byte[] small = new byte[KEY_BYTES];
        byte[] hybridFile = AgeFile.seal(small, hybrid.recipient(), random);
        byte[] classicFile = AgeFile.seal(small, classic.recipient(), random);
        pairs.compare(
                "seal to the hybrid, beside X25519",
                () -> AgeFile.seal(small, hybrid.recipient(), random),
                () -> AgeFile.seal(small, classic.recipient(), random));
        pairs.compare(
                "open from the hybrid, beside X25519",
                () -> AgeFile.open(hybridFile, hybrid),
                () -> AgeFile.open(classicFile, classic));
        byte[] passphrase = "correct-horse-battery-staple".getBytes(StandardCharsets.UTF_8);
        byte[] slot;
        try (ScryptRecipient recipient = ScryptRecipient.of(passphrase, LOG2_N)) {
            slot = AgeFile.seal(small, recipient, random);
        }
        pairs.compare(
                "scrypt 2^16, beside password4j",
                () -> {
                    try (ScryptIdentity identity = ScryptIdentity.of(passphrase, LOG2_N)) {
                        return AgeFile.open(slot, identity);
                    }
                },
                () -> ScryptFunction.getInstance(1 << LOG2_N, 8, 1, KEY_BYTES)
                        .hash(passphrase, new byte[16])
                        .getBytes());
        System.out.println(pairs.last() instanceof byte[]);
    }
}
