package org.authenticatorbackup.storage.webdav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;
import org.authenticatorbackup.examples.testsupport.ScriptedServer;
import org.authenticatorbackup.examples.testsupport.ScriptedServer.Reply;
import org.authenticatorbackup.examples.testsupport.ScriptedServer.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the storage makes of what a server answers. */
class WebDavAnswersTest {

    private static final ObjectName NAME = new ObjectName("a/b");
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);
    private static final String LEFTOVER = ".tmp-0123456789abcdef0123456789abcdef";
    private static final String OLD = "Thu, 26 Nov 1998 12:00:00 GMT";

    private ScriptedServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    // ---- statuses

    @ParameterizedTest
    @CsvSource({
        "301, MISSING_PLACE",
        "302, OFFLINE",
        "400, REFUSED",
        "401, UNAUTHORIZED",
        "403, REFUSED",
        "407, OFFLINE",
        "408, OFFLINE",
        "410, MISSING_PLACE",
        "413, REFUSED",
        "423, OFFLINE",
        "429, OFFLINE",
        "500, BROKEN",
        "501, BROKEN",
        "502, OFFLINE",
        "503, OFFLINE",
        "504, OFFLINE",
        "507, QUOTA_EXCEEDED",
        "599, BROKEN",
    })
    void everyRefusalHasAReason(int status, Reason reason) throws Exception {
        WebDavStorage storage = answering(request -> Reply.of(status, ""));

        assertFails(reason, () -> storage.put(NAME, CONTENT));
        assertFails(reason, () -> storage.get(NAME, 10));
        assertFails(reason, () -> storage.list(""));
        assertFails(reason, () -> storage.list("a/"));
        assertFails(reason, () -> storage.delete(NAME));
    }

    @ParameterizedTest
    @CsvSource({"401, UNAUTHORIZED", "403, REFUSED", "423, OFFLINE", "507, QUOTA_EXCEEDED"})
    void aMoveOrADeletionThatFailsHasAReasonToo(int status, Reason reason) throws Exception {
        WebDavStorage storage = answering(request -> switch (request.method()) {
            case "PUT" -> Reply.of(201, "");
            case "PROPFIND" -> file("/a/b");
            default -> Reply.of(status, "");
        });

        assertFails(reason, () -> storage.put(NAME, CONTENT));
        assertFails(reason, () -> storage.delete(NAME));
    }

    @Test
    void nobodyAtTheAddressIsOffline() throws Exception {
        WebDavStorage storage = answering(request -> Reply.of(500, ""));
        server.close();

        assertFails(Reason.OFFLINE, () -> storage.put(NAME, CONTENT));
        assertFails(Reason.OFFLINE, () -> storage.get(NAME, 10));
        assertFails(Reason.OFFLINE, () -> storage.list(""));
        assertFails(Reason.OFFLINE, () -> storage.delete(NAME));
    }

    @Test
    void aServerThatDoesNotAnswerIsOffline() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        start(request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Reply.of(200, "");
        });
        WebDavStorage storage = WebDavStorage.in(WebDavSettings.of(server.uri()).withPatience(Duration.ofMillis(50)));

        assertFails(Reason.OFFLINE, () -> storage.put(NAME, CONTENT));
        assertFails(Reason.OFFLINE, () -> storage.list(""));
    }

    @Test
    void failuresNameTheObjectAndNoAddress() throws Exception {
        WebDavStorage storage = answering(request -> Reply.of(403, "secret words"));

        assertThatThrownBy(() -> storage.get(NAME, 10))
                .hasMessageContaining("a/b")
                .hasMessageNotContaining("127.0.0.1")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        WebDavStorage storage =
                answering(request -> new Reply(302, Map.of("Location", server.uri() + "elsewhere"), ""));

        assertFails(Reason.OFFLINE, () -> storage.get(NAME, 10));

        assertThat(server.requests()).extracting(Request::target).doesNotContain("/elsewhere");
    }

    // ---- put

    @Test
    void aPutIsAnUploadAMoveAndALook() throws Exception {
        WebDavStorage storage = answering(request -> switch (request.method()) {
            case "GET" -> Reply.of(200, "content");
            default -> Reply.of(201, "");
        });

        storage.put(NAME, CONTENT);

        assertThat(server.requests()).extracting(Request::method).containsExactly("PUT", "MOVE", "GET");
        Request upload = server.requests().get(0);
        Request move = server.requests().get(1);
        assertThat(upload.target()).matches("/a/\\.tmp-[0-9a-f]{32}");
        assertThat(upload.body()).isEqualTo("content");
        assertThat(move.target()).isEqualTo(upload.target());
        assertThat(move.headers())
                .containsEntry("destination", server.uri() + "a/b")
                .containsEntry("overwrite", "F");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 500})
    void foldersAreMadeWhereTheyAreMissing(int status) throws Exception {
        Queue<Integer> uploads = new ArrayDeque<>(List.of(status, 201));
        WebDavStorage storage = answering(request -> switch (request.method()) {
            case "PUT" -> Reply.of(uploads.remove(), "");
            case "PROPFIND" -> folder("/");
            case "MKCOL" -> Reply.of("/a/".equals(request.target()) ? 405 : 201, "");
            case "GET" -> Reply.of(200, "content");
            default -> Reply.of(201, "");
        });

        storage.put(new ObjectName("a/b/c"), CONTENT);

        assertThat(server.requests())
                .extracting(Request::toString)
                .filteredOn(each -> each.startsWith("MKCOL"))
                .containsExactly("MKCOL /a/", "MKCOL /a/b/");
    }

    @Test
    void noFolderIsMadeInAPlaceThatIsMissing() throws Exception {
        WebDavStorage storage = answering(request -> Reply.of("PUT".equals(request.method()) ? 409 : 404, ""));

        assertFails(Reason.MISSING_PLACE, () -> storage.put(NAME, CONTENT));

        assertThat(server.requests()).extracting(Request::method).doesNotContain("MKCOL");
    }

    @Test
    void aFolderThatIsRefusedFailsThePut() throws Exception {
        WebDavStorage storage = answering(request -> switch (request.method()) {
            case "PUT" -> Reply.of(409, "");
            case "PROPFIND" -> "/".equals(request.target()) ? folder("/") : Reply.of(404, "");
            default -> Reply.of(507, "");
        });

        assertFails(Reason.QUOTA_EXCEEDED, () -> storage.put(NAME, CONTENT));
    }

    @Test
    void aFolderThatSomebodyElseIsMakingIsWaitedFor() throws Exception {
        Queue<Integer> uploads = new ArrayDeque<>(List.of(409, 201));
        Queue<Integer> folders = new ArrayDeque<>(List.of(423, 423, 405));
        WebDavStorage storage = answering(request -> switch (request.method()) {
            case "PUT" -> Reply.of(uploads.remove(), "");
            case "PROPFIND" -> folder("/");
            case "MKCOL" -> Reply.of(folders.remove(), "");
            case "GET" -> Reply.of(200, "content");
            default -> Reply.of(201, "");
        });

        storage.put(NAME, CONTENT);

        assertThat(folders).isEmpty();
    }

    /** As Apache answers if somebody else has just made it. */
    @Test
    void aFolderThatCannotBeMadeMayBeThere() throws Exception {
        Queue<Integer> uploads = new ArrayDeque<>(List.of(409, 201));
        WebDavStorage storage = answering(request -> switch (request.method()) {
            case "PUT" -> Reply.of(uploads.remove(), "");
            case "PROPFIND" -> folder(request.target());
            case "MKCOL" -> Reply.of(403, "");
            case "GET" -> Reply.of(200, "content");
            default -> Reply.of(201, "");
        });

        storage.put(NAME, CONTENT);

        assertThat(uploads).isEmpty();
    }

    @Test
    void aFileWhereAFolderShouldBeFailsThePut() throws Exception {
        WebDavStorage storage = answering(request -> switch (request.method()) {
            case "PUT" -> Reply.of(409, "");
            case "PROPFIND" -> "/".equals(request.target()) ? folder("/") : file(request.target());
            default -> Reply.of(403, "");
        });

        assertFails(Reason.REFUSED, () -> storage.put(NAME, CONTENT));
    }

    @Test
    void aNameInUseIsToldAndTheUploadDeleted() throws Exception {
        WebDavStorage storage = answering(request -> Reply.of("MOVE".equals(request.method()) ? 412 : 201, ""));

        assertFails(Reason.ALREADY_EXISTS, () -> storage.put(NAME, CONTENT));

        assertThat(server.requests()).extracting(Request::method).containsExactly("PUT", "MOVE", "DELETE");
        assertThat(server.requests().get(2).target())
                .isEqualTo(server.requests().get(0).target());
    }

    /** Whether half of a move happened, nobody knows. */
    @Test
    void aMoveInPartsIsNoSuccess() throws Exception {
        WebDavStorage storage = answering(request -> Reply.of("MOVE".equals(request.method()) ? 207 : 201, ""));

        assertFails(Reason.BROKEN, () -> storage.put(NAME, CONTENT));
    }

    @Test
    void tornBytesAreLookedAtOnceMore() throws Exception {
        Queue<String> looks = new ArrayDeque<>(List.of("cont", "content"));
        WebDavStorage storage = answering(
                request -> "GET".equals(request.method()) ? Reply.of(200, looks.remove()) : Reply.of(201, ""));

        storage.put(NAME, CONTENT);

        assertThat(looks).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200, other", "200, content and more", "200, ''", "404, ''", "206, content"})
    void whatComesBackOtherwiseWasNotStored(int status, String body) throws Exception {
        WebDavStorage storage =
                answering(request -> "GET".equals(request.method()) ? Reply.of(status, body) : Reply.of(201, ""));

        assertFails(Reason.READ_BACK_DIFFERS, () -> storage.put(NAME, CONTENT));
    }

    @Test
    void whatNoStorageHasToAcceptIsNotSent() throws Exception {
        WebDavStorage storage = answering(request -> Reply.of(201, ""));

        assertFails(Reason.REFUSED, () -> storage.put(NAME, new byte[WebDavStorage.MAX_OBJECT_BYTES + 1]));

        assertThat(server.requests()).isEmpty();
    }

    // ---- get and delete

    @Test
    void anAbsentObjectIsOneInAPlaceThatIsThere() throws Exception {
        WebDavStorage storage =
                answering(request -> "PROPFIND".equals(request.method()) ? folder("/") : Reply.of(404, ""));

        assertThat(storage.get(NAME, 10)).isEmpty();
        storage.delete(NAME);
    }

    @Test
    void inAMissingPlaceNothingIsAbsent() throws Exception {
        WebDavStorage storage = answering(request -> Reply.of(404, ""));

        assertFails(Reason.MISSING_PLACE, () -> storage.get(NAME, 10));
        assertFails(Reason.MISSING_PLACE, () -> storage.delete(NAME));
        assertFails(Reason.MISSING_PLACE, () -> storage.list("a/"));
        assertFails(Reason.MISSING_PLACE, () -> storage.list("//"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 403, 405})
    void aFolderIsNoObject(int status) throws Exception {
        WebDavStorage storage =
                answering(request -> "PROPFIND".equals(request.method()) ? folder("/a/b/") : Reply.of(status, ""));

        assertThat(storage.get(NAME, 10)).isEmpty();
    }

    /** It would take all that is in it along. */
    @Test
    void aFolderIsNeverDeleted() throws Exception {
        WebDavStorage storage = answering(request -> folder("/a/b/"));

        storage.delete(NAME);

        assertThat(server.requests()).extracting(Request::method).containsExactly("PROPFIND");
    }

    @Test
    void somebodyElseMayDeleteFirst() throws Exception {
        WebDavStorage storage =
                answering(request -> "PROPFIND".equals(request.method()) ? file("/a/b") : Reply.of(404, ""));

        storage.delete(NAME);
    }

    /** As rclone answers if the file goes while it looks. */
    @Test
    void aServerThatTripsOverADeletionIsAskedAgain() throws Exception {
        Queue<Reply> looks = new ArrayDeque<>(List.of(Reply.of(500, ""), Reply.of(500, ""), Reply.of(404, "")));
        WebDavStorage storage = answering(request -> "/a/b".equals(request.target()) ? looks.remove() : folder("/"));

        storage.delete(NAME);

        assertThat(looks).isEmpty();
    }

    /** As rclone does if the file goes when it has begun to tell. */
    @Test
    void aServerThatBreaksOffItsAnswerIsAskedAgain() throws Exception {
        Reply broken = Reply.of(207, "<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\"><D:resp");
        Queue<Reply> looks = new ArrayDeque<>(List.of(broken, Reply.of(500, ""), Reply.of(404, "")));
        WebDavStorage storage = answering(request -> "/a/b".equals(request.target()) ? looks.remove() : folder("/"));

        storage.delete(NAME);

        assertThat(looks).isEmpty();
    }

    @Test
    void aDeletionThatIsRefusedBecauseTheFileIsGoneIsOne() throws Exception {
        Queue<Reply> looks = new ArrayDeque<>(List.of(file("/a/b"), Reply.of(404, "")));
        WebDavStorage storage = answering(request -> switch (request.method() + request.target()) {
            case "PROPFIND/a/b" -> looks.remove();
            case "PROPFIND/" -> folder("/");
            default -> Reply.of(500, "");
        });

        storage.delete(NAME);

        assertThat(looks).isEmpty();
    }

    // ---- lists

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html/>",
                "<multistatus xmlns='DAV:'>",
                "<multistatus xmlns='DAV:'><response><href>/other/x</href></response></multistatus>",
                "<multistatus xmlns='DAV:'><response><href>/a/b/c</href></response></multistatus>",
                "<multistatus xmlns='DAV:'><response><href>a</href></response></multistatus>",
            })
    void anAnswerThatMakesNoSenseIsNoList(String answer) throws Exception {
        WebDavStorage storage = answering(request -> Reply.of(207, answer));

        assertFails(Reason.BROKEN, () -> storage.list(""));
    }

    @Test
    void aPageInsteadOfAListIsNoList() throws Exception {
        WebDavStorage storage = answering(request -> Reply.of(200, "<html>sign in</html>"));

        assertFails(Reason.BROKEN, () -> storage.list(""));
    }

    @Test
    void aListingIsSoLongAndNoLonger() throws Exception {
        String head = "<multistatus xmlns='DAV:'><response><href>/a</href></response></multistatus><!--";
        int room = WebDavStorage.MAX_LISTING_BYTES - head.length() - "-->".length();
        int[] more = {0};
        WebDavStorage storage = answering(request -> Reply.of(207, head + " ".repeat(room + more[0]) + "-->"));
        assertThat(storage.list("")).containsExactly(new ObjectName("a"));
        more[0] = 1;

        assertFails(Reason.REFUSED, () -> storage.list(""));
    }

    @Test
    void belowAFileThereIsNothingEvenIfTheServerRefusesToLook() throws Exception {
        WebDavStorage storage = answering(request -> "/a/".equals(request.target()) ? Reply.of(403, "") : file("/a"));

        assertThat(storage.list("a/")).isEmpty();
    }

    @Test
    void onlyFoldersThatCanMatchAreAskedFor() throws Exception {
        WebDavStorage storage = answering(request -> switch (request.target()) {
            case "/a/" -> multistatus("/a/", "/a/b/", "/a/bc/", "/a/c/", "/a/b");
            default -> multistatus(request.target(), request.target() + "x");
        });

        Set<ObjectName> found = storage.list("a/b");

        assertThat(found)
                .containsExactlyInAnyOrder(new ObjectName("a/b"), new ObjectName("a/b/x"), new ObjectName("a/bc/x"));
        assertThat(server.requests()).extracting(Request::target).containsExactlyInAnyOrder("/a/", "/a/b/", "/a/bc/");
        assertThat(server.requests()).allMatch(each -> "1".equals(each.headers().get("depth")));
    }

    @Test
    void aLeftoverOfLongAgoIsSwept() throws Exception {
        WebDavStorage storage = answering(request -> leftover(OLD));

        assertThat(storage.list("")).isEmpty();

        assertThat(server.requests())
                .extracting(Request::toString)
                .containsExactly("PROPFIND /", "DELETE /" + LEFTOVER);
    }

    @Test
    void anUploadOnItsWayIsLeftAlone() throws Exception {
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        WebDavStorage storage = answering(request -> leftover(now));

        assertThat(storage.list("")).isEmpty();

        assertThat(server.requests()).extracting(Request::method).containsExactly("PROPFIND");
    }

    @Test
    void aLeftoverThatCannotBeDeletedHarmsNobody() throws Exception {
        WebDavStorage storage =
                answering(request -> "PROPFIND".equals(request.method()) ? leftover(OLD) : Reply.of(403, ""));

        assertThat(storage.list("")).isEmpty();
    }

    // ---- traits and credentials

    @Test
    void declaresWhatHoldsOnEveryServer() throws Exception {
        assertThat(WebDavStorage.in(WebDavSettings.parse("webdav+https://nas.example/x?operator=self"))
                        .traits())
                .isEqualTo(new StorageTraits(Set.of(Capability.ATOMIC_PUT, Capability.STRONG_LIST), "self"));
    }

    @Test
    void credentialsGoWithEveryRequest() throws Exception {
        start(request -> folder("/"));
        try (WebDavCredentials credentials = WebDavCredentials.of("user", "hunter2".toCharArray())) {
            WebDavStorage.in(WebDavSettings.of(server.uri()), credentials).list("");
        }

        assertThat(server.requests())
                .extracting(each -> each.headers().get("authorization"))
                .containsExactly("Basic dXNlcjpodW50ZXIy");
    }

    private WebDavStorage answering(Function<Request, Reply> script) throws IOException {
        start(script);
        return WebDavStorage.in(WebDavSettings.of(server.uri()));
    }

    private void start(Function<Request, Reply> script) throws IOException {
        server = ScriptedServer.start(script);
    }

    private static Reply folder(String path) {
        return Reply.of(
                207,
                MultistatusTest.response("<href>" + path + "</href><propstat><prop><resourcetype>"
                        + "<collection/></resourcetype></prop></propstat>"));
    }

    private static Reply file(String path) {
        return multistatus(path);
    }

    private static Reply multistatus(String... paths) {
        StringBuilder answer = new StringBuilder("<multistatus xmlns='DAV:'>");
        for (String path : paths) {
            answer.append("<response><href>").append(path).append("</href></response>");
        }
        return Reply.of(207, answer.append("</multistatus>").toString());
    }

    private static Reply leftover(String modified) {
        return Reply.of(
                207,
                MultistatusTest.response("<href>/" + LEFTOVER + "</href><propstat><prop><getlastmodified>" + modified
                        + "</getlastmodified></prop></propstat>"));
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
