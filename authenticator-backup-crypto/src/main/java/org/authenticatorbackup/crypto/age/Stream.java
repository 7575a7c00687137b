package org.authenticatorbackup.crypto.age;

import java.nio.ByteBuffer;

/**
 * The payload of an age file after its nonce: chunks of 64 KiB of plaintext, each sealed under a counter and a mark of the
 * last one, so that none can be altered, moved, dropped or added.
 */
final class Stream {

    static final int CHUNK_BYTES = 64 * 1024;

    private static final int SEALED_CHUNK_BYTES = CHUNK_BYTES + Aead.TAG_BYTES;
    private static final int COUNTER_LAST = 10;
    private static final int LAST_CHUNK = 11;

    private Stream() {}

    /** The length of the chunks that hold {@code plaintextLength} bytes. */
    static long sealedLength(int plaintextLength) {
        return plaintextLength + (long) chunks(plaintextLength, CHUNK_BYTES) * Aead.TAG_BYTES;
    }

    /** Writes the chunks that hold {@code plaintext} to {@code out}, from {@code offset} to its end. */
    static void seal(Aead aead, byte[] plaintext, byte[] out, int offset) {
        int chunks = chunks(plaintext.length, CHUNK_BYTES);
        for (int i = 0; i < chunks; i++) {
            int from = i * CHUNK_BYTES;
            int length = Math.min(CHUNK_BYTES, plaintext.length - from);
            aead.seal(nonce(i, chunks), plaintext, from, length, out, offset + i * SEALED_CHUNK_BYTES);
        }
    }

    /** The plaintext of the chunks that lie in {@code file} from {@code offset} to its end; nothing unless all are good. */
    static byte[] open(Aead aead, byte[] file, int offset) throws AgeException {
        int total = file.length - offset;
        int chunks = chunks(total, SEALED_CHUNK_BYTES);
        int lastPlain = total - (chunks - 1) * SEALED_CHUNK_BYTES - Aead.TAG_BYTES;
        if (lastPlain < 0 || (lastPlain == 0 && chunks > 1)) {
            throw new AgeException(AgeException.Reason.PAYLOAD, "the last chunk is too short");
        }
        byte[] plaintext = new byte[(chunks - 1) * CHUNK_BYTES + lastPlain];
        for (int i = 0; i < chunks; i++) {
            int from = offset + i * SEALED_CHUNK_BYTES;
            int length = Math.min(SEALED_CHUNK_BYTES, file.length - from);
            if (!aead.open(nonce(i, chunks), file, from, length, plaintext, i * CHUNK_BYTES)) {
                Bytes.wipe(plaintext);
                throw new AgeException(AgeException.Reason.PAYLOAD, "a chunk is not authentic");
            }
        }
        return plaintext;
    }

    /** Whether the chunks that lie in {@code file} from {@code offset} to its end are all good and hold {@code plaintext}. */
    static boolean holds(Aead aead, byte[] file, int offset, byte[] plaintext) {
        int chunks = chunks(plaintext.length, CHUNK_BYTES);
        boolean same = file.length - offset == sealedLength(plaintext.length);
        byte[] opened = new byte[Math.min(CHUNK_BYTES, plaintext.length)];
        for (int i = 0; same && i < chunks; i++) {
            int at = i * CHUNK_BYTES;
            int length = Math.min(CHUNK_BYTES, plaintext.length - at);
            int from = offset + i * SEALED_CHUNK_BYTES;
            same = aead.open(nonce(i, chunks), file, from, length + Aead.TAG_BYTES, opened, 0)
                    && ByteBuffer.wrap(opened, 0, length).equals(ByteBuffer.wrap(plaintext, at, length));
        }
        Bytes.wipe(opened);
        return same;
    }

    private static int chunks(int length, int chunkBytes) {
        return Math.max(1, (length + chunkBytes - 1) / chunkBytes);
    }

    private static byte[] nonce(int index, int chunks) {
        byte[] nonce = new byte[Aead.NONCE_BYTES];
        for (int i = 0; i < Integer.BYTES; i++) {
            nonce[COUNTER_LAST - i] = (byte) (index >>> (Byte.SIZE * i));
        }
        nonce[LAST_CHUNK] = (byte) (index == chunks - 1 ? 1 : 0);
        return nonce;
    }
}
