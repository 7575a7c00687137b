package org.authenticatorbackup.core.vault;

import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.spi.ObjectName;

/**
 * A sealed snapshot that is on its way. A retry uses the same name and bytes.
 *
 * @param snapshot its number
 * @param name its name in the storage
 * @param sealed its bytes
 * @param contentsDigest the digest, in hex, of the contents that it holds
 * @param accounts how many accounts a person would see after recovering it
 */
public record Outbox(SnapshotId snapshot, ObjectName name, Encoded sealed, String contentsDigest, int accounts) {}
