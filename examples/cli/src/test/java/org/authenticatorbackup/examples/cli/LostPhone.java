package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A phone with the sample accounts and two backups in a folder, its passphrase and its kit. Making it costs several runs
 * of the slow key derivation, so it is made once and copied for each test.
 *
 * @param phone the phone that made the backups
 * @param storage the folder
 * @param kit the recovery kit
 */
record LostPhone(Phone phone, Path storage, Path kit) {

    static final Map<String, String> PASSPHRASE = Map.of("PW", "ünlikely Läntern 7 ríver of glass");

    private static Path original;

    static synchronized LostPhone copyTo(Path directory) {
        try {
            if (original == null) {
                original = Files.createTempDirectory("lost-phone");
                make(original);
                original.toFile().deleteOnExit();
            }
            copy(original, directory);
            LostPhone copy = in(directory);
            copy.connect(copy.storage);
            return copy;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static LostPhone in(Path directory) {
        return new LostPhone(
                new Phone(directory.resolve("home")), directory.resolve("cloud"), directory.resolve("kit.txt"));
    }

    private static void make(Path directory) throws IOException {
        LostPhone lost = in(directory);
        Files.createDirectory(lost.storage);
        lost.phone.run("init").succeeded();
        lost.phone.run("import", Phone.SAMPLE.toString()).succeeded();
        lost.phone
                .run(PASSPHRASE, "enable", "--storage", lost.uri(), "--passphrase-env", "PW", "--allow-lone-passphrase")
                .succeeded();
        lost.phone
                .run("add", "otpauth://totp/Later:alice?secret=GEZDGNBVGY3TQOJQ&issuer=Later")
                .succeeded();
        lost.phone.run("backup").succeeded();
        lost.phone
                .run(PASSPHRASE, "kit", "--out", lost.kit.toString(), "--passphrase-env", "PW")
                .succeeded();
    }

    String uri() {
        return storage.toUri().toString();
    }

    /** Makes the phone back up to another folder from now on. */
    void connect(Path otherStorage) {
        try (Home home = Home.open(phone.home())) {
            HomeSettings settings = home.settings();
            home.store(settings.connectedTo(List.of(otherStorage.toUri().toString()), settings.recoveryAccount()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Recovers by the kit, which takes no time. */
    Result recoverByKit(Phone fresh) {
        return fresh.json("recover", "--storage", uri(), "--kit-file", kit.toString());
    }

    Result recoverByPassphrase(Phone fresh) {
        return fresh.json(PASSPHRASE, "recover", "--storage", uri(), "--passphrase-env", "PW");
    }

    /** The stored snapshots, oldest first. */
    List<Path> snapshots() {
        return objects("snap");
    }

    Path slot() {
        List<Path> slots = objects("slots");
        assertThat(slots).hasSize(1);
        return slots.get(0);
    }

    /** All stored objects by name, with their bytes as text. */
    Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>();
        for (Path object : objects("")) {
            try {
                stored.put(
                        storage.relativize(object).toString(),
                        new String(Files.readAllBytes(object), java.nio.charset.StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return stored;
    }

    private List<Path> objects(String kind) {
        try (Stream<Path> files = Files.walk(storage)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.getFileName().toString().startsWith("."))
                    .filter(f -> storage.relativize(f).toString().contains("/" + kind))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (!file.equals(from)) {
                    Files.copy(file, target);
                }
            }
        }
    }
}
