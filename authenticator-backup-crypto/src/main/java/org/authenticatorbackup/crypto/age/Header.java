package org.authenticatorbackup.crypto.age;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** The textual header of an age file: stanzas, and a MAC over all of it under the file key. */
final class Header {

    static final byte[] VERSION = Bytes.ascii("age-encryption.org/v1");
    static final byte[] STANZA_PREFIX = Bytes.ascii("-> ");
    static final byte[] MAC_PREFIX = Bytes.ascii("---");
    static final int BODY_COLUMNS = 64;

    private final List<Stanza> stanzas;
    private final byte[] covered;
    private final byte[] mac;
    private final int length;

    /** Of a header that ends before offset {@code length} and whose MAC covers the bytes {@code covered}. */
    Header(List<Stanza> stanzas, byte[] covered, byte[] mac, int length) {
        this.stanzas = List.copyOf(stanzas);
        this.covered = covered;
        this.mac = mac;
        this.length = length;
    }

    List<Stanza> stanzas() {
        return stanzas;
    }

    int length() {
        return length;
    }

    void verify(FileKey fileKey) throws AgeException {
        if (!MessageDigest.isEqual(mac, mac(fileKey, covered))) {
            throw new AgeException(AgeException.Reason.HEADER_MAC, "the header is not authentic under this file key");
        }
    }

    /** A header with these stanzas, as bytes. */
    static byte[] write(List<Stanza> stanzas, FileKey fileKey) {
        StringBuilder text = new StringBuilder();
        text.append(ascii(VERSION)).append('\n');
        stanzas.forEach(stanza -> append(text, stanza));
        text.append(ascii(MAC_PREFIX));
        byte[] covered = Bytes.ascii(text.toString());
        String mac = CanonicalBase64.encode(mac(fileKey, covered));
        return Bytes.concat(covered, Bytes.ascii(' ' + mac + '\n'));
    }

    private static void append(StringBuilder text, Stanza stanza) {
        text.append(ascii(STANZA_PREFIX)).append(stanza.type());
        stanza.arguments().forEach(argument -> text.append(' ').append(argument));
        text.append('\n');
        String body = CanonicalBase64.encode(stanza.body());
        int at = 0;
        // the last line is shorter than the others, and empty if need be: it marks the end
        for (; body.length() - at >= BODY_COLUMNS; at += BODY_COLUMNS) {
            text.append(body, at, at + BODY_COLUMNS).append('\n');
        }
        text.append(body, at, body.length()).append('\n');
    }

    private static byte[] mac(FileKey fileKey, byte[] covered) {
        byte[] key = fileKey.headerKey();
        try {
            return Hmac.of(key, covered);
        } finally {
            Bytes.wipe(key);
        }
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
