package org.authenticatorbackup.core;

/**
 * Estimates how hard a chosen passphrase is to guess. An app plugs in the estimator it trusts; without one, no chosen
 * passphrase counts as strong.
 */
@FunctionalInterface
public interface PassphraseStrength {

    /**
     * Estimates the strength, on the low side when in doubt.
     *
     * @param passphrase the characters, as they will be used; not retained and not changed
     * @return bits of entropy, 0 or more: the base-2 logarithm of the guesses that a good attacker needs
     */
    double bits(char[] passphrase);
}
