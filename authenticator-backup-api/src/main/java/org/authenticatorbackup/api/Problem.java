package org.authenticatorbackup.api;

/** Why a call failed, in a form that an app acts on: the reason of a {@link ProblemException}. */
public interface Problem {

    /** Whether calling again, with nothing changed by the person, can succeed. */
    enum Retry {

        /** The cause may pass by itself: try again later. */
        CAN_HELP,

        /** Trying again gives the same answer until somebody changes something. */
        IS_USELESS
    }

    /** {@return the constant's name, such as {@code OFFLINE}; stable across releases} */
    String name();

    /** {@return the key of the sentence for the person, such as {@code storage.offline}; stable across releases} */
    String messageKey();

    /** {@return whether trying again can help} */
    Retry retry();
}
