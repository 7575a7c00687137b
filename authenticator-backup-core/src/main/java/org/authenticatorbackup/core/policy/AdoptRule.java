package org.authenticatorbackup.core.policy;

import java.util.Set;

/**
 * Whether a device may write to a vault that it has opened (section 8 of the format, threat T3: storage and recovery
 * account together plant a vault of their own).
 */
public final class AdoptRule {

    private AdoptRule() {}

    /** What took part in opening a vault. */
    public enum Factor {
        /** Something the person knows. */
        PASSPHRASE,
        /** The shares of contacts. */
        CONTACTS,
        /** The recovery kit, or the identity itself because this device has just made the vault. */
        KIT,
        /** Another device of the person, which has answered a transfer. */
        TRANSFER,
        /** A secret that the recovery account keeps. */
        ACCOUNT,
        /** Something that this release does not know. */
        UNKNOWN
    }

    /** What the rule says. */
    public enum Decision {
        /** The device may write to the vault. */
        ADOPT,
        /** The device may read, and nothing else. */
        READ_ONLY
    }

    /**
     * Decides: a person or a peer must have held one of the factors.
     *
     * @param factors all that took part
     */
    public static Decision decide(Set<Factor> factors) {
        boolean held = factors.contains(Factor.PASSPHRASE)
                || factors.contains(Factor.CONTACTS)
                || factors.contains(Factor.KIT)
                || factors.contains(Factor.TRANSFER);
        return held ? Decision.ADOPT : Decision.READ_ONLY;
    }
}
