package org.authenticatorbackup.examples.cli;

/** The command line makes no sense; the message says why, without repeating values that may be secret. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
