package org.authenticatorbackup.crypto.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.authenticatorbackup.crypto.vault.RawAge.ascii;
import static org.authenticatorbackup.crypto.vault.RawAge.concat;
import static org.authenticatorbackup.crypto.vault.RawAge.hkdf;
import static org.authenticatorbackup.crypto.vault.RawAge.hmac;
import static org.authenticatorbackup.crypto.vault.RawAge.sha256;
import static org.authenticatorbackup.crypto.vault.SnapshotVectors.eightBytes;
import static org.authenticatorbackup.crypto.vault.SnapshotVectors.hex;
import static org.authenticatorbackup.crypto.vault.SnapshotVectors.range;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.authenticatorbackup.crypto.share.Bip39;
import org.authenticatorbackup.crypto.words.EnglishWords;

/** Makes the vectors of keys and of texts: identities, kits, passphrases, account ids, object names. */
final class TextVectors {

    private static final String DEVICE = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";

    private TextVectors() {}

    static String keys() {
        List<Object> vaults = new ArrayList<>();
        for (int first : new int[] {0x00, 0x20, 0x90}) {
            byte[] seed = range(first);
            vaults.add(vault("classic", VaultSuite.CLASSIC, seed));
            vaults.add(vault("hybrid", VaultSuite.HYBRID, seed));
        }
        List<Object> tags = new ArrayList<>();
        for (long seq : new long[] {1, 7, 0x1a, Long.MAX_VALUE}) {
            tags.add(tag(range(0x20), DEVICE, seq));
        }
        tags.add(tag(range(0x90), "00000000000000000000000000000000", 1));
        List<Object> strings = new ArrayList<>();
        for (byte[] secret : new byte[][] {range(0x40), new byte[32], filled(0xff)}) {
            strings.add(VectorText.object("secret", text(secret), "string", RawAge.base32(secret)));
        }
        List<Object> padding = new ArrayList<>();
        long mib = 1 << 20;
        for (long at :
                new long[] {16_384, 32_768, 65_536, 131_072, 262_144, 524_288, mib, 2 * mib, 3 * mib, 31 * mib}) {
            padding.add(VectorText.object("json", at - 2, "plaintext", at));
            padding.add(VectorText.object("json", at - 1, "plaintext", at));
            if (at < 31 * mib) {
                padding.add(VectorText.object("json", at, "plaintext", at < mib ? 2 * at : at + mib));
            }
        }
        padding.add(VectorText.object("json", 2, "plaintext", 16_384));
        return VectorText.file(VectorText.object(
                "vaults", vaults,
                "senders", tags,
                "secret_strings", strings,
                "padding", padding,
                "identities_refused", badIdentities(),
                "names_refused", badSenders()));
    }

    private static Map<String, Object> vault(String name, VaultSuite suite, byte[] seed) {
        String recipient = suite.recipient(seed);
        String id = RawAge.base32(Arrays.copyOf(sha256(ascii("authbackup/v1/vault-id\0"), ascii(recipient)), 20));
        String prefix = suite == VaultSuite.HYBRID ? "AGE-SECRET-KEY-PQ-" : "AGE-SECRET-KEY-";
        return VectorText.object(
                "suite", name,
                "seed", text(seed),
                "identity", RawAge.bech32(prefix, seed, 0, 1),
                "recipient_sha256", text(sha256(ascii(recipient))),
                "vault", id,
                "device", DEVICE,
                "write_key", text(SnapshotVectors.writeKey(seed, id, DEVICE)));
    }

    private static Map<String, Object> tag(byte[] seed, String device, long seq) {
        VaultIdentity vault = VaultIdentity.ofSeed(VaultSuite.CLASSIC, seed);
        byte[] fileKey = Arrays.copyOf(range((int) seq), 16);
        byte[] sfk = hkdf(fileKey, new byte[0], ascii("authbackup/v1/sender-file-key"));
        byte[] key = SnapshotVectors.writeKey(seed, vault.vaultId(), device);
        byte[] tag = SnapshotVectors.tag(key, "authbackup/v1/snapshot\0", vault.vaultId(), device, seq, sfk);
        String seqText = String.format(Locale.ROOT, "%016x", seq);
        return VectorText.object(
                "vault", vault.vaultId(),
                "device", device,
                "seq", seqText,
                "write_key", text(key),
                "file_key", text(fileKey),
                "sfk", text(sfk),
                "tag", text(tag),
                "stanza", RawAge.stanza("authbackup/sender v1 " + vault.vaultId() + " " + device + " " + seqText, tag));
    }

