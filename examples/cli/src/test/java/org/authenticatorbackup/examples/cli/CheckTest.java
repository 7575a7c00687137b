package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a storage is fit for backups, before anything goes there. */
class CheckTest {

    @TempDir
    Path directory;

    private Path cloud;

    @BeforeEach
    void makeStorage() throws IOException {
        cloud = Files.createDirectory(directory.resolve("cloud"));
    }

    @Test
    void aGoodFolderPassesAndIsLeftEmpty() throws IOException {
        Result result = check("--json").succeeded();

        assertThat(result.truth("passed")).isTrue();
        assertThat(result.texts("failed", "code")).isEmpty();
        assertThat(result.number("requests")).isPositive();
        try (var left = Files.walk(cloud)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(check("--thorough").succeeded().out()).contains("Fit for backups  yes");
    }

    @Test
    void backupsThatAreThereStayAsTheyAre() throws IOException {
        LostPhone lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        Map<String, String> before = lost.stored();

        Phone.runBare(Map.of(), "", "check", "--storage", lost.storage().toUri().toString())
                .succeeded();

        assertThat(lost.stored()).isEqualTo(before);
    }

    @Test
    void aMissingFolderFailsAndIsNotMade() throws IOException {
        Files.delete(cloud);

        Result result = check("--json").succeeded();

        assertThat(result.truth("passed")).isFalse();
        assertThat(result.texts("failed", "code")).containsExactly("STOPPED");
        assertThat(result.texts("failed", "reason")).containsExactly("MISSING_PLACE");
        assertThat(cloud).doesNotExist();
        assertThat(check().succeeded().out()).contains("Fit for backups  NO").contains("The folder of the storage");
    }

    @Test
    void aReadOnlyFolderFails() throws IOException {
        try (Mounts mounts = new Mounts()) {
            mounts.readOnly(cloud);

            Result result = check("--json").succeeded();

            assertThat(result.truth("passed")).isFalse();
            assertThat(result.texts("failed", "code")).contains("PUT_FAILS");
            assertThat(check().succeeded().out()).contains("read-only");
        }
    }

    private Result check(String... options) {
        String[] args = new String[options.length + 3];
        args[0] = "check";
        args[1] = "--storage";
        args[2] = cloud.toUri().toString();
        System.arraycopy(options, 0, args, 3, options.length);
        return Phone.runBare(Map.of(), "", args);
    }
}
