package org.authenticatorbackup.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultistatusTest {

    private static final Optional<Instant> NOON = Optional.of(Instant.parse("2026-11-26T12:00:00Z"));

    @Test
    void readsWhatApacheSays() throws Exception {
        List<DavEntry> entries = parse("""
                <?xml version="1.0" encoding="utf-8"?>
                <D:multistatus xmlns:D="DAV:" xmlns:ns0="DAV:">
                <D:response xmlns:lp1="DAV:" xmlns:lp2="http://apache.org/dav/props/">
                <D:href>/backup/</D:href>
                <D:propstat>
                <D:prop>
                <lp1:resourcetype><D:collection/></lp1:resourcetype>
                <lp1:getlastmodified>Thu, 26 Nov 2026 12:00:00 GMT</lp1:getlastmodified>
                </D:prop>
                <D:status>HTTP/1.1 200 OK</D:status>
                </D:propstat>
                </D:response>
                <D:response>
                <D:href>/backup/a%2db</D:href>
                <D:propstat>
                <D:prop>
                <lp1:resourcetype xmlns:lp1="DAV:"/>
                </D:prop>
                <D:status>HTTP/1.1 200 OK</D:status>
                </D:propstat>
                <D:propstat>
                <D:prop><D:getlastmodified/></D:prop>
                <D:status>HTTP/1.1 404 Not Found</D:status>
                </D:propstat>
                </D:response>
                </D:multistatus>
                """);

        assertThat(entries)
                .containsExactly(
                        new DavEntry("/backup/", true, NOON), new DavEntry("/backup/a-b", false, Optional.empty()));
    }

    @Test
    void readsADefaultNamespaceCommentsAndCharacterData() throws Exception {
        List<DavEntry> entries = parse("<multistatus xmlns='DAV:'><!-- a --><?p?><response><href><![CDATA[/x]]></href>"
                + "</response></multistatus>");

        assertThat(entries).containsExactly(new DavEntry("/x", false, Optional.empty()));
    }

    @Test
    void anEmptyAnswerHasNoEntries() throws Exception {
        assertThat(parse("<multistatus xmlns='DAV:'/>")).isEmpty();
    }

    @Test
    void whatTheAnswerSaysIsGoneIsNoEntry() throws Exception {
        assertThat(parse(response("<href>/x</href><status>HTTP/1.1 404 Not Found</status>")))
                .isEmpty();
    }

    @Test
    void aFolderIsOneAlsoBySlashAlone() throws Exception {
        assertThat(parse(response("<href>/x/</href>")))
                .extracting(DavEntry::isFolder)
                .containsExactly(true);
    }

    /** Properties may hold addresses too, such as that of a lock. */
    @Test
    void theFirstAddressOfAResponseIsItsOwn() throws Exception {
        assertThat(parse(response("<href>/x</href><propstat><prop><owner><href>/y</href></owner></prop></propstat>")))
                .extracting(DavEntry::path)
                .containsExactly("/x");
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "http://host/a/b, /a/b",
        "https://host:8443/a/b/, /a/b/",
        "http://host, /",
        "a%2Fb, a/b",
        "/%C3%A9, /\u00e9",
        "/%c3%a9, /\u00e9",
        "/\u00e9, /\u00e9",
        "/a+b, /a+b",
        "/a%20b, /a b",
        "/%41, /A",
    })
    void addressesAreDecoded(String address, String path) {
        assertThat(Multistatus.pathOf(address)).hasValue(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%4", "/%zz", "/%-1", "/%+1", "/%C3", "/%FF", "/a%C3b"})
    void anAddressThatCannotBeDecodedIsNoneOfOurs(String address) throws Exception {
        assertThat(Multistatus.pathOf(address)).isEmpty();
        assertThat(parse(response("<href>" + address + "</href>"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-26T12:00:00Z", "Thu, 99 Nov 2026 12:00:00 GMT"})
    void aDateOfAnotherFormIsNotKnown(String text) throws Exception {
        String property = "<propstat><prop><getlastmodified>" + text + "</getlastmodified></prop></propstat>";

        assertThat(parse(response("<href>/x</href>" + property)))
                .containsExactly(new DavEntry("/x", false, Optional.empty()));
    }

    // ---- what is no answer

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "html",
                "<html/>",
                "<multistatus/>",
                "<multistatus xmlns='DAV'/>",
                "<response xmlns='DAV:'/>",
                "<multistatus xmlns='DAV:'><response/></multistatus>",
                "<multistatus xmlns='DAV:'><response></multistatus>",
                "<multistatus xmlns='DAV:'/><multistatus xmlns='DAV:'/>",
                "<x:multistatus/>"
            })
    void whatIsNoAnswerIsRefused(String text) {
        assertMalformed(text);
    }

    @Test
    void anAnswerThatEndsTooEarlyIsRefusedWhereverItEnds() {
        String whole = response("<href>/x</href><propstat><prop><resourcetype/></prop></propstat>");

        for (int length = 0; length < whole.length(); length++) {
            assertMalformed(whole.substring(0, length));
        }
    }

    @Test
    void documentTypesAndEntitiesAreRefused(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "/stolen");
        String external = "<!ENTITY e SYSTEM '" + secret.toUri() + "'>";
        String bomb = "<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY e '&b;&b;&b;&b;&b;&b;'>";
        for (String type : List.of("", "[" + external + "]", "[" + bomb + "]", "SYSTEM '" + secret.toUri() + "'")) {
            assertMalformed("<!DOCTYPE multistatus " + type + ">" + response("<href>/x</href>"));
            assertMalformed("<!DOCTYPE multistatus " + type + ">" + response("<href>&e;</href>"));
        }
        assertMalformed(response("<href>&e;</href>"));
    }

    /** JDK 17 has no message for it, and misses that with an unchecked exception. */
    @Test
    void aCharacterThatXmlDoesNotKnowIsRefusedInADocumentType() {
        assertMalformed("<!DOCTYPE multistatus [<!ENTITY e \0 'x'>]>" + response("<href>/x</href>"));
    }

    @Test
    void aByteOrderMarkIsNoText() throws Exception {
        assertThat(parse("\ufeff" + response("<href>/x</href>"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE"})
    void anotherEncodingIsRefused(String charset) throws Exception {
        byte[] answer = response("<href>/\u00e9</href>").getBytes(charset);

        assertThatThrownBy(() -> Multistatus.parse(answer)).isInstanceOf(MalformedAnswerException.class);
    }

    @Test
    void theFiveEntitiesOfXmlAreTexts() throws Exception {
        assertThat(parse(response("<href>/a&amp;b&lt;c&#x41;</href>")))
                .extracting(DavEntry::path)
                .containsExactly("/a&b<cA");
    }

    @Test
    void aRefusalRepeatsNothingOfTheAnswer() {
        assertThatThrownBy(() -> parse("<multistatus xmlns='DAV:'><confidential"))
                .hasNoCause()
                .hasMessage("no well-formed XML");
    }

    // ---- limits

    @ParameterizedTest
    @CsvSource({"-1, true", "0, true", "1, false"})
    void elementsAreNestedSoFarAndNoFurther(int more, boolean accepted) throws Exception {
        int inner = Multistatus.MAX_DEPTH + more - 2;
        String text = response("<href>/x</href>" + "<e>".repeat(inner) + "</e>".repeat(inner));

        if (accepted) {
            assertThat(parse(text)).hasSize(1);
        } else {
            assertMalformed(text);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, true", "1, false"})
    void textsAreSoLongAndNoLonger(int more, boolean accepted) throws Exception {
        String text = response("<href>/" + "x".repeat(Multistatus.MAX_TEXT + more - 1) + "</href>");

        if (accepted) {
            assertThat(parse(text)).hasSize(1);
        } else {
            assertMalformed(text);
        }
    }

    static String response(String content) {
        return "<multistatus xmlns='DAV:'><response>" + content + "</response></multistatus>";
    }

    private static List<DavEntry> parse(String text) throws MalformedAnswerException {
        return Multistatus.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertMalformed(String text) {
        assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(MalformedAnswerException.class);
    }
}
