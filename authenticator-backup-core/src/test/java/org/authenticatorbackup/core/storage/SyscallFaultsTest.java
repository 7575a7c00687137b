package org.authenticatorbackup.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.testing.OwnClassPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets the n-th system call of a kind fail, by {@code strace}, in a process that stores objects and documents: whatever it
 * was told is stored is there, everything else fails in a typed way, and the next attempt works. Needs Linux and
 * {@code strace}; elsewhere it is skipped, saying so.
 */
@Timeout(900)
class SyscallFaultsTest {

    private static final List<String> CALLS =
            List.of("openat", "write", "fsync", "link", "unlink", "rename", "mkdir", "getdents64", "newfstatat");
    private static final List<String> ERRORS = List.of("EIO", "ENOSPC", "EACCES");
    private static final int DEEPEST = 4;

    @TempDir
    Path directory;

    private Path storageFolder;
    private Path stateFolder;
    private final List<Integer> acknowledged = new ArrayList<>();
    private int document;
    private int number;

    @Test
    void p14_p15_aFailingSystemCallLosesNothingAcknowledged() throws Exception {
        storageFolder = Files.createDirectory(directory.resolve("storage"));
        stateFolder = directory.resolve("state");
        Map<String, Integer> struck = new TreeMap<>();
        int runs = 0;
        try (Victim victim = new Victim()) {
            for (String call : CALLS) {
                for (int nth = 1; nth <= DEEPEST; nth++) {
                    for (String error : ERRORS) {
                        runs++;
                        boolean hit = run(victim, Optional.of(call + ":error=" + error + ":when=" + nth));
                        struck.merge(call, hit ? 1 : 0, Integer::sum);
                        run(victim, Optional.empty());
                        assertThat(acknowledged).as("after %s", call).contains(number);
                        assertThat(document).isEqualTo(number);
                    }
                }
            }
        }
        System.out.printf(
                "system calls: %d runs, struck %s, %d objects acknowledged, 0 lost%n",
                runs, struck, acknowledged.size());
        assertThat(runs).isGreaterThanOrEqualTo(100);
        assertThat(struck).containsOnlyKeys(CALLS);
        assertThat(struck.values()).as("each kind of call was met").allMatch(hits -> hits > 0);
    }

    /** Stores the next number, with or without a fault, and checks everything. Tells whether the fault struck. */
    private boolean run(Victim victim, Optional<String> fault) throws Exception {
        number++;
        boolean struck = false;
        List<String> outcome;
        if (fault.isPresent()) {
            try (Strace strace = Strace.attach(victim.pid(), fault.get(), directory.resolve("strace"))) {
                victim.begin(number);
                victim.awaitQuiet(strace);
            }
            struck = Files.readString(directory.resolve("strace")).contains("INJECTED");
            outcome = victim.outcome();
        } else {
            victim.begin(number);
            outcome = victim.outcome();
        }
        assertThat(outcome).as("%s", fault).noneMatch(line -> line.startsWith("unexpected"));
        if (outcome.contains("object")) {
            acknowledged.add(number);
        }
        int former = document;
        document = outcome.contains("document") ? number : document;
        check(fault, former, outcome);
        return struck;
    }

    private void check(Optional<String> fault, int former, List<String> outcome) throws Exception {
        StorageProvider storage = FileSystemStorage.in(storageFolder);
        for (int each : acknowledged) {
            assertThat(storage.get(SyscallVictim.name(each), SyscallVictim.BYTES))
                    .as("%s, object %s: %s", fault, each, outcome)
                    .hasValue(SyscallVictim.content(each));
        }
        assertThat(storage.list("")).as("%s: %s", fault, outcome).hasSizeGreaterThanOrEqualTo(acknowledged.size());
        Optional<byte[]> kept = FileDeviceState.in(stateFolder).get("document");
        if (outcome.contains("document")) {
            assertThat(kept).hasValue(SyscallVictim.content(number));
        } else if (former > 0) {
            assertThat(kept.orElseThrow())
                    .as("%s: the former document or the new one, whole", fault)
                    .isIn(SyscallVictim.content(former), SyscallVictim.content(number));
        }
    }

    /** The process that works. */
    private final class Victim implements AutoCloseable {

        private final Process process;
        private final BufferedReader out;

        Victim() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xint",
                            "-XX:+UseSerialGC",
                            "-cp",
                            OwnClassPath.text(),
                            SyscallVictim.class.getName(),
                            directory.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(out.readLine()).isEqualTo("ready");
        }

        long pid() {
            return process.pid();
        }

        void begin(int each) throws IOException {
            send(Integer.toString(each));
        }

        private void send(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        }

        /** Waits until it has worked: it then reads its next line, which strace shows. */
        void awaitQuiet(Strace strace) throws Exception {
            strace.awaitReading(process);
        }

        List<String> outcome() throws IOException {
            send("");
            List<String> lines = new ArrayList<>();
            for (String line = out.readLine(); !"done".equals(line); line = out.readLine()) {
                assertThat(line).as("the process is alive").isNotNull();
                lines.add(line);
            }
            return lines;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** Watches a process and lets one of its calls fail. */
    private static final class Strace implements AutoCloseable {

        private final Process process;
        private final Path log;

        private Strace(Process process, Path log) {
            this.process = process;
            this.log = log;
        }

        static Strace attach(long pid, String inject, Path log) throws Exception {
            Files.deleteIfExists(log);
            Process process;
            try {
                process = new ProcessBuilder(
                                "strace",
                                "-f",
                                "-p",
                                Long.toString(pid),
                                "-o",
                                log.toString(),
                                "-e",
                                "trace=read,openat," + inject.substring(0, inject.indexOf(':')),
                                "-e",
                                "inject=" + inject)
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException e) {
                return skip("there is no strace");
            }
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String first = said.readLine();
            return first != null && first.contains("attached") ? new Strace(process, log) : skip(String.valueOf(first));
        }

        private static Strace skip(String reason) {
            String message = "SKIPPED: system calls cannot be made to fail: " + reason;
            System.err.println(message);
            return abort(message);
        }

        /** It has worked when it has opened files and then waits for its next line. */
        void awaitReading(Process victim) throws Exception {
            while (!hasWorked()) {
                assertThat(victim.isAlive()).as("the process is alive").isTrue();
                Thread.sleep(2);
            }
        }

        private boolean hasWorked() throws IOException {
            if (!Files.exists(log)) {
                return false;
            }
            String calls = Files.readString(log, StandardCharsets.ISO_8859_1);
            int opened = calls.lastIndexOf("openat(");
            return opened >= 0 && calls.lastIndexOf("read(0, ") > opened && calls.endsWith("read(0, ");
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}
