package org.authenticatorbackup.storage.webdav;

import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;

/** The statuses that servers answer with, and what they mean to a caller. */
final class DavStatus {

    static final int OK = 200;
    static final int MULTI_STATUS = 207;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int PRECONDITION_FAILED = 412;
    static final int LOCKED = 423;
    static final int SERVER_ERROR = 500;

    private DavStatus() {}

    static StorageException failure(int status, String what) {
        return new StorageException(reason(status), "could not " + what + ": the server answered " + status);
    }

    /** Whether a server may answer so where it was asked for a file, and there is a folder. */
    static boolean mayMeanFolder(int status) {
        return status / 100 == 3 || status == 403 || status == METHOD_NOT_ALLOWED;
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 401 -> Reason.UNAUTHORIZED;
            case 301, 308, NOT_FOUND, 410 -> Reason.MISSING_PLACE;
            case 302, 303, 307, 407, 408, LOCKED, 425, 429, 502, 503, 504 -> Reason.OFFLINE;
            case 507 -> Reason.QUOTA_EXCEEDED;
            default -> status / 100 == 4 ? Reason.REFUSED : Reason.BROKEN;
        };
    }
}
