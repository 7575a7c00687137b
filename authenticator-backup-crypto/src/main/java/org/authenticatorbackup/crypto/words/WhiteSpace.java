package org.authenticatorbackup.crypto.words;

/**
 * The characters with the property White_Space of Unicode: a closed list, unlike what the platforms call white
 * space.
 */
public final class WhiteSpace {

    private WhiteSpace() {}

    /**
     * {@return whether a character is white space}
     *
     * @param codePoint any code point; the white ones all lie in the basic plane
     */
    public static boolean is(int codePoint) {
        return switch (codePoint) {
            case 0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> (codePoint >= 0x09 && codePoint <= 0x0D) || (codePoint >= 0x2000 && codePoint <= 0x200A);
        };
    }
}
