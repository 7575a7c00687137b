package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
