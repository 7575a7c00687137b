package org.authenticatorbackup.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Read-only and small file systems, which only the superuser of Linux can make. Elsewhere the test is skipped, saying so. */
final class Mounts implements AutoCloseable {

    private final Deque<Path> mounted = new ArrayDeque<>();

    /** Lets nobody write into a folder, the superuser included. */
    void readOnly(Path folder) {
        mount(folder, "mount", "--bind", folder.toString(), folder.toString());
        require("mount", "-o", "remount,ro,bind", folder.toString());
    }

    /** Makes a folder with little room. */
    Path small(Path folder, int kib) throws IOException {
        Files.createDirectory(folder);
        mount(folder, "mount", "-t", "tmpfs", "-o", "size=" + kib + "k,mode=700", "tmpfs", folder.toString());
        return folder;
    }

    @Override
    public void close() throws IOException {
        while (!mounted.isEmpty()) {
            Path folder = mounted.pop();
            if (!succeeds("umount", folder.toString())) {
                throw new IOException("could not unmount " + folder);
            }
        }
    }

    private void mount(Path folder, String... command) {
        require(command);
        mounted.push(folder);
    }

    private static void require(String... command) {
        if (!succeeds(command)) {
            String message = "SKIPPED: needs a superuser who can mount file systems";
            System.err.println(message);
            Assumptions.abort(message);
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
