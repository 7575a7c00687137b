package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several storages at once: each has a copy, and one of them is enough. */
class DestinationsTest {

    @TempDir
    Path directory;

    private Path one;
    private Path two;
    private Phone phone;
    private Path kit;

    @BeforeEach
    void enableWithTwoStorages() throws IOException {
        one = Files.createDirectory(directory.resolve("one"));
        two = Files.createDirectory(directory.resolve("two"));
        kit = directory.resolve("kit.txt");
        phone = Phone.initialized(directory.resolve("phone"));
        phone.run("import", Phone.SAMPLE.toString()).succeeded();
        Result enabled = phone.json(
                        LostPhone.PASSPHRASE,
                        "enable",
                        "--storage",
                        uri(one),
                        "--storage",
                        uri(two),
                        "--passphrase-env",
                        "PW",
                        "--allow-lone-passphrase")
                .succeeded();
        assertThat(enabled.number("verifiedCopies")).isEqualTo(2);
        phone.run(LostPhone.PASSPHRASE, "kit", "--out", kit.toString(), "--passphrase-env", "PW")
                .succeeded();
    }

    @Test
    void eachStorageBringsTheAccountsBack() {
        for (Path each : new Path[] {one, two}) {
            Phone fresh = new Phone(directory.resolve("from-" + each.getFileName()));
            fresh.json("recover", "--storage", uri(each), "--kit-file", kit.toString())
                    .succeeded();

            assertThat(fresh.looks()).isEqualTo(phone.looks());
        }
    }

    @Test
    void statusTellsOfEachCopyByItsUri() {
        Result status = phone.json("status").succeeded();

        assertThat(status.texts("destinations", "storage")).containsExactly(uri(one), uri(two));
        assertThat(status.texts("destinations", "state")).containsExactly("CURRENT", "CURRENT");
        assertThat(phone.run("status").succeeded().out())
                .contains(uri(one) + ": up to date", uri(two) + ": up to date");
    }

    @Test
    void aStorageOutOfReachIsNamedAndCatchesUp() throws IOException {
        Path away = directory.resolve("away");
        Files.move(two, away);

        Result backup = phone.json("backup").succeeded();

        assertThat(backup.number("verifiedCopies")).isEqualTo(1);
        assertThat(backup.out()).contains("MISSING_PLACE");
        assertThat(phone.run("backup").succeeded().out()).contains("1 of 2", "NOT stored  " + uri(two));
        Result behind = phone.json("status").succeeded();
        assertThat(behind.truth("protected")).isTrue();
        assertThat(behind.texts("destinations", "state")).containsExactly("CURRENT", "LAGGING");

        Files.move(away, two);
        assertThat(phone.json("backup").succeeded().number("verifiedCopies")).isEqualTo(2);
        assertThat(phone.json("status").texts("destinations", "state")).containsExactly("CURRENT", "CURRENT");
    }

    @Test
    void aStorageThatWasEmptiedGetsItsCopyBackAndBringsTheAccountsBack() throws IOException {
        try (Stream<Path> all = Files.walk(two)) {
            all.sorted(Comparator.reverseOrder())
                    .filter(each -> !each.equals(two))
                    .forEach(each -> assertThat(each.toFile().delete()).isTrue());
        }

        assertThat(phone.json("backup").succeeded().number("verifiedCopies")).isEqualTo(2);

        assertThat(phone.run("status").succeeded().out()).contains("It had lost the backup on ");
        Phone fresh = new Phone(directory.resolve("fresh"));
        fresh.json(LostPhone.PASSPHRASE, "recover", "--storage", uri(two), "--passphrase-env", "PW")
                .succeeded();
        assertThat(fresh.looks()).isEqualTo(phone.looks());
    }

    @Test
    void aRecoveryReadsAllThatAreNamedTogether() throws IOException {
        Path away = directory.resolve("away");
        Files.move(two, away);
        phone.run("add", "otpauth://totp/New:x?secret=GEZDGNBVGY3TQOJQ&issuer=New")
                .succeeded();
        phone.run("backup").succeeded();
        Files.move(away, two);

        Phone fresh = new Phone(directory.resolve("fresh"));
        fresh.json("recover", "--storage", uri(two), "--storage", uri(one), "--kit-file", kit.toString())
                .succeeded();

        assertThat(fresh.looks()).isEqualTo(phone.looks());
        assertThat(fresh.json("status").texts("destinations", "storage")).containsExactly(uri(two), uri(one));
    }

    private static String uri(Path folder) {
        return folder.toUri().toString();
    }
}
