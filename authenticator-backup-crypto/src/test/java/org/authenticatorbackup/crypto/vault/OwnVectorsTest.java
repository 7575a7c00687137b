package org.authenticatorbackup.crypto.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.share.Bip39;
import org.authenticatorbackup.crypto.share.KitText;
import org.authenticatorbackup.crypto.share.MalformedKitException;
import org.authenticatorbackup.crypto.share.MalformedWordsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The format's own vectors, in the resource folder {@code vectors}: each is read back and judged by the library. With {@code
 * -Dauthbackup.vectors.write=true} they are written anew first.
 */
class OwnVectorsTest {

    private static final String FOLDER = "/org/authenticatorbackup/crypto/vectors/";
    private static final Map<String, Supplier<String>> FILES = new LinkedHashMap<>();
    private static final Map<String, int[]> COUNTS = new LinkedHashMap<>();

    static {
        FILES.put("snapshots.json", SnapshotVectors::file);
        FILES.put("slots.json", SlotVectors::file);
        FILES.put("keys.json", TextVectors::keys);
        FILES.put("kits.json", TextVectors::kits);
        FILES.put("passphrases.json", TextVectors::passphrases);
        FILES.put("accounts.json", TextVectors::accounts);
        FILES.put("names.json", TextVectors::names);
    }

    @AfterAll
    static void printCounts() {
        int positive = COUNTS.values().stream().mapToInt(count -> count[0]).sum();
        int negative = COUNTS.values().stream().mapToInt(count -> count[1]).sum();
        COUNTS.forEach((file, count) ->
                System.out.println("own vectors: " + file + ": " + count[0] + " accepted, " + count[1] + " refused"));
        System.out.println("own vectors: " + positive + " accepted, " + negative + " refused");
    }

    @Test
    void theFilesAreWhatTheGeneratorWrites() throws IOException {
        for (Map.Entry<String, Supplier<String>> file : FILES.entrySet()) {
            String written = file.getValue().get();
            if (Boolean.getBoolean("authbackup.vectors.write")) {
                Files.writeString(Path.of("src/test/resources" + FOLDER + file.getKey()), written);
            } else {
                assertThat(read(file.getKey())).as(file.getKey()).isEqualTo(written);
            }
        }
    }

    @Test
    void snapshotsAreJudgedAsTheFormatSays() throws Exception {
        Json file = json("snapshots.json");
        Map<String, Json> bases = byId(file.get("bases"));
        SoftAssertions softly = new SoftAssertions();
        for (Json vector : file.get("vectors").items()) {
            String what =
                    vector.get("base").text() + ": " + vector.get("comment").text();
            Json base = bases.get(vector.get("base").text());
            byte[] object = VectorText.spliced(
                    decode(base.get("object")), vector.get("splices").items());
            VaultIdentity identity =
                    VaultIdentity.parse(either(vector, base, "identity").text());
            Sender sender = sender(either(vector, base, "name").text());
            softly.assertThat(outcome(() -> hex(Secrets.sha256(identity.openSnapshot(object, sender)))))
                    .as(what)
                    .isEqualTo(expected(vector, "json_sha256"));
            count("snapshots.json", vector);
        }
        softly.assertAll();
    }

    @Test
    void slotsAreJudgedAsTheFormatSays() throws Exception {
        Json file = json("slots.json");
        Map<String, Json> bases = byId(file.get("bases"));
        SoftAssertions softly = new SoftAssertions();
        for (Json vector : file.get("vectors").items()) {
            String what =
                    vector.get("base").text() + ": " + vector.get("comment").text();
            Json base = bases.get(vector.get("base").text());
            byte[] slot = VectorText.spliced(
                    decode(base.get("object")), vector.get("splices").items());
            List<LockKey> keys = new ArrayList<>();
            for (Json key : either(vector, base, "keys").items()) {
                keys.add(lockKey(key));
            }
            String vault = either(vector, base, "vault").text();
            int limit = vector.has("max_log2n") ? (int) vector.get("max_log2n").number() : Slot.DEFAULT_MAX_LOG2N;
            softly.assertThat(outcome(
                            () -> hex(Slot.open(slot, vault, keys, limit).seed())))
                    .as(what)
                    .isEqualTo(expected(vector, "seed"));
            count("slots.json", vector);
        }
        softly.assertAll();
    }

