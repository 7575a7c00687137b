package org.authenticatorbackup.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What recovery says when the stored files, or what the person has, are not right; and that nothing is lost by asking. */
class DamageTest {

    private static final long SEED = 20261122;

    @TempDir
    Path directory;

    private LostPhone lost;
    private Phone fresh;

    @BeforeEach
    void losePhone() throws IOException {
        lost = LostPhone.copyTo(Files.createDirectory(directory.resolve("lost")));
        fresh = Phone.initialized(directory.resolve("fresh"));
    }

    @Test
    void aWrongPassphraseIsAWrongSecret() {
        Map<String, String> wrong = Map.of("PW", "not the passphrase");

        fresh.json(wrong, "recover", "--storage", lost.uri(), "--passphrase-env", "PW")
                .refusedFor("WRONG_SECRET");

        fresh.run(wrong, "recover", "--storage", lost.uri(), "--passphrase-env", "PW")
                .refusedInWords();
        assertNothingLost();
    }

    @Test
    void aSlotWithOneFlippedBitIsAWrongSecret() throws IOException {
        byte[] whole = Files.readAllBytes(lost.slot());
        byte[] flipped = whole.clone();
        flipped[flipped.length - 1] ^= 1;
        Files.write(lost.slot(), flipped);

        lost.recoverByPassphrase(fresh).refusedFor("WRONG_SECRET");

        assertNothingLost();
    }

    @Test
    void aSlotCutShortIsAWrongSecret() throws IOException {
        byte[] whole = Files.readAllBytes(lost.slot());
        for (int length : new int[] {0, 10, 100}) {
            Files.write(lost.slot(), java.util.Arrays.copyOf(whole, length));

            lost.recoverByPassphrase(fresh).refusedFor("WRONG_SECRET");
        }
        assertNothingLost();
    }

    @ParameterizedTest
    @ValueSource(strings = {"19", "20", "30", "63"})
    void aSlotThatCostsTooMuchIsRefusedAtOnce(String workFactor) throws IOException {
        byte[] whole = Files.readAllBytes(lost.slot());
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        String dear = text.replaceFirst("(-> scrypt \\S+ )16\n", "$1" + workFactor + "\n");
        assertThat(dear).isNotEqualTo(text);
        Files.write(lost.slot(), dear.getBytes(StandardCharsets.ISO_8859_1));

        lost.recoverByPassphrase(fresh).refusedFor("WORK_FACTOR_TOO_HIGH");

        assertNothingLost();
    }

    @Test
    void aDamagedNewestSnapshotLeavesTheOneBefore() throws IOException {
        Random random = new Random(SEED);
        Path newest = lost.snapshots().get(1);
        byte[] whole = Files.readAllBytes(newest);
        for (int round = 0; round < 25; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            assertTheOneBeforeComesBack(newest, damaged, "flip" + round);
        }
        for (int length : new int[] {0, 1, 100, 1500, whole.length - 1}) {
            assertTheOneBeforeComesBack(newest, java.util.Arrays.copyOf(whole, length), "cut" + length);
        }
    }

    private void assertTheOneBeforeComesBack(Path newest, byte[] damaged, String name) throws IOException {
        Files.write(newest, damaged);
        Phone phone = new Phone(directory.resolve(name));

        Result report = lost.recoverByKit(phone).succeeded();

        assertThat(Result.texts(report.json("report"), "restored", "id"))
                .as(name)
                .containsExactlyElementsOf(lost.phone().ids().subList(0, 9));
        assertThat(report.texts("unreadable", "name"))
                .containsExactly(lost.storage().relativize(newest).toString());
        assertThat(Result.get(() -> report.json().texts("warnings"))).contains("UNREADABLE_OBJECTS");
    }

    @Test
    void noIntactSnapshotIsNoRecovery() throws IOException {
        for (Path snapshot : lost.snapshots()) {
            byte[] whole = Files.readAllBytes(snapshot);
            whole[whole.length / 2] ^= 1;
            Files.write(snapshot, whole);
        }

        lost.recoverByKit(fresh).refusedFor("NO_READABLE_SNAPSHOT");

        fresh.run("recover", "--storage", lost.uri(), "--kit-file", lost.kit().toString())
                .refusedInWords();
        assertNothingLost();
    }

    @Test
    void noSnapshotAtAllIsNoRecovery() throws IOException {
        for (Path snapshot : lost.snapshots()) {
            Files.delete(snapshot);
        }

        lost.recoverByKit(fresh).refusedFor("NO_SNAPSHOT");

        assertThat(fresh.ids()).isEmpty();
    }

