package org.authenticatorbackup.storage.webdav;

import java.time.Instant;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param body the whole body, or empty if it is larger than was agreed
 * @param date the server's clock, if it tells
 */
record DavReply(int status, Optional<byte[]> body, Optional<Instant> date) {

    boolean isSuccess() {
        return status / 100 == 2 && status != DavStatus.MULTI_STATUS;
    }
}
