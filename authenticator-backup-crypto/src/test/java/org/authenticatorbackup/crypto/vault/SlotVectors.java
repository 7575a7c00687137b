package org.authenticatorbackup.crypto.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.authenticatorbackup.crypto.vault.RawAge.ascii;
import static org.authenticatorbackup.crypto.vault.RawAge.base64;
import static org.authenticatorbackup.crypto.vault.RawAge.concat;
import static org.authenticatorbackup.crypto.vault.RawAge.stanza;
import static org.authenticatorbackup.crypto.vault.SnapshotVectors.flipped;
import static org.authenticatorbackup.crypto.vault.SnapshotVectors.range;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the vectors of slots and of the identity files in them. The work factors are low: these are only read. */
final class SlotVectors {

    private static final String PASSPHRASE = "correct-horse-battery-staple-river-abandon-zoo";
    private static final String LABEL = "age-encryption.org/v1/scrypt";
    private static final int LOG2N = 2;

    private final byte[] seed = range(0x20);
    private final byte[] fileKey = Arrays.copyOf(range(0x10), 16);
    private final byte[] salt = Arrays.copyOf(range(0x70), 16);
    private final byte[] nonce = Arrays.copyOf(range(0xf0), 16);
    private final byte[] secret = range(0x40);
    private final byte[] accountSecret = range(0x60);
    private final VaultIdentity vault = VaultIdentity.ofSeed(VaultSuite.CLASSIC, seed);
    private final VaultIdentity other = VaultIdentity.ofSeed(VaultSuite.CLASSIC, range(0x90));
    private final VaultIdentity hybrid = VaultIdentity.ofSeed(VaultSuite.HYBRID, seed);
    private final String v = vault.vaultId();
    private final String key = new String(vault.text());
    private final String identityFile = identityFile(vault);
    private final Map<String, Object> contacts =
            key("contacts", "secret", HexFormat.of().formatHex(secret));
    private final Map<String, Object> account =
            key("account", "secret", HexFormat.of().formatHex(accountSecret));
    private final Map<String, Object> passphrase = key("passphrase", "text", PASSPHRASE);

    private final List<Object> bases = new ArrayList<>();
    private final List<Object> vectors = new ArrayList<>();
    private String baseName = "contacts";
    private byte[] current = new byte[0];

    static String file() {
        SlotVectors all = new SlotVectors();
        all.combinations();
        all.stanzas();
        all.workFactors();
        all.bytes();
        all.passphrases();
        all.identityFiles();
        return VectorText.file(VectorText.object("bases", all.bases, "vectors", all.vectors));
    }

    private void combinations() {
        byte[] file = ascii(identityFile);
        byte[] innerPassphrase = layer(ascii(PASSPHRASE), file);
        byte[] innerContacts = layer(string(secret), file);
        addBase("passphrase", vault, List.of(passphrase), innerPassphrase);
        Map<String, Object> wrong = keys("another passphrase", key("passphrase", "text", PASSPHRASE + "o"));
        reject(wrong, "WRONG_KEY_OR_ALTERED", "NO_MATCH");
        reject(
                keys("the passphrase in upper case", key("passphrase", "text", PASSPHRASE.toUpperCase(Locale.ROOT))),
                "WRONG_KEY_OR_ALTERED",
                "NO_MATCH");
        reject(
                keys("the passphrase and a line feed", key("passphrase", "text", PASSPHRASE + "\n")),
                "WRONG_KEY_OR_ALTERED",
                "NO_MATCH");
        addBase("account", vault, List.of(account), layer(string(accountSecret), file));
        addBase(
                "account-passphrase",
                vault,
                List.of(account, passphrase),
                layer(string(accountSecret), innerPassphrase));
        reject(keys("the keys in the other order", passphrase, account), "WRONG_KEY_OR_ALTERED", "NO_MATCH");
        reject(keys("the outer key alone", account), "BAD_PLAINTEXT", "");
        reject(keys("the inner key alone", passphrase), "WRONG_KEY_OR_ALTERED", "NO_MATCH");
        reject(keys("the outer key twice", account, account), "WRONG_KEY_OR_ALTERED", "NO_MATCH");
        reject(keys("a key too many", account, passphrase, contacts), "MALFORMED", "HEADER");
        addBase("account-contacts", vault, List.of(account, contacts), layer(string(accountSecret), innerContacts));
        addBase("contacts-passphrase", vault, List.of(contacts, passphrase), layer(string(secret), innerPassphrase));
        addBase(
                "account-contacts-passphrase",
                vault,
                List.of(account, contacts, passphrase),
                layer(string(accountSecret), layer(string(secret), innerPassphrase)));
        addBase("hybrid", hybrid, List.of(contacts), layer(string(secret), ascii(identityFile(hybrid))));
        reject(vaultOf("in the folder of the classic vault of the same seed", v), "WRONG_VAULT", "");
        addBase("contacts", vault, List.of(contacts), innerContacts);
        reject(vaultOf("in another vault's folder", other.vaultId()), "WRONG_VAULT", "");
        reject(vaultOf("in the folder of the hybrid vault of the same seed", hybrid.vaultId()), "WRONG_VAULT", "");
        reject(
                keys(
                        "the key of another secret",
                        key("contacts", "secret", HexFormat.of().formatHex(accountSecret))),
                "WRONG_KEY_OR_ALTERED",
                "NO_MATCH");
    }

