package org.authenticatorbackup.crypto.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The 25 characters that Unicode gives the property White_Space. */
class WhiteSpaceTest {

    @Test
    void isWhatUnicodeSaysItIsWhateverThePlatformKnows() {
        int[] found = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(WhiteSpace::is)
                .toArray();

        assertThat(found)
                .containsExactly(
                        0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004,
                        0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000);
    }
}
