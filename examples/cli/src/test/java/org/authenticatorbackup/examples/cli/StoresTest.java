package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void aWrongPasswordIsTold() throws Exception {
        try (Store store = Store.Kind.LIGHTTPD.start()) {
            Phone phone = Phone.initialized(directory.resolve("A"));

            phone.json(
                            store.environmentWith("WEBDAV_PASSWORD", "hunter2"),
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
    }

    @ParameterizedTest
    @CsvSource({
        "s3://backups, ''",
        "s3://backups, AWS_ACCESS_KEY_ID",
        "s3://backups, AWS_SECRET_ACCESS_KEY",
        "webdav+https://nas.example/x, WEBDAV_USER",
    })
    void whatOpensAStoreIsAskedFor(String uri, String given) {
        Phone phone = Phone.initialized(directory.resolve("A"));

        Result result = phone.run(
                given.isEmpty() ? Map.of() : Map.of(given, "hunter2"),
                "enable",
                "--storage",
                uri,
                "--generate-passphrase");

        result.misused();
        assertThat(result.err()).contains("environment variable").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://backups?password=hunter2",
        "s3://backups?endpoint=https://user:hunter2@s3.example",
        "webdav+https://user:hunter2@nas.example/x",
        "webdav+http://nas.example/hunter2",
        "webdav+https://nas.example/x?password=hunter2",
    })
    void aSecretThatStrayedIntoTheUriIsNotRepeated(String uri) {
        Phone phone = Phone.initialized(directory.resolve("A"));
        Map<String, String> all = Map.of(
                "AWS_ACCESS_KEY_ID", "x", "AWS_SECRET_ACCESS_KEY", "x", "WEBDAV_USER", "x", "WEBDAV_PASSWORD", "x");

        Result result = phone.run(all, "enable", "--storage", uri, "--generate-passphrase");

        result.misused();
        assertThat(result.err()).doesNotContain("hunter2");
    }
}
