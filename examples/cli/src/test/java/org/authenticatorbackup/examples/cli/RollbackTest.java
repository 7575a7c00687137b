package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recovery account keeps the word on the newest backup: a storage that hides it is found out. */
class RollbackTest {

    private static final Map<String, String> PASSPHRASE = Map.of("PW", "ünlikely Läntern 7 ríver of glass");

    @TempDir
    Path directory;

    private Path cloud;
    private String account;
    private String kit;

    @BeforeEach
    void aPhoneWithARecoveryAccountBacksUpTwice() throws IOException {
        cloud = Files.createDirectory(directory.resolve("cloud"));
        account = directory.resolve("account").toUri().toString();
        kit = directory.resolve("kit.txt").toString();
        Phone phone = Phone.initialized(directory.resolve("phone"));
        phone.run("add", "otpauth://totp/First:alice?secret=GEZDGNBVGY3TQOJQ&issuer=First");
        phone.run(
                        PASSPHRASE,
                        "enable",
                        "--storage",
                        cloud.toUri().toString(),
                        "--passphrase-env",
                        "PW",
                        "--recovery-account",
                        account)
                .succeeded();
        phone.run(PASSPHRASE, "kit", "--out", kit, "--passphrase-env", "PW").succeeded();
        phone.run("add", "otpauth://totp/Later:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Later");
        phone.run("backup").succeeded();
    }

    @Test
    void anHonestStorageIsSaidToBeFresh() {
        Result recovered = recover(new Phone(directory.resolve("fresh")), "--recovery-account", account);

        assertThat(recovered.text("freshness")).isEqualTo("VERIFIED");
    }

    @Test
    void aStorageThatHidesTheNewestBackupIsSuspected() throws IOException {
        Files.delete(newest());

        Result recovered = recover(new Phone(directory.resolve("fresh")), "--recovery-account", account);

        assertThat(recovered.text("freshness")).isEqualTo("ROLLBACK_SUSPECTED");
    }

    @Test
    void withoutTheAccountNobodyKnows() throws IOException {
        Files.delete(newest());

        Result recovered = recover(new Phone(directory.resolve("fresh")));

        assertThat(recovered.text("freshness")).isEqualTo("FRESHNESS_UNVERIFIED");
    }

    private Path newest() throws IOException {
        try (Stream<Path> files = Files.walk(cloud)) {
            List<Path> snapshots = files.filter(file -> file.toString().contains("snap") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
            assertThat(snapshots).hasSize(2);
            return snapshots.get(1);
        }
    }

    private Result recover(Phone fresh, String... options) {
        return fresh.json(Stream.concat(
                                Stream.of("recover", "--storage", cloud.toUri().toString(), "--kit-file", kit),
                                Stream.of(options))
                        .toArray(String[]::new))
                .succeeded();
    }
}
