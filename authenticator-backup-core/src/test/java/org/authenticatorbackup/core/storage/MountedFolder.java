package org.authenticatorbackup.core.storage;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A small file system in memory, mounted on a folder. Needs root on Linux; elsewhere the test is skipped. */
final class MountedFolder implements AutoCloseable {

    private final Path folder;

    private MountedFolder(Path folder) {
        this.folder = folder;
    }

    static MountedFolder tmpfs(Path folder, String size) throws Exception {
        if (!"root".equals(System.getProperty("user.name"))) {
            abort("skipped: mounting a file system needs root");
        }
        Process process;
        try {
            process = start("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
        } catch (IOException e) {
            return abort("skipped: there is no mount command");
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            abort("skipped: cannot mount: " + output);
        }
        return new MountedFolder(folder);
    }

    Path path() {
        return folder;
    }

    void makeReadOnly() throws IOException {
        run("mount", "-o", "remount,ro", folder.toString());
    }

    @Override
    public void close() throws IOException {
        run("umount", folder.toString());
    }

    private static void run(String... command) throws IOException {
        try {
            int exit = start(command).waitFor();
            if (exit != 0) {
                throw new IOException(command[0] + " ended with " + exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
