package org.authenticatorbackup.examples.testsupport.simulation;

/** What an oracle found. */
@SuppressWarnings("serial") // never written
final class Violation extends RuntimeException {

    private final String property;

    Violation(String property, String message) {
        super(property + ": " + message);
        this.property = property;
    }

    Violation(String property, String message, Throwable cause) {
        super(property + ": " + message, cause);
        this.property = property;
    }

    /** The same with how it came to it. */
    Violation(Violation found, String history) {
        super(found.getMessage() + history, found);
        this.property = found.property();
    }

    static void require(boolean holds, String property, String message) {
        if (!holds) {
            throw new Violation(property, message);
        }
    }

    /** The property that does not hold, such as {@code P15}. */
    String property() {
        return property;
    }
}
