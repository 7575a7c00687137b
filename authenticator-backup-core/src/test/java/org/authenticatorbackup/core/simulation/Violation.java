package org.authenticatorbackup.core.simulation;

/** What an oracle found. */
@SuppressWarnings("serial") // never written
final class Violation extends RuntimeException {

    private final String property;

    Violation(String property, String message) {
        this(property, message, null);
    }

    Violation(String property, String message, Throwable cause) {
        super(property + ": " + message, cause);
        this.property = property;
    }

    /** The property that does not hold, such as {@code P15}. */
    String property() {
        return property;
    }
}