    private static List<Object> badIdentities() {
        byte[] seed = range(0x20);
        String good = RawAge.bech32("AGE-SECRET-KEY-", seed, 0, 1);
        String hybrid = RawAge.bech32("AGE-SECRET-KEY-PQ-", seed, 0, 1);
        List<Object> bad = new ArrayList<>();
        refused(bad, "empty", "");
        refused(bad, "lower case", good.toLowerCase(Locale.ROOT));
        refused(bad, "mixed case", good.substring(0, 40) + good.substring(40).toLowerCase(Locale.ROOT));
        refused(bad, "a space in front", " " + good);
        refused(bad, "a line feed behind", good + "\n");
        refused(bad, "a character short", good.substring(0, good.length() - 1));
        refused(bad, "a character long", good + "Q");
        refused(bad, "one character replaced", good.replaceFirst("1.", good.charAt(16) == 'Q' ? "1P" : "1Q"));
        refused(
                bad,
                "two characters swapped",
                good.substring(0, 20) + good.charAt(21) + good.charAt(20) + good.substring(22));
        refused(bad, "a character that Bech32 does not have", good.substring(0, 30) + "B" + good.substring(31));
        refused(bad, "a stray bit", RawAge.bech32("AGE-SECRET-KEY-", seed, 1, 1));
        refused(bad, "a Bech32m checksum", RawAge.bech32("AGE-SECRET-KEY-", seed, 0, 0x2bc830a3));
        refused(bad, "31 bytes", RawAge.bech32("AGE-SECRET-KEY-", Arrays.copyOf(seed, 31), 0, 1));
        refused(bad, "33 bytes", RawAge.bech32("AGE-SECRET-KEY-", Arrays.copyOf(seed, 33), 0, 1));
        refused(bad, "the classic prefix with the hybrid checksum", hybrid.replace("-PQ-", "-"));
        refused(bad, "the hybrid prefix with the classic checksum", good.replace("KEY-1", "KEY-PQ-1"));
        refused(
                bad,
                "a hybrid identity of 31 bytes",
                RawAge.bech32("AGE-SECRET-KEY-PQ-", Arrays.copyOf(seed, 31), 0, 1));
        refused(bad, "a hybrid identity in lower case", hybrid.toLowerCase(Locale.ROOT));
        refused(bad, "a recipient", VaultSuite.CLASSIC.recipient(seed));
        refused(bad, "a plugin's identity", RawAge.bech32("AGE-PLUGIN-X-", seed, 0, 1));
        return bad;
    }

    private static void refused(List<Object> list, String comment, String text) {
        list.add(VectorText.object("comment", comment, "identity", text));
    }

    /** Parts of names that no vault, device or number has. */
    private static List<Object> badSenders() {
        String v = VaultIdentity.ofSeed(VaultSuite.CLASSIC, range(0x20)).vaultId();
        List<Object> bad = new ArrayList<>();
        Object[][] faults = {
            {"the vault in upper case", v.toUpperCase(Locale.ROOT), DEVICE, 1L},
            {"the vault with a 0", "0" + v.substring(1), DEVICE, 1L},
            {"the vault with 31 characters", v.substring(1), DEVICE, 1L},
            {"the vault with 33 characters", v + "a", DEVICE, 1L},
            {"the device in upper case", v, DEVICE.toUpperCase(Locale.ROOT), 1L},
            {"the device with 31 digits", v, DEVICE.substring(1), 1L},
            {"the device with 33 digits", v, DEVICE + "0", 1L},
            {"the device with a g", v, "g" + DEVICE.substring(1), 1L},
            {"the device with hyphens", v, "a0a1a2a3-a4a5-a6a7-a8a9-aaabacadaeaf", 1L},
            {"number 0", v, DEVICE, 0L},
            {"a negative number", v, DEVICE, -1L}
        };
        for (Object[] fault : faults) {
            bad.add(VectorText.object("comment", fault[0], "vault", fault[1], "device", fault[2], "seq", fault[3]));
        }
        return bad;
    }

