package org.authenticatorbackup.benchmarks;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.age.HybridRecipient;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.crypto.age.X25519Recipient;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the post-quantum recipient adds: files of nearly no content, to either kind of key. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HybridFiles {

    private final SecureRandom random = new SecureRandom();
    private final byte[] plaintext = new byte[32];
    private final HybridIdentity hybrid = HybridIdentity.generate(random);
    private final X25519Identity classic = X25519Identity.generate(random);
    private final HybridRecipient hybridRecipient = hybrid.recipient();
    private final X25519Recipient classicRecipient = classic.recipient();
    private final byte[] hybridFile = AgeFile.seal(plaintext, hybridRecipient, random);
    private final byte[] classicFile = AgeFile.seal(plaintext, classicRecipient, random);

    @Benchmark
    public byte[] sealHybrid() {
        return AgeFile.seal(plaintext, hybridRecipient, random);
    }

    @Benchmark
    public byte[] sealClassic() {
        return AgeFile.seal(plaintext, classicRecipient, random);
    }

    @Benchmark
    public byte[] openHybrid() throws AgeException {
        return AgeFile.open(hybridFile, hybrid);
    }

    @Benchmark
    public byte[] openClassic() throws AgeException {
        return AgeFile.open(classicFile, classic);
    }
}
