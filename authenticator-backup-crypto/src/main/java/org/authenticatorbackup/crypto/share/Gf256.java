package org.authenticatorbackup.crypto.share;

/** Arithmetic of SLIP-39: the field of 256 elements with the polynomial of AES, without tables or branches on secrets. */
final class Gf256 {

    private static final int POLYNOMIAL = 0x11b;
    /** The non-zero elements are a group of 255, so the inverse is the power of 254. */
    private static final int INVERSE_EXPONENT = 254;

    private Gf256() {}

    static int multiply(int a, int b) {
        int product = 0;
        int shifted = a;
        for (int i = 0; i < Byte.SIZE; i++) {
            product ^= shifted & -((b >> i) & 1);
            shifted = (shifted << 1) ^ (POLYNOMIAL & -(shifted >> 7));
        }
        return product;
    }

    static int inverse(int a) {
        int power = 1;
        for (int i = Byte.SIZE - 1; i >= 0; i--) {
            power = multiply(power, power);
            power = (INVERSE_EXPONENT >> i & 1) == 1 ? multiply(power, a) : power;
        }
        return power;
    }

    /**
     * Evaluates the polynomial through points, one for each byte, somewhere else.
     *
     * @param xs where the points are, all different; public
     * @param ys what they are, all of one length
     */
    static byte[] interpolate(int x, int[] xs, byte[][] ys) {
        byte[] value = new byte[ys[0].length];
        for (int i = 0; i < xs.length; i++) {
            int basis = basis(x, xs, i);
            for (int at = 0; at < value.length; at++) {
                value[at] ^= (byte) multiply(basis, ys[i][at] & 0xff);
            }
        }
        return value;
    }

    private static int basis(int x, int[] xs, int i) {
        int numerator = 1;
        int denominator = 1;
        for (int j = 0; j < xs.length; j++) {
            if (j != i) {
                numerator = multiply(numerator, x ^ xs[j]);
                denominator = multiply(denominator, xs[i] ^ xs[j]);
            }
        }
        return multiply(numerator, inverse(denominator));
    }
}