    @Test
    void aMistypedKitAndAKitOfAnotherVaultAreToldApart() throws IOException {
        String text = Files.readString(lost.kit());
        Path mistyped = Files.writeString(
                directory.resolve("mistyped"), text.replaceAll("(AGE-SECRET-KEY-PQ-1\\w{10})\\w", "$10"));
        fresh.json("recover", "--storage", lost.uri(), "--kit-file", mistyped.toString())
                .refusedFor("MALFORMED_KIT");
        Path nonsense = Files.writeString(directory.resolve("nonsense"), "not a kit at all\n");
        fresh.json("recover", "--storage", lost.uri(), "--kit-file", nonsense.toString())
                .refusedFor("MALFORMED_KIT");
        Path empty = Files.createFile(directory.resolve("empty"));
        fresh.json("recover", "--storage", lost.uri(), "--kit-file", empty.toString())
                .refusedFor("FILE_UNREADABLE");

        Phone other = Phone.initialized(directory.resolve("other"));
        Path cloud = Files.createDirectory(directory.resolve("other-cloud"));
        other.run("enable", "--storage", cloud.toUri().toString(), "--generate-passphrase", "--suite", "classic")
                .succeeded();
        fresh.json(
                        "recover",
                        "--storage",
                        cloud.toUri().toString(),
                        "--kit-file",
                        lost.kit().toString())
                .refusedFor("WRONG_KIT");
        assertNothingLost();
    }

    @Test
    void aPhoneWithAccountsIsNotRecoveredOver() {
        fresh.run("add", "otpauth://totp/Mine:x?secret=GEZDGNBVGY3TQOJQ&issuer=Mine")
                .succeeded();
        String before = fresh.looks();

        lost.recoverByKit(fresh).refusedFor("DEVICE_NOT_EMPTY");

        assertThat(fresh.looks()).isEqualTo(before);
        assertThat(fresh.json("status").text("status")).isEqualTo("OFF");
        assertNothingLost();
    }

    @Test
    void anUnknownVaultAndAMissingFolderAreToldApart() {
        fresh.json("recover", "--storage", lost.uri(), "--kit-file", lost.kit().toString(), "--vault", "a".repeat(32))
                .refusedFor("NO_VAULT");
        String gone = directory.resolve("gone").toUri().toString();
        fresh.json("recover", "--storage", gone, "--kit-file", lost.kit().toString())
                .refusedFor("MISSING_PLACE");
        fresh.json("vaults", "--storage", gone).refusedFor("MISSING_PLACE");
        fresh.run("vaults", "--storage", gone).refusedInWords();
        assertNothingLost();
    }

    @Test
    void aWeakPassphraseAloneIsRefusedAndStrongOnesAreNot() throws IOException {
        String cloud = Files.createDirectory(directory.resolve("cloud")).toUri().toString();
        for (String weak : List.of("password1", "correct horse", "Tr0ub4dor&3", "hunter2hunter2hunter2")) {
            Result refused = fresh.json(Map.of("PW", weak), "enable", "--storage", cloud, "--passphrase-env", "PW")
                    .refusedFor("WEAK_UNLOCK");
            assertThat(refused.out()).doesNotContain(weak);
        }
        fresh.json(Map.of("PW", ""), "enable", "--storage", cloud, "--passphrase-env", "PW")
                .refusedFor("UNUSABLE_PASSPHRASE");
        fresh.json(Map.of("PW", "caf\ufffd au lait"), "enable", "--storage", cloud, "--passphrase-env", "PW")
                .refusedFor("GARBLED_PASSPHRASE");
        assertThat(fresh.json("status").text("status")).isEqualTo("OFF");

        Path file = Files.writeString(directory.resolve("pw"), "qV7 mistral okapi 93 fjord bezique lamprey\n");
        fresh.run("enable", "--storage", cloud, "--passphrase-file", file.toString())
                .succeeded();
    }

    @Test
    void aSlotOfTheLibrarysOwnSampleOpens() throws IOException {
        Path sample = Path.of(System.getProperty("authbackup.shared", "absent"), "vectors", "design", "vault");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(sample), "the shared vectors are not here");

        Result report = fresh.json(
                        Map.of("PW", "correct-horse-battery-staple-river-abandon"),
                        "recover",
                        "--storage",
                        sample.toAbsolutePath().normalize().toUri().toString(),
                        "--passphrase-env",
                        "PW")
                .succeeded();

        assertThat(Result.texts(report.json("report"), "restored", "id")).isNotEmpty();
    }

    /** Neither the old phone nor the new one nor what is stored changed by the refusal. */
    private void assertNothingLost() {
        assertThat(lost.phone().ids()).hasSize(10);
        lost.phone().run("backup").succeeded();
        Phone after = new Phone(directory.resolve("after"));
        lost.recoverByKit(after).succeeded();
        assertThat(after.looks()).isEqualTo(lost.phone().looks());
    }
}