    private void stanzas() {
        String good = scrypt(salt, LOG2N);
        String grease = stanza("example/grease 1", new byte[5]);
        byte[] point = RawAge.publicKey(seed);
        byte[] ephemeral = range(0x50);
        String x25519 =
                stanza("X25519 " + base64(RawAge.publicKey(ephemeral)), RawAge.x25519Body(fileKey, point, ephemeral));
        String r = "MALFORMED";
        String c = "HEADER";
        String form = "UNEXPECTED_STANZAS";
        resealed("two scrypt stanzas", r, c, good, good);
        resealed("a stanza of an unknown type after the scrypt stanza", r, c, good, grease);
        resealed("a stanza of an unknown type before the scrypt stanza", r, c, grease, good);
        resealed("an X25519 stanza beside the scrypt stanza", r, c, good, x25519);
        resealed("an X25519 stanza instead of the scrypt stanza", form, "", x25519);
        resealed("an X25519 stanza and one of an unknown type", form, "", x25519, grease);
        resealed(
                "a hybrid stanza instead of the scrypt stanza",
                form,
                "",
                stanza("mlkem768x25519 " + base64(new byte[1120]), new byte[32]));
        resealed("a stanza of an unknown type instead of the scrypt stanza", form, "", grease);
        resealed("the stanza's type with a capital letter", form, "", good.replace("scrypt", "Scrypt"));
        resealed("no stanza", r, c);
        String saltText = base64(salt);
        resealed("a salt of 15 bytes", r, c, good.replace(saltText, base64(Arrays.copyOf(salt, 15))));
        resealed("a salt of 17 bytes", r, c, good.replace(saltText, base64(Arrays.copyOf(salt, 17))));
        resealed("a salt of no bytes", r, c, good.replace(saltText + " ", ""));
        resealed("a salt that is padded", r, c, good.replace(saltText, saltText + "=="));
        resealed("a salt with a stray bit", r, c, good.replace(saltText, saltText.substring(0, 21) + "x"));
        resealed("no work factor", r, c, good.replace(saltText + " 2", saltText));
        resealed("a third argument", r, c, good.replace(saltText + " 2", saltText + " 2 8"));
        resealed("salt and work factor swapped", r, c, good.replace(saltText + " 2", "2 " + saltText));
        byte[] body = RawAge.scryptBody(fileKey, string(secret), LABEL, salt, LOG2N, 8);
        resealed("a body of 31 bytes", r, c, stanza("scrypt " + saltText + " 2", Arrays.copyOf(body, 31)));
        resealed("a body of 33 bytes", r, c, stanza("scrypt " + saltText + " 2", Arrays.copyOf(body, 33)));
        resealed("an empty body", r, c, stanza("scrypt " + saltText + " 2", new byte[0]));
        String wrong = "WRONG_KEY_OR_ALTERED";
        resealed(
                "a body with one bit flipped",
                wrong,
                "NO_MATCH",
                stanza("scrypt " + saltText + " 2", flipped(body, 9)));
        resealed("another salt than the body's", wrong, "NO_MATCH", good.replace(saltText, base64(flipped(salt, 0))));
        resealed("a higher work factor than the body's", wrong, "NO_MATCH", good.replace(" 2\n", " 3\n"));
        resealed(
                "a body sealed without age's label before the salt",
                wrong,
                "NO_MATCH",
                stanza("scrypt " + saltText + " 2", RawAge.scryptBody(fileKey, string(secret), "", salt, LOG2N, 8)));
        resealed(
                "a body sealed with r = 4",
                wrong,
                "NO_MATCH",
                stanza("scrypt " + saltText + " 2", RawAge.scryptBody(fileKey, string(secret), LABEL, salt, LOG2N, 4)));
        resealed(
                "a body that wraps another file key",
                wrong,
                "HEADER_MAC",
                stanza(
                        "scrypt " + saltText + " 2",
                        RawAge.scryptBody(new byte[16], string(secret), LABEL, salt, LOG2N, 8)));
    }

