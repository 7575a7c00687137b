package org.authenticatorbackup.examples.cli;

import java.util.List;

/**
 * Words for people, before it is known in which language: a key of the bundles, and what to fill in. What is filled in may
 * be phrases itself; a number is said as a number.
 *
 * @param key what the bundles call the words
 * @param arguments what to fill in
 */
record Phrase(String key, List<Object> arguments) {

    Phrase {
        arguments = List.copyOf(arguments);
    }

    static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }
}
