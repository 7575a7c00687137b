package org.authenticatorbackup.core.history;

/** Two contents do not belong to one vault: their account ids are made with different keys. */
public final class DifferentIdKeyException extends Exception {

    private static final long serialVersionUID = 1L;

    DifferentIdKeyException() {
        super("the contents are of different vaults: their id keys differ");
    }
}
