package org.authenticatorbackup.core.snapshot;

import org.authenticatorbackup.core.json.JsonException;

/** Which of the known members of an object were there. */
final class Once {

    private int seen;

    /** For the next object. */
    void reset() {
        seen = 0;
    }

    /** Whether that member was there. */
    boolean had(int member) {
        return (seen & 1 << member) != 0;
    }

    /** Refuses a member that was there before; they are counted from 0 to 31. */
    void at(int member) throws JsonException {
        if (had(member)) {
            throw JsonException.malformed("a name is there twice");
        }
        seen |= 1 << member;
    }
}
