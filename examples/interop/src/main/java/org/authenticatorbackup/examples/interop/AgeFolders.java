package org.authenticatorbackup.examples.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.authenticatorbackup.crypto.age.AgeArmor;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.age.HybridRecipient;
import org.authenticatorbackup.crypto.age.Identity;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.age.Recipient;
import org.authenticatorbackup.crypto.age.ScryptIdentity;
import org.authenticatorbackup.crypto.age.ScryptRecipient;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.crypto.age.X25519Recipient;

/**
 * Seals and opens folders of age files. The name of a file says its kind: {@code x25519-17.age} is sealed to the key {@code
 * x25519}, and {@code x25519-17.age.asc} is the same in armor; the plaintext of both is {@code 17}.
 *
 * <p>The three commands are {@code keys KEYS}, which makes {@code x25519.key}, {@code x25519.pub}, {@code hybrid.key}, {@code
 * hybrid.pub} and {@code passphrase}; {@code seal KEYS PLAIN SEALED}, which seals each file to each kind, both ways; and
 * {@code open KEYS SEALED PLAIN}, which opens each, and fails if one does not open.
 */
public final class AgeFolders {

    private static final String BINARY = ".age";
    private static final String ARMORED = ".age.asc";
    /** Little, since it is not the strength that is tested. */
    private static final int WRITE_LOG2N = 10;

    private static final int MAX_LOG2N = 18;

    private final Path keys;
    private final SecureRandom random = new SecureRandom();

    private AgeFolders(Path keys) {
        this.keys = keys;
    }

    /**
     * Runs one command.
     *
     * @param arguments the command and its folders
     * @throws Exception if a file cannot be read, written or opened
     */
    public static void main(String[] arguments) throws Exception {
        AgeFolders folders = new AgeFolders(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "keys" -> folders.makeKeys();
            case "seal" -> folders.seal(Path.of(arguments[2]), Path.of(arguments[3]));
            case "open" -> folders.open(Path.of(arguments[2]), Path.of(arguments[3]));
            default ->
                throw new IllegalArgumentException("keys KEYS, seal KEYS PLAIN SEALED or open KEYS SEALED PLAIN");
        }
    }

    private void makeKeys() throws IOException {
        try (X25519Identity classic = X25519Identity.generate(random);
                HybridIdentity hybrid = HybridIdentity.generate(random)) {
            write("x25519.key", new String(classic.text()));
            write("x25519.pub", classic.recipient().text());
            write("hybrid.key", new String(hybrid.text()));
            write("hybrid.pub", hybrid.recipient().text());
        }
        write("passphrase", "two-accounts-" + random.nextInt(1_000_000));
    }

    private void seal(Path plain, Path sealed) throws IOException, MalformedKeyException {
        try (ScryptRecipient passphrase = ScryptRecipient.of(passphrase(), WRITE_LOG2N)) {
            for (Path file : files(plain)) {
                seal(file, sealed, "x25519", X25519Recipient.parse(read("x25519.pub")));
                seal(file, sealed, "hybrid", HybridRecipient.parse(read("hybrid.pub")));
                seal(file, sealed, "scrypt", passphrase);
            }
        }
    }

    private void seal(Path file, Path folder, String kind, Recipient recipient) throws IOException {
        byte[] sealed = AgeFile.seal(Files.readAllBytes(file), recipient, random);
        String name = kind + '-' + file.getFileName();
        Files.write(folder.resolve(name + BINARY), sealed);
        Files.write(folder.resolve(name + ARMORED), AgeArmor.encode(sealed));
    }

    private void open(Path sealed, Path plain) throws IOException, MalformedKeyException, AgeException {
        for (Path file : files(sealed)) {
            String name = file.getFileName().toString();
            byte[] content = Files.readAllBytes(file);
            byte[] binary = name.endsWith(ARMORED) ? AgeArmor.decode(content) : content;
            try (Identity identity = identity(name)) {
                Files.write(plain.resolve(name), AgeFile.open(binary, identity));
            }
        }
    }

    private Identity identity(String name) throws IOException, MalformedKeyException {
        if (name.startsWith("x25519-")) {
            return X25519Identity.parse(read("x25519.key"));
        }
        if (name.startsWith("hybrid-")) {
            return HybridIdentity.parse(read("hybrid.key"));
        }
        return ScryptIdentity.of(passphrase(), MAX_LOG2N);
    }

    private byte[] passphrase() throws IOException {
        return read("passphrase").getBytes(StandardCharsets.UTF_8);
    }

    private String read(String name) throws IOException {
        return Files.readString(keys.resolve(name), StandardCharsets.US_ASCII).strip();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(keys.resolve(name), text + '\n', StandardCharsets.US_ASCII);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
