package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.storage.FileSystemStorage;
import org.authenticatorbackup.core.testing.HeapDumpStory;
import org.authenticatorbackup.core.testing.OwnClassPath;
import org.authenticatorbackup.core.testing.TestDevice;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threat T17: a heap dump, made once everything was closed, holds none of the secrets. It holds what is still referred to: copies
 * that wait for the garbage collector are best effort, as {@code docs/threats.md} says, and not looked for.
 */
@Tag("slow")
class HeapDumpTest {

    private static final String PASSPHRASE = "Wz7-gurgle-TRAPDOOR-19-quince-Fandango";
    private static final String SECRET = "k5Qv!seCret-of-the-Account#0042";
    private static final String NAME = "Persephone.Quatermain@private.example";
    private static final int PIECE = 24;
    private static final String CONTROL = "THE-control-that-MUST-be-found-8841";

    @TempDir
    Path folder;

    @Test
    void noSecretIsReachableOnceEverythingIsClosed() throws Exception {
        Files.createDirectory(folder.resolve("storage"));
        Files.writeString(folder.resolve("passphrase"), PASSPHRASE);
        Files.writeString(folder.resolve("secret"), SECRET);
        Files.writeString(folder.resolve("name"), NAME);
        Files.writeString(folder.resolve("control"), CONTROL);
        tellTheStory();

        byte[] dump = Files.readAllBytes(folder.resolve("heap.hprof"));
        Map<String, byte[]> secrets = secrets();

        assertThat(found(dump, textForms("control", CONTROL)))
                .as("what is in the heap is found")
                .contains("control as Latin-1", "control as characters");
        assertThat(secrets).hasSizeGreaterThan(15);
        assertThat(found(dump, secrets)).isEmpty();
    }

    private void tellTheStory() throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        OwnClassPath.text(),
                        HeapDumpStory.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    /** The vault's keys are found out by recovering it here, in another process. */
    private Map<String, byte[]> secrets() throws Exception {
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        secrets.putAll(textForms("passphrase", PASSPHRASE));
        secrets.putAll(textForms("secret of an account", SECRET));
        secrets.putAll(textForms("name of an account", NAME));
        TestDevice here = TestDevice.on(FileSystemStorage.in(folder.resolve("storage")));
        try (Passphrase passphrase = Passphrase.typed(PASSPHRASE.toCharArray());
                UnlockedVault vault = here.unlock(passphrase)) {
            assertThat(here.library.recovery().preview(vault).contents().accounts())
                    .extracting(account -> account.label().name().name())
                    .containsExactly(NAME);
            String kit = new String(vault.recoveryKit("").text());
            String text = kit.substring(kit.indexOf("AGE-SECRET-KEY-")).split("\n", 2)[0];
            VaultIdentity identity = VaultIdentity.parse(text);
            secrets.put("seed", identity.seed());
            secrets.putAll(textForms("identity", text.substring("AGE-SECRET-KEY-".length())));
            secrets.putAll(textForms("words", Specimens.words(identity.seed()).substring(0, 40)));
            List<String> devices = here.library.recovery().findVaults().get(0).newest().keySet().stream()
                    .map(Object::toString)
                    .collect(Collectors.toList());
            assertThat(devices).hasSize(2);
            for (String device : devices) {
                String capability =
                        new String(identity.writeCapability(device).encode(), StandardCharsets.US_ASCII).trim();
                String hex = capability.substring(capability.length() - 64);
                secrets.put("write key, " + device, bytes(hex));
                secrets.putAll(textForms("write key in hex, " + device, hex));
            }
        }
        return secrets;
    }

    private static byte[] bytes(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }

    /** A text in bytes or a compact string, in a char[] (a dump is big-endian), and in a string that is not compact. */
    private static Map<String, byte[]> textForms(String what, String text) {
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put(what + " as Latin-1", encoded(text, StandardCharsets.ISO_8859_1));
        forms.put(what + " as characters", encoded(text, StandardCharsets.UTF_16BE));
        forms.put(what + " as a wide string", encoded(text, StandardCharsets.UTF_16LE));
        return forms;
    }

    private static byte[] encoded(String text, Charset charset) {
        ByteBuffer buffer = charset.encode(text);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Which secrets the dump holds 24 bytes of in a row. */
    private static List<String> found(byte[] dump, Map<String, byte[]> secrets) {
        return secrets.entrySet().stream()
                .filter(secret -> holds(dump, secret.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    private static boolean holds(byte[] dump, byte[] secret) {
        for (int from = 0; from + PIECE <= secret.length; from += 12) {
            if (indexOf(dump, secret, from) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static int indexOf(byte[] dump, byte[] secret, int from) {
        for (int at = 0; at + PIECE <= dump.length; at++) {
            int same = 0;
            while (same < PIECE && dump[at + same] == secret[from + same]) {
                same++;
            }
            if (same == PIECE) {
                return at;
            }
        }
        return -1;
    }
}
