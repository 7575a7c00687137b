package org.authenticatorbackup.core.simulation;

import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.DifferentIdKeyException;

/** A way to join two states of one vault. */
interface Joins {

    Contents join(Contents one, Contents other);

    /** The library's own. */
    static Contents library(Contents one, Contents other) {
        try {
            return one.join(other);
        } catch (DifferentIdKeyException e) {
            throw new AssertionError("all are of one vault", e);
        }
    }
}
