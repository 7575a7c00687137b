package org.authenticatorbackup.crypto.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.authenticatorbackup.crypto.share.Bip39;
import org.authenticatorbackup.crypto.vault.InvalidPassphraseException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseTextTest {

    /** One text in three forms: composed, decomposed, and mixed with the Angstrom sign. */
    @ParameterizedTest
    @ValueSource(strings = {"Åse fährt é", "A\u030ase fa\u0308hrt e\u0301", "\u212bse fa\u0308hrt é"})
    void allFormsOfAnAccentUnlockAlike(String typed) throws Exception {
        VaultIdentity vault = Fixtures.vault(VaultSuite.CLASSIC, 1);
        LockKey created = LockKey.passphrase(PassphraseText.atCreation("Åse fährt é".toCharArray()));
        byte[] slot = Slot.wrap(IdentityFile.format(vault, Fixtures.DATE), created, 2, Fixtures.RANDOM);

        LockKey first =
                LockKey.passphrase(PassphraseText.atUnlock(typed.toCharArray()).get(0));

        assertThat(Slot.open(slot, vault.vaultId(), List.of(first), 18).seed()).isEqualTo(vault.seed());
    }

    @Test
    void whiteSpaceAroundIsDroppedAndWithinIsKept() throws Exception {
        char[] passphrase = PassphraseText.atCreation("\u3000\t two  words\u00a0\u2028\r\n".toCharArray());

        assertThat(new String(passphrase)).isEqualTo("two  words");
    }

    @Test
    void aZeroWidthSpaceIsNoWhiteSpace() throws Exception {
        assertThat(PassphraseText.atCreation("\u200babc".toCharArray())).hasSize(4);
    }

    @Test
    void whatCouldNotBeTypedAgainIsRefused() {
        assertThat(refusal("")).isEqualTo(Reason.EMPTY);
        assertThat(refusal(" \u2003\n")).isEqualTo(Reason.EMPTY);
        assertThat(refusal("a\ud800b")).isEqualTo(Reason.LONE_SURROGATE);
        assertThat(refusal("a\udc00\ud800")).isEqualTo(Reason.LONE_SURROGATE);
        assertThat(refusal("a\tb")).isEqualTo(Reason.CONTROL);
        assertThat(refusal("a\0b")).isEqualTo(Reason.CONTROL);
        assertThat(refusal("a\u0085b")).isEqualTo(Reason.CONTROL);
        assertThat(refusal("a\u0378b")).isEqualTo(Reason.UNASSIGNED);
        assertThat(refusal("a\uffff")).isEqualTo(Reason.UNASSIGNED);
        assertThat(refusal("a\ud83f\udffe")).isEqualTo(Reason.UNASSIGNED);
    }

    @Test
    void charactersBeyondTheBasicPlaneAreFine() throws Exception {
        assertThat(new String(PassphraseText.atCreation("\ud83d\udd11 клю́ч 鍵".toCharArray())))
                .isEqualTo("\ud83d\udd11 клю́ч 鍵");
    }

    @Test
    void unlockingTriesTheNormalFormThenWhatWasTypedThenTheWords() {
        assertThat(candidates(" Correct Horse\triver "))
                .containsExactly("Correct Horse\triver", " Correct Horse\triver ", "correct-horse-river");
        assertThat(candidates("correct-horse-river")).containsExactly("correct-horse-river");
        assertThat(candidates("correct, horse")).containsExactly("correct, horse", "correct-horse");
        assertThat(candidates("correct horses")).containsExactly("correct horses");
        assertThat(candidates("e\u0301")).containsExactly("\u00e9", "e\u0301");
        assertThat(candidates(" - ")).containsExactly("-", " - ");
    }

    @Test
    void aGeneratedPassphraseIsFoundInHoweverItIsTyped() throws Exception {
        char[] generated = Bip39.passphrase(Fixtures.RANDOM, Bip39.PASSPHRASE_WORDS);
        String text = new String(generated);

        assertThat(PassphraseText.atCreation(generated)).isEqualTo(generated);
        assertThat(candidates(text.replace('-', ' '))).contains(text);
        assertThat(candidates(text.toUpperCase(Locale.ROOT))).contains(text);
    }

    @Test
    void nothingIsTriedForWhatCanBeNoPassphrase() {
        assertThat(candidates("")).isEmpty();
        assertThat(candidates("a\ud800")).isEmpty();
        assertThat(candidates("  ")).containsExactly("  ");
    }

    @Property(tries = 500)
    void whatIsAcceptedAtCreationIsTriedFirstInEveryForm(@ForAll @StringLength(max = 40) String typed) {
        try {
            String created = new String(PassphraseText.atCreation(typed.toCharArray()));

            assertThat(candidates(typed).get(0)).isEqualTo(created);
            assertThat(candidates(Normalizer.normalize(typed, Normalizer.Form.NFD))
                            .get(0))
                    .isEqualTo(created);
            assertThat(candidates(" " + typed + "\n").get(0)).isEqualTo(created);
            assertThat(PassphraseText.isInCreationForm(created.toCharArray())).isTrue();
        } catch (InvalidPassphraseException e) {
            assertThat(e.getMessage()).matches("[a-z ]+");
        }
    }

    @Property(tries = 500)
    void everyCandidateIsAKey(@ForAll @StringLength(max = 40) String typed) {
        for (String candidate : candidates(typed)) {
            LockKey.passphrase(candidate.toCharArray()).close();
        }
        assertThat(candidates(typed)).doesNotHaveDuplicates();
    }

    private static Reason refusal(String typed) {
        return catchThrowableOfType(
                        InvalidPassphraseException.class, () -> PassphraseText.atCreation(typed.toCharArray()))
                .reason();
    }

    private static List<String> candidates(String typed) {
        return PassphraseText.atUnlock(typed.toCharArray()).stream()
                .map(String::new)
                .toList();
    }

    @Test
    void theFirstAndTheLastWordOfTheListAreWords() {
        assertThat(candidates("ABANDON  Zoo")).contains("abandon-zoo");
    }

    @Test
    void aLoneSurrogateAnywhereLeavesNothingToTry() {
        assertThat(PassphraseText.atUnlock("\ud800".toCharArray())).isEmpty();
        assertThat(PassphraseText.atUnlock("\ud800abandon".toCharArray())).isEmpty();
        assertThat(PassphraseText.atUnlock("abandon\udc00".toCharArray())).isEmpty();
    }
}
