package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own. */
final class ChildProcess {

    private final Process process;
    private final Path out;
    private final Path err;

    private ChildProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static ChildProcess start(Path directory, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Authbackup.class.getName()));
        command.addAll(List.of(args));
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C");
        return new ChildProcess(builder.start(), out, err);
    }

    /** Kills it, as {@code kill -9} does, unless it ends by itself before. */
    Result killAfter(long milliseconds) throws InterruptedException, IOException {
        if (!process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        return end();
    }

    /** Waits until something is so, or the process has ended. */
    void await(Check check) throws InterruptedException, IOException {
        while (process.isAlive() && !check.isSo()) {
            Thread.sleep(1);
        }
    }

    /** Something that is so or not yet. */
    interface Check {
        boolean isSo() throws IOException;
    }

    Result end() throws InterruptedException, IOException {
        int code = process.waitFor();
        return new Result(code, read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