    @Test
    void keysAreDerivedAsTheFormatSays() throws Exception {
        Json file = json("keys.json");
        for (Json vector : file.get("vaults").items()) {
            VaultSuite suite = VaultSuite.valueOf(vector.get("suite").text().toUpperCase(Locale.ROOT));
            VaultIdentity identity =
                    VaultIdentity.ofSeed(suite, vector.get("seed").hex());
            assertThat(new String(identity.text()))
                    .isEqualTo(vector.get("identity").text());
            assertThat(VaultIdentity.parse(vector.get("identity").text()).seed())
                    .isEqualTo(vector.get("seed").hex());
            assertThat(hex(Secrets.sha256(RawAge.ascii(suite.recipient(identity.seed())))))
                    .isEqualTo(vector.get("recipient_sha256").text());
            assertThat(identity.vaultId()).isEqualTo(vector.get("vault").text());
            byte[] capability =
                    identity.writeCapability(vector.get("device").text()).encode();
            assertThat(new String(capability, UTF_8))
                    .endsWith("\nkey " + vector.get("write_key").text() + "\n");
            count("keys.json", vector);
        }
        for (Json vector : file.get("senders").items()) {
            long seq = Long.parseLong(vector.get("seq").text(), 16);
            Sender sender =
                    new Sender(vector.get("vault").text(), vector.get("device").text(), seq);
            byte[] tag = new SenderTag(sender, vector.get("write_key").hex())
                    .tag(vector.get("sfk").hex());
            assertThat(tag).isEqualTo(vector.get("tag").hex());
            assertThat(SenderTag.seqText(seq)).isEqualTo(vector.get("seq").text());
            count("keys.json", vector);
        }
        for (Json vector : file.get("secret_strings").items()) {
            assertThat(LockKey.account(vector.get("secret").hex()).utf8())
                    .isEqualTo(RawAge.ascii(vector.get("string").text()));
            count("keys.json", vector);
        }
        for (Json vector : file.get("padding").items()) {
            assertThat(Padding.bucket(vector.get("json").number()))
                    .isEqualTo(vector.get("plaintext").number());
            count("keys.json", vector);
        }
    }

    @Test
    void identitiesAndNamesOfAnotherFormAreRefused() {
        Json file = json("keys.json");
        for (Json vector : file.get("identities_refused").items()) {
            assertThatThrownBy(() -> VaultIdentity.parse(vector.get("identity").text()))
                    .as(vector.get("comment").text())
                    .isInstanceOf(MalformedKeyException.class);
            countRefused("keys.json");
        }
        for (Json vector : file.get("names_refused").items()) {
            assertThatThrownBy(() -> new Sender(
                            vector.get("vault").text(),
                            vector.get("device").text(),
                            vector.get("seq").number()))
                    .as(vector.get("comment").text())
                    .isInstanceOf(IllegalArgumentException.class);
            countRefused("keys.json");
        }
    }

    @Test
    void kitsAreReadAsTheFormatSays() throws Exception {
        Json file = json("kits.json");
        for (Json vector : file.get("words").items()) {
            List<String> words =
                    vector.get("english").items().stream().map(Json::text).toList();
            assertThat(Bip39.encode(vector.get("seed").hex())).containsExactlyElementsOf(words);
            count("kits.json", vector);
        }
        for (Json vector : file.get("accepted").items()) {
            assertThat(KitText.parse(vector.get("typed").text()))
                    .as(vector.get("comment").text())
                    .extracting(identity -> new String(identity.text()))
                    .containsExactlyElementsOf(vector.get("identities").items().stream()
                            .map(Json::text)
                            .toList());
            count("kits.json", vector);
        }
        SoftAssertions softly = new SoftAssertions();
        for (Json vector : file.get("refused").items()) {
            String expected = vector.get("reason").text()
                    + (vector.has("words")
                            ? " " + vector.get("words").text() + " "
                                    + vector.get("position").number()
                            : "");
            softly.assertThat(kitOutcome(vector.get("typed").text()))
                    .as(vector.get("comment").text())
                    .isEqualTo(expected);
            count("kits.json", vector);
        }
        softly.assertAll();
    }

    @Test
    void passphrasesAreReadAsTheFormatSays() throws Exception {
        Json file = json("passphrases.json");
        for (Json vector : file.get("created").items()) {
            char[] passphrase =
                    PassphraseText.atCreation(vector.get("typed").text().toCharArray());
            assertThat(new String(passphrase))
                    .isEqualTo(vector.get("passphrase").text());
            assertThat(LockKey.passphrase(passphrase).utf8())
                    .isEqualTo(vector.get("utf8").hex());
            count("passphrases.json", vector);
        }
        for (Json vector : file.get("refused").items()) {
            assertThatThrownBy(() ->
                            PassphraseText.atCreation(vector.get("typed").text().toCharArray()))
                    .as(vector.get("comment").text())
                    .isInstanceOfSatisfying(
                            InvalidPassphraseException.class,
                            e -> assertThat(e.reason().name())
                                    .isEqualTo(vector.get("reason").text()));
            count("passphrases.json", vector);
        }
        for (Json vector : file.get("unlock").items()) {
            List<String> tried = PassphraseText.atUnlock(
                            vector.get("typed").text().toCharArray())
                    .stream()
                    .map(String::new)
                    .toList();
            assertThat(tried)
                    .containsExactlyElementsOf(
                            vector.get("tried").items().stream().map(Json::text).toList());
            count("passphrases.json", vector);
        }
    }

    @Test
    void accountsAreNamedAsTheFormatSays() {
        for (Json vector : json("accounts.json").get("accounts").items()) {
            byte[] id = AccountIdKey.of(vector.get("id_key").hex())
                    .accountId(
                            vector.get("type").text(),
                            vector.get("secret").hex(),
                            vector.get("algorithm").text(),
                            (int) vector.get("digits").number(),
                            (int) vector.get("period").number(),
                            vector.get("issuer").text(),
                            vector.get("name").text());
            assertThat(hex(id)).isEqualTo(vector.get("id").text());
            count("accounts.json", vector);
        }
    }

