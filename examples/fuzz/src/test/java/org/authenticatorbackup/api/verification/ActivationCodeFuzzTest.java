package org.authenticatorbackup.api.verification;

import static org.authenticatorbackup.fuzz.Fuzzing.require;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSame;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSilent;
import static org.authenticatorbackup.fuzz.Fuzzing.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.authenticatorbackup.api.VerificationException;
import org.authenticatorbackup.fuzz.Fuzzing;

class ActivationCodeFuzzTest {

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void scanned(byte[] input) throws VerificationException {
        ActivationCode read;
        try {
            read = ActivationCode.parse(text(input).toCharArray());
        } catch (VerificationException e) {
            requireSilent(e, input);
            return;
        }
        require("https".equalsIgnoreCase(read.address().getScheme()), "it is redeemed over https");
        require(!read.address().getHost().isEmpty(), "it is redeemed somewhere");
        String expires =
                read.expiresAt().map(at -> "&expires=" + at.getEpochSecond()).orElse("");
        String written = "authbackup://activate_account?code=" + escaped(new String(read.code())) + "&url="
                + escaped(read.address().toString()) + expires;
        if (written.length() > ActivationCode.MAX_CHARACTERS) {
            return; // escapes take more room than what they stand for
        }
        ActivationCode again = ActivationCode.parse(written.toCharArray());
        require(Arrays.equals(read.code(), again.code()), "a code survives its payload");
        requireSame(read.address(), again.address(), "an address survives its payload");
        requireSame(read.expiresAt(), again.expiresAt(), "a time survives its payload");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format("%%%02x", c)));
        return escaped.toString();
    }
}
