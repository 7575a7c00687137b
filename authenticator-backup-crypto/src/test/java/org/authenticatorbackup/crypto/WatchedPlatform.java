package org.authenticatorbackup.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.MacSpi;

/**
 * Keeps hold of the arrays that pass through a source of randomness and the platform's HMAC-SHA-256 and SHA-256, so that a test
 * can look at what is left in them afterwards.
 */
public final class WatchedPlatform implements AutoCloseable {

    private static final String NAME = "watched";

    private final List<Seen> drawn = new ArrayList<>();
    private final List<Seen> fed = new ArrayList<>();
    private final List<Seen> given = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();

    /** An array that somebody else uses, and what was in it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Seen(byte[] array, byte[] content) {

        static Seen of(byte[] array) {
            return new Seen(array, array.clone());
        }
    }

    private WatchedPlatform() {}

    /** Puts itself in front of the platform's providers until it is closed. */
    public static WatchedPlatform install() {
        WatchedPlatform platform = new WatchedPlatform();
        Security.insertProviderAt(platform.new Watching(), 1);
        return platform;
    }

    @Override
    public void close() {
        Security.removeProvider(NAME);
    }

    /** A true source of randomness. */
    public SecureRandom random() {
        return new WatchedRandom();
    }

    /** The arrays that were filled by {@link #random}, in order, as they are now. */
    public List<byte[]> drawn() {
        return arrays(drawn);
    }

    /** The arrays that were hashed or authenticated, as they are now. */
    public List<byte[]> fed() {
        return arrays(fed);
    }

    /** The arrays that hashes and MACs were given out in, as they are now. */
    public List<byte[]> given() {
        return arrays(given);
    }

    /** The keys of the MACs, as they are now. */
    public List<byte[]> keys() {
        return keys.stream().map(Key::getEncoded).toList();
    }

    /** The arrays that were fed or given with just this content, as they are now. */
    public List<byte[]> held(byte[] content) {
        List<Seen> all = new ArrayList<>(fed);
        all.addAll(given);
        all.removeIf(seen -> !Arrays.equals(seen.content(), content));
        return arrays(all);
    }

    /** Those of some arrays in which anything is left. */
    public static List<byte[]> unwiped(List<byte[]> arrays) {
        return arrays.stream()
                .filter(array -> !Arrays.equals(array, new byte[array.length]))
                .toList();
    }

    private static List<byte[]> arrays(List<Seen> all) {
        return all.stream().map(Seen::array).toList();
    }

    private byte[] give(byte[] result) {
        given.add(Seen.of(result));
        return result;
    }

    /** Parts of larger arrays are not of interest. */
    private void feed(byte[] input, int length) {
        if (input.length == length) {
            fed.add(Seen.of(input));
        }
    }

    private final class WatchedRandom extends SecureRandom {

        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            super.nextBytes(bytes);
            drawn.add(Seen.of(bytes));
        }
    }

    private final class Watching extends Provider {

        private static final long serialVersionUID = 1L;

        Watching() {
            super(NAME, "1", "looks at arrays");
            putService(new Service(this, "Mac", "HmacSHA256", WatchedMac.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new WatchedMac();
                }
            });
            putService(new Service(this, "MessageDigest", "SHA-256", WatchedDigest.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new WatchedDigest();
                }
            });
        }
    }

    private final class WatchedMac extends MacSpi {

        private final Mac mac;

        WatchedMac() {
            try {
                mac = Mac.getInstance("HmacSHA256", "SunJCE");
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected int engineGetMacLength() {
            return mac.getMacLength();
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters)
                throws InvalidKeyException, InvalidAlgorithmParameterException {
            keys.add(key);
            mac.init(key, parameters);
        }

        @Override
        protected void engineUpdate(byte input) {
            mac.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            feed(input, length);
            mac.update(input, offset, length);
        }

        @Override
        protected byte[] engineDoFinal() {
            return give(mac.doFinal());
        }

        @Override
        protected void engineReset() {
            mac.reset();
        }
    }

    private final class WatchedDigest extends MessageDigestSpi {

        private final MessageDigest digest;

        WatchedDigest() {
            try {
                digest = MessageDigest.getInstance("SHA-256", "SUN");
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected int engineGetDigestLength() {
            return digest.getDigestLength();
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            feed(input, length);
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return give(digest.digest());
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }
    }
}
