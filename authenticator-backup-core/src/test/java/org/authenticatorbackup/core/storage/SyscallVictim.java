package org.authenticatorbackup.core.storage;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.ObjectName;

/**
 * The process of {@link SyscallFaultsTest}. Each line that it reads lets it store an object and a document and list what
 * there is, of that number; then it tells what came of it, a line each, the last of them {@code done}.
 */
final class SyscallVictim {

    static final int BYTES = 20_000;

    private static final FileInputStream INPUT = new FileInputStream(FileDescriptor.in);

    private final FileSystemStorage storage;
    private final FileDeviceState state;

    private SyscallVictim(Path folder) {
        storage = FileSystemStorage.in(folder.resolve("storage"));
        state = FileDeviceState.in(folder.resolve("state"));
    }

    /** Works in the folder that is given. */
    public static void main(String[] args) throws IOException, StorageException {
        SyscallVictim victim = new SyscallVictim(Path.of(args[0]));
        victim.loadClasses(Path.of(args[0]));
        System.out.println("ready");
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            List<String> outcome = victim.work(Integer.parseInt(line));
            readLine(); // by now nothing disturbs this process any more
            outcome.forEach(System.out::println);
            System.out.println("done");
        }
    }

    /** Byte by byte: a buffered stream asks how much there is, by a system call that may be made to fail. */
    private static String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = INPUT.read(); next > '\n'; next = INPUT.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    /** The name of the object of a number; each third lies in a new folder. */
    static ObjectName name(int number) {
        return new ObjectName("vault/lane" + number / 3 + "/" + number);
    }

    static byte[] content(int number) {
        byte[] content = new byte[BYTES];
        Arrays.fill(content, (byte) number);
        content[0] = (byte) (number >> 8);
        return content;
    }

    /** Classes are files, too: those that a fault needs must not be loaded during one. */
    private void loadClasses(Path folder) throws IOException, StorageException {
        for (int i = 0; i < 3; i++) {
            work(0);
        }
        storage.delete(name(0));
        state.delete("document");
        Path noFolder = Files.createFile(folder.resolve("no-folder"));
        SyscallVictim failing = new SyscallVictim(noFolder);
        failing.work(0);
        Files.delete(noFolder);
        Files.createDirectories(noFolder.resolve("storage/vault/lane0/0"));
        Files.createDirectories(noFolder.resolve("state/document"));
        failing.work(0);
    }

    private List<String> work(int number) {
        List<String> outcome = new ArrayList<>();
        try {
            storage.put(name(number), content(number));
            outcome.add("object");
        } catch (StorageException e) {
            outcome.add("refused " + e.reason());
        } catch (RuntimeException e) {
            outcome.add("unexpected " + e);
        }
        try {
            state.put("document", content(number));
            outcome.add("document");
        } catch (IOException e) {
            outcome.add("failed");
        } catch (RuntimeException e) {
            outcome.add("unexpected " + e);
        }
        try {
            outcome.add("listed " + storage.list("vault/").contains(name(number)));
        } catch (StorageException e) {
            outcome.add("refused " + e.reason());
        } catch (RuntimeException e) {
            outcome.add("unexpected " + e);
        }
        return outcome;
    }
}
