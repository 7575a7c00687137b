package org.authenticatorbackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
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
import software.amazon.awssdk.core.exception.SdkException;

/** What the storage makes of what a store answers. */
class S3AnswersTest {

    private static final ObjectName NAME = new ObjectName("a/b");
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

    private ScriptedServer server;
    private S3Storage storage;

    @AfterEach
    void stop() {
        if (storage != null) {
            storage.close();
        }
        if (server != null) {
            server.close();
        }
    }

    // ---- statuses and codes

    @ParameterizedTest
    @CsvSource({
        "301, PermanentRedirect, MISSING_PLACE",
        "307, TemporaryRedirect, OFFLINE",
        "400, InvalidRequest, REFUSED",
        "400, AuthorizationHeaderMalformed, REFUSED",
        "400, EntityTooLarge, REFUSED",
        "400, ExpiredToken, UNAUTHORIZED",
        "400, InvalidToken, UNAUTHORIZED",
        "400, TokenRefreshRequired, UNAUTHORIZED",
        "400, RequestTimeout, OFFLINE",
        "401, Unauthorized, UNAUTHORIZED",
        "403, AccessDenied, REFUSED",
        "403, AllAccessDisabled, REFUSED",
        "403, InvalidAccessKeyId, UNAUTHORIZED",
        "403, SignatureDoesNotMatch, UNAUTHORIZED",
        "403, QuotaExceeded, QUOTA_EXCEEDED",
        "404, NoSuchBucket, MISSING_PLACE",
        "405, MethodNotAllowed, REFUSED",
        "409, ConditionalRequestConflict, OFFLINE",
        "409, OperationAborted, OFFLINE",
        "429, TooManyRequests, OFFLINE",
        "500, InternalError, OFFLINE",
        "503, SlowDown, OFFLINE",
        "507, XMinioStorageFull, QUOTA_EXCEEDED",
        "507, InsufficientStorage, QUOTA_EXCEEDED",
        "501, NotImplemented, REFUSED",
        "599, Whatever, BROKEN",
    })
    void everyRefusalHasAReason(int status, String code, Reason reason) throws Exception {
        answer(request -> refusal(status, code));

        assertFails(reason, () -> storage.put(NAME, CONTENT));
        assertFails(reason, () -> storage.get(NAME, 10));
        assertFails(reason, () -> storage.list(""));
        assertFails(reason, () -> storage.delete(NAME));
    }

