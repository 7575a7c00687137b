package org.authenticatorbackup.crypto.age;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;

/** The platform's cipher, where there is one: in every JDK, and on Android since API level 28. */
final class PlatformAead implements Aead {

    private static final String CIPHER = "ChaCha20-Poly1305";
    private static final String KEY_ALGORITHM = "ChaCha20";

    /** Whether this JDK has the cipher in plain Java; later ones have it in machine code. */
    private static final boolean PLAIN_JAVA =
            Set.of("17", "18", "19").contains(System.getProperty("java.specification.version", ""));

    private final Cipher cipher;
    private final PlatformKey key;

    /** Reads {@code key} as long as it is used; the caller clears it then. */
    PlatformAead(byte[] key) {
        try {
            cipher = Cipher.getInstance(CIPHER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no " + CIPHER, e);
        }
        this.key = new PlatformKey(KEY_ALGORITHM, key);
    }

    /**
     * Whether this platform has the cipher, and it is worth its setting up for so many bytes. In plain Java it seals long
     * payloads a sixth faster than Bouncy Castle's, and its classes take 0.1 s to load; in machine code it always pays.
     */
    static boolean pays(int bytes) {
        return (bytes > Stream.CHUNK_BYTES || !PLAIN_JAVA) && Trial.AGREES;
    }

    @Override
    public void seal(byte[] nonce, byte[] in, int offset, int length, byte[] out, int outOffset) {
        try {
            init(Cipher.ENCRYPT_MODE, nonce);
            cipher.doFinal(in, offset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("sealing checks no tag", e);
        }
    }

    @Override
    public boolean open(byte[] nonce, byte[] in, int offset, int length, byte[] out, int outOffset) {
        try {
            init(Cipher.DECRYPT_MODE, nonce);
            cipher.doFinal(in, offset, length, out, outOffset);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the message is longer than its tag, and there is room for it", e);
        }
    }

    private void init(int mode, byte[] nonce) {
        try {
            cipher.init(mode, key, new IvParameterSpec(nonce));
        } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
            throw new IllegalArgumentException("the nonce is used twice, or not " + NONCE_BYTES + " bytes long", e);
        }
    }

    /** Made once, when the first payload is sealed or opened. */
    private static final class Trial {

        private static final boolean AGREES = agrees();

        private static boolean agrees() {
            byte[] key = new byte[KEY_BYTES];
            byte[] nonce = new byte[NONCE_BYTES];
            byte[] message = {1, 2, 3};
            try {
                byte[] sealed = new PlatformAead(key).seal(nonce, message);
                return Arrays.equals(sealed, new BouncyCastleAead(key).seal(nonce, message));
            } catch (IllegalStateException | IllegalArgumentException e) {
                // Android before API level 28, or a provider with rules of its own
                return false;
            }
        }
    }
}
