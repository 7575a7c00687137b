package org.authenticatorbackup.core.snapshot;

/** An account's core contradicts the format. The message names the defect and nothing of the input. */
final class CoreFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    CoreFormatException(String message) {
        super(message);
    }
}
