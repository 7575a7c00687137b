package org.authenticatorbackup.storage.webdav;

import java.time.Instant;
import java.util.Optional;

/**
 * One resource that a server tells of.
 *
 * @param path where it is, decoded, from the root of the server
 * @param isFolder whether it is a collection
 * @param modified when it was last changed by the server's clock, if that is told
 */
record DavEntry(String path, boolean isFolder, Optional<Instant> modified) {}
