package org.authenticatorbackup.storage.webdav;

/** A server's answer is not what the protocol says. Repeats nothing of it. */
final class MalformedAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String message) {
        super(message);
    }
}
