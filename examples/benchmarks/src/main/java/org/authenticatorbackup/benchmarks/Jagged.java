package org.authenticatorbackup.benchmarks;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.crypto.age.X25519Identity;

/** Whole files by jagged, with channels that cost as little as the arrays behind them. */
final class Jagged {

    /** More than the header, the nonce and the tags add to any plaintext measured here. */
    private static final int OVERHEAD_BYTES = 16 * 1024;

    private final RecipientStanzaWriter writer;
    private final RecipientStanzaReader reader;

    Jagged(X25519Identity identity) throws GeneralSecurityException {
        String recipient = identity.recipient().text();
        String secret = new String(identity.text());
        writer = X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
        reader = X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(secret);
    }

    byte[] seal(byte[] plaintext) throws GeneralSecurityException, IOException {
        ArrayChannel out = new ArrayChannel(new byte[plaintext.length + OVERHEAD_BYTES]);
        try (WritableByteChannel sealing =
                new StandardEncryptingChannelFactory().newEncryptingChannel(out, List.of(writer))) {
            sealing.write(ByteBuffer.wrap(plaintext));
        }
        return out.written();
    }

    byte[] open(byte[] file) throws GeneralSecurityException, IOException {
        ByteBuffer plaintext = ByteBuffer.allocate(file.length);
        try (ReadableByteChannel opening =
                new StandardDecryptingChannelFactory().newDecryptingChannel(new ArrayChannel(file), List.of(reader))) {
            while (opening.read(plaintext) != -1) {
                // until the end
            }
        }
        return Arrays.copyOf(plaintext.array(), plaintext.position());
    }

    /** Reads or writes one array. */
    private static final class ArrayChannel implements ReadableByteChannel, WritableByteChannel {

        private final ByteBuffer array;

        private ArrayChannel(byte[] array) {
            this.array = ByteBuffer.wrap(array);
        }

        private byte[] written() {
            return Arrays.copyOf(array.array(), array.position());
        }

        @Override
        public int read(ByteBuffer target) {
            if (!array.hasRemaining()) {
                return -1;
            }
            int length = Math.min(array.remaining(), target.remaining());
            target.put(array.slice(array.position(), length));
            array.position(array.position() + length);
            return length;
        }

        @Override
        public int write(ByteBuffer source) {
            int length = source.remaining();
            array.put(source);
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // there is nothing to release
        }
    }
}
