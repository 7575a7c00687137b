package org.authenticatorbackup.crypto.vault;

import static org.authenticatorbackup.crypto.vault.RawAge.ascii;
import static org.authenticatorbackup.crypto.vault.RawAge.base64;
import static org.authenticatorbackup.crypto.vault.RawAge.concat;
import static org.authenticatorbackup.crypto.vault.RawAge.hkdf;
import static org.authenticatorbackup.crypto.vault.RawAge.hmac;
import static org.authenticatorbackup.crypto.vault.RawAge.stanza;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.authenticatorbackup.crypto.age.AgeFile;

/** Makes the vectors of snapshots: whole objects, and changes of them with one fault each. */
final class SnapshotVectors {

    private static final String DEVICE = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
    private static final String OTHER_DEVICE = "b0b1b2b3b4b5b6b7b8b9babbbcbdbebf";
    private static final long SEQ = 0x1a;
    private static final String SEQ_TEXT = "000000000000001a";
    private static final String RANDOM = "c0c1c2c3c4c5c6c7";
    private static final int SMALLEST = 16_384;
    private static final String LABEL = "authbackup/v1/snapshot\0";

    private final byte[] seed = range(0x20);
    private final byte[] otherSeed = range(0x90);
    private final byte[] fileKey = Arrays.copyOf(range(0x10), 16);
    private final byte[] ephemeral = range(0x50);
    private final byte[] nonce = Arrays.copyOf(range(0xf0), 16);
    private final VaultIdentity vault = VaultIdentity.ofSeed(VaultSuite.CLASSIC, seed);
    private final VaultIdentity otherVault = VaultIdentity.ofSeed(VaultSuite.CLASSIC, otherSeed);
    private final VaultIdentity hybrid = VaultIdentity.ofSeed(VaultSuite.HYBRID, seed);
    private final String v = vault.vaultId();
    private final byte[] sfk = hkdf(fileKey, new byte[0], ascii("authbackup/v1/sender-file-key"));
    private final String json = "{\"format\":\"authbackup-snapshot\",\"version\":1,\"vault\":\"" + v
            + "\",\"device\":\"" + DEVICE + "\",\"seq\":26,\"created\":\"2026-11-22T00:00:00Z\"}";
    private final String enc = encryption(fileKey, RawAge.publicKey(seed));
    private final byte[] goodTag = tag(writeKey(seed, v, DEVICE), LABEL, v, DEVICE, SEQ, sfk);
    private final String sender = sender(goodTag);
    private final byte[] plaintext = padded(json, SMALLEST);
    private final byte[] base = object(plaintext);

    private final List<Object> bases = new ArrayList<>();
    private final List<Object> vectors = new ArrayList<>();

    private String baseName = "classic";
    private byte[] current = base;

    static String file() {
        SnapshotVectors all = new SnapshotVectors();
        all.addBase("classic", "a vault of suite classic", all.vault, all.json, all.base);
        all.stanzas();
        all.arguments();
        all.tags();
        all.headers();
        all.encryptionStanza();
        all.payloads();
        all.plaintexts();
        all.names();
        all.largeOnes();
        all.hybridOnes();
        return VectorText.file(VectorText.object("bases", all.bases, "vectors", all.vectors));
    }

    private void stanzas() {
        String unknown = stanza("example/grease 1", new byte[5]);
        String otherSuite = stanza("mlkem768x25519 " + base64(new byte[1120]), new byte[32]);
        String scrypt = stanza("scrypt " + base64(new byte[16]) + " 10", new byte[32]);
        String r = "UNEXPECTED_STANZAS";
        resealed("the sender stanza is missing", r, "", enc);
        resealed("the sender stanza comes first", r, "", sender, enc);
        resealed("the sender stanza is there twice", r, "", enc, sender, sender);
        resealed("a third stanza of an unknown type at the end", r, "", enc, sender, unknown);
        resealed("a third stanza of an unknown type in front", r, "", unknown, enc, sender);
        resealed("a third stanza of an unknown type between the two", r, "", enc, unknown, sender);
        resealed("a second encryption stanza", r, "", enc, enc, sender);
        resealed("a second encryption stanza instead of the sender stanza", r, "", enc, enc);
        resealed("the encryption stanza is missing", r, "", sender);
        resealed("the encryption stanza is of the other suite", r, "", otherSuite, sender);
        resealed("an encryption stanza of the other suite in addition", r, "", enc, otherSuite, sender);
        resealed("a stanza of an unknown type instead of the sender stanza", r, "", enc, unknown);
        resealed("a stanza of an unknown type instead of the encryption stanza", r, "", unknown, sender);
        resealed("a scrypt stanza instead of the encryption stanza", "MALFORMED", "HEADER", scrypt, sender);
        resealed("a scrypt stanza instead of the sender stanza", "MALFORMED", "HEADER", enc, scrypt);
        resealed("the encryption stanza's type in lower case", r, "", enc.replace("X25519", "x25519"), sender);
        String[] many = new String[17];
        Arrays.fill(many, unknown);
        many[0] = enc;
        many[1] = sender;
        resealed("17 stanzas", "TOO_LARGE", "TOO_LARGE", many);
        resealed("no stanza", "MALFORMED", "HEADER");
    }

