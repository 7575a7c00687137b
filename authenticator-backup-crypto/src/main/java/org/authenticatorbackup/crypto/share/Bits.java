package org.authenticatorbackup.crypto.share;

/** Numbers of a few bits, written and read one after the other, the highest bit first. */
final class Bits {

    private Bits() {}

    static int get(byte[] bits, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 1 | (bits[i / Byte.SIZE] >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1);
        }
        return value;
    }

    /** Sets bits that are still 0. */
    static void put(byte[] bits, int from, int count, int value) {
        for (int i = 0; i < count; i++) {
            int bit = value >> (count - 1 - i) & 1;
            int at = from + i;
            bits[at / Byte.SIZE] |= (byte) (bit << (Byte.SIZE - 1 - at % Byte.SIZE));
        }
    }
}
