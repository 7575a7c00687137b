package org.authenticatorbackup.crypto.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.share.MalformedKitException.Reason;
import org.authenticatorbackup.crypto.vault.SealedSnapshot;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KitTextTest {

    private static final String DATE = "2026-11-22";

    private final byte[] seed = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
        30, 31
    };
    private final VaultIdentity hybrid = VaultIdentity.ofSeed(VaultSuite.HYBRID, seed);
    private final VaultIdentity classic = VaultIdentity.ofSeed(VaultSuite.CLASSIC, seed);
    private final String kit = KitText.format(hybrid, "WebDAV, cloud.example.com/backup", DATE);

    @ParameterizedTest
    @EnumSource
    void aKitReadsBackAsItsIdentity(VaultSuite suite) throws Exception {
        VaultIdentity identity = VaultIdentity.ofSeed(suite, seed);

        requireOnly(identity, KitText.parse(KitText.format(identity, "somewhere", DATE)));
    }

    @Test
    void whatACommentSaysIsNotRead() throws Exception {
        String other = new String(
                VaultIdentity.ofSeed(VaultSuite.CLASSIC, new byte[32]).text());

        requireOnly(classic, KitText.parse("# " + other + "\n" + new String(classic.text()) + "\n  # " + other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGE-SECRET-KEY-", "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-PQ-", "x AGE-SECRET-KEY-1"})
    void aKitThatEndsWithinTheKeyIsMalformed(String text) {
        assertThatThrownBy(() -> KitText.parse(text)).isInstanceOf(MalformedKitException.class);
    }

    @Test
    void everyLineButTheIdentityIsAComment() {
        List<String> lines = List.of(kit.split("\n", -1));

        assertThat(kit).endsWith("\n");
        assertThat(lines.subList(0, lines.size() - 1))
                .filteredOn(line -> !line.startsWith("# "))
                .containsExactly(new String(hybrid.text()));
    }

    /** As {@code age -d -i kit.txt} reads it: no comments, no empty lines, the rest are identities. */
    @Test
    void aKitIsAnIdentityFileThatOpensASnapshot() throws Exception {
        byte[] json = "{\"accounts\":[]}".getBytes(StandardCharsets.UTF_8);
        SealedSnapshot snapshot =
                hybrid.writeCapability("a0a1a2a3a4a5a6a7a8a9aaabacadaeaf").seal(1, json, new SecureRandom());
        List<String> identities = kit.lines()
                .filter(line -> !line.startsWith("#") && !line.isEmpty())
                .toList();

        byte[] opened = AgeFile.open(snapshot.bytes(), HybridIdentity.parse(identities.get(0)));

        assertThat(identities).hasSize(1);
        assertThat(opened).startsWith(json);
    }

    @Test
    void aKitSaysWhatAPersonNeeds() {
        assertThat(kit)
                .contains(
                        String.join(" ", List.of(Bip39.encode(seed)).subList(0, 6)),
                        hybrid.vaultId(),
                        "hybrid",
                        "cloud.example.com/backup",
                        DATE,
                        "ls " + hybrid.vaultId() + "/snap/*/*.age",
                        "age -d -i kit.txt FILE | jq -r '.accounts[].uri'",
                        "WARNING");
        assertThat(kit.lines().allMatch(line -> line.length() <= 120)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\nAGE-SECRET-KEY-1QQQ",
                "x\rAGE-SECRET-KEY-1QQQ",
                "x\u2028AGE-SECRET-KEY-1QQQ",
                "x\u0085AGE-SECRET-KEY-1QQQ",
                "\u0000\u001b[2J\u202e",
                "\ud800",
                ""
            })
    void aHintCannotBreakOutOfItsLine(String hint) throws Exception {
        String page = KitText.format(classic, hint, DATE);

        requireOnly(classic, KitText.parse(page));
        assertThat(page.split("\\R", -1)).hasSameSizeAs(kit.split("\\R", -1));
        assertThat(page.chars().filter(c -> Character.isISOControl(c) && c != '\n'))
                .isEmpty();
    }

    @Property(tries = 300)
    void anyHintIsHarmless(@ForAll String hint) throws Exception {
        requireOnly(classic, KitText.parse(KitText.format(classic, hint, DATE)));
    }

    @Test
    void aLongHintIsCutOff() {
        assertThat(KitText.format(classic, "y".repeat(10_000), DATE))
                .contains("y".repeat(200))
                .doesNotContain("y".repeat(201));
    }

    @Test
    void onlyADateIsPrinted() {
        assertThatThrownBy(() -> KitText.format(classic, "", "today\nx")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lineEndsAndAByteOrderMarkDoNotMatter() throws Exception {
        requireOnly(hybrid, KitText.parse("\uFEFF" + kit.replace("\n", "\r\n")));
        requireOnly(hybrid, KitText.parse(kit.replace("\n", "\r")));
        requireOnly(hybrid, KitText.parse(kit.indent(4)));
    }

    @Test
    void aLoneIdentityMayBeInLowerCaseWrappedAndSpaced() throws Exception {
        for (VaultIdentity identity : List.of(hybrid, classic)) {
            String text = new String(identity.text());

            requireOnly(identity, KitText.parse(text));
            requireOnly(identity, KitText.parse(" \t" + text.toLowerCase(Locale.ROOT) + "\r\n\n"));
            requireOnly(identity, KitText.parse(text.substring(0, 30) + "\n  " + text.substring(30)));
        }
    }

    @Test
    void wordsAloneMeanOneVaultOfEachSuite() throws Exception {
        String words = String.join(" ", Bip39.encode(seed));

        List<VaultIdentity> candidates = KitText.parse("\uFEFF " + words.toUpperCase(Locale.ROOT) + "\r\n");

        assertThat(candidates).extracting(VaultIdentity::suite).containsExactly(VaultSuite.HYBRID, VaultSuite.CLASSIC);
        assertThat(candidates).extracting(VaultIdentity::vaultId).containsExactly(hybrid.vaultId(), classic.vaultId());
        assertThat(candidates)
                .allSatisfy(candidate -> assertThat(candidate.seed()).isEqualTo(seed));
    }

    @Test
    void wordsMayBeCopiedWithTheirCommentMarks() throws Exception {
        List<String> lines = kit.lines().toList();
        int first = lines.indexOf(
                "# " + String.join(" ", List.of(Bip39.encode(seed)).subList(0, 6)));

        String copied = String.join("\n", lines.subList(first, first + 4));

        assertThat(KitText.parse(copied)).hasSize(2);
    }

    @Test
    void aMistypedIdentityIsRejectedWithoutBeingRepeated() {
        String text = new String(hybrid.text());
        for (String typed : List.of(
                text.substring(1).isEmpty() ? "" : text.replace('Q', 'P'),
                text.substring(0, text.length() - 1),
                text + "\n" + text,
                "AGE-SECRET-KEY-",
                "age-secret-key-1\u00df")) {
            MalformedKitException e = catchThrowableOfType(MalformedKitException.class, () -> KitText.parse(typed));

            assertThat(e.reason()).isEqualTo(Reason.IDENTITY);
            assertThat(e).hasMessage("the identity is mistyped or incomplete");
            assertThat(e.getCause()).hasMessageNotContaining(text.substring(20, 30));
        }
    }

    @Test
    void mistypedWordsAreRejectedWithTheirPosition() {
        String[] words = Bip39.encode(seed);
        words[2] = "hunter2";

        MalformedKitException e =
                catchThrowableOfType(MalformedKitException.class, () -> KitText.parse(String.join(" ", words)));

        assertThat(e.reason()).isEqualTo(Reason.WORDS);
        assertThat(e).hasMessageNotContaining("hunter2");
        assertThat(((MalformedWordsException) e.getCause()).position()).isEqualTo(3);
    }

    @Property(tries = 500)
    void anyTextIsAKitOrRejectedByType(@ForAll String typed) {
        assertThatThrownBy(() -> KitText.parse(typed)).isInstanceOf(MalformedKitException.class);
    }

    @Property(tries = 500)
    void anyChangeOfAKitIsRejectedByTypeOrIsOutsideOfItsKey(@ForAll int at, @ForAll char other) {
        StringBuilder changed = new StringBuilder(kit);
        changed.setCharAt(Math.floorMod(at, kit.length()), other);
        try {
            requireOnly(hybrid, KitText.parse(changed));
        } catch (MalformedKitException e) {
            assertThat(e.getMessage()).matches("[a-z ]+");
        }
    }

    @Property(tries = 100)
    void everySecretIsReadFromItsWordsAndItsKit(@ForAll @Size(32) byte[] any) throws Exception {
        VaultIdentity identity = VaultIdentity.ofSeed(VaultSuite.CLASSIC, any);

        requireOnly(identity, KitText.parse(KitText.format(identity, "", DATE)));
        assertThat(KitText.parse(String.join("\n", Bip39.encode(any))).get(1).seed())
                .isEqualTo(any);
    }

    private static void requireOnly(VaultIdentity expected, List<VaultIdentity> found) {
        assertThat(found).hasSize(1);
        assertThat(found.get(0).suite()).isEqualTo(expected.suite());
        assertThat(found.get(0).seed()).isEqualTo(expected.seed());
    }
}
