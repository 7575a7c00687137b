package org.authenticatorbackup.crypto.age;

/**
 * A text or a byte string that was to be an age identity or an age recipient and is not one. Ask the person for the text
 * again: nothing else helps. The message names the rule that was broken and never repeats the input.
 */
public final class MalformedKeyException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedKeyException(String message) {
        super(message);
    }
}
