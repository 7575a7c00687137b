package org.authenticatorbackup.examples.cli;

/** The command line makes no sense; the phrase says why, without repeating values that may be secret. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Phrase phrase;

    UsageException(String key, Object... arguments) {
        super(Language.ENGLISH.say(Phrase.of(key, arguments)));
        this.phrase = Phrase.of(key, arguments);
    }

    Phrase phrase() {
        return phrase;
    }
}