    private void arguments() {
        String good = "authbackup/sender v1 " + v + " " + DEVICE + " " + SEQ_TEXT;
        String form = "UNEXPECTED_STANZAS";
        sent("the sender stanza's type ends otherwise", form, good.replace("/sender", "/senders"));
        sent("the sender stanza's type begins otherwise", form, good.replace("authbackup", "authbackups"));
        sent("the sender stanza's type has a capital letter", form, good.replace("/sender", "/Sender"));
        sent("the sender stanza's version is v2", form, good.replace(" v1 ", " v2 "));
        sent("the sender stanza's version is V1", form, good.replace(" v1 ", " V1 "));
        sent("the sender stanza's version is 1", form, good.replace(" v1 ", " 1 "));
        sent("the sender stanza's version is v01", form, good.replace(" v1 ", " v01 "));
        sent("the sender stanza's version is missing", form, good.replace(" v1 ", " "));
        sent("the sender stanza's vault is missing", form, good.replace(v + " ", ""));
        sent("the sender stanza's device is missing", form, good.replace(DEVICE + " ", ""));
        sent("the sender stanza's seq is missing", form, good.replace(" " + SEQ_TEXT, ""));
        sent("the sender stanza has no arguments", form, "authbackup/sender");
        sent("the sender stanza has a fifth argument", form, good + " x");
        String r = "WRONG_SENDER";
        sent("the vault in upper case", r, good.replace(v, v.toUpperCase(Locale.ROOT)));
        sent("the vault a character short", r, good.replace(v, v.substring(0, 31)));
        sent("the vault a character long", r, good.replace(v, v + "a"));
        sent("another vault", r, good.replace(v, otherVault.vaultId()));
        sent("the device in upper case", r, good.replace(DEVICE, DEVICE.toUpperCase(Locale.ROOT)));
        sent("the device with 31 digits", r, good.replace(DEVICE, DEVICE.substring(1)));
        sent("the device with 33 digits", r, good.replace(DEVICE, DEVICE + "0"));
        sent("another device", r, good.replace(DEVICE, OTHER_DEVICE));
        sent("the seq in upper case", r, good.replace(SEQ_TEXT, SEQ_TEXT.toUpperCase(Locale.ROOT)));
        sent("the seq with 15 digits", r, good.replace(SEQ_TEXT, SEQ_TEXT.substring(1)));
        sent("the seq with 17 digits", r, good.replace(SEQ_TEXT, "0" + SEQ_TEXT));
        sent("the seq in decimal", r, good.replace(SEQ_TEXT, "0000000000000026"));
        sent("the next seq", r, good.replace(SEQ_TEXT, "000000000000001b"));
        sent("the previous seq", r, good.replace(SEQ_TEXT, "0000000000000019"));
        sent("seq 0", r, good.replace(SEQ_TEXT, "0000000000000000"));
        sent("a negative seq", r, good.replace(SEQ_TEXT, "-00000000000001a"));
        sent("device and seq swapped", r, "authbackup/sender v1 " + v + " " + SEQ_TEXT + " " + DEVICE);
        sent("device and vault swapped", r, "authbackup/sender v1 " + DEVICE + " " + v + " " + SEQ_TEXT);
    }

