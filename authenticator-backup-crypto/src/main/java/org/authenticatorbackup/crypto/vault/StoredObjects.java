package org.authenticatorbackup.crypto.vault;

import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;

/** What snapshots and slots have in common: the cap on their size, and what a failure of age means to a caller. */
final class StoredObjects {

    /** 32 MiB. */
    static final int MAX_BYTES = 32 << 20;

    private StoredObjects() {}

    /** The object is read as long as the file is used. */
    static AgeFile parse(byte[] object) throws AgeException, ObjectRejectedException {
        if (object.length > MAX_BYTES) {
            throw new ObjectRejectedException(Reason.TOO_LARGE, "the object has " + object.length + " bytes");
        }
        return AgeFile.parseInPlace(object);
    }

    static ObjectRejectedException rejected(AgeException e) {
        return new ObjectRejectedException(reason(e.reason()), "the object is not an age file that this key opens", e);
    }

    private static Reason reason(AgeException.Reason reason) {
        return switch (reason) {
            case ARMOR, HEADER -> Reason.MALFORMED;
            case WORK_FACTOR_TOO_HIGH -> Reason.WORK_FACTOR_TOO_HIGH;
            case NO_MATCH, HEADER_MAC, PAYLOAD -> Reason.WRONG_KEY_OR_ALTERED;
            case TOO_LARGE -> Reason.TOO_LARGE;
        };
    }
}
