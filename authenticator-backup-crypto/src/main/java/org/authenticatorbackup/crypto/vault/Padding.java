package org.authenticatorbackup.crypto.vault;

import java.util.Arrays;

/** The form of a snapshot's plaintext: one JSON object, spaces, a line feed, in one of few sizes. */
final class Padding {

    /** With its line feed it fills 31 MiB; one byte more would need a bucket of 32 MiB, too large to be sealed. */
    static final int MAX_JSON_BYTES = (31 << 20) - 1;

    private static final int SMALLEST = 16 << 10;
    private static final int MIB = 1 << 20;

    private Padding() {}

    /** The length of the plaintext for {@code jsonLength} bytes of JSON. */
    static long bucket(long jsonLength) {
        long needed = jsonLength + 1;
        long size = SMALLEST;
        while (size < needed && size < MIB) {
            size *= 2;
        }
        return needed <= size ? size : (needed + MIB - 1) / MIB * MIB;
    }

    /**
     * Pads a JSON object.
     *
     * @throws IllegalArgumentException if it is too long, or not framed by braces
     */
    static byte[] pad(byte[] json) {
        if (json.length > MAX_JSON_BYTES) {
            throw new IllegalArgumentException("at most " + MAX_JSON_BYTES + " bytes of JSON, not " + json.length);
        }
        if (!isFramed(json, json.length)) {
            throw new IllegalArgumentException("the JSON must start and end with a brace");
        }
        byte[] padded = Arrays.copyOf(json, (int) bucket(json.length));
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        padded[padded.length - 1] = '\n';
        return padded;
    }

    /** Takes the padding off a plaintext, of which nothing but its exact form is accepted. */
    static byte[] unpad(byte[] padded) throws ObjectRejectedException {
        int end = padded.length - 1;
        if (end < 0 || padded[end] != '\n') {
            throw bad("the plaintext does not end in a line feed");
        }
        while (end > 0 && padded[end - 1] == ' ') {
            end--;
        }
        if (!isFramed(padded, end)) {
            throw bad("the plaintext is not one JSON object and spaces");
        }
        if (bucket(end) != padded.length) {
            throw bad("the plaintext is padded to another size than the format's");
        }
        return Arrays.copyOf(padded, end);
    }

    private static boolean isFramed(byte[] json, int length) {
        return length >= 2 && json[0] == '{' && json[length - 1] == '}';
    }

    private static ObjectRejectedException bad(String message) {
        return new ObjectRejectedException(ObjectRejectedException.Reason.BAD_PLAINTEXT, message);
    }
}
