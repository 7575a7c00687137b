package org.authenticatorbackup.core.vault;

/** What fails besides, while a failure is being dealt with. */
public final class Failures {

    private Failures() {}

    /**
     * Lets a further failure go along with the one that the caller must hear of. An app's provider may throw one and the same
     * exception twice, which cannot go along with itself.
     */
    public static void add(Exception further, Exception failure) {
        if (further != failure) {
            failure.addSuppressed(further);
        }
    }
}