    private void tags() {
        byte[] key = writeKey(seed, v, DEVICE);
        tagged(
                "made with the write key of another device",
                tag(writeKey(seed, v, OTHER_DEVICE), LABEL, v, DEVICE, SEQ, sfk));
        tagged(
                "made with the write key of another vault",
                tag(writeKey(otherSeed, v, DEVICE), LABEL, v, DEVICE, SEQ, sfk));
        tagged("made with the seed", tag(seed, LABEL, v, DEVICE, SEQ, sfk));
        tagged(
                "made with a write key derived without salt",
                tag(
                        hkdf(seed, new byte[0], ascii("authbackup/v1/write-key\0"), hex(DEVICE)),
                        LABEL,
                        v,
                        DEVICE,
                        SEQ,
                        sfk));
        tagged(
                "made with a write key derived without the zero byte",
                tag(hkdf(seed, ascii(v), ascii("authbackup/v1/write-key"), hex(DEVICE)), LABEL, v, DEVICE, SEQ, sfk));
        tagged(
                "made with a write key derived from the device id's text",
                tag(
                        hkdf(seed, ascii(v), ascii("authbackup/v1/write-key\0"), ascii(DEVICE)),
                        LABEL,
                        v,
                        DEVICE,
                        SEQ,
                        sfk));
        tagged("over another vault", tag(key, LABEL, otherVault.vaultId(), DEVICE, SEQ, sfk));
        tagged("over another device", tag(key, LABEL, v, OTHER_DEVICE, SEQ, sfk));
        tagged("over the next seq", tag(key, LABEL, v, DEVICE, SEQ + 1, sfk));
        tagged("over another file's sfk", tag(key, LABEL, v, DEVICE, SEQ, new byte[32]));
        tagged("over the file key itself", tag(key, LABEL, v, DEVICE, SEQ, fileKey));
        tagged(
                "over the key of the header's MAC",
                tag(key, LABEL, v, DEVICE, SEQ, hkdf(fileKey, new byte[0], ascii("header"))));
        tagged(
                "over an sfk whose label ends in a zero byte",
                tag(key, LABEL, v, DEVICE, SEQ, hkdf(fileKey, new byte[0], ascii("authbackup/v1/sender-file-key\0"))));
        tagged("without sfk", tag(key, LABEL, v, DEVICE, SEQ, new byte[0]));
        tagged("with a label without the zero byte", tag(key, "authbackup/v1/snapshot", v, DEVICE, SEQ, sfk));
        tagged("with the label of the witness", tag(key, "authbackup/v1/witness\0", v, DEVICE, SEQ, sfk));
        tagged("over the device id's text", hmac(key, ascii(LABEL), ascii(v), ascii(DEVICE), eightBytes(SEQ), sfk));
        tagged(
                "over a little-endian seq",
                hmac(key, ascii(LABEL), ascii(v), hex(DEVICE), hex("1a00000000000000"), sfk));
        tagged("over the seq's text", hmac(key, ascii(LABEL), ascii(v), hex(DEVICE), ascii(SEQ_TEXT), sfk));
        tagged("with one bit flipped", flipped(goodTag, 255));
        tagged("of zeros", new byte[32]);
        String form = "UNEXPECTED_STANZAS";
        resealed("the tag is truncated to 31 bytes", form, "", enc, sender(Arrays.copyOf(goodTag, 31)));
        resealed("the tag is truncated to 16 bytes", form, "", enc, sender(Arrays.copyOf(goodTag, 16)));
        resealed("the tag is extended to 33 bytes", form, "", enc, sender(Arrays.copyOf(goodTag, 33)));
        resealed("the tag is there twice", form, "", enc, sender(concat(goodTag, goodTag)));
        resealed("the tag is empty", form, "", enc, sender(new byte[0]));
        String line = sender.substring(sender.indexOf('\n') + 1, sender.length() - 1);
        body("the tag's base64 has a stray bit", sender, line, line.substring(0, 42) + next(line.charAt(42)));
        body("the tag's base64 is padded", sender, line, line + "=");
        body("the tag's base64 has a space in front", sender, line, " " + line);
        body("the tag's base64 has a space behind", sender, line, line + " ");
        body("the tag's base64 has a CR behind", sender, line, line + "\r");
        body("the tag's base64 has characters of base64url", sender, line, "-_" + line.substring(2));
        body(
                "the tag's base64 is broken into two lines",
                sender,
                line,
                line.substring(0, 20) + "\n" + line.substring(20));
        body("the tag is in hex", sender, line, HexFormat.of().formatHex(goodTag));
        body("an empty line follows the tag", sender, line, line + "\n");
        body("the tag has no line", sender, line + "\n", "");
    }

