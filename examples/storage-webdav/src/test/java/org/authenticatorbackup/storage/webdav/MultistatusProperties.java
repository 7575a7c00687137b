package org.authenticatorbackup.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MultistatusProperties {

    private static final String PIECE = "<response><href>/a/%41</href><propstat><prop><resourcetype><collection/>"
            + "</resourcetype><getlastmodified>Thu, 26 Nov 2026 12:00:00 GMT</getlastmodified></prop>"
            + "<status>HTTP/1.1 200 OK</status></propstat></response>";

    /** Every name, however a server encodes it. */
    @Property
    void allEntriesAreReadInOrder(@ForAll @Size(max = 20) List<@From("names") String> names) throws Exception {
        StringBuilder answer = new StringBuilder("<multistatus xmlns='DAV:'>");
        List<DavEntry> expected = new ArrayList<>();
        for (String name : names) {
            answer.append("<response><href>/").append(encoded(name)).append("</href></response>");
            expected.add(new DavEntry("/" + name, false, Optional.empty()));
        }
        answer.append("</multistatus>");

        assertThat(Multistatus.parse(utf8(answer.toString()))).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars("abz09._-~ %+&<>\"'\u00e9\u20ac")
                .ofMinLength(1)
                .ofMaxLength(20);
    }

    @Property
    void whateverIsChangedTheAnswerIsReadOrRefused(
            @ForAll @IntRange(max = 2_000) int at, @ForAll byte other, @ForAll @IntRange(max = 40) int cut) {
        byte[] answer = utf8("<multistatus xmlns='DAV:'>" + PIECE.repeat(5) + "</multistatus>");
        answer[at % answer.length] = other;
        byte[] shorter = Arrays.copyOf(answer, answer.length - cut);

        assertReadOrRefused(shorter);
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
        assertReadOrRefused(bytes);
    }

    private static void assertReadOrRefused(byte[] answer) {
        try {
            assertThat(Multistatus.parse(answer)).hasSizeLessThanOrEqualTo(answer.length);
        } catch (MalformedAnswerException e) {
            assertThat(e).hasNoCause();
        }
    }

    private static String encoded(String name) {
        StringBuilder text = new StringBuilder();
        for (byte each : utf8(name)) {
            text.append(String.format("%%%02X", each));
        }
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
