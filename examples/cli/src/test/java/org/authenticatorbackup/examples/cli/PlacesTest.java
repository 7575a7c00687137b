package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are missing, read-only or full, under the storage and under the phone. */
class PlacesTest {

    private static final int FULL_KIB = 256;

    @TempDir
    Path directory;

    private LostPhone lost;
    private Mounts mounts;

    @BeforeEach
    void losePhone() throws IOException {
        lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        mounts = new Mounts();
    }

    @AfterEach
    void unmount() throws IOException {
        mounts.close();
    }

    @Test
    void aMissingFolderIsNamedAndTheNextBackupWorks() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(lost.storage(), elsewhere);

        lost.phone().json("backup").refusedFor("MISSING_PLACE");
        lost.phone().run("backup").refusedInWords();

        Files.move(elsewhere, lost.storage());
        lost.phone().run("backup").succeeded();
        assertRecoverable();
    }

    @Test
    void turningOnIntoAMissingFolderLeavesBackupOff() throws IOException {
        Phone phone = Phone.initialized(directory.resolve("phone"));
        Path cloud = directory.resolve("later");

        phone.json("enable", "--storage", cloud.toUri().toString(), "--generate-passphrase")
                .refusedFor("MISSING_PLACE");

        assertThat(phone.json("status").text("status")).isEqualTo("OFF");
        assertThat(cloud).doesNotExist();
        Files.createDirectory(cloud);
        phone.run("enable", "--storage", cloud.toUri().toString(), "--generate-passphrase")
                .succeeded();
    }

    @Test
    void aReadOnlyFolderRefusesBackupsAndStillRecovers() throws IOException {
        mounts.readOnly(lost.storage());
        Map<String, String> before = lost.stored();

        lost.phone().json("backup").refusedFor("REFUSED");
        lost.phone().run("backup").refusedInWords();

        assertThat(lost.stored()).isEqualTo(before);
        assertRecoverable();
    }

    @Test
    void aFullStorageIsSaidAndTheOldBackupsStay() throws IOException {
        Path small = mounts.small(directory.resolve("small"), FULL_KIB);
        lost.connect(small);
        LostPhone moved = new LostPhone(lost.phone(), small, lost.kit());
        moveObjects(lost.storage(), small);
        lost.phone().run("backup").succeeded();
        Map<String, String> before = moved.stored();
        fill(small);

        lost.phone().json("backup").refusedFor("QUOTA_EXCEEDED");
        lost.phone().run("backup").refusedInWords();

        assertThat(moved.stored()).isEqualTo(before);
        Phone fresh = new Phone(directory.resolve("fresh"));
        moved.recoverByKit(fresh).succeeded();
        assertThat(fresh.looks()).isEqualTo(lost.phone().looks());
        Files.delete(small.resolve(".filler"));
        lost.phone().run("backup").succeeded();
    }

    @Test
    void aFullPhoneShowsNoCounterCodeAndLosesNothing() throws IOException {
        Path small = mounts.small(directory.resolve("disk"), FULL_KIB);
        Phone phone = new Phone(small.resolve("home"));
        lost.recoverByKit(phone).succeeded();
        String id = phone.counterId();
        fill(small);

        phone.json("codes", "--next", id).refusedFor("UNWRITABLE");
        phone.json("add", "otpauth://totp/New:x?secret=GEZDGNBVGY3TQOJQ&issuer=New")
                .refusedFor("UNWRITABLE");
        phone.json("backup").refusedFor("UNWRITABLE");
        phone.run("backup").refusedInWords();

        Files.delete(small.resolve(".filler"));
        assertThat(phone.looks()).isEqualTo(lost.phone().looks());
        assertThat(phone.json("codes", "--next", id).out())
                .isEqualTo(lost.phone().json("codes", "--next", id).out());
        phone.run("backup").succeeded();
    }

    @Test
    void recoveringOntoAFullPhoneChangesNothing() throws IOException {
        Path small = mounts.small(directory.resolve("disk"), FULL_KIB);
        Phone phone = Phone.initialized(small.resolve("home"));
        fill(small);

        lost.recoverByKit(phone).refusedFor("UNWRITABLE");

        assertThat(phone.ids()).isEmpty();
        Files.delete(small.resolve(".filler"));
        lost.recoverByKit(phone).succeeded();
        assertThat(phone.looks()).isEqualTo(lost.phone().looks());
    }

    private void assertRecoverable() {
        Phone fresh = new Phone(directory.resolve("fresh"));
        lost.recoverByKit(fresh).succeeded();
        assertThat(fresh.looks()).isEqualTo(lost.phone().looks());
    }

    private static void moveObjects(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(f -> !f.equals(from)).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void fill(Path disk) throws IOException {
        FileStore store = Files.getFileStore(disk);
        Files.write(disk.resolve(".filler"), new byte[(int) store.getUsableSpace()]);
        assertThat(store.getUsableSpace()).isZero();
    }
}
