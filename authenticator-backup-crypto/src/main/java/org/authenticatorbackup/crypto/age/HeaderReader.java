package org.authenticatorbackup.crypto.age;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the textual header of an age file, line by line, and takes nothing that a strict writer would not have written. */
final class HeaderReader {

    private final byte[] file;
    private int position;

    HeaderReader(byte[] file) {
        this.file = file;
    }

    Header read() throws AgeException {
        if (!Arrays.equals(line(), Header.VERSION)) {
            throw malformed("not an age v1 file");
        }
        List<Stanza> stanzas = new ArrayList<>();
        int lineStart = position;
        byte[] line = line();
        while (!startsWith(line, Header.MAC_PREFIX)) {
            if (stanzas.size() == AgeFile.MAX_STANZAS) {
                throw new AgeException(
                        AgeException.Reason.TOO_LARGE, "more than " + AgeFile.MAX_STANZAS + " stanzas in the header");
            }
            stanzas.add(stanza(line));
            lineStart = position;
            line = line();
        }
        if (stanzas.isEmpty()) {
            throw malformed("no stanza in the header");
        }
        byte[] mac = mac(line);
        byte[] covered = Arrays.copyOf(file, lineStart + Header.MAC_PREFIX.length);
        return new Header(stanzas, covered, mac, position);
    }

    private Stanza stanza(byte[] line) throws AgeException {
        if (!startsWith(line, Header.STANZA_PREFIX)) {
            throw malformed("expected a stanza or the header's end");
        }
        List<String> words = words(line);
        return new Stanza(words.get(0), words.subList(1, words.size()), body());
    }

    private static List<String> words(byte[] line) throws AgeException {
        List<String> words = new ArrayList<>();
        int start = Header.STANZA_PREFIX.length;
        for (int i = start; i <= line.length; i++) {
            if (i < line.length && Stanza.isWordCharacter(line[i])) {
                continue;
            }
            if (i == start || (i < line.length && line[i] != ' ')) {
                throw malformed("a stanza's line is not words with single spaces");
            }
            words.add(new String(line, start, i - start, StandardCharsets.US_ASCII));
            start = i + 1;
        }
        return words;
    }

    private byte[] body() throws AgeException {
        List<byte[]> parts = new ArrayList<>();
        byte[] line;
        do {
            line = line();
            if (line.length > Header.BODY_COLUMNS) {
                throw malformed("a line of a stanza's body is too long");
            }
            parts.add(base64(line));
        } while (line.length == Header.BODY_COLUMNS);
        return Bytes.concat(parts.toArray(new byte[0][]));
    }

    private static byte[] mac(byte[] line) throws AgeException {
        int start = Header.MAC_PREFIX.length;
        if (line.length <= start || line[start] != ' ') {
            throw malformed("no MAC on the header's last line");
        }
        byte[] mac = base64(Arrays.copyOfRange(line, start + 1, line.length));
        if (mac.length != Hmac.BYTES) {
            throw malformed("the header's MAC has a wrong length");
        }
        return mac;
    }

    private static byte[] base64(byte[] text) throws AgeException {
        return CanonicalBase64.decode(text).orElseThrow(() -> malformed("not canonical base64"));
    }

    /** The next line, without its LF. */
    private byte[] line() throws AgeException {
        int end = position;
        int limit = Math.min(file.length, AgeFile.MAX_HEADER_BYTES);
        while (end < limit && file[end] != '\n') {
            end++;
        }
        if (end == AgeFile.MAX_HEADER_BYTES) {
            throw new AgeException(
                    AgeException.Reason.TOO_LARGE, "the header exceeds " + AgeFile.MAX_HEADER_BYTES + " bytes");
        }
        if (end == limit) {
            throw malformed("the file ends within the header");
        }
        byte[] line = Arrays.copyOfRange(file, position, end);
        position = end + 1;
        return line;
    }

    private static boolean startsWith(byte[] line, byte[] prefix) {
        return Arrays.equals(Arrays.copyOf(line, prefix.length), prefix);
    }

    private static AgeException malformed(String message) {
        return new AgeException(AgeException.Reason.HEADER, message);
    }
}
