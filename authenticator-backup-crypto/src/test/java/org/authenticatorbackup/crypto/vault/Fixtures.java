package org.authenticatorbackup.crypto.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;

/** What the tests of this package have in common. */
final class Fixtures {

    static final SecureRandom RANDOM = new SecureRandom();
    static final String DEVICE = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
    static final String OTHER_DEVICE = "b0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
    static final String DATE = "2026-11-22";

    /** Fast enough for thousands of layers, and far below what the public API ever writes. */
    static final int LOW_LOG2N = 2;

    private Fixtures() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A vault that is the same in each run, so that a failure can be repeated. */
    static VaultIdentity vault(VaultSuite suite, int number) {
        byte[] seed = new byte[32];
        seed[1] = (byte) number; // X25519 ignores the lowest bits of the first byte
        return VaultIdentity.ofSeed(suite, seed);
    }

    static byte[] flip(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    static Reason rejection(ThrowingCallable action) {
        ObjectRejectedException e = catchThrowableOfType(ObjectRejectedException.class, action);
        assertThat(e).as("no rejection").isNotNull();
        return e.reason();
    }

    /** The array behind a private field, to see whether it is wiped. */
    static byte[] secretOf(Object owner, String field) throws ReflectiveOperationException {
        Field declared = owner.getClass().getDeclaredField(field);
        declared.setAccessible(true);
        return (byte[]) declared.get(owner);
    }
}
