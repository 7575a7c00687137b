package org.authenticatorbackup.crypto.share;

import static org.authenticatorbackup.fuzz.Fuzzing.require;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSame;
import static org.authenticatorbackup.fuzz.Fuzzing.requireSilent;
import static org.authenticatorbackup.fuzz.Fuzzing.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.words.ShareWords;
import org.authenticatorbackup.fuzz.Fuzzing;

class ShareFuzzTest {

    private static final String[] PREFIXES = {"AGE-SECRET-KEY-PQ-1", "AGE-SECRET-KEY-1", "age1pq1", "age1"};
    private static final int FEW_WORDS = 12;
    private static final int MIN_SHARE_WORDS = 20;
    private static final int MAX_SHARE_WORDS = 59;

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void kitText(byte[] input) throws MalformedKitException {
        List<VaultIdentity> identities;
        try {
            identities = KitText.parse(text(input));
        } catch (MalformedKitException e) {
            requireSilent(e, input, PREFIXES);
            return;
        }
        require(identities.size() == 1 || identities.size() == 2, "a kit is of one vault, words of two suites");
        for (VaultIdentity identity : identities) {
            for (WordLanguage language : WordLanguage.values()) {
                KitNote note = new KitNote("in the cloud", "2026-11-22", language);
                List<VaultIdentity> again = KitText.parse(KitText.format(identity, note));
                requireSame(1, again.size(), "a page has one identity");
                requireSame(identity.vaultId(), again.get(0).vaultId(), "an identity survives its page");
                again.get(0).close();
            }
            identity.close();
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void words(byte[] input) throws MalformedWordsException {
        String text = text(input);
        words(text, Bip39.WORDS, input);
        // of a shorter secret every sixteenth checksum is right
        words(text, FEW_WORDS, input);
        requireWords(Arrays.copyOf(input, Bip39.SECRET_BYTES), Bip39.WORDS);
    }

    private static void words(String text, int count, byte[] input) throws MalformedWordsException {
        byte[] secret;
        try {
            secret = Bip39.secretOf(text, count);
        } catch (MalformedWordsException e) {
            requireSilent(e, input);
            return;
        }
        requireSame(count / 3 * 4, secret.length, "the number of words says the length");
        requireWords(secret, count);
    }

    private static void requireWords(byte[] secret, int count) throws MalformedWordsException {
        for (WordLanguage language : WordLanguage.values()) {
            String words = String.join(" ", Bip39.wordsOf(secret, language));
            requireSame(secret, Bip39.secretOf(words, count), "a secret survives its words");
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void shareWords(byte[] input) throws SharesRejectedException {
        share(text(input), input);
        // the fuzzer cannot guess a checksum, so it gets the right one
        int[] words = new int[Math.max(MIN_SHARE_WORDS, Math.min(input.length / 2, MAX_SHARE_WORDS))];
        for (int i = 0; i < words.length && 2 * i + 1 < input.length; i++) {
            words[i] = (input[2 * i] << 8 | (input[2 * i + 1] & 0xff)) & 0x3ff;
        }
        boolean extendable = (words[1] & 0x10) != 0;
        Rs1024.seal(
                (extendable ? Slip39Set.Kind.EXTENDABLE : Slip39Set.Kind.BOUND_TO_IDENTIFIER).customization(), words);
        StringBuilder sealed = new StringBuilder();
        for (int word : words) {
            sealed.append(ShareWords.LIST.word(word)).append(' ');
        }
        share(sealed.toString(), input);
    }

    private static void share(String text, byte[] input) throws SharesRejectedException {
        try (Slip39Share share = Slip39Words.parse(text)) {
            try (Slip39Share again = Slip39Words.parse(new String(Slip39Words.format(share)))) {
                require(share.matches(again), "a share survives its words");
            }
        } catch (MalformedShareException e) {
            requireSilent(e, input);
        }
        try (Share share = Share.parse(text)) {
            requireSame(Share.WORDS, new String(share.words()).split(" ").length, "a share has 33 words");
            require(share.threshold() >= 2 && share.threshold() <= 16, "the threshold is in range");
            combine(share);
        } catch (MalformedShareException e) {
            requireSilent(e, input);
        }
    }

    private static void combine(Share share) {
        try {
            byte[] secret = Share.combine(List.of(share));
            throw new AssertionError("one share alone gave " + secret.length + " bytes");
        } catch (SharesRejectedException e) {
            requireSame(SharesRejectedException.Reason.TOO_FEW, e.reason(), "one share is too few");
        }
    }

    @FuzzTest(maxDuration = Fuzzing.EACH)
    void contactShare(byte[] input) {
        try (ContactShare share = ContactShare.parse(input)) {
            requireSame(input, share.format(), "a share has one form");
        } catch (MalformedShareException e) {
            requireSilent(e, input);
        }
        try {
            ShareRequest request = ShareRequest.of("2122232425262728", text(input));
            requireSame(ShareRequest.CODE_WORDS, request.comparisonCode().size(), "a code has six words");
        } catch (MalformedKeyException e) {
            requireSilent(e, input, PREFIXES);
        }
    }
}
