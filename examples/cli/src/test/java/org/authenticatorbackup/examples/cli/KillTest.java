package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills backups at random moments: whatever was acknowledged stays, and the phone goes on. */
class KillTest {

    private static final int KILLS = Integer.getInteger("authbackup.kills", 50);

    /** After so many kills one backup is left to end by itself, so that there is something to lose. */
    private static final int KILLS_BETWEEN = 5;

    /** What the exit code of a process ended by signal 9 is. */
    private static final int KILLED = 128 + 9;

    /** Most of a run is the start of the virtual machine: every other kill waits for the first write, and then so long. */
    private static final int AT_WORK_MILLISECONDS = 60;

    private static final long SEED = 50_000_009;

    @TempDir
    Path directory;

    private LostPhone lost;
    private Phone phone;
    private List<String> acknowledged = List.of();
    private int killed;
    private int killedAtWork;

    @BeforeEach
    void losePhone() throws IOException {
        lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        phone = lost.phone();
    }

    @Test
    @Timeout(value = 600, unit = TimeUnit.SECONDS)
    void everyAcknowledgedBackupSurvivesKills() throws Exception {
        Random random = new Random(SEED);
        int typical = backUpInPeace();
        for (int round = 1; round <= KILLS; round++) {
            addAccount("round" + round);
            boolean isAtWork = round % 2 == 0;

            killOne(isAtWork, random.nextInt(isAtWork ? AT_WORK_MILLISECONDS : typical));

            assertThat(recovered("fresh" + round)).as("after round %s", round).containsAll(acknowledged);
            if (round % KILLS_BETWEEN == 0) {
                typical = backUpInPeace();
            }
        }
        System.out.printf(
                "kill test: %d of %d backups killed, %d of them after the first write%n", killed, KILLS, killedAtWork);
        assertThat(killed).as("killed, of %s", KILLS).isGreaterThan(KILLS / 4);
        assertThat(killedAtWork).as("killed while at work, of %s", killed).isGreaterThan(KILLS / 10);
        assertThat(phone.json("status").truth("protected")).isTrue();
        assertThat(recovered("last")).isEqualTo(phone.ids());
        Phone byPassphrase = new Phone(directory.resolve("by-passphrase"));
        lost.recoverByPassphrase(byPassphrase).succeeded();
        assertThat(byPassphrase.looks()).isEqualTo(phone.looks());
    }

    private void killOne(boolean isAtWork, int delayMilliseconds) throws Exception {
        List<String> held = phone.ids();
        Set<String> before = traces();
        ChildProcess backup = startBackup();
        if (isAtWork) {
            backup.await(() -> !traces().equals(before));
        }
        Result result = backup.killAfter(delayMilliseconds);
        if (result.code() == 0) {
            assertThat(result.text("snapshot")).isNotEmpty();
            acknowledged = held;
        } else {
            assertThat(result.code()).as("killed, and nothing else: %s", result).isEqualTo(KILLED);
            killed++;
            killedAtWork += traces().equals(before) ? 0 : 1;
        }
        assertThat(phone.ids()).isEqualTo(held);
    }

    /** {@return how long it took, in milliseconds} */
    private int backUpInPeace() throws Exception {
        Instant start = Instant.now();
        startBackup().end().succeeded();
        int milliseconds = (int) Duration.between(start, Instant.now()).toMillis();
        acknowledged = phone.ids();
        return milliseconds;
    }

    /** The files of phone and storage, by name and time of change. If one vanishes meanwhile, they are looked at again. */
    private Set<String> traces() throws IOException {
        Optional<Set<String>> traces = Optional.empty();
        while (traces.isEmpty()) {
            traces = tracesAtOnce();
        }
        return traces.get();
    }

    private Optional<Set<String>> tracesAtOnce() throws IOException {
        try {
            return Optional.of(tracesOnce());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Set<String> tracesOnce() throws IOException {
        Set<String> traces = new TreeSet<>();
        try (Stream<Path> files = Files.walk(directory.resolve("lost"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                traces.add(file + " " + Files.getLastModifiedTime(file));
            }
        }
        return traces;
    }

    private ChildProcess startBackup() throws IOException {
        return ChildProcess.start(directory, "--home", phone.home().toString(), "--json", "backup");
    }

    private void addAccount(String name) {
        phone.run("add", "otpauth://totp/Kill:" + name + "?secret=GEZDGNBVGY3TQOJQ&issuer=Kill")
                .succeeded();
    }

    private List<String> recovered(String name) {
        Phone fresh = new Phone(directory.resolve(name));
        lost.recoverByKit(fresh).succeeded();
        return fresh.ids();
    }
}