    /** Until the library has the parts around the vault, their formulas stand here: what the format says, and nothing else. */
    @Test
    void witnessTransferAndContactWordsAreMadeAsTheFormatSays() {
        List<Json> around = json("accounts.json").get("around").items();
        Json witness = around.get(0);
        VaultIdentity vault =
                VaultIdentity.ofSeed(VaultSuite.CLASSIC, witness.get("seed").hex());
        String[] lines = witness.get("text").text().split("\n", -1);
        String device = lines[2].substring("device ".length());
        byte[] mac = Secrets.hmac(
                SenderTag.writeKey(witness.get("seed").hex(), vault.vaultId(), device),
                Secrets.label("authbackup/v1/witness"),
                Secrets.ascii(lines[1].substring("vault ".length())),
                Secrets.hex(device),
                Secrets.hex(lines[3].substring("seq ".length())),
                Secrets.hex(lines[4].substring("sha256 ".length())));
        assertThat(lines[1]).isEqualTo("vault " + vault.vaultId());
        assertThat(Base64.getEncoder().withoutPadding().encodeToString(mac)).isEqualTo(lines[5]);
        count("accounts.json", witness);

        Json transfer = around.get(1);
        byte[] k = transfer.get("k").hex();
        assertThat(Base32.text(k)).isEqualTo(transfer.get("k_string").text());
        assertThat(hex(Arrays.copyOf(Secrets.sha256(Secrets.label("authbackup/v1/transfer-id"), k), 16)))
                .isEqualTo(transfer.get("transfer_id").text());
        assertThat(transfer.get("qr").text())
                .isEqualTo("AUTHBACKUP:TRANSFER:1:" + transfer.get("recipient").text() + ":" + Base32.text(k));
        count("accounts.json", transfer);

        Json sas = around.get(2);
        byte[] digest = Secrets.sha256(
                Secrets.label("authbackup/v1/contact-sas"),
                sas.get("slot").hex(),
                Secrets.ascii(sas.get("recipient").text()));
        assertThat(hex(digest)).isEqualTo(sas.get("sha256").text());
        assertThat(Arrays.asList(Bip39.encode(digest)).subList(0, 6))
                .containsExactlyElementsOf(
                        sas.get("words").items().stream().map(Json::text).toList());
        count("accounts.json", sas);
    }

    private interface Opening {
        String open() throws ObjectRejectedException;
    }

    /** What came of it: the digest of what was opened, or the reason and that of age behind it. */
    private static String outcome(Opening opening) {
        try {
            return opening.open();
        } catch (ObjectRejectedException e) {
            return e.reason() + (e.getCause() instanceof AgeException age ? " " + age.reason() : "");
        }
    }

    private static String expected(Json vector, String accepted) {
        if (vector.has("reason")) {
            return vector.get("reason").text()
                    + (vector.has("age") ? " " + vector.get("age").text() : "");
        }
        return vector.get(accepted).text();
    }

    private static String kitOutcome(String typed) {
        try {
            return KitText.parse(typed).size() + " identities";
        } catch (MalformedKitException e) {
            return e.reason()
                    + (e.getCause() instanceof MalformedWordsException words
                            ? " " + words.reason() + " " + words.position()
                            : "");
        }
    }

    private static LockKey lockKey(Json key) {
        return switch (key.get("lock").text()) {
            case "passphrase" -> LockKey.passphrase(key.get("text").text().toCharArray());
            case "account" -> LockKey.account(key.get("secret").hex());
            default -> LockKey.contacts(key.get("secret").hex());
        };
    }

    private static Sender sender(String name) {
        String[] parts = name.split("[/-]", -1);
        return new Sender(parts[0], parts[2], Long.parseLong(parts[3], 16));
    }

    private static Json either(Json vector, Json base, String member) {
        return vector.has(member) ? vector.get(member) : base.get(member);
    }

    private static Map<String, Json> byId(Json bases) {
        Map<String, Json> byId = new LinkedHashMap<>();
        bases.items().forEach(base -> byId.put(base.get("id").text(), base));
        return byId;
    }

    private static void count(String file, Json vector) {
        COUNTS.computeIfAbsent(file, name -> new int[2])[vector.has("reason") ? 1 : 0]++;
    }

    private static void countRefused(String file) {
        COUNTS.computeIfAbsent(file, name -> new int[2])[1]++;
    }

    private static byte[] decode(Json base64) {
        return Base64.getDecoder().decode(base64.text());
    }

    private static String hex(byte[] bytes) {
        return SharedVectors.hex(bytes);
    }

    private static Json json(String name) {
        return Json.parse(read(name));
    }

    private static String read(String name) {
        try (InputStream in = OwnVectorsTest.class.getResourceAsStream(FOLDER + name)) {
            return new String(java.util.Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