    static String kits() {
        byte[] seed = range(0x20);
        VaultIdentity classic = VaultIdentity.ofSeed(VaultSuite.CLASSIC, seed);
        VaultIdentity hybrid = VaultIdentity.ofSeed(VaultSuite.HYBRID, seed);
        String id = new String(classic.text());
        String hybridId = new String(hybrid.text());
        String[] list = Bip39.encode(seed);
        String words = String.join(" ", list);
        String kit = "# RECOVERY KIT\n" + id + "\n# " + words + "\n";
        List<Object> accepted = new ArrayList<>();
        Object[][] good = {
            {"an identity", id, List.of(id)},
            {"a hybrid identity", hybridId, List.of(hybridId)},
            {
                "an identity in lower case, with white space around",
                " \t" + id.toLowerCase(Locale.ROOT) + "\r\n",
                List.of(id)
            },
            {"an identity broken into lines", id.substring(0, 30) + "\n  " + id.substring(30), List.of(id)},
            {"a page of comments and an identity", kit, List.of(id)},
            {"that page with CR LF and a byte order mark", "\ufeff" + kit.replace("\n", "\r\n"), List.of(id)},
            {"words", words, List.of(hybridId, id)},
            {"words in upper case", words.toUpperCase(Locale.ROOT), List.of(hybridId, id)},
            {"words with commas and line ends", words.replace(" ", ",\r\n"), List.of(hybridId, id)},
            {"words joined by hyphens", words.replace(' ', '-'), List.of(hybridId, id)},
            {"words with ideographic spaces", words.replace(' ', '\u3000'), List.of(hybridId, id)},
            {
                "words copied with the number signs of the page",
                "# " + words.replaceFirst(" ", "\n# "),
                List.of(hybridId, id)
            },
            {"a word cut to four letters", replaced(list, 1, list[1].substring(0, 4)), List.of(hybridId, id)},
            {"words with numbers before them", "1. " + words, List.of(hybridId, id)},
            {"words with full stops between them", words.replace(' ', '.'), List.of(hybridId, id)},
            {"an identity with a zero-width space", id.substring(0, 20) + "\u200b" + id.substring(20), List.of(id)}
        };
        for (Object[] each : good) {
            accepted.add(VectorText.object("comment", each[0], "typed", each[1], "identities", each[2]));
        }
        return VectorText.file(VectorText.object(
                "words",
                        List.of(
                                VectorText.object("seed", text(seed), "english", List.of(list)),
                                VectorText.object(
                                        "seed", text(new byte[32]), "english", List.of(Bip39.encode(new byte[32]))),
                                VectorText.object(
                                        "seed", text(filled(0xff)), "english", List.of(Bip39.encode(filled(0xff))))),
                "accepted", accepted,
                "refused", badKits(id, list, kit)));
    }

