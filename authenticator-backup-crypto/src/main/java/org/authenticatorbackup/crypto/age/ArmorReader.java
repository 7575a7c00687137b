package org.authenticatorbackup.crypto.age;

import java.util.Arrays;
import java.util.Base64;

/** Reads the text form of an age file, line by line, and takes nothing that a strict writer would not have written. */
final class ArmorReader {

    private final byte[] text;
    private final byte[] file;
    private int position;
    private int decoded;

    ArmorReader(byte[] text) {
        this.text = text;
        // white space and the first and last line leave room for a last line that is padded
        file = new byte[text.length / 4 * 3];
    }

    byte[] read() throws AgeException {
        skipBlankLines();
        if (!Arrays.equals(line(), AgeArmor.HEADER)) {
            throw malformed("the text does not begin as an armored age file");
        }
        byte[] line = line();
        while (!Arrays.equals(line, AgeArmor.FOOTER)) {
            boolean full = decode(line);
            line = line();
            if (!full && !Arrays.equals(line, AgeArmor.FOOTER)) {
                throw malformed("a line that is not the last is too short");
            }
        }
        requireBlankRest();
        return Arrays.copyOf(file, decoded);
    }

    /** Says whether the line was a full one, after which others may follow. */
    private boolean decode(byte[] line) throws AgeException {
        if (line.length == 0 || line.length > AgeArmor.COLUMNS) {
            throw malformed("a line is not 1 to " + AgeArmor.COLUMNS + " characters long");
        }
        byte[] bytes = base64(line);
        System.arraycopy(bytes, 0, file, decoded, bytes.length);
        decoded += bytes.length;
        return bytes.length == AgeArmor.LINE_BYTES;
    }

    private static byte[] base64(byte[] line) throws AgeException {
        try {
            byte[] bytes = Base64.getDecoder().decode(line);
            if (Arrays.equals(line, Base64.getEncoder().encode(bytes))) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw malformed("a line is not base64");
        }
        throw malformed("a line is not canonical base64 with padding");
    }

    /** Moves to the start of the first line that has anything but white space on it. */
    private void skipBlankLines() throws AgeException {
        int at = 0;
        while (at < text.length && isWhiteSpace(text[at])) {
            at++;
            if (text[at - 1] == '\n') {
                position = at;
            }
        }
        requireFewWhiteSpace(position);
    }

    private void requireBlankRest() throws AgeException {
        for (int i = position; i < text.length; i++) {
            if (!isWhiteSpace(text[i])) {
                throw malformed("something follows the armored age file");
            }
        }
        requireFewWhiteSpace(text.length - position);
    }

    private static void requireFewWhiteSpace(int length) throws AgeException {
        if (length > AgeArmor.MAX_WHITE_SPACE_BYTES) {
            throw malformed("too much white space around the armored age file");
        }
    }

    /** The next line, without its LF or CRLF. */
    private byte[] line() throws AgeException {
        if (position == text.length) {
            throw malformed("the text ends before the armored age file does");
        }
        int end = position;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        int next = Math.min(end + 1, text.length);
        if (end > position && text[end - 1] == '\r') {
            end--;
        }
        byte[] line = Arrays.copyOfRange(text, position, end);
        position = next;
        return line;
    }

    private static boolean isWhiteSpace(byte octet) {
        return octet == ' ' || (octet >= '\t' && octet <= '\r');
    }

    private static AgeException malformed(String message) {
        return new AgeException(AgeException.Reason.ARMOR, message);
    }
}
