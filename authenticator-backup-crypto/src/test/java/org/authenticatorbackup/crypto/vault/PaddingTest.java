package org.authenticatorbackup.crypto.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;
import org.junit.jupiter.api.Test;

class PaddingTest {

    @Property(tries = 200)
    void whatIsPaddedReadsBack(@ForAll @IntRange(min = 2, max = 200_000) int length) throws Exception {
        byte[] json = json(length);

        byte[] padded = Padding.pad(json);

        assertThat((long) padded.length).isEqualTo(Padding.bucket(length));
        assertThat(padded[padded.length - 1]).isEqualTo((byte) '\n');
        assertThat(Padding.unpad(padded)).isEqualTo(json);
    }

    @Property(tries = 200)
    void oneOtherByteInThePaddingIsRejected(
            @ForAll @IntRange(min = 2, max = 16_382) int length,
            @ForAll byte other,
            @ForAll @IntRange(max = 16_383) int at) {
        byte[] padded = Padding.pad(json(length));
        int position = length + at % (padded.length - length);
        if (padded[position] == other) {
            return;
        }
        padded[position] = other;

        // a brace extends what is taken for the JSON, whose reader then complains of what is between
        if (other != '}') {
            assertThat(Fixtures.rejection(() -> Padding.unpad(padded))).isEqualTo(Reason.BAD_PLAINTEXT);
        }
    }

    @Test
    void anotherSizeThanTheBucketIsRejected() {
        byte[] padded = Padding.pad(json(100));
        byte[] twice = Arrays.copyOf(padded, 32_768);
        Arrays.fill(twice, padded.length - 1, twice.length, (byte) ' ');
        twice[twice.length - 1] = '\n';

        assertThat(Fixtures.rejection(() -> Padding.unpad(twice))).isEqualTo(Reason.BAD_PLAINTEXT);
        assertThat(Fixtures.rejection(() -> Padding.unpad(Fixtures.utf8("{}\n"))))
                .isEqualTo(Reason.BAD_PLAINTEXT);
        assertThat(Fixtures.rejection(() -> Padding.unpad(new byte[0]))).isEqualTo(Reason.BAD_PLAINTEXT);
        assertThat(Fixtures.rejection(() -> Padding.unpad(Fixtures.utf8("\n")))).isEqualTo(Reason.BAD_PLAINTEXT);
        assertThat(Fixtures.rejection(() -> Padding.unpad(Fixtures.utf8("  \n"))))
                .isEqualTo(Reason.BAD_PLAINTEXT);
    }

    @Test
    void aByteOrderMarkIsRejected() {
        byte[] padded = Padding.pad(json(100));
        byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        System.arraycopy(mark, 0, padded, 0, mark.length);

        assertThat(Fixtures.rejection(() -> Padding.unpad(padded))).isEqualTo(Reason.BAD_PLAINTEXT);
    }

    @Property(tries = 500)
    void anyBytesAreUnpaddedOrRejectedByType(@ForAll @Size(max = 300) byte[] start) {
        byte[] padded = Arrays.copyOf(start, 16_384);
        Arrays.fill(padded, start.length, padded.length, (byte) ' ');
        padded[padded.length - 1] = '\n';
        try {
            assertThat(start).startsWith(Padding.unpad(padded));
        } catch (ObjectRejectedException e) {
            assertThat(e.reason()).isEqualTo(Reason.BAD_PLAINTEXT);
        }
    }

    @Test
    void refusesToPadWhatIsNoObjectOrTooLong() {
        for (String json : new String[] {"", "{", "[]", " {}", "{} ", "{}\n"}) {
            assertThatThrownBy(() -> Padding.pad(Fixtures.utf8(json))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Padding.pad(json(Padding.MAX_JSON_BYTES + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Padding.bucket(Padding.MAX_JSON_BYTES)).isEqualTo(31 << 20);
    }

    static byte[] json(int length) {
        byte[] json = new byte[length];
        Arrays.fill(json, (byte) '0');
        json[0] = '{';
        json[length - 1] = '}';
        return json;
    }
}