    private static List<Object> badKits(String id, String[] list, String kit) {
        String words = String.join(" ", list);
        List<Object> bad = new ArrayList<>();
        kit(bad, "an empty text", "", "COUNT", 0);
        kit(bad, "white space", " \r\n\t", "COUNT", 0);
        kit(bad, "the first 23 words", words.substring(0, words.lastIndexOf(' ')), "COUNT", 0);
        kit(bad, "25 words", words + " " + list[0], "COUNT", 0);
        kit(bad, "the first 12 words", String.join(" ", Arrays.asList(list).subList(0, 12)), "COUNT", 0);
        kit(bad, "the words twice", words + "\n" + words, "COUNT", 0);
        kit(bad, "one word", list[0], "COUNT", 0);
        kit(
                bad,
                "a word replaced by another",
                words.replaceFirst(list[4], list[4].equals("zoo") ? "zone" : "zoo"),
                "CHECKSUM",
                0);
        kit(
                bad,
                "two words swapped",
                words.replaceFirst(list[0] + " " + list[1], list[1] + " " + list[0]),
                "CHECKSUM",
                0);
        kit(bad, "the last word is the next one of the list", lastWordReplaced(list), "CHECKSUM", 0);
        kit(bad, "the words in reverse", reversed(list), "CHECKSUM", 0);
        kit(bad, "a mistyped word", words.replaceFirst(list[2], list[2] + "x"), "UNKNOWN_WORD", 3);
        kit(bad, "a word of the SLIP-39 list", replaced(list, 5, "academic"), "UNKNOWN_WORD", 6);
        kit(bad, "a word with an accent", replaced(list, 7, "\u00e9" + list[7].substring(1)), "UNKNOWN_WORD", 8);
        kit(
                bad,
                "a word with a look-alike of another script",
                replaced(list, 3, "\u0430" + list[3].substring(1)),
                "UNKNOWN_WORD",
                4);
        kit(bad, "two words without a space between them", words.replaceFirst(" ", ""), "UNKNOWN_WORD", 1);
        kit(bad, "the recipient", VaultSuite.CLASSIC.recipient(range(0x20)), "UNKNOWN_WORD", 1);
        kit(bad, "a page of comments only", "# RECOVERY KIT\n", "UNKNOWN_WORD", 1);
        identity(bad, "the prefix of an identity", "AGE-SECRET-KEY-");
        identity(bad, "an identity without its last character", id.substring(0, id.length() - 1));
        identity(bad, "an identity with a character too many", id + "Q");
        identity(bad, "an identity with a wrong character", id.replaceFirst("1.", id.charAt(16) == 'Q' ? "1P" : "1Q"));
        identity(bad, "two identities", id + "\n" + id);
        identity(bad, "an identity and words outside of a comment", id + "\n" + words);
        identity(
                bad,
                "a page whose identity is mistyped, though its words are right",
                kit.replace(id, id.substring(0, 40) + (id.charAt(40) == 'Q' ? 'P' : 'Q') + id.substring(41)));
        identity(bad, "an identity with a number sign behind", id + " # phone");
        identity(bad, "an identity with a full-width letter", id.replace("AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1\uff31"));
        return bad;
    }

    private static String lastWordReplaced(String[] list) {
        String last = list[23];
        return replaced(list, 23, EnglishWords.word(EnglishWords.indexOf(last, 0, last.length()) + 1));
    }

    private static String reversed(String[] list) {
        List<String> reversed = new ArrayList<>(Arrays.asList(list));
        java.util.Collections.reverse(reversed);
        return String.join(" ", reversed);
    }

    private static String replaced(String[] list, int at, String word) {
        String[] changed = list.clone();
        changed[at] = word;
        return String.join(" ", changed);
    }

    private static void kit(List<Object> list, String comment, String typed, String words, int position) {
        list.add(VectorText.object(
                "comment", comment, "typed", typed, "reason", "WORDS", "words", words, "position", position));
    }

    private static void identity(List<Object> list, String comment, String typed) {
        list.add(VectorText.object("comment", comment, "typed", typed, "reason", "IDENTITY"));
    }