    private void workFactors() {
        for (String high : new String[] {"19", "20", "21", "22", "30", "31", "32", "62", "64", "99", "100", "65536"}) {
            workFactor(high, "WORK_FACTOR_TOO_HIGH", "WORK_FACTOR_TOO_HIGH");
        }
        for (String bad : new String[] {"0", "02", "002", "+2", "-2", "2.0", "2e0", "0x2", "two", "2,"}) {
            workFactor(bad, "MALFORMED", "HEADER");
        }
        Map<String, Object> strict = vector("a work factor of 2 where the app allows 1", List.of());
        strict.put("max_log2n", 1);
        reject(strict, "WORK_FACTOR_TOO_HIGH", "WORK_FACTOR_TOO_HIGH");
    }

    private void workFactor(String text, String reason, String age) {
        resealed("the work factor " + text, reason, age, scrypt(salt, LOG2N).replace(" 2\n", " " + text + "\n"));
    }

    private void bytes() {
        String header = new String(RawAge.header(fileKey, List.of(scrypt(salt, LOG2N))), StandardCharsets.ISO_8859_1);
        int macAt = header.indexOf("--- ") + 4;
        String mac = header.substring(macAt).trim();
        byte[] macBytes = Base64.getDecoder().decode(mac);
        String wrong = "WRONG_KEY_OR_ALTERED";
        header(
                "the header's MAC has one bit flipped",
                wrong,
                "HEADER_MAC",
                header.replace(mac, base64(flipped(macBytes, 255))));
        header(
                "the header's MAC has 31 bytes",
                "MALFORMED",
                "HEADER",
                header.replace(mac, base64(Arrays.copyOf(macBytes, 31))));
        header("the header's lines end in CR LF", "MALFORMED", "HEADER", header.replace("\n", "\r\n"));
        header("the version line is of v2", "MALFORMED", "HEADER", header.replace("/v1\n", "/v2\n"));
        int start = header.length();
        edited("one bit of the payload's nonce flipped", wrong, "PAYLOAD", flipped(current, start * 8));
        edited("one bit of the payload flipped", wrong, "PAYLOAD", flipped(current, (start + 40) * 8));
        edited("one bit of the payload's tag flipped", wrong, "PAYLOAD", flipped(current, current.length * 8 - 1));
        edited("the last byte is missing", wrong, "PAYLOAD", Arrays.copyOf(current, current.length - 1));
        edited("a byte follows", wrong, "PAYLOAD", concat(current, new byte[1]));
        edited("the payload is missing", "MALFORMED", "HEADER", Arrays.copyOf(current, start));
        edited("the payload is a nonce only", wrong, "PAYLOAD", Arrays.copyOf(current, start + 16));
        edited("empty", "MALFORMED", "HEADER", new byte[0]);
        edited(
                "the armored form of the file",
                "MALFORMED",
                "HEADER",
                ascii("-----BEGIN AGE ENCRYPTED FILE-----\n"
                        + Base64.getMimeEncoder(64, ascii("\n")).encodeToString(current)
                        + "\n-----END AGE ENCRYPTED FILE-----\n"));
        reject(
                VectorText.object(
                        "comment",
                        "more than 32 MiB",
                        "base",
                        baseName,
                        "splices",
                        List.of(VectorText.object("at", current.length, "cut", 0, "hex", "00", "times", 32 << 20))),
                "TOO_LARGE",
                "");
    }