    private void headers() {
        String r = "MALFORMED";
        String c = "HEADER";
        String whole = text(header());
        header("the version line is of v2", r, c, whole.replace("org/v1\n", "org/v2\n"));
        header("the version line ends in CR LF", r, c, whole.replace("org/v1\n", "org/v1\r\n"));
        header("the version line has a space behind", r, c, whole.replace("org/v1\n", "org/v1 \n"));
        header("an empty line in front", r, c, "\n" + whole);
        header("a byte order mark in front", r, c, "\u00ef\u00bb\u00bf" + whole);
        header("two spaces after the arrow", r, c, remade(whole.replace("-> auth", "->  auth")));
        header("two spaces between arguments", r, c, remade(whole.replace(" v1 ", "  v1 ")));
        header("a tab between arguments", r, c, remade(whole.replace(" v1 ", "\tv1 ")));
        header("a space at the end of the stanza's line", r, c, remade(whole.replace(SEQ_TEXT, SEQ_TEXT + " ")));
        header("a CR at the end of the stanza's line", r, c, remade(whole.replace(SEQ_TEXT, SEQ_TEXT + "\r")));
        header("a character outside ASCII in an argument", r, c, remade(whole.replace(" v1 ", " v\u00e9 ")));
        header("the arrow without its space", r, c, remade(whole.replace("-> auth", "->auth")));
        header("a longer arrow", r, c, remade(whole.replace("-> auth", "--> auth")));
        header("an empty line between the stanzas", r, c, remade(whole.replace("-> auth", "\n-> auth")));
        int macAt = whole.indexOf("--- ") + 4;
        String mac = whole.substring(macAt, whole.length() - 1);
        byte[] macBytes = Base64.getDecoder().decode(mac);
        String front = whole.substring(0, macAt);
        String key = "WRONG_KEY_OR_ALTERED";
        header("the header's MAC has one bit flipped", key, "HEADER_MAC", front + base64(flipped(macBytes, 0)) + "\n");
        header(
                "the header's MAC is of another file key",
                key,
                "HEADER_MAC",
                front + base64(RawAge.mac(new byte[16], front.substring(0, macAt - 1))) + "\n");
        header(
                "the header's MAC covers the space too",
                key,
                "HEADER_MAC",
                front + base64(RawAge.mac(fileKey, front)) + "\n");
        header("the header's MAC has 31 bytes", r, c, front + base64(Arrays.copyOf(macBytes, 31)) + "\n");
        header("the header's MAC has 33 bytes", r, c, front + base64(Arrays.copyOf(macBytes, 33)) + "\n");
        header("the header's MAC has a stray bit", r, c, front + mac.substring(0, 42) + next(mac.charAt(42)) + "\n");
        header("the header's MAC is padded", r, c, front + mac + "=\n");
        header("the header's MAC is missing", r, c, front.trim() + "\n");
        header("the header's MAC follows two spaces", r, c, front + " " + mac + "\n");
        header("the header's MAC line ends in CR LF", r, c, front + mac + "\r\n");
        header("the header's MAC line has a space behind", r, c, front + mac + " \n");
        header(
                "the seq was changed and the MAC was not",
                key,
                "HEADER_MAC",
                whole.replace(SEQ_TEXT, "000000000000001b"));
        header(
                "the tag was changed and the MAC was not",
                key,
                "HEADER_MAC",
                whole.replace(sender, sender(new byte[32])));
        int header = whole.length();
        cut("empty", 0, r, c);
        cut("ends in the version line", 10, r, c);
        cut("ends after the version line", RawAge.VERSION.length(), r, c);
        cut("ends in the encryption stanza", RawAge.VERSION.length() + 30, r, c);
        cut("ends between the stanzas", RawAge.VERSION.length() + enc.length(), r, c);
        cut("ends before the MAC", macAt, r, c);
        cut("ends before the LF of the MAC's line", header - 1, r, c);
        cut("ends after the header", header, r, c);
        cut("ends in the payload's nonce", header + 15, r, c);
        cut("ends after the payload's nonce", header + 16, key, "PAYLOAD");
        Map<String, Object> filler =
                VectorText.object("at", RawAge.VERSION.length() + 3, "cut", 0, "text", "x", "times", 65_536);
        add("the header has more than 64 KiB", "TOO_LARGE", "TOO_LARGE", List.of(filler));
    }

    private void encryptionStanza() {
        String r = "MALFORMED";
        String c = "HEADER";
        byte[] share = RawAge.publicKey(ephemeral);
        byte[] body = RawAge.x25519Body(fileKey, RawAge.publicKey(seed), ephemeral);
        resealed("the share has 31 bytes", r, c, stanza("X25519 " + base64(Arrays.copyOf(share, 31)), body), sender);
        resealed("the share has 33 bytes", r, c, stanza("X25519 " + base64(Arrays.copyOf(share, 33)), body), sender);
        resealed("the share is a point of low order", r, c, stanza("X25519 " + base64(new byte[32]), body), sender);
        String shareText = base64(share);
        resealed(
                "the share has a stray bit",
                r,
                c,
                stanza("X25519 " + shareText.substring(0, 42) + next(shareText.charAt(42)), body),
                sender);
        resealed("the share is padded", r, c, stanza("X25519 " + shareText + "=", body), sender);
        resealed("the share is missing", r, c, stanza("X25519", body), sender);
        resealed("a second argument after the share", r, c, stanza("X25519 " + shareText + " x", body), sender);
        resealed("the body has 31 bytes", r, c, stanza("X25519 " + shareText, Arrays.copyOf(body, 31)), sender);
        resealed("the body has 33 bytes", r, c, stanza("X25519 " + shareText, Arrays.copyOf(body, 33)), sender);
        resealed("the body is empty", r, c, stanza("X25519 " + shareText, new byte[0]), sender);
        String key = "WRONG_KEY_OR_ALTERED";
        resealed(
                "the body has one bit flipped",
                key,
                "NO_MATCH",
                stanza("X25519 " + shareText, flipped(body, 7)),
                sender);
        resealed(
                "the share is another",
                key,
                "NO_MATCH",
                stanza("X25519 " + base64(RawAge.publicKey(range(3))), body),
                sender);
        resealed(
                "encrypted to another vault's recipient",
                key,
                "NO_MATCH",
                encryption(fileKey, RawAge.publicKey(otherSeed)),
                sender);
        resealed(
                "wraps another file key than the header's and the payload's",
                key,
                "HEADER_MAC",
                encryption(new byte[16], RawAge.publicKey(seed)),
                sender);
    }