    @Test
    void aNameInUseIsTold() throws Exception {
        answer(request -> refusal(412, "PreconditionFailed"));

        assertFails(Reason.ALREADY_EXISTS, () -> storage.put(NAME, CONTENT));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500, 503})
    void aRefusalInNoWordsHasAReasonToo(int status) throws Exception {
        answer(request -> Reply.of(status, "<html>sorry</html>"));

        assertFails(status == 403 ? Reason.UNAUTHORIZED : Reason.OFFLINE, () -> storage.get(NAME, 10));
    }

    /** As the client was once seen to do in the middle of an answer. */
    @Test
    void aConnectionThatBreaksWithinTheClientIsNoAnswer() {
        UncheckedIOException broken = new UncheckedIOException(new SocketException("Connection reset"));

        assertThatExceptionOfType(SdkException.class)
                .isThrownBy(() -> S3Storage.withRightClock(() -> {
                    throw broken;
                }))
                .satisfies(
                        e -> assertThat(S3Failure.explain(e, "list").reason()).isEqualTo(Reason.OFFLINE));
    }

    /** A retry after a lost reply would meet the object of the first attempt. */
    @Test
    void nothingIsTriedTwice() throws Exception {
        answer(request -> refusal(503, "SlowDown"));

        assertFails(Reason.OFFLINE, () -> storage.put(NAME, CONTENT));
        assertFails(Reason.OFFLINE, () -> storage.get(NAME, 10));

        assertThat(server.requests()).extracting(Request::method).containsExactly("PUT", "GET");
    }

    @Test
    void failuresNameTheObject() throws Exception {
        answer(request -> refusal(403, "AccessDenied"));

        assertThatThrownBy(() -> storage.get(NAME, 10)).hasMessage("could not get a/b: the store answered 403");
    }

    @Test
    void nobodyAtTheAddressIsOffline() throws Exception {
        answer(request -> Reply.of(200, ""));
        server.close();

        assertFails(Reason.OFFLINE, () -> storage.put(NAME, CONTENT));
        assertFails(Reason.OFFLINE, () -> storage.get(NAME, 10));
        assertFails(Reason.OFFLINE, () -> storage.list(""));
        assertFails(Reason.OFFLINE, () -> storage.delete(NAME));
    }

    @Test
    void aStoreThatDoesNotAnswerIsOffline() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        answer(Duration.ofMillis(100), request -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Reply.of(200, "");
        });

        assertFails(Reason.OFFLINE, () -> storage.put(NAME, CONTENT));
        assertFails(Reason.OFFLINE, () -> storage.list(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html/>", "<ListBucketResult><IsTruncated>", "<ListBucketResult/>", "not even a page"})
    void anAnswerThatMakesNoSenseIsNoEmptyList(String body) throws Exception {
        answer(request -> Reply.of(200, body));

        assertFails(Reason.BROKEN, () -> storage.list(""));
    }

    // ---- put and get

    @Test
    void aPutIsOneRequestThatAsksForAFreshName() throws Exception {
        answer(request -> Reply.of(200, ""));

        storage.put(NAME, CONTENT);

        assertThat(server.requests()).hasToString("[PUT /backups/phones/a/b]");
        Request put = server.requests().get(0);
        assertThat(put.body()).isEqualTo("content");
        assertThat(put.headers())
                .containsEntry("if-none-match", "*")
                .containsEntry("content-length", "7")
                .doesNotContainKeys("x-amz-trailer", "content-encoding", "expect", "x-amz-decoded-content-length");
    }

    @Test
    void aStoreWithoutConditionsWillDo() throws Exception {
        answer(request ->
                request.headers().containsKey("if-none-match") ? refusal(501, "NotImplemented") : Reply.of(200, ""));

        storage.put(NAME, CONTENT);

        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1).body()).isEqualTo("content");
    }

    @Test
    void whatNoStorageHasToAcceptIsNotSent() throws Exception {
        answer(request -> Reply.of(200, ""));

        assertFails(Reason.REFUSED, () -> storage.put(NAME, new byte[StorageProvider.MAX_OBJECT_BYTES + 1]));

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anAbsentObjectIsOneThatTheStoreSaysIsAbsent() throws Exception {
        answer(request -> refusal(404, "NoSuchKey"));

        assertThat(storage.get(NAME, 10)).isEmpty();
        storage.delete(NAME);
        assertFails(Reason.MISSING_PLACE, () -> storage.put(NAME, CONTENT));
    }

    // ---- lists

    @Test
    void pagesFollowOneAnother() throws Exception {
        answer(request ->
                request.target().contains("continuation-token=1") ? page("phones/a/c", "") : page("phones/a/b", "1"));

        assertThat(storage.list("a/")).containsExactlyInAnyOrder(NAME, new ObjectName("a/c"));
        assertThat(server.requests())
                .extracting(Request::target)
                .allMatch(each -> each.contains("prefix=phones%2Fa%2F"));
    }

    @Test
    void whatIsOutsideOfThePrefixIsLeftOut() throws Exception {
        answer(request -> page("tablets/a/b", ""));

        assertThat(storage.list("")).isEmpty();
    }

    @Test
    void aPageThatDoesNotSayWhereTheNextBeginsFailsTheList() throws Exception {
        answer(request -> Reply.of(
                200, "<ListBucketResult><Name>backups</Name><IsTruncated>true</IsTruncated></ListBucketResult>"));

        assertFails(Reason.BROKEN, () -> storage.list(""));
    }

    @Test
    void aPageThatIsItsOwnNextFailsTheList() throws Exception {
        answer(request -> page("phones/a/b", "1"));

        assertFails(Reason.BROKEN, () -> storage.list(""));
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, true", "1, false"})
    void aListHasSoManyPagesAndNoMore(int more, boolean accepted) throws Exception {
        int last = S3Storage.MAX_PAGES + more;
        int[] pages = {0};
        answer(request -> {
            pages[0]++;
            return page("phones/a/n" + pages[0], pages[0] == last ? "" : "t" + pages[0]);
        });

        if (accepted) {
            assertThat(storage.list("")).hasSize(last);
        } else {
            assertFails(Reason.REFUSED, () -> storage.list(""));
        }
    }

    // ---- traits and credentials

    @Test
    void declaresWhatS3Promises() throws Exception {
        answer(request -> Reply.of(200, ""));

        assertThat(storage.traits())
                .isEqualTo(new StorageTraits(Set.of(Capability.ATOMIC_PUT, Capability.STRONG_LIST), "127.0.0.1"));
    }

    @Test
    void credentialsAreAskedForAtEachRequest() throws Exception {
        int[] asked = {0};
        server = ScriptedServer.start(request -> Reply.of(200, ""));
        storage = S3Storage.in(settings(), () -> {
            asked[0]++;
            return S3Credentials.ofSession("key" + asked[0], "hunter2".toCharArray(), "token".toCharArray());
        });

        storage.put(NAME, CONTENT);
        storage.delete(NAME);

        assertThat(server.requests())
                .extracting(each -> each.headers().get("authorization"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("Credential=key1/"),
                        second -> assertThat(second).contains("Credential=key2/"));
        assertThat(server.requests())
                .allMatch(each -> "token".equals(each.headers().get("x-amz-security-token")))
                .noneMatch(each -> each.headers().toString().contains("hunter2"));
    }

    private void answer(Function<Request, Reply> script) throws IOException {
        answer(S3Settings.PATIENCE, script);
    }

    private void answer(Duration patience, Function<Request, Reply> script) throws IOException {
        server = ScriptedServer.start(script);
        storage =
                S3Storage.in(settings().withPatience(patience), () -> S3Credentials.of("key", "hunter2".toCharArray()));
    }

    private S3Settings settings() {
        return S3Settings.parse("s3://backups/phones?endpoint=" + server.uri());
    }

    private static Reply refusal(int status, String code) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/xml"),
                "<Error><Code>" + code + "</Code><Message>words</Message></Error>");
    }

    private static Reply page(String key, String next) {
        String more = next.isEmpty()
                ? "<IsTruncated>false</IsTruncated>"
                : "<IsTruncated>true</IsTruncated><NextContinuationToken>" + next + "</NextContinuationToken>";
        return Reply.of(
                200,
                "<ListBucketResult><Name>backups</Name>" + more + "<Contents><Key>" + key
                        + "</Key></Contents></ListBucketResult>");
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
