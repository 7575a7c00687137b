package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.backup.AuditReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices are brought together, many accounts do not go unasked, and a backup is deleted late and on demand. */
class UpkeepCommandsTest {

    @TempDir
    Path directory;

    private LostPhone here;
    private Phone phone;

    @BeforeEach
    void copyPhone() throws IOException {
        here = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        phone = here.phone();
    }

    @Test
    void whatOneDeviceAddedTheOtherHasAfterASync() {
        Phone other = new Phone(directory.resolve("other"));
        here.recoverByKit(other).succeeded();
        other.run("add", "otpauth://totp/Theirs:x?secret=GEZDGNBVGY3TQOJQ&issuer=Theirs")
                .succeeded();
        other.run("backup").succeeded();

        Result sync = phone.json("sync", "--kit-file", here.kit().toString()).succeeded();

        assertThat(sync.number("joined")).isPositive();
        assertThat(phone.looks()).isEqualTo(other.looks());
        assertThat(phone.run("sync", "--kit-file", here.kit().toString())
                        .succeeded()
                        .out())
                .contains("Joined        0 backups");
    }

    @Test
    void aSyncNeedsBackupAndTheRightSecret() {
        Phone.initialized(directory.resolve("off"))
                .json(LostPhone.PASSPHRASE, "sync", "--passphrase-env", "PW")
                .refusedFor("NOT_ENABLED");
        phone.json(Map.of("PW", "wrong"), "sync", "--passphrase-env", "PW").refusedFor("WRONG_SECRET");
    }

    @Test
    void manyAccountsLeaveTheBackupOnlyByAgreement() {
        phone.ids().stream().limit(3).forEach(id -> phone.run("delete", id).succeeded());
        int stored = here.snapshots().size();

        JsonMembers error = phone.json("backup").refusedFor("MASS_CHANGE").json("error");
        List<String> change = Result.get(() -> error.texts("arguments"));
        String agreement = String.join("-", change);

        assertThat(Result.text(error, "message")).contains("--agree " + agreement);
        assertThat(here.snapshots()).hasSize(stored);
        phone.json("backup", "--agree", "4" + agreement.substring(1)).refusedFor("MASS_CHANGE");
        phone.json("backup", "--agree", agreement).succeeded();
        assertThat(here.snapshots()).hasSize(stored + 1);
    }

    @Test
    void aDeletionIsConfirmedAnnouncedAndCalledOff() {
        phone.json("delete-backup").refusedFor("NOT_CONFIRMED");
        phone.json("delete-backup", "--confirm", "yes").refusedFor("NOT_CONFIRMED");
        assertThat(phone.json("status").out()).contains("\"deletion\":null");

        Result deletion = phone.json("delete-backup", "--confirm", "delete").succeeded();
        assertThat(deletion.text("phase")).isEqualTo("WAITING");
        assertThat(Result.text(phone.json("status").succeeded().json("deletion"), "due"))
                .isEqualTo(deletion.text("due"));
        assertThat(phone.run("status").succeeded().out()).contains("undelete-backup");
        phone.run("backup").succeeded();

        phone.run("undelete-backup").succeeded();
        assertThat(phone.json("status").out()).contains("\"deletion\":null");
        assertThat(here.snapshots()).isNotEmpty();
    }

    @Test
    void aDeletionNeedsBackup() {
        Phone off = Phone.initialized(directory.resolve("off"));

        off.json("delete-backup", "--confirm", "delete").refusedFor("NOT_ENABLED");
        off.json("undelete-backup").refusedFor("NOT_ENABLED");
    }

    @Test
    void anAuditIsTakenByStatusAndOnceADay() throws IOException {
        Phone fresh = enabled(Files.createDirectory(directory.resolve("cloud")));

        String first = Result.text(fresh.json("status").succeeded().json("audit"), "outcome");
        String second = Result.text(fresh.json("backup").succeeded().json("audit"), "outcome");

        assertThat(List.of(first, second)).containsExactly("DONE", "NOT_DUE");
    }

    @Test
    void whatVanishedIsStoredAgainAndSaid() throws IOException {
        Path cloud = Files.createDirectory(directory.resolve("cloud"));
        Phone fresh = enabled(cloud);
        List<Path> snapshots = snapshots(cloud);
        for (Path snapshot : snapshots) {
            Files.delete(snapshot);
        }

        Result status = fresh.json("status").succeeded();

        assertThat(status.texts("warnings", "code")).contains("BACKUP_VANISHED");
        assertThat(status.truth("protected")).isTrue();
        assertThat(snapshots(cloud)).hasSameSizeAs(snapshots);
    }

    @Test
    void statusGoesOnIfTheStorageIsAway() throws IOException {
        Path cloud = Files.createDirectory(directory.resolve("cloud"));
        Phone fresh = enabled(cloud);
        Files.move(cloud, directory.resolve("away"));

        Result status = fresh.json("status").succeeded();

        assertThat(Result.text(status.json("audit"), "reason")).isEqualTo("MISSING_PLACE");
        assertThat(fresh.run("status").succeeded().out()).contains("Not looked after");
    }

    /** A phone that has just turned backup on. */
    private Phone enabled(Path cloud) {
        Phone fresh = Phone.initialized(directory.resolve("fresh"));
        fresh.run("import", Phone.SAMPLE.toString()).succeeded();
        fresh.run("enable", "--storage", cloud.toUri().toString(), "--generate-passphrase")
                .succeeded();
        return fresh;
    }

    private static List<Path> snapshots(Path cloud) throws IOException {
        try (Stream<Path> files = Files.walk(cloud)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/snap"))
                    .toList();
        }
    }

    @Test
    void thatTheBackupIsGoneIsSaid() {
        AuditReport deleted =
                new AuditReport(AuditReport.Outcome.BACKUP_DELETED, Set.of(), Optional.empty(), 0, List.of(), 0);

        assertThat(told(new DailyAudit(Optional.of(deleted), Optional.empty()))).contains("deleted");
        assertThat(told(new DailyAudit(Optional.empty(), Optional.of(StorageException.Reason.OFFLINE))))
                .contains("does not answer");
    }

    private static String told(DailyAudit audit) {
        assertThat(audit.rows()).hasSize(1);
        return Language.ENGLISH.say(audit.rows().get(0).get(1));
    }

    @Test
    void waysInAreListedNamedAndNotAllRemoved() {
        Result slots = phone.json("slots", "--kit-file", here.kit().toString()).succeeded();
        assertThat(slots.texts("slots", "origin")).containsExactly("KNOWN");
        String id = slots.texts("slots", "id").get(0);

        phone.run(
                        "slot",
                        "label",
                        id,
                        "the paper in the drawer",
                        "--kit-file",
                        here.kit().toString())
                .succeeded();

        assertThat(phone.run("slots", "--kit-file", here.kit().toString())
                        .succeeded()
                        .out())
                .contains("passphrase", id, "known", "the paper in the drawer");
        phone.json("slot", "remove", id, "--kit-file", here.kit().toString()).refusedFor("LAST_SLOT");
        phone.json(
                        "slot",
                        "label",
                        "0000000000000000",
                        "x",
                        "--kit-file",
                        here.kit().toString())
                .refusedFor("NO_SUCH_SLOT");
    }
}