    private void payloads() {
        String key = "WRONG_KEY_OR_ALTERED";
        String c = "PAYLOAD";
        int start = header().length;
        edited("one bit of the payload's nonce flipped", key, c, flipped(base, start * 8 + 3));
        edited("one bit of the first chunk flipped", key, c, flipped(base, (start + 16) * 8));
        edited("one bit in the middle of the payload flipped", key, c, flipped(base, (start + 9_000) * 8 + 5));
        edited("one bit of the last tag flipped", key, c, flipped(base, base.length * 8 - 1));
        cut("the last byte is missing", base.length - 1, key, c);
        cut("the last 16 bytes are missing", base.length - 16, key, c);
        cut("only one byte of the first chunk is there", start + 17, key, c);
        cut("only a tag's length of the first chunk is there", start + 32, key, c);
        edited("a byte follows the last chunk", key, c, concat(base, new byte[1]));
        edited("a line feed follows the last chunk", key, c, concat(base, ascii("\n")));
        edited("16 bytes follow the last chunk", key, c, concat(base, new byte[16]));
        byte[] payloadKey = hkdf(fileKey, nonce, ascii("payload"));
        edited(
                "the last chunk is not marked as the last",
                key,
                c,
                concat(header(), nonce, RawAge.chunk(payloadKey, 0, 0, plaintext)));
        edited(
                "the first chunk is counted as the second",
                key,
                c,
                concat(header(), nonce, RawAge.chunk(payloadKey, 1, 1, plaintext)));
        add(
                "more than 32 MiB",
                "TOO_LARGE",
                "",
                List.of(VectorText.object("at", base.length, "cut", 0, "hex", "00", "times", 32 << 20)));
    }

    private void plaintexts() {
        int n = json.length();
        plain("the last byte is a space instead of a line feed", with(plaintext, SMALLEST - 1, " "));
        plain("the last byte is a CR instead of a line feed", with(plaintext, SMALLEST - 1, "\r"));
        plain("the last bytes are CR LF", with(plaintext, SMALLEST - 2, "\r\n"));
        plain("the last bytes are two line feeds", with(plaintext, SMALLEST - 2, "\n\n"));
        plain("a NUL in the padding", with(plaintext, SMALLEST / 2, "\0"));
        plain("a NUL at the beginning of the padding", with(plaintext, n, "\0"));
        plain("a tab in the padding", with(plaintext, SMALLEST / 2, "\t"));
        plain("a line feed at the beginning of the padding", with(plaintext, n, "\n"));
        plain("a no-break space in the padding", with(plaintext, SMALLEST / 2, "\u00c2\u00a0"));
        plain("a letter in the padding", with(plaintext, SMALLEST - 2, "x"));
        plain("a comma after the JSON", with(plaintext, n, ","));
        plain("a space before the JSON", padded(" " + json, SMALLEST));
        plain("a byte order mark before the JSON", padded("\u00ef\u00bb\u00bf" + json, SMALLEST));
        plain("a line feed before the JSON", padded("\n" + json, SMALLEST));
        plain("the JSON is an array", padded("[" + json.substring(1, n - 1) + "]", SMALLEST));
        plain("the JSON is a string", padded("\"" + json.substring(1, n - 1).replace('"', '\'') + "\"", SMALLEST));
        plain("the JSON lacks its last brace", padded(json.substring(0, n - 1), SMALLEST));
        plain("the JSON lacks its first brace", padded(json.substring(1), SMALLEST));
        plain("there is no JSON", padded("", SMALLEST));
        plain("the plaintext is one byte short of its bucket", padded(json, SMALLEST - 1));
        plain("the plaintext is one byte longer than its bucket", padded(json, SMALLEST + 1));
        plain("the plaintext is not padded", ascii(json + "\n"));
        plain("the plaintext is not padded and has no line feed", ascii(json));
        plain("the plaintext is padded to a multiple of 256", padded(json, 256));
        plain("the plaintext is padded to 8 KiB", padded(json, 8_192));
        plain("the plaintext is empty", new byte[0]);
        plain("the plaintext is a line feed", ascii("\n"));
        plain("the plaintext is one brace and padding", padded("{", SMALLEST));
        accepted("the JSON is two braces: what is in it is for the next layer to judge", padded("{}", SMALLEST), "{}");
        String full = filler(SMALLEST - 1);
        accepted(
                "the JSON and its line feed fill the smallest bucket, without any space", padded(full, SMALLEST), full);
        plain(
                "a CR and no line feed behind JSON that fills the bucket",
                with(padded(full, SMALLEST), SMALLEST - 1, "\r"));
    }

