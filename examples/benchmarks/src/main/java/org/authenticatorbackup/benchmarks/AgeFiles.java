package org.authenticatorbackup.benchmarks;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whole files to and from an X25519 key, by this library and by jagged, from array to array. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AgeFiles {

    /** Of the plaintext. */
    @Param({"16384", "1048576", "20971520"})
    private int bytes;

    private final SecureRandom random = new SecureRandom();
    private final X25519Identity identity = X25519Identity.generate(random);
    private Jagged jagged;
    private byte[] plaintext;
    private byte[] file;

    @Setup
    public void prepare() throws GeneralSecurityException {
        jagged = new Jagged(identity);
        plaintext = new byte[bytes];
        random.nextBytes(plaintext);
        file = AgeFile.seal(plaintext, identity.recipient(), random);
    }

    @Benchmark
    public byte[] sealOurs() {
        return AgeFile.seal(plaintext, identity.recipient(), random);
    }

    @Benchmark
    public byte[] sealJagged() throws Exception {
        return jagged.seal(plaintext);
    }

    @Benchmark
    public byte[] openOurs() throws AgeException {
        return AgeFile.open(file, identity);
    }

    @Benchmark
    public byte[] openJagged() throws Exception {
        return jagged.open(file);
    }
}
