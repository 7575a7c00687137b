package org.authenticatorbackup.core.storage;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A small ext4 file system in a file, mounted on a folder, whose power can be cut. Needs the superuser of Linux,
 * {@code mkfs.ext4} and {@code xfs_io}; elsewhere the test is skipped, saying so.
 */
final class LoopDisk implements AutoCloseable {

    private final Path image;
    private final Path folder;

    private LoopDisk(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    /** Makes a disk of so many MiB and blocks of so many bytes within an empty folder. */
    static LoopDisk in(Path directory, int mib, int blockBytes) throws IOException {
        require(Files.isWritable(Path.of("/dev/loop-control")), "no loop devices, or not the superuser");
        require(succeeds("xfs_io", "-V"), "no xfs_io");
        Path image = directory.resolve("disk");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(mib * 1024L * 1024);
        }
        boolean made = succeeds("mkfs.ext4", "-q", "-F", "-m", "0", "-b", String.valueOf(blockBytes), image.toString());
        require(made, "no mkfs.ext4");
        LoopDisk disk = new LoopDisk(image, Files.createDirectory(directory.resolve("mounted")));
        require(disk.isMounted(), "cannot mount a file");
        return disk;
    }

    /** The root folder of the disk. */
    Path path() {
        return folder;
    }

    /** From now on nothing is written any more, not even the journal: what was not forced is lost. */
    void cutPower() throws IOException {
        run("xfs_io", "-x", "-c", "shutdown", folder.toString());
    }

    /** Mounts the disk again, as after a start of the computer. */
    void restart() throws IOException {
        run("umount", folder.toString());
        if (!isMounted()) {
            throw new IOException("cannot mount the disk again");
        }
    }

    private boolean isMounted() {
        return succeeds("mount", "-o", "loop", image.toString(), folder.toString());
    }

    @Override
    public void close() throws IOException {
        run("umount", folder.toString());
    }

    private static void require(boolean condition, String reason) {
        if (!condition) {
            String message = "SKIPPED: no disk whose power can be cut: " + reason;
            System.err.println(message);
            abort(message);
        }
    }

    private static void run(String... command) throws IOException {
        if (!succeeds(command)) {
            throw new IOException(Arrays.toString(command) + " failed");
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean success = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
            if (!success) {
                System.err.println(command[0] + ": " + output);
            }
            return success;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