    private void names() {
        String name = name(v, DEVICE, SEQ_TEXT);
        stored("under another vault's name", otherVault.vaultId() + name.substring(32));
        stored("under another device's name", name(v, OTHER_DEVICE, SEQ_TEXT));
        stored("under the next number", name(v, DEVICE, "000000000000001b"));
        stored("under the previous number", name(v, DEVICE, "0000000000000019"));
        Map<String, Object> other = vector("read with the identity of another vault", List.of());
        other.put("identity", new String(otherVault.text()));
        other.put("name", otherVault.vaultId() + name.substring(32));
        reject(other, "WRONG_KEY_OR_ALTERED", "NO_MATCH");
        Map<String, Object> suite = vector("read with the identity of the same seed in the other suite", List.of());
        suite.put("identity", new String(hybrid.text()));
        suite.put("name", hybrid.vaultId() + name.substring(32));
        reject(suite, "UNEXPECTED_STANZAS", "");
    }

    private void largeOnes() {
        String thirtyTwo = filler(SMALLEST);
        addBase(
                "bucket-32768",
                "JSON of 16384 bytes, one more than fits the smallest bucket",
                vault,
                thirtyTwo,
                object(padded(thirtyTwo, 2 * SMALLEST)));
        plain("JSON of 16383 bytes in a bucket of 32768", padded(filler(SMALLEST - 1), 2 * SMALLEST));
        plain("short JSON in a bucket of 32768", padded(filler(100), 2 * SMALLEST));
        plain("JSON of 16384 bytes in 24576 bytes", padded(thirtyTwo, 24_576));
        plain("JSON of 16384 bytes and a line feed, not padded", padded(thirtyTwo, SMALLEST + 1));
        String most = filler(2 * SMALLEST - 1);
        accepted("JSON of 32767 bytes, the most that fits", padded(most, 2 * SMALLEST), most);

        String two = filler(65_536);
        byte[] padded = padded(two, 131_072);
        addBase("two-chunks", "JSON of 65536 bytes, so that the payload has two chunks", vault, two, object(padded));
        String key = "WRONG_KEY_OR_ALTERED";
        int first = header().length + 16;
        int sealed = RawAge.CHUNK + 16;
        add(
                "the chunks are swapped",
                key,
                "PAYLOAD",
                List.of(
                        VectorText.object("at", first, "cut", 2 * sealed, "copy", List.of(first + sealed, sealed)),
                        VectorText.object("at", first + 2 * sealed, "cut", 0, "copy", List.of(first, sealed))));
        add(
                "the last chunk is missing",
                key,
                "PAYLOAD",
                List.of(VectorText.object("at", first + sealed, "cut", sealed)));
        add("the first chunk is missing", key, "PAYLOAD", List.of(VectorText.object("at", first, "cut", sealed)));
        add(
                "the first chunk is there twice",
                key,
                "PAYLOAD",
                List.of(VectorText.object("at", first, "cut", 0, "copy", List.of(first, sealed))));
        add(
                "the last chunk is there twice",
                key,
                "PAYLOAD",
                List.of(VectorText.object("at", first, "cut", 0, "copy", List.of(first + sealed, sealed))));
        cut("the last chunk ends in its tag", first + sealed + 15, key, "PAYLOAD");
        cut("the last chunk is only a tag", first + sealed + 16, key, "PAYLOAD");
        cut("the last chunk lacks a byte", current.length - 1, key, "PAYLOAD");
        edited("one bit of the first chunk's tag flipped", key, "PAYLOAD", flipped(current, (first + sealed) * 8 - 1));
        edited("one bit of the last chunk flipped", key, "PAYLOAD", flipped(current, (first + sealed) * 8));
    }