    static String passphrases() {
        List<Object> created = new ArrayList<>();
        String[][] good = {
            {"ASCII", "correct-horse", "correct-horse"},
            {"a composed accent", "\u00e9", "\u00e9"},
            {"a decomposed accent", "e\u0301", "\u00e9"},
            {"the Angstrom sign", "\u212bse", "\u00c5se"},
            {"two combining marks in the other order", "a\u0301\u0323", "\u1ea1\u0301"},
            {"a Hangul syllable in parts", "\u1112\u1161\u11ab", "\ud55c"},
            {"a ligature stays, since it is only compatible", "\ufb01", "\ufb01"},
            {"full-width letters stay", "\uff21\uff22", "\uff21\uff22"},
            {"white space around", " \u3000two  words\u00a0\r\n", "two  words"},
            {"an en quad, which NFC turns into an en space, in front", "\u2000a", "a"},
            {"a zero-width space is no white space", "\u200bab", "\u200bab"},
            {"a Mongolian vowel separator is no white space", "a\u180e", "a\u180e"},
            {"a key emoji, beyond the basic plane", "\ud83d\udd11", "\ud83d\udd11"},
            {"a private use character", "\ue000", "\ue000"},
            {"white space within is kept", "a \u3000 b", "a \u3000 b"}
        };
        for (String[] each : good) {
            created.add(VectorText.object(
                    "comment",
                    each[0],
                    "typed",
                    each[1],
                    "passphrase",
                    each[2],
                    "utf8",
                    text(each[2].getBytes(UTF_8))));
        }
        List<Object> refused = new ArrayList<>();
        String[][] bad = {
            {"nothing", "", "EMPTY"},
            {"spaces", "   ", "EMPTY"},
            {"white space of several kinds", "\u2003\u0085\u00a0\n", "EMPTY"},
            {"a high surrogate alone", "a\ud800b", "LONE_SURROGATE"},
            {"a low surrogate alone", "\udc00", "LONE_SURROGATE"},
            {"surrogates in the wrong order", "\udc00\ud800", "LONE_SURROGATE"},
            {"a high surrogate at the end", "abc\ud83d", "LONE_SURROGATE"},
            {"a tab within", "a\tb", "CONTROL"},
            {"a line feed within", "a\nb", "CONTROL"},
            {"a NUL", "a\0", "CONTROL"},
            {"a NEL within", "a\u0085b", "CONTROL"},
            {"an escape", "\u001b[2J", "CONTROL"},
            {"DEL", "a\u007f", "CONTROL"},
            {"a code point that is not assigned", "a\u0378", "UNASSIGNED"},
            {"a noncharacter", "a\uffff", "UNASSIGNED"},
            {"a noncharacter beyond the basic plane", "\ud83f\udffe", "UNASSIGNED"}
        };
        for (String[] each : bad) {
            refused.add(VectorText.object("comment", each[0], "typed", each[1], "reason", each[2]));
        }
        List<Object> tried = new ArrayList<>();
        tried(tried, "correct-horse-river", "correct-horse-river");
        tried(tried, " Correct Horse\triver ", "Correct Horse\triver", " Correct Horse\triver ", "correct-horse-river");
        tried(tried, "correct, horse", "correct, horse", "correct-horse");
        tried(tried, "correct horses", "correct horses");
        tried(tried, "CORRECT-HORSE", "CORRECT-HORSE", "correct-horse");
        tried(tried, "e\u0301", "\u00e9", "e\u0301");
        tried(tried, "  ", "  ");
        tried(tried, " - ", "-", " - ");
        tried(tried, "a\tb", "a\tb");
        tried(tried, "");
        tried(tried, "a\ud800");
        return VectorText.file(VectorText.object("created", created, "refused", refused, "unlock", tried));
    }

    private static void tried(List<Object> list, String typed, String... candidates) {
        list.add(VectorText.object("typed", typed, "tried", List.of(candidates)));
    }

    static String accounts() {
        byte[] idKey = range(0xe0);
        byte[] secret = hex("48656c6c6f21deadbeef");
        List<Object> accounts = new ArrayList<>();
        account(
                accounts,
                "totp",
                secret,
                "SHA1",
                6,
                30,
                "Example",
                "alice@example.com",
                "otpauth://totp/Example:alice%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example",
                idKey);
        account(
                accounts,
                "totp",
                secret,
                "SHA256",
                8,
                60,
                "Example",
                "alice@example.com",
                "otpauth://totp/Example:alice%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example"
                        + "&algorithm=SHA256&digits=8&period=60",
                idKey);
        account(
                accounts,
                "totp",
                secret,
                "SHA512",
                6,
                30,
                "",
                "alice",
                "otpauth://totp/alice?secret=JBSWY3DPEHPK3PXP&algorithm=SHA512",
                idKey);
        account(
                accounts,
                "hotp",
                secret,
                "SHA1",
                6,
                0,
                "Example",
                "bob",
                "otpauth://hotp/Example:bob?secret=JBSWY3DPEHPK3PXP&issuer=Example&counter=5",
                idKey);
        account(
                accounts,
                "steam",
                secret,
                "SHA1",
                5,
                30,
                "Steam",
                "gabe",
                "otpauth://steam/Steam:gabe?secret=JBSWY3DPEHPK3PXP&issuer=Steam",
                idKey);
        account(
                accounts,
                "totp",
                new byte[] {1},
                "SHA1",
                6,
                30,
                "A&B / C",
                "\u00e9 \u4e2d",
                "otpauth://totp/A%26B%20%2F%20C:%C3%A9%20%E4%B8%AD?secret=AE&issuer=A%26B%20%2F%20C",
                idKey);
        account(
                accounts,
                "totp",
                new byte[] {1},
                "SHA1",
                6,
                30,
                "Cafe\u0301",
                "e\u0301",
                "otpauth://totp/Cafe%CC%81:e%CC%81?secret=AE&issuer=Cafe%CC%81",
                idKey);
        account(accounts, "push", new byte[0], "", 0, 0, "Contoso", "carol@contoso.example", "", idKey);
        account(accounts, "passwordless", new byte[0], "", 0, 0, "Contoso", "carol@contoso.example", "", idKey);
        return VectorText.file(VectorText.object("accounts", accounts, "around", around()));
    }

