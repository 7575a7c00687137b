package org.authenticatorbackup.crypto.share;

/**
 * What all shares of one secret have in common.
 *
 * @param identifier 15 random bits
 * @param kind what the identifier takes part in
 * @param exponent 0 to 15: the secret is encrypted with 10,000 · 2<sup>exponent</sup> iterations
 * @param groupThreshold how many groups are needed, 1 or more
 * @param groupCount how many groups there are
 */
record Slip39Set(int identifier, Kind kind, int exponent, int groupThreshold, int groupCount) {

    /** How many values an identifier can have. */
    static final int IDENTIFIERS = 1 << 15;

    /** The two kinds of set, which differ in what is mixed into the checksum and the encryption. */
    enum Kind {
        /** The older kind, whose encryption depends on the identifier. */
        BOUND_TO_IDENTIFIER("shamir"),
        /** The kind of which more sets can be made for one encrypted secret. */
        EXTENDABLE("shamir_extendable");

        private final String customization;

        Kind(String customization) {
            this.customization = customization;
        }

        String customization() {
            return customization;
        }
    }

    /** One group of contacts, the only form that this library writes. */
    static Slip39Set ofOneGroup(int identifier) {
        return new Slip39Set(identifier, Kind.EXTENDABLE, 0, 1, 1);
    }

    boolean isOfOneGroup() {
        return equals(ofOneGroup(identifier));
    }
}