    private void hybridOnes() {
        String vaultId = hybrid.vaultId();
        String text = json.replace(v, vaultId);
        byte[] key = writeKey(seed, vaultId, DEVICE);
        byte[] object = byLibrary(text, vaultId, key);
        addBase("hybrid", "a vault of suite hybrid", hybrid, text, object);
        String whole = text(object);
        int senderAt = whole.indexOf("-> authbackup");
        int macAt = whole.indexOf("---");
        String encryption = whole.substring(RawAge.VERSION.length(), senderAt);
        String hybridSender = whole.substring(senderAt, macAt);
        byte[] payload = Arrays.copyOfRange(object, whole.indexOf('\n', macAt) + 1, object.length);
        String argument = encryption.substring("-> mlkem768x25519 ".length(), encryption.indexOf('\n'));
        byte[] enc1120 = Base64.getDecoder().decode(argument);
        byte[] body = Base64.getDecoder()
                .decode(encryption.substring(encryption.indexOf('\n') + 1).trim());
        String r = "MALFORMED";
        String c = "HEADER";
        String wrong = "WRONG_KEY_OR_ALTERED";
        byte[] lowOrder = concat(Arrays.copyOf(enc1120, 1088), new byte[32]);
        hybrid(
                "the encapsulation has one bit of ML-KEM's part flipped",
                wrong,
                "NO_MATCH",
                payload,
                hybridStanza(flipped(enc1120, 99), body),
                hybridSender);
        hybrid(
                "the encapsulation has one bit of X25519's part flipped",
                wrong,
                "NO_MATCH",
                payload,
                hybridStanza(flipped(enc1120, 1_100 * 8), body),
                hybridSender);
        hybrid(
                "the encapsulation's X25519 part is a point of low order",
                r,
                c,
                payload,
                hybridStanza(lowOrder, body),
                hybridSender);
        hybrid(
                "the encapsulation has 1119 bytes",
                r,
                c,
                payload,
                hybridStanza(Arrays.copyOf(enc1120, 1_119), body),
                hybridSender);
        hybrid(
                "the encapsulation has 1121 bytes",
                r,
                c,
                payload,
                hybridStanza(Arrays.copyOf(enc1120, 1_121), body),
                hybridSender);
        hybrid("the encapsulation is missing", r, c, payload, stanza("mlkem768x25519", body), hybridSender);
        hybrid(
                "a second argument after the encapsulation",
                r,
                c,
                payload,
                stanza("mlkem768x25519 " + argument + " x", body),
                hybridSender);
        hybrid(
                "the hybrid body has 31 bytes",
                r,
                c,
                payload,
                hybridStanza(enc1120, Arrays.copyOf(body, 31)),
                hybridSender);
        hybrid(
                "the hybrid body has one bit flipped",
                wrong,
                "NO_MATCH",
                payload,
                hybridStanza(enc1120, flipped(body, 0)),
                hybridSender);
        hybrid("the hybrid snapshot has no sender stanza", "UNEXPECTED_STANZAS", "", payload, encryption);
        hybrid(
                "the hybrid snapshot's sender stanza comes first",
                "UNEXPECTED_STANZAS",
                "",
                payload,
                hybridSender,
                encryption);
        hybrid(
                "a classic stanza in addition to the hybrid one",
                "UNEXPECTED_STANZAS",
                "",
                payload,
                encryption,
                enc,
                hybridSender);
        hybrid("a classic stanza instead of the hybrid one", "UNEXPECTED_STANZAS", "", payload, enc, hybridSender);
        hybrid(
                "the tag is that of the classic vault of the same seed",
                "WRONG_SENDER",
                "",
                payload,
                encryption,
                stanza("authbackup/sender v1 " + vaultId + " " + DEVICE + " " + SEQ_TEXT, goodTag));
        Map<String, Object> other = vector("read with the identity of the same seed in suite classic", List.of());
        other.put("identity", new String(vault.text()));
        other.put("name", name(v, DEVICE, SEQ_TEXT));
        reject(other, "UNEXPECTED_STANZAS", "");
    }

    private byte[] byLibrary(String text, String vaultId, byte[] key) {
        byte[] tag = tag(key, LABEL, vaultId, DEVICE, SEQ, sfk);
        org.authenticatorbackup.crypto.age.Stanza stanza = new org.authenticatorbackup.crypto.age.Stanza(
                "authbackup/sender", List.of("v1", vaultId, DEVICE, SEQ_TEXT), tag);
        try {
            return AgeFile.seal(
                            padded(text, SMALLEST),
                            VaultSuite.HYBRID.parseRecipient(VaultSuite.HYBRID.recipient(seed)),
                            ignored -> List.of(stanza),
                            new CountingRandom(fileKey))
                    .bytes();
        } catch (org.authenticatorbackup.crypto.age.MalformedKeyException e) {
            throw new AssertionError(e);
        }
    }

    private static String hybridStanza(byte[] encapsulation, byte[] body) {
        return stanza("mlkem768x25519 " + base64(encapsulation), body);
    }

    private void hybrid(String comment, String reason, String cause, byte[] payload, String... stanzas) {
        edited(comment, reason, cause, concat(RawAge.header(fileKey, List.of(stanzas)), payload));
    }

    private void addBase(String id, String comment, VaultIdentity identity, String text, byte[] object) {
        baseName = id;
        current = object;
        bases.add(VectorText.object(
                "id",
                id,
                "comment",
                comment,
                "identity",
                new String(identity.text()),
                "name",
                name(identity.vaultId(), DEVICE, SEQ_TEXT),
                "json_sha256",
                HexFormat.of().formatHex(RawAge.sha256(ascii(text))),
                "object",
                Base64.getEncoder().encodeToString(object)));
        accept(vector("unchanged", List.of()), text);
    }

