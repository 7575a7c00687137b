package org.authenticatorbackup.benchmarks;

import com.password4j.ScryptFunction;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.ScryptIdentity;
import org.authenticatorbackup.crypto.age.ScryptRecipient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** scrypt with r = 8 and p = 1: a small file of ours, which costs one scrypt, beside the bare function of password4j. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Passphrases {

    private static final String PASSPHRASE = "correct-horse-battery-staple";
    private static final int KEY_BYTES = 32;

    @Param({"16"})
    private int log2N;

    private final byte[] passphrase = PASSPHRASE.getBytes(StandardCharsets.UTF_8);
    private final byte[] salt = new byte[16];
    private byte[] file;

    @Setup
    public void prepare() {
        try (ScryptRecipient recipient = ScryptRecipient.of(passphrase, log2N)) {
            file = AgeFile.seal(new byte[32], recipient, new SecureRandom());
        }
    }

    @Benchmark
    public byte[] openOurs() throws AgeException {
        try (ScryptIdentity identity = ScryptIdentity.of(passphrase, log2N)) {
            return AgeFile.open(file, identity);
        }
    }

    @Benchmark
    public byte[] derivePassword4j() {
        return ScryptFunction.getInstance(1 << log2N, 8, 1, KEY_BYTES)
                .hash(passphrase, salt)
                .getBytes();
    }
}
