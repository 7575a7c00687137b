package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.authenticatorbackup.examples.testsupport.Fault;
import org.authenticatorbackup.examples.testsupport.FaultProxy;
import org.authenticatorbackup.examples.testsupport.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same story over every kind of store. */
class StoresTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void aLostPhoneComesBack(Store.Kind kind) throws Exception {
        try (Store store = kind.start()) {
            Phone lost = Phone.initialized(directory.resolve("A"));
            lost.run("import", Phone.SAMPLE.toString()).succeeded();
            String passphrase = lost.json(
                            store.environment(), "enable", "--storage", store.uri(), "--generate-passphrase")
                    .succeeded()
                    .text("passphrase");
            lost.run("add", "otpauth://totp/Later:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Later")
                    .succeeded();
            Result backup = lost.json(store.environment(), "backup").succeeded();
            assertThat(backup.number("verifiedCopies")).isEqualTo(1);

            Phone fresh = new Phone(directory.resolve("B"));
            fresh.json(
                            store.environmentWith("PW", passphrase),
                            "recover",
                            "--storage",
                            store.uri(),
                            "--passphrase-env",
                            "PW")
                    .succeeded();

            assertThat(fresh.looks()).isEqualTo(lost.looks());
            fresh.json(store.environment(), "backup").succeeded();
            assertThat(fresh.json(store.environment(), "status").truth("protected"))
                    .isTrue();
        }
    }

    /** What is acknowledged is there, whatever was lost on the way; and what is refused can be tried again. */
    @ParameterizedTest
    @EnumSource(names = {"S3PROXY", "LIGHTTPD"})
    void whatIsAcknowledgedOverABadNetworkIsThere(Store.Kind kind) throws Exception {
        try (Store store = kind.start();
                FaultProxy network = FaultProxy.before(store.port())) {
            Phone phone = Phone.initialized(directory.resolve("A"));
            phone.run("import", Phone.SAMPLE.toString()).succeeded();
            String passphrase = phone.json(
                            store.environment(),
                            "enable",
                            "--storage",
                            store.uriBehind(network),
                            "--generate-passphrase")
                    .succeeded()
                    .text("passphrase");
            Path kit = directory.resolve("kit.txt");
            phone.run(store.environmentWith("PW", passphrase), "kit", "--out", kit.toString(), "--passphrase-env", "PW")
                    .succeeded();
            List<Fault> faults = List.of(Fault.LOSE_REPLY, Fault.cutRequest(700), Fault.cutReply(9), Fault.RESET);
            for (int i = 0; i < faults.size(); i++) {
                phone.run("add", "otpauth://totp/New:" + i + "?secret=GEZDGNBVGY3TQOJQ&issuer=New")
                        .succeeded();
                network.next(faults.get(i), "PUT ");

                Result first = phone.json(store.environment(), "backup");
                if (first.code() != 0) {
                    first.refusedFor("OFFLINE");
                    phone.json(store.environment(), "backup").succeeded();
                }

                assertThat(network.faults()).isEqualTo(i + 1);
                Phone fresh = new Phone(directory.resolve("fresh" + i));
                fresh.json(store.environment(), "recover", "--storage", store.uri(), "--kit-file", kit.toString())
                        .succeeded();
                assertThat(fresh.looks()).isEqualTo(phone.looks());
            }
        }
    }

    /** One goes out of business, the other has it all. */
    @ParameterizedTest
    @EnumSource(names = {"S3PROXY", "POSTGRES"})
    void aPhoneWithTwoStoresLosesNothingWithOneOfThem(Store.Kind other) throws Exception {
        Phone lost = Phone.initialized(directory.resolve("A"));
        lost.run("import", Phone.SAMPLE.toString()).succeeded();
        try (Store kept = Store.Kind.LIGHTTPD.start()) {
            String passphrase;
            try (Store gone = other.start()) {
                Map<String, String> both = new TreeMap<>(kept.environment());
                both.putAll(gone.environment());
                Result enabled = lost.json(
                                both,
                                "enable",
                                "--storage",
                                gone.uri(),
                                "--storage",
                                kept.uri(),
                                "--generate-passphrase")
                        .succeeded();
                assertThat(enabled.number("verifiedCopies")).isEqualTo(2);
                passphrase = enabled.text("passphrase");
                assertThat(lost.json(both, "status").texts("destinations", "storage"))
                        .containsExactly(gone.uri(), kept.uri());
            }
            lost.run("add", "otpauth://totp/Later:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Later")
                    .succeeded();
            assertThat(lost.json(kept.environment(), "backup").succeeded().number("verifiedCopies"))
                    .isEqualTo(1);
            assertThat(lost.json(kept.environment(), "status").texts("destinations", "state"))
                    .containsExactly("LAGGING", "CURRENT");

            Phone fresh = new Phone(directory.resolve("B"));
            fresh.json(
                            kept.environmentWith("PW", passphrase),
                            "recover",
                            "--storage",
                            kept.uri(),
                            "--passphrase-env",
                            "PW")
                    .succeeded();
            assertThat(fresh.looks()).isEqualTo(lost.looks());
        }
    }

    @Test
    void withoutTheKeyOfItsStoreAPhoneIsAnAuthenticatorStill() throws Exception {
        try (Store store = Store.Kind.S3PROXY.start()) {
            Phone phone = Phone.initialized(directory.resolve("A"));
            phone.run("import", Phone.SAMPLE.toString()).succeeded();
            phone.run(store.environment(), "enable", "--storage", store.uri(), "--generate-passphrase")
                    .succeeded();

            assertThat(phone.json("codes").succeeded().texts("codes", "id")).isNotEmpty();
            phone.json("backup").refusedFor("UNAUTHORIZED");
        }
    }

    /** Its table has to be made first, by whoever runs the database. */
    @Test
    void aDatabaseWithoutTheTableIsTold() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            Map<String, String> environment =
                    Map.of(PostgresScheme.USER, PostgresServer.ADMIN, PostgresScheme.PASSWORD, PostgresServer.PASSWORD);
            String uri = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";

            Result check = new Phone(directory.resolve("A"))
                    .json(environment, "check", "--storage", uri)
                    .succeeded();

            assertThat(check.truth("passed")).isFalse();
            assertThat(check.out()).contains("MISSING_PLACE");
        }
    }

    @Test
    void aWrongPasswordIsTold() throws Exception {
        try (Store store = Store.Kind.LIGHTTPD.start()) {
            Phone phone = Phone.initialized(directory.resolve("A"));

            phone.json(
                            store.environmentWith(WebDavScheme.PASSWORD, "hunter2"),
                            "enable",
                            "--storage",
                            store.uri(),
                            "--generate-passphrase")
                    .refusedFor("UNAUTHORIZED");
        }
    }

    @Test
    void aStoreThatIsAwayIsTold() throws Exception {
        String uri;
        try (Store store = Store.Kind.LIGHTTPD.start()) {
            uri = store.uri();
        }
        Phone phone = Phone.initialized(directory.resolve("A"));

        phone.json("enable", "--storage", uri, "--generate-passphrase").refusedFor("OFFLINE");
        phone.json("enable", "--storage", "s3://backups", "--generate-passphrase")
                .refusedFor("UNAUTHORIZED");
    }
}
