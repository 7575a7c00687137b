package org.authenticatorbackup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.api.VerificationException.Reason;
import org.authenticatorbackup.api.verification.ActivationCode;
import org.authenticatorbackup.api.verification.ConfirmationCode;
import org.authenticatorbackup.api.verification.PersonalProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour S9: the payload of a provider's QR code; and the limits of the other proofs. */
class ActivationCodeTest {

    private static final String USUAL =
            "authbackup://activate_account?code=739105482&url=https%3A%2F%2Fpad.example%2Fx";

    private static ActivationCode parse(String scanned) throws VerificationException {
        return ActivationCode.parse(scanned.toCharArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                USUAL,
                "phonefactor://activate_account?code=739105482&url=https%3A%2F%2Fpad.example%2Fx",
                "AUTHBACKUP://activate_account?code=739105482&url=https://pad.example/x",
                " authbackup://activate_account?url=HTTPS://pad.example/x&code=73910548%32\n",
                USUAL + "&colour=red&size="
            })
    void readsCodeAndAddress(String scanned) throws Exception {
        try (ActivationCode code = parse(scanned)) {
            assertThat(code.code()).containsExactly("739105482".toCharArray());
            assertThat(code.address().getHost()).isEqualTo("pad.example");
            assertThat(code.address().getPath()).isEqualTo("/x");
            assertThat(code.expiresAt()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1796126400", "999999999999"})
    void readsUntilWhenItCounts(String seconds) throws Exception {
        assertThat(parse(USUAL + "&expires=" + seconds).expiresAt())
                .contains(Instant.ofEpochSecond(Long.parseLong(seconds)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "739105482",
                "https://pad.example/x?code=739105482",
                "otpauth://activate_account?code=1&url=https://pad.example/",
                "authbackup://activate_account",
                "authbackup://activate_account?",
                "authbackup://activate_account?code=1",
                "authbackup://activate_account?url=https://pad.example/",
                "authbackup://activate_account?code=&url=https://pad.example/",
                "authbackup://activate_account?code=1&url=",
                "authbackup://activate_account?code=1&url=http://pad.example/",
                "authbackup://activate_account?code=1&url=https:///x",
                "authbackup://activate_account?code=1&url=https://user@pad.example/",
                "authbackup://activate_account?code=1&url=https://pad.example/%23part",
                "authbackup://activate_account?code=1&url=//pad.example/",
                "authbackup://activate_account?code=1&url=https://pad.example/%7Cx",
                "authbackup://activate_account?code=1&code=2&url=https://pad.example/",
                "authbackup://activate_account?code=1&x=1&x=1&url=https://pad.example/",
                "authbackup://activate_account?code=1&url=https://pad.example/&",
                "authbackup://activate_account?code=1&url=https://pad.example/&=",
                "authbackup://activate_account?code=%zz&url=https://pad.example/",
                "authbackup://activate_account?url=https://pad.example/&code=%4",
                "authbackup://activate_account?code=%\u0664\u0661&url=https://pad.example/",
                "authbackup://activate_account?code=a b&url=https://pad.example/",
                "authbackup://activate_account?code=a%00b&url=https://pad.example/",
                "authbackup://activate_account?code=%7f&url=https://pad.example/",
                "authbackup://activate_account?code=\u00e9&url=https://pad.example/",
                "authbackup://activate_account?code=%c3%a9&url=https://pad.example/",
                "authbackup://activate_account?code=1&url=https://pad.example/&expires=",
                "authbackup://activate_account?code=1&url=https://pad.example/&expires=-1",
                "authbackup://activate_account?code=1&url=https://pad.example/&expires=soon",
                "authbackup://activate_account?code=1&url=https://pad.example/&expires=1000000000000"
            })
    void refusesAnythingElse(String scanned) {
        assertThatExceptionOfType(VerificationException.class)
                .isThrownBy(() -> parse(scanned))
                .withNoCause()
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ACTIVATION));
    }

    @Test
    void codesAddressesAndTextsHaveALongestLength() throws Exception {
        String address = "https://pad.example/";
        String longest = address + "x".repeat(ActivationCode.MAX_ADDRESS - address.length());
        String code = "7".repeat(ActivationCode.MAX_CODE);
        String start = "authbackup://activate_account?code=";

        assertThat(parse(start + code + "&url=" + longest).code()).hasSize(ActivationCode.MAX_CODE);
        refusesAnythingElse(start + code + "7&url=" + address);
        refusesAnythingElse(start + code + "&url=" + longest + "x");
        String padded = USUAL + " ".repeat(ActivationCode.MAX_CHARACTERS - USUAL.length());
        assertThat(parse(padded).code()).hasSize(9);
        refusesAnythingElse(padded + " ");
    }

    @Test
    void proofsHaveAShortestAndALongestLength() {
        char[] one = {'x'};
        char[] longest = "x".repeat(PersonalProof.MAX_CHARACTERS).toCharArray();
        char[] tooLong = "x".repeat(PersonalProof.MAX_CHARACTERS + 1).toCharArray();
        assertThat(PersonalProof.of(one, PersonalProof.Contact.EMAIL, longest).contact())
                .isEqualTo(longest);
        assertThat(PersonalProof.of(longest, PersonalProof.Contact.EMAIL, one).password())
                .isEqualTo(longest);
        for (char[] wrong : new char[][] {{}, tooLong}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PersonalProof.of(wrong, PersonalProof.Contact.PHONE, one));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PersonalProof.of(one, PersonalProof.Contact.PHONE, wrong));
        }
        char[] code = "1".repeat(ConfirmationCode.MAX_CHARACTERS).toCharArray();
        assertThat(ConfirmationCode.of(code).characters()).isEqualTo(code);
        assertThatIllegalArgumentException().isThrownBy(() -> ConfirmationCode.of(new char[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfirmationCode.of(new char[ConfirmationCode.MAX_CHARACTERS + 1]));
    }

    @Test
    void closedProofsGiveNothingAway() throws Exception {
        ActivationCode scanned = parse(USUAL);
        scanned.close();
        assertThatIllegalStateException().isThrownBy(scanned::code);
        ConfirmationCode code = ConfirmationCode.of(new char[] {'1'});
        code.close();
        assertThatIllegalStateException().isThrownBy(code::characters);
        PersonalProof proof = PersonalProof.of(new char[] {'1'}, PersonalProof.Contact.EMAIL, new char[] {'2'});
        proof.close();
        assertThatIllegalStateException().isThrownBy(proof::password);
        assertThatIllegalStateException().isThrownBy(proof::contact);
    }

    @Property(tries = 2_000)
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 200) String text) {
        requireTyped(text);
        requireTyped("authbackup://activate_account?" + text);
        requireTyped("authbackup://activate_account?code=1&url=https://pad.example/" + text);
    }

    @Property(tries = 2_000)
    void aMistypedPayloadIsReadOrRefused(
            @ForAll @IntRange(max = 70) int at, @ForAll @IntRange(max = 3) int dropped, @ForAll char typed) {
        int from = Math.min(at, USUAL.length());
        int to = Math.min(from + dropped, USUAL.length());
        requireTyped(USUAL.substring(0, from) + typed + USUAL.substring(to));
    }

    @Property(tries = 500)
    void everyCodeOfVisibleAsciiComesBack(
            @ForAll @CharRange(from = '!', to = '~') @StringLength(min = 1, max = 60) String code) throws Exception {
        StringBuilder escaped = new StringBuilder();
        code.chars().forEach(c -> escaped.append(String.format("%%%02x", c)));
        String scanned = "authbackup://activate_account?code=" + escaped + "&url=https://pad.example/";

        assertThat(new String(parse(scanned).code())).isEqualTo(code);
    }

    private static void requireTyped(String text) {
        try {
            assertThat(parse(text).address().getScheme()).isEqualToIgnoringCase("https");
        } catch (VerificationException e) {
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED_ACTIVATION);
        }
    }
}