    private void resealed(String comment, String reason, String cause, String... stanzas) {
        edited(comment, reason, cause, concat(RawAge.header(fileKey, List.of(stanzas)), payload()));
    }

    private void sent(String comment, String reason, String line) {
        resealed(comment, reason, "", enc, stanza(line, goodTag));
    }

    private void tagged(String comment, byte[] tag) {
        resealed("the tag is " + comment, "WRONG_SENDER", "", enc, sender(tag));
    }

    private void body(String comment, String stanza, String from, String to) {
        resealed(comment, "MALFORMED", "HEADER", enc, stanza.replace(from, to));
    }

    private void header(String comment, String reason, String cause, String header) {
        edited(comment, reason, cause, concat(ascii(header), payload()));
    }

    /** The same with the right MAC for what it says. */
    private String remade(String header) {
        String covered = header.substring(0, header.lastIndexOf("---") + 3);
        return covered + " " + base64(RawAge.mac(fileKey, covered)) + "\n";
    }

    private void plain(String comment, byte[] faulty) {
        edited(comment, "BAD_PLAINTEXT", "", object(faulty));
    }

    private void accepted(String comment, byte[] good, String text) {
        accept(vector(comment, VectorText.splices(current, object(good))), text);
    }

    private void edited(String comment, String reason, String cause, byte[] changed) {
        add(comment, reason, cause, VectorText.splices(current, changed));
    }

    private void cut(String comment, int length, String reason, String cause) {
        add(
                "truncated: " + comment,
                reason,
                cause,
                List.of(VectorText.object("at", length, "cut", current.length - length)));
    }

    private void stored(String comment, String name) {
        Map<String, Object> vector = vector("stored " + comment, List.of());
        vector.put("name", name);
        reject(vector, "WRONG_SENDER", "");
    }

    private void add(String comment, String reason, String cause, List<?> splices) {
        if (splices.isEmpty()) {
            throw new AssertionError("no change: " + comment);
        }
        reject(vector(comment, splices), reason, cause);
    }

    private Map<String, Object> vector(String comment, List<?> splices) {
        return VectorText.object("comment", comment, "base", baseName, "splices", splices);
    }

    private void accept(Map<String, Object> vector, String text) {
        vector.put("json_sha256", HexFormat.of().formatHex(RawAge.sha256(ascii(text))));
        vectors.add(vector);
    }

    private void reject(Map<String, Object> vector, String reason, String cause) {
        vector.put("reason", reason);
        if (!cause.isEmpty()) {
            vector.put("age", cause);
        }
        vectors.add(vector);
    }

    private byte[] object(byte[] content) {
        return concat(header(), RawAge.payload(fileKey, nonce, content));
    }

    private byte[] header() {
        return RawAge.header(fileKey, List.of(enc, sender));
    }

    private byte[] payload() {
        return Arrays.copyOfRange(base, header().length, base.length);
    }

    private String encryption(byte[] key, byte[] recipient) {
        return stanza("X25519 " + base64(RawAge.publicKey(ephemeral)), RawAge.x25519Body(key, recipient, ephemeral));
    }

    private String sender(byte[] tag) {
        return stanza("authbackup/sender v1 " + v + " " + DEVICE + " " + SEQ_TEXT, tag);
    }

    static byte[] writeKey(byte[] seed, String vaultId, String deviceId) {
        return hkdf(seed, ascii(vaultId), ascii("authbackup/v1/write-key\0"), hex(deviceId));
    }

    static byte[] tag(byte[] writeKey, String label, String vaultId, String deviceId, long seq, byte[] fileKeyPart) {
        return hmac(writeKey, ascii(label), ascii(vaultId), hex(deviceId), eightBytes(seq), fileKeyPart);
    }

    private static String name(String vaultId, String deviceId, String seq) {
        return vaultId + "/snap/" + deviceId + "/" + seq + "-" + RANDOM + ".age";
    }

    /** JSON of that length: one string of spaces, so that vectors of different lengths differ in few bytes. */
    private static String filler(int length) {
        return "{\"p\":\"" + " ".repeat(length - 8) + "\"}";
    }

    private static byte[] padded(String text, int length) {
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) ' ');
        byte[] front = ascii(text);
        System.arraycopy(front, 0, padded, 0, front.length);
        padded[length - 1] = '\n';
        return padded;
    }

    private static byte[] with(byte[] bytes, int at, String text) {
        byte[] changed = bytes.clone();
        System.arraycopy(ascii(text), 0, changed, at, text.length());
        return changed;
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    private static char next(char symbol) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return alphabet.charAt(alphabet.indexOf(symbol) + 1);
    }

    static byte[] range(int first) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    static byte[] eightBytes(long value) {
        return java.nio.ByteBuffer.allocate(8).putLong(value).array();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
