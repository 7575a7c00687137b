package org.authenticatorbackup.crypto.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.SharedVectors;
import org.authenticatorbackup.crypto.SharedVectors.Json;
import org.authenticatorbackup.crypto.share.MalformedKitException.Reason;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit on paper, in both languages, and every form in which it comes back. */
class KitFormsTest {

    private static final String DATE = "2026-11-22";
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg>";

    private final byte[] seed = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
        30, 31
    };
    private final VaultIdentity hybrid = VaultIdentity.ofSeed(VaultSuite.HYBRID, seed);
    private final VaultIdentity classic = VaultIdentity.ofSeed(VaultSuite.CLASSIC, seed);

    @ParameterizedTest
    @EnumSource
    void everyFormReadsBackAsItsIdentity(WordLanguage language) throws Exception {
        for (VaultIdentity identity : List.of(hybrid, classic)) {
            KitNote note = new KitNote("网盘 <b>&\"'", DATE, language);
            String qr = new String(KitText.qrPayload(identity));

            requireOnly(identity, KitText.parse(KitText.format(identity, note)));
            requireOnly(identity, KitText.parse(KitPage.format(identity, note)));
            requireOnly(identity, KitText.parse(KitPage.format(identity, note, SVG)));
            requireOnly(identity, KitText.parse(qr));
            requireOnly(identity, KitText.parse(qr.toLowerCase(Locale.ROOT)));
            requireOnly(identity, KitText.parse("my key: " + qr + ", keep it"));
            requireOnly(identity, KitText.parse(qr.replace('-', '\u2011')));
            requireOnly(identity, KitText.parse(fullWidth(qr)));
            requireOnly(identity, KitText.parse("\u200B" + qr.substring(0, 40) + "\u00AD\n" + qr.substring(40)));
        }
        assertThat(KitText.parse(String.join(" ", Bip39.encode(seed, language))))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\uFF0D'})
    void anyHyphenIsTakenForOne(char hyphen) throws Exception {
        requireOnly(hybrid, KitText.parse(new String(hybrid.text()).replace('-', hyphen)));
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u2016', '\u2211', '_', '.'})
    void nothingElseIsTakenForAHyphen(char other) {
        assertThatThrownBy(() -> KitText.parse(new String(hybrid.text()).replace('-', other)))
                .isInstanceOf(MalformedKitException.class);
    }

    @Test
    void theQrPayloadIsTheKnownIdentityInAlphanumericMode() {
        Json kat = SharedVectors.json("design/kat.json");

        assertThat(new String(KitText.qrPayload(hybrid)))
                .isEqualTo(kat.get("identity").text());
        assertThat(new String(KitText.qrPayload(hybrid))).hasSize(77).matches("[0-9A-Z $%*+./:-]+");
        assertThat(new String(KitText.qrPayload(classic))).hasSize(74).matches("[0-9A-Z $%*+./:-]+");
    }

    @ParameterizedTest
    @EnumSource
    void theTextIsAnIdentityFileInEitherLanguage(WordLanguage language) {
        String kit = KitText.format(hybrid, new KitNote("x", DATE, language));
        List<String> lines = List.of(kit.split("\n", -1));

        assertThat(lines.subList(0, lines.size() - 1))
                .filteredOn(line -> !line.startsWith("# "))
                .containsExactly(new String(hybrid.text()));
        assertThat(kit)
                .endsWith("\n")
                .contains(
                        String.join(" ", List.of(Bip39.encode(seed, language)).subList(18, 24)),
                        hybrid.vaultId(),
                        "ls " + hybrid.vaultId() + "/snap/*/*.age",
                        "age -d -i kit.txt FILE | jq -r '.accounts[].uri'",
                        language == WordLanguage.ENGLISH ? "needs age 1.3 or newer" : "需要 age 1.3 或更高版本")
                .doesNotContain("{", "}");
        assertThat(KitText.format(classic, new KitNote("x", DATE, language)))
                .contains(language == WordLanguage.ENGLISH ? "any age 1.x" : "任何 age 1.x 版本");
    }

    @ParameterizedTest
    @EnumSource
    void thePageIsWholeAndFetchesNothing(WordLanguage language) {
        String page = KitPage.format(hybrid, new KitNote("cloud <i>", DATE, language), SVG);

        assertThat(page)
                .contains(Bip39.encode(seed, language))
                .contains(
                        new String(hybrid.text()),
                        hybrid.vaultId(),
                        DATE,
                        "cloud &lt;i&gt;",
                        SVG,
                        "ls " + hybrid.vaultId() + "/snap/*/*.age",
                        "age -d -i kit.txt FILE | jq -r '.accounts[].uri'",
                        "default-src 'none'")
                .doesNotContain("<i>", "<script", "src=", "href=", "url(", "{key}", "{qr}", "{body}");
        assertThat(page.split("\\{", -1))
                .as("its style has as many opening braces")
                .hasSameSizeAs(page.split("}", -1));
        assertThat(page.replace(SVG, "")).doesNotContain("http:", "https:");
    }

    @Property(tries = 300)
    void noHintBreaksOutOfThePage(@ForAll String hint, @ForAll WordLanguage language) throws Exception {
        KitNote note = new KitNote(hint + "<&>'\"", DATE, language);
        String page = KitPage.format(classic, note);
        String[] around =
                KitPage.format(classic, new KitNote("@", DATE, language)).split("@(?!page|media)", -1);

        assertThat(around).hasSize(2);
        assertThat(page).startsWith(around[0]).endsWith(around[1]);
        String shown = page.substring(around[0].length(), page.length() - around[1].length());
        assertThat(shown).matches("(?s)([^<>&\"']|&(lt|gt|amp|quot|#39);)*");
        assertThat(shown.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&"))
                .isEqualTo(note.storageHint());
        requireOnly(classic, KitText.parse(page));
        requireOnly(classic, KitText.parse(KitText.format(classic, note)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{key}", "{words}", "{", "}", "$1", "\\", "</code><script>alert(1)</script>"})
    void namesWithinAHintAreNotFilledIn(String hint) throws Exception {
        KitNote note = new KitNote(hint, DATE, WordLanguage.ENGLISH);

        assertThat(KitText.format(hybrid, note)).contains("# storage: " + hint + "\n");
        assertThat(KitPage.format(hybrid, note)).doesNotContain("<script>");
        requireOnly(hybrid, KitText.parse(KitPage.format(hybrid, note)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "svg", "<?xml version=\"1.0\"?><svg></svg>", "<svg>", "<svg></svg>\n", "<img>"})
    void onlyOneSvgElementIsTaken(String qrSvg) {
        KitNote note = new KitNote("", DATE, WordLanguage.ENGLISH);

        assertThatThrownBy(() -> KitPage.format(hybrid, note, qrSvg)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 200, 201, 10_000})
    void aHintHas200CharactersAtMost(int length) {
        KitNote note = new KitNote("y".repeat(length), DATE, WordLanguage.ENGLISH);

        assertThat(note.storageHint()).hasSize(Math.min(length, 200));
    }

    @Test
    void aHintIsNotCutWithinACharacter() {
        String hint = "y".repeat(199) + "\ud83d\udd11";

        assertThat(new KitNote(hint, DATE, WordLanguage.ENGLISH).storageHint()).isEqualTo("y".repeat(199));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "today", "2026-11-2", "2026-11-222", "2026-11-22\n", "２０２６-11-22"})
    void onlyADateIsPrinted(String date) {
        assertThatThrownBy(() -> new KitNote("", date, WordLanguage.ENGLISH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void theKnownWordsAreAKitOfTheKnownVaults(WordLanguage language) throws Exception {
        Json kat = SharedVectors.json("design/kat.json");
        List<String> words = kat.get("kit_words").get(language.name().toLowerCase(Locale.ROOT)).items().stream()
                .map(Json::text)
                .toList();

        List<VaultIdentity> candidates = KitText.parse(String.join(" ", words));

        assertThat(candidates).extracting(VaultIdentity::suite).containsExactly(VaultSuite.HYBRID, VaultSuite.CLASSIC);
        assertThat(candidates.get(0).vaultId()).isEqualTo(kat.get("vault_id").text());
        assertThat(KitCheck.isFor(String.join("\n", words), kat.get("vault_id").text()))
                .isTrue();
    }

    @Test
    void aKitIsCheckedWithoutRecovering() throws Exception {
        KitNote note = new KitNote("", DATE, WordLanguage.CHINESE_SIMPLIFIED);
        String words = String.join(" ", Bip39.encode(seed));

        assertThat(KitCheck.isFor(KitText.format(hybrid, note), hybrid.vaultId()))
                .isTrue();
        assertThat(KitCheck.isFor(KitText.format(hybrid, note), classic.vaultId()))
                .isFalse();
        assertThat(KitCheck.isFor(new String(classic.text()), classic.vaultId()))
                .isTrue();
        assertThat(KitCheck.isFor(words, hybrid.vaultId())).isTrue();
        assertThat(KitCheck.isFor(words, classic.vaultId())).isTrue();
        assertThat(KitCheck.isFor(words, "a".repeat(32))).isFalse();
        assertThatThrownBy(() -> KitCheck.isFor("zoo", hybrid.vaultId())).isInstanceOf(MalformedKitException.class);
        assertThatThrownBy(() -> KitCheck.isFor(words, "A".repeat(32))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Joined by hyphens, such words start as an identity does. */
    @Test
    void wordsMayStartLikeAnIdentity() throws Exception {
        String start = "age-secret-key";
        String[] words = completed(start.split("-", -1));

        assertThat(KitText.parse(String.join("-", words))).hasSize(2);
    }

    private static String[] completed(String[] start) {
        for (int last = 0; last < 2048; last++) {
            String[] words = new String[Bip39.WORDS];
            for (int i = 0; i < words.length; i++) {
                words[i] = i < start.length ? start[i] : "zoo";
            }
            words[words.length - 1] = WordLanguage.ENGLISH.list().word(last);
            try {
                Bip39.decode(String.join(" ", words));
                return words;
            } catch (MalformedWordsException e) {
                assertThat(e.reason()).isEqualTo(MalformedWordsException.Reason.CHECKSUM);
            }
        }
        throw new AssertionError("eight of the last word's eleven bits are free");
    }

    /** Bech32 detects every change of up to four characters. */
    @Property(tries = 300)
    void everyWrongCharacterOfAnIdentityIsDetected(
            @ForAll @IntRange(min = 19, max = 76) int position, @ForAll @IntRange(min = 1, max = 31) int shift) {
        String alphabet = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
        StringBuilder typed = new StringBuilder(new String(hybrid.text()));
        char wrong = alphabet.charAt((alphabet.indexOf(typed.charAt(position)) + shift) % 32);
        typed.setCharAt(position, wrong);

        MalformedKitException e = catchThrowableOfType(MalformedKitException.class, () -> KitText.parse(typed));

        assertThat(e.reason()).isEqualTo(Reason.IDENTITY);
    }

    @Property(tries = 200)
    void anyTextAroundAPrefixIsRejectedByType(@ForAll @Size(max = 80) String before, @ForAll String after) {
        String typed = before.replace("#", "") + "AGE-SECRET-KEY-PQ-1" + after;

        MalformedKitException e = catchThrowableOfType(MalformedKitException.class, () -> KitText.parse(typed));

        assertThat(e.getMessage()).matches("[a-z ]+");
    }

    private static void requireOnly(VaultIdentity expected, List<VaultIdentity> found) {
        assertThat(found).hasSize(1);
        assertThat(found.get(0).suite()).isEqualTo(expected.suite());
        assertThat(found.get(0).seed()).isEqualTo(expected.seed());
    }

    private static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            wide.append((char) (text.charAt(i) - ' ' + '\uFF00'));
        }
        return wide.toString();
    }
}