    private void passphrases() {
        String wrong = "WRONG_KEY_OR_ALTERED";
        byte[] file = ascii(identityFile);
        String string = RawAge.base32(secret);
        String[][] faults = {
            {"under the secret string in upper case", string.toUpperCase(Locale.ROOT)},
            {"under the secret string with padding", string + "===="},
            {"under the secret string and a line feed", string + "\n"},
            {"under the secret in hex", HexFormat.of().formatHex(secret)},
            {"under the secret in base64", base64(secret)},
            {"under the secret string of 31 bytes", RawAge.base32(Arrays.copyOf(secret, 31))},
        };
        for (String[] fault : faults) {
            edited(fault[0], wrong, "NO_MATCH", layer(ascii(fault[1]), file));
        }
        edited("under the raw bytes of the secret", wrong, "NO_MATCH", layer(secret, file));
    }

    private void identityFiles() {
        String heading = "# authbackup identity v1\n";
        String vaultLine = "# vault: " + v + "\n";
        String created = "# created: 2026-11-22\n";
        String good = heading + vaultLine + created;
        String bad = "BAD_PLAINTEXT";
        byte[] scalar = seed;
        inside("empty", "");
        inside("a line feed only", "\n");
        inside("the identity alone", key + "\n");
        inside("the heading is of v2", identityFile.replace("identity v1", "identity v2"));
        inside("the heading is missing", vaultLine + created + key + "\n");
        inside("the vault's line is missing", heading + created + key + "\n");
        inside("the date's line is missing", heading + vaultLine + key + "\n");
        inside("the date's line comes before the vault's", heading + created + vaultLine + key + "\n");
        inside("the identity comes first", key + "\n" + good);
        inside("a fourth comment line", good + "# device: phone\n" + key + "\n");
        inside("an empty line in front", "\n" + identityFile);
        inside("an empty line before the identity", good + "\n" + key + "\n");
        inside("an empty line at the end", identityFile + "\n");
        inside("a comment line at the end", identityFile + "# end\n");
        inside("the last line feed is missing", good + key);
        inside("all lines end in CR LF", identityFile.replace("\n", "\r\n"));
        inside("the identity's line ends in CR LF", good + key + "\r\n");
        inside("the vault's line ends in CR LF", identityFile.replace(v + "\n", v + "\r\n"));
        inside("all lines end in CR", identityFile.replace("\n", "\r"));
        inside("two identities", identityFile + new String(other.text()) + "\n");
        inside("the identity twice", identityFile + key + "\n");
        inside("the identity missing", good);
        inside("an empty line for the identity", good + "\n");
        inside("the identity in lower case", good + key.toLowerCase(Locale.ROOT) + "\n");
        inside("one letter of the identity in lower case", good + key.replaceFirst("Q([A-Z0-9]*)$", "q$1") + "\n");
        inside("the recipient instead of the identity", good + VaultSuite.CLASSIC.recipient(seed) + "\n");
        inside("the hybrid prefix before a classic identity", good + key.replace("KEY-1", "KEY-PQ-1") + "\n");
        identity("with another human-readable part", RawAge.bech32("AGE-SECRET-", scalar, 0, 1));
        identity("of a plugin", RawAge.bech32("AGE-PLUGIN-X-", scalar, 0, 1));
        identity("with a Bech32m checksum", RawAge.bech32("AGE-SECRET-KEY-", scalar, 0, 0x2bc830a3));
        identity("with a stray bit in its last symbol", RawAge.bech32("AGE-SECRET-KEY-", scalar, 1, 1));
        identity("of 31 bytes", RawAge.bech32("AGE-SECRET-KEY-", Arrays.copyOf(scalar, 31), 0, 1));
        identity("of 33 bytes", RawAge.bech32("AGE-SECRET-KEY-", Arrays.copyOf(scalar, 33), 0, 1));
        identity("with a wrong checksum", key.substring(0, 73) + (key.charAt(73) == 'Q' ? 'P' : 'Q'));
        identity("a character short", key.substring(0, 73));
        identity("with a space in front", " " + key);
        identity("with a space behind", key + " ");
        identity("with a NUL behind", key + "\0");
        identity("with a comment behind", key + " # phone");
        inside("a byte order mark in front", "\u00ef\u00bb\u00bf" + identityFile);
        inside("no space after the number sign", identityFile.replace("# vault", "#vault"));
        inside("no space before the vault", identityFile.replace("vault: ", "vault:"));
        inside("two spaces before the vault", identityFile.replace("vault: ", "vault:  "));
        inside("a space after the vault", identityFile.replace(v, v + " "));
        inside("the vault in upper case", identityFile.replace(v, v.toUpperCase(Locale.ROOT)));
        inside("the vault's line names another vault", identityFile.replace(v, other.vaultId()));
        inside("the vault's line names no vault", identityFile.replace(v, ""));
        content("in UTF-16", bad, identityFile.getBytes(StandardCharsets.UTF_16LE));
        content("another vault's identity file", "WRONG_VAULT", ascii(identityFile(other)));
        content(
                "another vault's identity under this vault's comment",
                "WRONG_VAULT",
                ascii(good + new String(other.text()) + "\n"));
        content("the identity of the other suite", "WRONG_VAULT", ascii(good + new String(hybrid.text()) + "\n"));
        content("the JSON of a snapshot", bad, ascii("{\"format\":\"authbackup-snapshot\",\"version\":1}\n"));
        byte[] undated = layer(string(secret), ascii(identityFile.replace("2026-11-22", "some time")));
        accept(vector("the date is no date, and no reader depends on it", VectorText.splices(current, undated)), seed);
    }