    private static void account(
            List<Object> list,
            String type,
            byte[] secret,
            String algorithm,
            int digits,
            int period,
            String issuer,
            String name,
            String uri,
            byte[] idKey) {
        byte[] core = concat(
                field(ascii(type)),
                field(secret),
                field(ascii(algorithm)),
                field(ascii(Integer.toString(digits))),
                field(ascii(Integer.toString(period))),
                field(nfc(issuer)),
                field(nfc(name)));
        Map<String, Object> account = VectorText.object(
                "id_key",
                text(idKey),
                "type",
                type,
                "secret",
                text(secret),
                "algorithm",
                algorithm,
                "digits",
                digits,
                "period",
                period,
                "issuer",
                issuer,
                "name",
                name);
        if (!uri.isEmpty()) {
            account.put("uri", uri);
        }
        account.put("core", text(core));
        account.put("id", text(Arrays.copyOf(hmac(idKey, ascii("authbackup/v1/account-id\0"), core), 16)));
        list.add(account);
    }

    private static byte[] field(byte[] value) {
        return concat(new byte[] {0, 0, (byte) (value.length >> 8), (byte) value.length}, value);
    }

    private static byte[] nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(UTF_8);
    }

    /** Witness, transfer and the six words. */
    private static List<Object> around() {
        byte[] seed = range(0x20);
        String vault = VaultIdentity.ofSeed(VaultSuite.CLASSIC, seed).vaultId();
        byte[] digest = sha256(ascii("a snapshot"));
        byte[] mac = hmac(
                SnapshotVectors.writeKey(seed, vault, DEVICE),
                ascii("authbackup/v1/witness\0"),
                ascii(vault),
                hex(DEVICE),
                eightBytes(7),
                digest);
        String witness = "authbackup-witness v1\nvault " + vault + "\ndevice " + DEVICE
                + "\nseq 0000000000000007\nsha256 " + text(digest) + "\n" + RawAge.base64(mac) + "\n";
        byte[] k = range(0x80);
        String recipient = VaultSuite.CLASSIC.recipient(range(0x90));
        byte[] sas = sha256(ascii("authbackup/v1/contact-sas\0"), hex("0102030405060708"), ascii(recipient));
        return List.of(
                VectorText.object("what", "witness", "seed", text(seed), "suite", "classic", "text", witness),
                VectorText.object(
                        "what",
                        "transfer",
                        "k",
                        text(k),
                        "k_string",
                        RawAge.base32(k),
                        "transfer_id",
                        text(Arrays.copyOf(sha256(ascii("authbackup/v1/transfer-id\0"), k), 16)),
                        "recipient",
                        recipient,
                        "qr",
                        "AUTHBACKUP:TRANSFER:1:" + recipient + ":" + RawAge.base32(k)),
                VectorText.object(
                        "what",
                        "contact words",
                        "slot",
                        "0102030405060708",
                        "recipient",
                        recipient,
                        "sha256",
                        text(sas),
                        "words",
                        sixWords(sas)));
    }

    /** The first six words of a kit are the first 66 bits of its secret. */
    private static List<String> sixWords(byte[] digest) {
        return Arrays.asList(Bip39.encode(digest)).subList(0, 6);
    }

    static String names() {
        String v = VaultIdentity.ofSeed(VaultSuite.CLASSIC, range(0x20)).vaultId();
        String slot = v + "/slots/0102030405060708.passphrase.age";
        String snap = v + "/snap/" + DEVICE + "/000000000000001a-c0c1c2c3c4c5c6c7.age";
        List<Object> good = new ArrayList<>();
        for (String locks : new String[] {
            "passphrase",
            "account",
            "contacts",
            "account-passphrase",
            "account-contacts",
            "contacts-passphrase",
            "account-contacts-passphrase",
            "pin",
            "account-pin",
            "newlock"
        }) {
            good.add(VectorText.object(
                    "name",
                    slot.replace("passphrase", locks),
                    "slot",
                    "0102030405060708",
                    "locks",
                    List.of(locks.split("-", -1))));
        }
        for (String seq : new String[] {"0000000000000001", "000000000000001a", "7fffffffffffffff"}) {
            good.add(VectorText.object("name", snap.replace("000000000000001a", seq), "device", DEVICE, "seq", seq));
        }
        List<Object> bad = new ArrayList<>();
        String[][] faults = {
            {"seq 0", snap.replace("1a-", "00-")},
            {"seq of 2^63", snap.replace("/000000000000001a", "/8000000000000000")},
            {"seq with 15 digits", snap.replace("/0", "/")},
            {"seq with 17 digits", snap.replace("/0", "/00")},
            {"seq in upper case", snap.replace("1a-", "1A-")},
            {"no random part", snap.replace("-c0c1c2c3c4c5c6c7", "")},
            {"a random part of 15 digits", snap.replace("c7.age", "c.age")},
            {"a random part of 17 digits", snap.replace("c7.age", "c70.age")},
            {"a random part in upper case", snap.replace("c7.age", "C7.age")},
            {"another ending", snap.replace(".age", ".json")},
            {"the ending in upper case", snap.replace(".age", ".AGE")},
            {"no ending", snap.replace(".age", "")},
            {"something after the ending", snap + ".part"},
            {"the device with 31 digits", snap.replace(DEVICE, DEVICE.substring(1))},
            {"the device in upper case", snap.replace(DEVICE, DEVICE.toUpperCase(Locale.ROOT))},
            {"no device", snap.replace(DEVICE + "/", "")},
            {"a folder too many", snap.replace("/snap/", "/snap/x/")},
            {"another folder", snap.replace("/snap/", "/snaps/")},
            {"the vault in upper case", snap.replace(v, v.toUpperCase(Locale.ROOT))},
            {"the vault with 31 characters", snap.substring(1)},
            {"the vault with 33 characters", "a" + snap},
            {"the vault with a character that base32 does not have", "1" + snap.substring(1)},
            {"a folder in front", "backup/" + snap},
            {"no vault", snap.substring(33)},
            {"the slot with 15 digits", slot.replace("/01", "/1")},
            {"the slot with 17 digits", slot.replace("/01", "/001")},
            {"the slot in upper case", slot.replace("0102030405060708", "010203040506070A")},
            {"no lock", slot.replace(".passphrase", "")},
            {"an empty lock", slot.replace("passphrase", "")},
            {"an empty lock at the end", slot.replace("passphrase", "account-")},
            {"an empty lock in front", slot.replace("passphrase", "-account")},
            {"an empty lock between two", slot.replace("passphrase", "account--passphrase")},
            {"locks joined by a full stop", slot.replace("passphrase", "account.passphrase")},
            {"a lock in upper case", slot.replace("passphrase", "Passphrase")},
            {"a lock with a digit", slot.replace("passphrase", "pin2")},
            {"a slot in the folder of snapshots", slot.replace("/slots/", "/snap/")},
            {"a vault's folder itself", v}
        };
        for (String[] fault : faults) {
            bad.add(VectorText.object("comment", fault[0], "name", fault[1]));
        }
        return VectorText.file(VectorText.object("accepted", good, "refused", bad));
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
