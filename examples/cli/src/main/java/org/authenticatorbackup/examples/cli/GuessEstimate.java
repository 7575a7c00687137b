package org.authenticatorbackup.examples.cli;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.CharBuffer;
import org.authenticatorbackup.core.PassphraseStrength;

/** Estimates a passphrase by the guesses that dictionaries, dates and keyboard patterns leave to an attacker. */
final class GuessEstimate implements PassphraseStrength {

    /** The estimate takes time that grows with the square of the length; what lies beyond adds no strength here. */
    private static final int MAX_CHARACTERS = 100;

    @Override
    public double bits(char[] passphrase) {
        CharBuffer start = CharBuffer.wrap(passphrase, 0, Math.min(passphrase.length, MAX_CHARACTERS));
        Strength strength = new Zxcvbn().measure(start);
        double bits = strength.getGuessesLog10() / Math.log10(2);
        strength.wipe();
        return Math.max(0, bits);
    }
}
