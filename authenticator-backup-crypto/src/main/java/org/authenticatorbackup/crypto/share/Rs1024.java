package org.authenticatorbackup.crypto.share;

/** The Reed-Solomon code of SLIP-39 over 1,024 symbols: it detects every error in up to three words. */
final class Rs1024 {

    static final int CHECK_WORDS = 3;

    private static final int[] GENERATOR = {
        0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009, 0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120
    };
    private static final int SYMBOL_BITS = 10;
    private static final int SYMBOL_MASK = 0x3ff;

    private Rs1024() {}

    /** Sets the last three words. */
    static void seal(String customization, int[] words) {
        for (int i = 1; i <= CHECK_WORDS; i++) {
            words[words.length - i] = 0;
        }
        int checksum = polymod(customization, words) ^ 1;
        for (int i = 0; i < CHECK_WORDS; i++) {
            words[words.length - 1 - i] = checksum >> (SYMBOL_BITS * i) & SYMBOL_MASK;
        }
    }

    static boolean matches(String customization, int[] words) {
        return polymod(customization, words) == 1;
    }

    private static int polymod(String customization, int[] words) {
        int state = 1;
        for (int i = 0; i < customization.length(); i++) {
            state = step(state, customization.charAt(i));
        }
        for (int word : words) {
            state = step(state, word);
        }
        return state;
    }

    private static int step(int state, int symbol) {
        int top = state >>> 20;
        int next = ((state & 0xfffff) << SYMBOL_BITS) ^ symbol;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= GENERATOR[i] & -(top >>> i & 1);
        }
        return next;
    }
}
