package org.authenticatorbackup.crypto.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.authenticatorbackup.crypto.age.AgeException.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeArmorTest {

    private static final String HEADER = "-----BEGIN AGE ENCRYPTED FILE-----\n";
    private static final String FOOTER = "-----END AGE ENCRYPTED FILE-----\n";

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(byte[] file) {
        return new String(AgeArmor.encode(file), StandardCharsets.US_ASCII);
    }

    private static void assertRefused(byte[] text) {
        assertThatExceptionOfType(AgeException.class)
                .isThrownBy(() -> AgeArmor.decode(text))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ARMOR));
    }

    @Test
    void theTextHasLinesOf64ColumnsBetweenHeaderAndFooter() {
        assertThat(encoded(new byte[50])).isEqualTo(HEADER + "A".repeat(64) + "\nAAA=\n" + FOOTER);
        assertThat(encoded(new byte[48])).isEqualTo(HEADER + "A".repeat(64) + "\n" + FOOTER);
        assertThat(encoded(new byte[0])).isEqualTo(HEADER + FOOTER);
    }

    @Property
    void everyFileSurvives(@ForAll @Size(max = 400) byte[] file) throws Exception {
        assertThat(AgeArmor.decode(AgeArmor.encode(file))).isEqualTo(file);
    }

    @Property
    void everyFileSurvivesCrlfAndWhiteSpaceAround(
            @ForAll @Size(max = 200) byte[] file,
            @ForAll @CharRange(from = '\t', to = '\r') @StringLength(max = 20) String blank)
            throws Exception {
        String text = blank + " \n" + encoded(file).replace("\n", "\r\n") + blank + ' ';

        assertThat(AgeArmor.decode(ascii(text))).isEqualTo(file);
    }

    @Test
    @Tag("slow")
    void theLargestFileSurvives() throws Exception {
        byte[] file = new byte[AgeFile.MAX_FILE_BYTES];
        Arrays.fill(file, (byte) 7);

        byte[] text = AgeArmor.encode(file);

        assertThat(text).hasSizeLessThanOrEqualTo(AgeArmor.MAX_TEXT_BYTES);
        assertThat(Arrays.equals(AgeArmor.decode(text), file)).isTrue();
    }

    @Test
    void whatIsLargerIsRefusedUnread() {
        assertThatIllegalArgumentException().isThrownBy(() -> AgeArmor.encode(new byte[AgeFile.MAX_FILE_BYTES + 1]));
        assertThatExceptionOfType(AgeException.class)
                .isThrownBy(() -> AgeArmor.decode(new byte[AgeArmor.MAX_TEXT_BYTES + 1]))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Property
    void aTextCutShortIsRefused(@ForAll @Size(max = 200) byte[] file, @ForAll @IntRange(max = 10_000) int at) {
        byte[] text = AgeArmor.encode(file);

        // without its last LF it is still whole
        assertRefused(Arrays.copyOf(text, at % (text.length - 1)));
    }

    @Property
    void aTextWithOneBitFlippedIsRefusedOrAnotherFile(
            @ForAll @Size(min = 1, max = 200) byte[] file, @ForAll @IntRange(max = 1_000_000) int at) {
        byte[] text = AgeArmor.encode(file);
        int bit = at % ((text.length - 1) * 8);
        text[bit / 8] ^= (byte) (1 << (bit % 8));

        try {
            assertThat(AgeArmor.decode(text)).isNotEqualTo(file);
        } catch (AgeException e) {
            assertThat(e.reason()).isEqualTo(Reason.ARMOR);
        }
    }

    @Property
    void anyTextIsDecodedOrRefusedInATypedWay(
            @ForAll @Size(max = 20) byte[] before, @ForAll @Size(max = 80) byte[] lines) {
        assertRefused(before);
        assertRefused(Bytes.concat(ascii(HEADER), lines));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "AA",
                "AAA",
                "====",
                "A===",
                "AB==",
                "AAB=",
                "AA==AAAA",
                "AA-_",
                " AAAA",
                "AAAA ",
                "AAAA\r\r",
                "AA\rAA",
                "AAAA\nAAAA",
                "\nAAAA",
                "AAAA\n",
                "AAAA\u00e9"
            })
    void aLineThatIsNotCanonicalIsRefused(String line) {
        assertRefused((HEADER + line + "\n" + FOOTER).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void upTo1024BytesOfWhiteSpaceAreSkippedOnEitherSide() throws Exception {
        String armor = HEADER + "AAAA\n" + FOOTER;
        String most = " ".repeat(1023) + "\n";

        assertThat(AgeArmor.decode(ascii(most + armor + most))).hasSize(3);
        assertRefused(ascii(" " + most + armor));
        assertRefused(ascii(armor + most + " "));
    }

    @Test
    void theHeaderMayNotBeIndented() {
        assertRefused(ascii(" " + HEADER + "AAAA\n" + FOOTER));
        assertRefused(ascii("\n " + HEADER + "AAAA\n" + FOOTER));
    }

    @Test
    void twoArmoredFilesAreNotOne() {
        String armor = HEADER + "AAAA\n" + FOOTER;

        assertRefused(ascii(armor + armor));
    }
}
