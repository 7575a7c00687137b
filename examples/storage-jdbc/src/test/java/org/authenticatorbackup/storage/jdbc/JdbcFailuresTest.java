package org.authenticatorbackup.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.authenticatorbackup.api.StorageException.Reason.ALREADY_EXISTS;
import static org.authenticatorbackup.api.StorageException.Reason.MISSING_PLACE;
import static org.authenticatorbackup.api.StorageException.Reason.OFFLINE;
import static org.authenticatorbackup.api.StorageException.Reason.QUOTA_EXCEEDED;
import static org.authenticatorbackup.api.StorageException.Reason.REFUSED;
import static org.authenticatorbackup.api.StorageException.Reason.UNAUTHORIZED;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.examples.testsupport.Fault;
import org.authenticatorbackup.examples.testsupport.FaultProxy;
import org.authenticatorbackup.examples.testsupport.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What a real server and a failing network make of calls. */
class JdbcFailuresTest {

    private static final byte[] CONTENT = new byte[20_000];
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static PostgresServer server;
    private FaultProxy proxy;
    private ObjectName name;

    @BeforeAll
    static void startServer() throws IOException, SQLException {
        server = Databases.prepared();
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void standBefore() {
        proxy = FaultProxy.before(server.port());
        name = new ObjectName("n" + proxy.port());
    }

    @AfterEach
    void tidyUp() throws Exception {
        proxy.close();
        direct().delete(name);
    }

    // ---- the wire

    @Test
    void aPutWhoseReplyIsLostIsInDoubtAndStored() throws Exception {
        proxy.next(Fault.LOSE_REPLY, "insert");

        assertFails(OFFLINE, () -> proxied().put(name, CONTENT));

        assertThat(proxy.faults()).isEqualTo(1);
        assertThat(proxied().get(name, CONTENT.length)).matches(JdbcFailuresTest::isContent);
        assertFails(ALREADY_EXISTS, () -> proxied().put(name, CONTENT));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 10_000})
    void aPutThatIsCutIsInDoubtAndNotStored(int bytes) throws Exception {
        proxy.next(Fault.cutRequest(bytes), "insert");

        assertFails(OFFLINE, () -> proxied().put(name, CONTENT));

        assertThat(direct().get(name, CONTENT.length)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 100, 10_000, 20_000})
    void anAnswerThatIsCutIsNoAnswer(int bytes) throws Exception {
        direct().put(name, CONTENT);
        proxy.next(Fault.cutReply(bytes), "select");

        assertFails(OFFLINE, () -> proxied().get(name, CONTENT.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 60})
    void aListingThatIsCutIsNoListing(int bytes) throws Exception {
        direct().put(name, CONTENT);
        proxy.next(Fault.cutReply(bytes), "select name");

        assertFails(OFFLINE, () -> proxied().list(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "select", "insert"})
    void aBlackHoleEndsInTime(String text) throws Exception {
        proxy.next(Fault.BLACK_HOLE, text);
        StorageProvider impatient =
                JdbcStorage.in(Databases.source(proxy.port()), settings().withPatience(SHORT));

        assertFails(OFFLINE, () -> {
            impatient.get(name, 1);
            impatient.put(name, CONTENT);
        });
        assertThat(proxy.faults()).isEqualTo(1);
    }

    @Test
    void aSlowNetworkIsNoFailure() throws Exception {
        proxy.next(Fault.slow(100_000), "insert");

        proxied().put(name, CONTENT);

        assertThat(direct().get(name, CONTENT.length)).matches(JdbcFailuresTest::isContent);
    }

    @Test
    void aResetDuringSignInIsOffline() {
        proxy.next(Fault.RESET);

        assertFails(OFFLINE, () -> proxied().list(""));
    }

    @Test
    void nobodyThereIsOffline() throws IOException {
        proxy.close();

        assertFails(OFFLINE, () -> proxied().list(""));
    }

    // ---- interruption

    /** No driver would notice, since a thread that waits for a socket is not woken. */
    @Test
    void aCallIsInterruptedWhileItWaits() throws Exception {
        proxy.next(Fault.BLACK_HOLE, "select");
        Thread caller = Thread.currentThread();
        Thread other = new Thread(() -> {
            while (proxy.faults() == 0) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });
        other.start();

        assertFails(OFFLINE, () -> proxied().get(name, 1));

        assertThat(Thread.interrupted()).isTrue();
        other.join();
    }

    // ---- the server's own refusals

    @Test
    void aWrongPasswordIsUnauthorized() {
        StorageProvider stranger = Databases.storage(Databases.source(server.port(), Databases.ROLE, "wrong"));

        assertFails(UNAUTHORIZED, () -> stranger.list(""));
        assertThatThrownBy(() -> stranger.list("")).hasMessageNotContaining("wrong");
    }

    @Test
    void aRoleThatHasExpiredIsUnauthorized() throws Exception {
        Databases.administer(server, "create role expired login password 'x' valid until '2001-01-01'");

        assertFails(
                UNAUTHORIZED,
                () -> Databases.storage(Databases.source(server.port(), "expired", "x"))
                        .list(""));
    }

    @Test
    void aRoleWithoutRightsIsRefused() throws Exception {
        Databases.administer(server, "create role nobody login password 'x'");

        assertFails(
                REFUSED,
                () -> Databases.storage(Databases.source(server.port(), "nobody", "x"))
                        .list(""));
    }

    @Test
    void aDatabaseThatIsNotThereIsAMissingPlace() {
        PGSimpleDataSource elsewhere = Databases.source(server.port());
        elsewhere.setDatabaseName("elsewhere");

        assertFails(MISSING_PLACE, () -> Databases.storage(elsewhere).list(""));
    }

    @Test
    void aDatabaseWithoutTheTableIsAMissingPlace() {
        PGSimpleDataSource empty = Databases.source(server.port());
        empty.setDatabaseName("template1");

        assertFails(MISSING_PLACE, () -> Databases.storage(empty).get(name, 1));
        assertFails(MISSING_PLACE, () -> Databases.storage(empty).put(name, CONTENT));
    }

    @Test
    void aReadOnlyServerIsRefused() throws Exception {
        StorageProvider storage = Databases.storage(withOptions("-c default_transaction_read_only=on"));

        assertFails(REFUSED, () -> storage.put(name, CONTENT));
        assertThat(storage.get(name, 1)).isEmpty();
    }

    @Test
    void aServerThatStopsItsSessionsIsOffline() throws Exception {
        try (Connection kept = Databases.source(server.port()).getConnection()) {
            Databases.administer(
                    server, "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'keeper'");

            assertFails(
                    OFFLINE, () -> Databases.storage(new OneConnection(kept)).list(""));
        }
    }

    @Test
    void tooManyConnectionsAreOffline() throws Exception {
        Databases.administer(server, "create role busy login password 'x' connection limit 1");
        PGSimpleDataSource source = Databases.source(server.port(), "busy", "x");
        try (Connection first = source.getConnection()) {
            assertThat(first.isClosed()).isFalse();
            assertFails(OFFLINE, () -> Databases.storage(source).list(""));
        }
    }

    /** An operator's quota is a trigger that fails as a full disk does. */
    @Test
    void aQuotaIsExceeded() throws Exception {
        Databases.administer(
                server,
                "create function full_up() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'full' using errcode = '53100'; end $$;"
                        + " create trigger quota before insert on authenticator_backup_object for each row"
                        + " when (new.owner = 'greedy') execute function full_up()");
        StorageProvider greedy =
                JdbcStorage.in(Databases.source(server.port()), JdbcSettings.of("greedy", "example.com"));

        assertFails(QUOTA_EXCEEDED, () -> greedy.put(name, CONTENT));
        assertThat(greedy.get(name, 1)).isEmpty();
    }

    @Test
    void aSessionThatAcknowledgesBeforeItIsDurableIsRefused() {
        StorageProvider hasty = Databases.storage(withOptions("-c synchronous_commit=off"));

        assertFails(REFUSED, () -> hasty.put(name, CONTENT));
    }

    /** PostgreSQL answers a canceled wait for the standby with success and a warning. */
    @ParameterizedTest
    @ValueSource(strings = {"put", "delete"})
    void aCommitThatNoStandbyConfirmedIsInDoubt(String operation) throws Exception {
        Databases.administer(server, "alter system set synchronous_standby_names = 'nobody'");
        Databases.administer(server, "select pg_reload_conf()");
        try {
            StorageProvider storage =
                    JdbcStorage.in(Databases.source(server.port()), settings().withPatience(SHORT));
            if (operation.equals("delete")) {
                Databases.storage(withOptions("-c synchronous_commit=local")).put(name, CONTENT);
            }

            assertThatThrownBy(() -> {
                        if (operation.equals("put")) {
                            storage.put(name, CONTENT);
                        } else {
                            storage.delete(name);
                        }
                    })
                    .isInstanceOfSatisfying(
                            StorageException.class, e -> assertThat(e.reason()).isEqualTo(OFFLINE))
                    .hasRootCauseInstanceOf(SQLWarning.class);
        } finally {
            Databases.administer(server, "alter system reset synchronous_standby_names");
            Databases.administer(server, "select pg_reload_conf()");
        }
    }

    // ---- users

    @Test
    void ownersDoNotSeeEachOther() throws Exception {
        StorageProvider other =
                JdbcStorage.in(Databases.source(server.port()), JdbcSettings.of("anna%", "example.com"));
        direct().put(name, CONTENT);

        assertThat(other.get(name, CONTENT.length)).isEmpty();
        assertThat(other.list("")).isEmpty();
        other.put(name, new byte[1]);
        other.delete(name);

        assertThat(direct().get(name, CONTENT.length)).matches(JdbcFailuresTest::isContent);
    }

    @Test
    void theScriptCanBeRunAgain() throws Exception {
        direct().put(name, CONTENT);

        Databases.administer(server, Databases.script());

        assertThat(direct().get(name, CONTENT.length)).matches(JdbcFailuresTest::isContent);
    }

    /** Some pools are set so for an app that counts on it. */
    @Test
    void aConnectionThatDoesNotCommitByItselfIsMadeTo() throws Exception {
        try (Connection kept = Databases.source(server.port()).getConnection()) {
            kept.setAutoCommit(false);

            Databases.storage(new OneConnection(kept)).put(name, CONTENT);

            assertThat(direct().get(name, CONTENT.length)).matches(JdbcFailuresTest::isContent);
        }
    }

    private static boolean isContent(Optional<byte[]> found) {
        return found.filter(each -> Arrays.equals(CONTENT, each)).isPresent();
    }

    private static JdbcSettings settings() {
        return JdbcSettings.of("anna", "example.com");
    }

    private static PGSimpleDataSource withOptions(String options) {
        PGSimpleDataSource source = Databases.source(server.port());
        source.setOptions(options);
        return source;
    }

    private StorageProvider proxied() {
        return Databases.storage(Databases.source(proxy.port()));
    }

    private static StorageProvider direct() {
        return Databases.storage(Databases.source(server.port()));
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