    private void inside(String comment, String file) {
        content(comment, "BAD_PLAINTEXT", ascii(file));
    }

    private void identity(String comment, String text) {
        inside("the identity " + comment, identityFile.replace(key, text));
    }

    private void content(String comment, String reason, byte[] file) {
        edited("identity file: " + comment, reason, "", layer(string(secret), file));
    }

    private void addBase(String id, VaultIdentity identity, List<Object> keys, byte[] slot) {
        baseName = id;
        current = slot;
        bases.add(VectorText.object(
                "id",
                id,
                "vault",
                identity.vaultId(),
                "keys",
                keys,
                "object",
                Base64.getEncoder().encodeToString(slot)));
        accept(vector("unchanged", List.of()), seed);
    }

    private void resealed(String comment, String reason, String age, String... stanzas) {
        byte[] payload = RawAge.payload(fileKey, nonce, ascii(identityFile));
        edited(comment, reason, age, concat(RawAge.header(fileKey, List.of(stanzas)), payload));
    }

    private void header(String comment, String reason, String age, String header) {
        edited(comment, reason, age, concat(ascii(header), RawAge.payload(fileKey, nonce, ascii(identityFile))));
    }

    private void edited(String comment, String reason, String age, byte[] changed) {
        List<Object> splices = VectorText.splices(current, changed);
        if (splices.isEmpty()) {
            throw new AssertionError("no change: " + comment);
        }
        reject(vector(comment, splices), reason, age);
    }

    private Map<String, Object> keys(String comment, Object... keys) {
        Map<String, Object> vector = vector("opened with " + comment, List.of());
        vector.put("keys", List.of(keys));
        return vector;
    }

    private Map<String, Object> vaultOf(String comment, String vaultId) {
        Map<String, Object> vector = vector("found " + comment, List.of());
        vector.put("vault", vaultId);
        return vector;
    }

    private Map<String, Object> vector(String comment, List<?> splices) {
        return VectorText.object("comment", comment, "base", baseName, "splices", splices);
    }

    private void accept(Map<String, Object> vector, byte[] opened) {
        vector.put("seed", HexFormat.of().formatHex(opened));
        vectors.add(vector);
    }

    private void reject(Map<String, Object> vector, String reason, String age) {
        vector.put("reason", reason);
        if (!age.isEmpty()) {
            vector.put("age", age);
        }
        vectors.add(vector);
    }

    private byte[] layer(byte[] password, byte[] inner) {
        byte[] body = RawAge.scryptBody(fileKey, password, LABEL, salt, LOG2N, 8);
        String stanza = stanza("scrypt " + base64(salt) + " " + LOG2N, body);
        return concat(RawAge.header(fileKey, List.of(stanza)), RawAge.payload(fileKey, nonce, inner));
    }

    private String scrypt(byte[] saltBytes, int log2N) {
        byte[] body = RawAge.scryptBody(fileKey, string(secret), LABEL, saltBytes, log2N, 8);
        return stanza("scrypt " + base64(saltBytes) + " " + log2N, body);
    }

    private static byte[] string(byte[] secret) {
        return ascii(RawAge.base32(secret));
    }

    private static String identityFile(VaultIdentity identity) {
        return "# authbackup identity v1\n# vault: " + identity.vaultId() + "\n# created: 2026-11-22\n"
                + new String(identity.text()) + "\n";
    }

    private static Map<String, Object> key(String lock, String member, String value) {
        return VectorText.object("lock", lock, member, new String(value.getBytes(UTF_8), UTF_8));
    }
}
