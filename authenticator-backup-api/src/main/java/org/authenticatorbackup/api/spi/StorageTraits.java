package org.authenticatorbackup.api.spi;

import java.util.Set;

/**
 * What a {@link StorageProvider} declares of itself. The library uses it for advice and for saving work, never for
 * correctness.
 *
 * @param capabilities what the provider can do beyond its contract
 * @param operator who runs the storage, such as {@code example.com}; the same text as the
 *     {@link RecoveryAccount#operator()} of the same company, so that the library can tell when one party holds both.
 *     For storage in the person's own hands, {@link #SELF}
 */
public record StorageTraits(Set<Capability> capabilities, String operator) {

    /** The operator of storage that is in the person's own hands. */
    public static final String SELF = "self";

    /** Something a provider can do beyond the contract. */
    public enum Capability {

        /** At no moment is a partial object visible. */
        ATOMIC_PUT,

        /** Of several puts under one name, from whatever connections, at most one succeeds. */
        CREATE_ONLY,

        /** A listing shows every put and delete that has returned, from whatever connection it was made. */
        STRONG_LIST,

        /** Deleted objects can be brought back for some time by the storage's own means. */
        VERSIONED,

        /** What one operating system stores, another cannot reach. The person is warned before the phone is lost. */
        SAME_PLATFORM_ONLY
    }

    /**
     * Copies the set.
     *
     * @param capabilities what the provider can do beyond its contract
     * @param operator who runs the storage
     */
    public StorageTraits {
        capabilities = Set.copyOf(capabilities);
    }
}
