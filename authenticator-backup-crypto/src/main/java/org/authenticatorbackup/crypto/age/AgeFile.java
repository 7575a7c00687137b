package org.authenticatorbackup.crypto.age;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A file of the age v1 format (age-encryption.org/v1) in its binary form, with its header read and its payload not yet
 * decrypted. Immutable, and safe for several threads.
 *
 * <p>Files sealed here are opened by any age tool, and the other way round, within three limits: {@link #MAX_FILE_BYTES},
 * {@link #MAX_HEADER_BYTES} and {@link #MAX_STANZAS}. Nothing of a plaintext is given out before all of it is verified.
 *
 * <p>That a file opens means that somebody sealed it to this identity, not who: age has no signatures. A passphrase alone
 * says more, since the sealer knew it too.
 */
public final class AgeFile {

    /** The longest file that is read or written: 32 MiB. */
    public static final int MAX_FILE_BYTES = 32 * 1024 * 1024;

    /** The longest header that is read or written, from the first byte to the end of the MAC's line: 64 KiB. */
    public static final int MAX_HEADER_BYTES = 64 * 1024;

    /** The largest number of stanzas in a header that is read or written. */
    public static final int MAX_STANZAS = 16;

    private static final int NONCE_BYTES = 16;

    private static final Set<String> RECIPIENT_TYPES =
            Set.of(X25519Recipient.STANZA_TYPE, HybridRecipient.STANZA_TYPE, Scrypt.STANZA_TYPE);

    private final byte[] file;
    private final Header header;

    /** Takes over {@code file}. */
    private AgeFile(byte[] file) throws AgeException {
        this.file = file;
        header = new HeaderReader(file).read();
        if (file.length - header.length() < NONCE_BYTES) {
            throw new AgeException(AgeException.Reason.HEADER, "the file ends before its payload");
        }
        boolean scrypt =
                header.stanzas().stream().anyMatch(stanza -> stanza.type().equals(Scrypt.STANZA_TYPE));
        if (scrypt && header.stanzas().size() > 1) {
            throw new AgeException(AgeException.Reason.HEADER, "a passphrase is not the only recipient");
        }
    }

    /**
     * Does what {@link #parse} does, without a copy.
     *
     * @param file a whole file, which nobody changes as long as the result is used
     * @return the file, to be unwrapped and decrypted
     * @throws AgeException as said there
     */
    public static AgeFile parseInPlace(byte[] file) throws AgeException {
        requireSize(file);
        return new AgeFile(file);
    }

    /**
     * Reads the header. Nothing is decrypted or authenticated yet.
     *
     * @param file a whole file; copied
     * @return the file, to be unwrapped and decrypted
     * @throws AgeException {@code TOO_LARGE} if a limit is exceeded, {@code HEADER} if this is not an age v1 file written
     *     strictly by the rules
     */
    public static AgeFile parse(byte[] file) throws AgeException {
        requireSize(file);
        return new AgeFile(file.clone());
    }

    private static void requireSize(byte[] file) throws AgeException {
        if (file.length > MAX_FILE_BYTES) {
            throw new AgeException(AgeException.Reason.TOO_LARGE, "the file exceeds " + MAX_FILE_BYTES + " bytes");
        }
    }

    /**
     * The stanzas of the header, of known and unknown types. They are <em>not authenticated</em> until {@link #unwrap} has
     * returned.
     *
     * @return 1 to {@link #MAX_STANZAS} stanzas, in their order
     */
    public List<Stanza> stanzas() {
        return header.stanzas();
    }

    /**
     * Finds the stanza that is for this identity, unwraps the file key and verifies the header with it.
     *
     * @param identity read, and left open
     * @return the file key, which the caller closes
     * @throws AgeException {@code NO_MATCH} if no stanza is for this identity, or the passphrase is wrong; {@code HEADER} if
     *     a stanza of the identity's type is malformed; {@code WORK_FACTOR_TOO_HIGH} if it asks for more than the identity
     *     allows; {@code HEADER_MAC} if the header is not the one that was written
     * @throws IllegalStateException if the identity is closed
     */
    public FileKey unwrap(Identity identity) throws AgeException {
        FileKey fileKey = Wrapping.unwrap(header.stanzas(), identity);
        try {
            header.verify(fileKey);
        } catch (AgeException e) {
            fileKey.close();
            throw e;
        }
        return fileKey;
    }

    /**
     * Decrypts the whole payload, and gives out nothing of it unless the header, every chunk and the end are authentic.
     *
     * @param fileKey this file's key, from {@link #unwrap} or from {@link Sealed#fileKey()}; read, and left open
     * @return the plaintext, which the caller owns and clears
     * @throws AgeException {@code HEADER_MAC} if the header is not authentic under this key, as when the key is another
     *     file's; {@code PAYLOAD} if the payload is not
     * @throws IllegalStateException if the key is closed
     */
    public byte[] decrypt(FileKey fileKey) throws AgeException {
        return payload(fileKey, (aead, from) -> Stream.open(aead, file, from));
    }

    /** Whether this decrypts to that plaintext, told without having all of it a second time. */
    private boolean holds(FileKey fileKey, byte[] plaintext) throws AgeException {
        return payload(fileKey, (aead, from) -> Stream.holds(aead, file, from, plaintext));
    }

    /** Reads the chunks from an offset on. */
    private interface PayloadReader<T> {
        T read(Aead aead, int from) throws AgeException;
    }

    /** Lets the payload be read, once the header is found to be authentic. */
    private <T> T payload(FileKey fileKey, PayloadReader<T> reader) throws AgeException {
        header.verify(fileKey);
        int from = header.length() + NONCE_BYTES;
        byte[] key = fileKey.payloadKey(Arrays.copyOfRange(file, header.length(), from));
        try {
            return reader.read(Aead.forPayload(key, file.length - from), from);
        } finally {
            Bytes.wipe(key);
        }
    }

    /**
     * Opens a whole file: {@link #parse}, {@link #unwrap}, {@link #decrypt}.
     *
     * @param file a whole file; not retained, and not changed meanwhile
     * @param identity read, and left open
     * @return the plaintext, which the caller owns and clears
     * @throws AgeException as said there
     * @throws IllegalStateException if the identity is closed
     */
    public static byte[] open(byte[] file, Identity identity) throws AgeException {
        AgeFile parsed = parseInPlace(file);
        try (FileKey fileKey = parsed.unwrap(identity)) {
            return parsed.decrypt(fileKey);
        }
    }

    /**
     * Seals a plaintext to one recipient.
     *
     * @param plaintext not retained; the caller clears it
     * @param recipient read, and left open
     * @param random where the file key, the nonce and what the recipient needs are drawn from
     * @return a whole file, never the same twice
     * @throws IllegalArgumentException if the file would exceed {@link #MAX_FILE_BYTES}
     * @throws IllegalStateException if the recipient is closed
     */
    public static byte[] seal(byte[] plaintext, Recipient recipient, SecureRandom random) {
        try (FileKey fileKey = FileKey.generate(random)) {
            return seal(plaintext, recipient, key -> List.of(), fileKey, random);
        }
    }

    /**
     * Seals a plaintext to one recipient, with further stanzas which only this library's reader looks at: others ignore
     * stanzas of a type they do not know. Not with a {@link ScryptRecipient}, which must stay alone.
     *
     * @param plaintext not retained; the caller clears it
     * @param recipient read, and left open
     * @param extra gives the stanzas to write after the recipient's; it is called once, derives from the file key what it
     *     needs, and neither keeps nor closes it
     * @param random where the file key, the nonce and what the recipient needs are drawn from
     * @return the file together with its key, which the caller closes
     * @throws IllegalArgumentException if a limit of the file, the header or the stanzas would be exceeded, a further stanza
     *     is of a type that wraps a file key, or there is one beside a passphrase
     * @throws IllegalStateException if the recipient is closed
     */
    public static Sealed seal(
            byte[] plaintext, Recipient recipient, Function<FileKey, List<Stanza>> extra, SecureRandom random) {
        FileKey fileKey = FileKey.generate(random);
        boolean done = false;
        try {
            Sealed sealed = new Sealed(seal(plaintext, recipient, extra, fileKey, random), fileKey);
            done = true;
            return sealed;
        } finally {
            if (!done) {
                fileKey.close();
            }
        }
    }

    private static byte[] seal(
            byte[] plaintext,
            Recipient recipient,
            Function<FileKey, List<Stanza>> extra,
            FileKey fileKey,
            SecureRandom random) {
        requireFits(Stream.sealedLength(plaintext.length), MAX_FILE_BYTES, "bytes of the file");
        List<Stanza> stanzas = new ArrayList<>();
        stanzas.add(Wrapping.wrap(fileKey, recipient, random));
        stanzas.addAll(furtherStanzas(recipient, extra.apply(fileKey)));
        requireFits(stanzas.size(), MAX_STANZAS, "stanzas");
        byte[] header = Header.write(stanzas, fileKey);
        requireFits(header.length, MAX_HEADER_BYTES, "bytes of the header");
        long length = header.length + NONCE_BYTES + Stream.sealedLength(plaintext.length);
        requireFits(length, MAX_FILE_BYTES, "bytes of the file");

        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] file = Arrays.copyOf(header, (int) length);
        System.arraycopy(nonce, 0, file, header.length, NONCE_BYTES);
        byte[] key = fileKey.payloadKey(nonce);
        try {
            Stream.seal(Aead.forPayload(key, plaintext.length), plaintext, file, header.length + NONCE_BYTES);
        } finally {
            Bytes.wipe(key);
        }
        return file;
    }

    private static List<Stanza> furtherStanzas(Recipient recipient, List<Stanza> stanzas) {
        if (recipient instanceof ScryptRecipient && !stanzas.isEmpty()) {
            throw new IllegalArgumentException("a passphrase must be the only stanza");
        }
        for (Stanza stanza : stanzas) {
            if (RECIPIENT_TYPES.contains(stanza.type())) {
                throw new IllegalArgumentException("a further stanza has the type of a recipient");
            }
        }
        return stanzas;
    }

    private static void requireFits(long size, int limit, String what) {
        if (size > limit) {
            throw new IllegalArgumentException("expected at most " + limit + ' ' + what + ", found " + size);
        }
    }

    /**
     * A sealed file and its key, so that a writer can open what it reads back from a store without the identity. Not for
     * use by several threads.
     */
    public static final class Sealed implements AutoCloseable {

        private final byte[] bytes;
        private final FileKey fileKey;

        private Sealed(byte[] bytes, FileKey fileKey) {
            this.bytes = bytes;
            this.fileKey = fileKey;
        }

        /** {@return a copy of the whole file, which stays available after closing} */
        public byte[] bytes() {
            return bytes.clone();
        }

        /**
         * Opens the file again with its own key, to prove that it opens.
         *
         * @param plaintext what was sealed; neither kept nor changed
         * @return whether the file opens to it; if not, only broken memory or a broken cipher explains that
         * @throws AgeException if the header is not what was written
         * @throws IllegalStateException if this is closed
         */
        public boolean opensTo(byte[] plaintext) throws AgeException {
            return new AgeFile(bytes).holds(fileKey, plaintext);
        }

        /** {@return the key of this file, the same object each time, closed with this one} */
        public FileKey fileKey() {
            return fileKey;
        }

        /** Wipes the file key. Closing twice is the same as closing once. */
        @Override
        public void close() {
            fileKey.close();
        }
    }
}
