package org.authenticatorbackup.api.backup;

/**
 * How a vault is made. Start from {@link #defaults()}.
 *
 * @param suite the cryptography of the snapshots
 * @param lonePassphrase what to do about a passphrase that is the only lock
 */
public record EnableOptions(Suite suite, LonePassphrase lonePassphrase) {

    /** The cryptography of the snapshots. */
    public enum Suite {

        /** ML-KEM-768 and X25519 together: holds even if one of the two is broken. Opened by age 1.3 or newer. */
        HYBRID,

        /** X25519 alone, for people whose stock tools are older than age 1.3. */
        CLASSIC
    }

    /** What to do about a chosen passphrase that is the only lock, with no recovery account beside it. */
    public enum LonePassphrase {

        /** Refuse it unless it is known to have at least {@link EnableOptions#STRONG_BITS} bits. */
        REFUSE_WEAK,

        /** Take it however weak: whoever holds the stored files may guess it at leisure. */
        ALLOW
    }

    /** The entropy from which a lone passphrase is strong enough, in bits. */
    public static final int STRONG_BITS = 66;

    /** {@return hybrid cryptography; a weak lone passphrase is refused} */
    public static EnableOptions defaults() {
        return new EnableOptions(Suite.HYBRID, LonePassphrase.REFUSE_WEAK);
    }

    /**
     * A copy with another suite.
     *
     * @param other the cryptography of the snapshots
     * @return the copy
     */
    public EnableOptions withSuite(Suite other) {
        return new EnableOptions(other, lonePassphrase);
    }

    /**
     * A copy with another rule for lone passphrases.
     *
     * @param other what to do about a passphrase that is the only lock
     * @return the copy
     */
    public EnableOptions withLonePassphrase(LonePassphrase other) {
        return new EnableOptions(suite, other);
    }
}
