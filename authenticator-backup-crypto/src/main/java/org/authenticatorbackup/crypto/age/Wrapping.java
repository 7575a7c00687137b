package org.authenticatorbackup.crypto.age;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** How file keys are wrapped in stanzas: the part that is common to all recipients and identities. */
final class Wrapping {

    /** Of a stanza's body: the sealed file key. */
    static final int BODY_BYTES = FileKey.BYTES + Aead.TAG_BYTES;

    /** The wrapping keys are used once, so that the nonce may be fixed. */
    private static final byte[] ZERO_NONCE = new byte[Aead.NONCE_BYTES];

    private Wrapping() {}

    static Stanza wrap(FileKey fileKey, Recipient recipient, SecureRandom random) {
        if (recipient instanceof X25519Recipient x25519) {
            return x25519.wrap(fileKey, random);
        }
        if (recipient instanceof HybridRecipient hybrid) {
            return hybrid.wrap(fileKey, random);
        }
        return ((ScryptRecipient) recipient).wrap(fileKey, random);
    }

    static FileKey unwrap(List<Stanza> stanzas, Identity identity) throws AgeException {
        for (Stanza stanza : stanzas) {
            Optional<FileKey> fileKey = unwrap(stanza, identity);
            if (fileKey.isPresent()) {
                return fileKey.get();
            }
        }
        throw new AgeException(AgeException.Reason.NO_MATCH, "no stanza is for this identity");
    }

    private static Optional<FileKey> unwrap(Stanza stanza, Identity identity) throws AgeException {
        if (identity instanceof X25519Identity x25519) {
            return x25519.unwrap(stanza);
        }
        if (identity instanceof HybridIdentity hybrid) {
            return hybrid.unwrap(stanza);
        }
        return ((ScryptIdentity) identity).unwrap(stanza);
    }

    static byte[] seal(byte[] key, FileKey fileKey) {
        return seal(key, ZERO_NONCE, fileKey);
    }

    static byte[] seal(byte[] key, byte[] nonce, FileKey fileKey) {
        return Aead.forMessage(key).seal(nonce, fileKey.expose());
    }

    /** Empty if the body was not sealed under this key. */
    static Optional<FileKey> open(byte[] key, Stanza stanza) {
        return open(key, ZERO_NONCE, stanza);
    }

    static Optional<FileKey> open(byte[] key, byte[] nonce, Stanza stanza) {
        byte[] fileKey = new byte[FileKey.BYTES];
        if (Aead.forMessage(key).open(nonce, stanza.body(), 0, BODY_BYTES, fileKey, 0)) {
            return Optional.of(FileKey.owning(fileKey));
        }
        Bytes.wipe(fileKey);
        return Optional.empty();
    }

    /**
     * Refuses a stanza of a known type with other than {@code arguments} arguments or a body that holds no file key. The
     * length must be checked before anything is decrypted: else a body of chosen length could be made to open under
     * several keys, and tell which of them was used.
     */
    static void requireShape(Stanza stanza, int arguments) throws AgeException {
        if (stanza.arguments().size() != arguments) {
            throw new AgeException(AgeException.Reason.HEADER, "a stanza has a wrong number of arguments");
        }
        if (stanza.body().length != BODY_BYTES) {
            throw new AgeException(AgeException.Reason.HEADER, "a stanza's body has a wrong length");
        }
    }

    /** The {@code length} bytes which the stanza's first argument is. */
    static byte[] firstArgument(Stanza stanza, int length) throws AgeException {
        return CanonicalBase64.decode(Bytes.ascii(stanza.arguments().get(0)))
                .filter(bytes -> bytes.length == length)
                .orElseThrow(() -> new AgeException(
                        AgeException.Reason.HEADER, "a stanza's first argument is not " + length + " bytes in base64"));
    }
}
