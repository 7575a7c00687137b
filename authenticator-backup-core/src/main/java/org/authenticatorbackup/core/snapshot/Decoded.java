package org.authenticatorbackup.core.snapshot;

import java.util.List;
import org.authenticatorbackup.api.recovery.RejectedAccount;

/**
 * A snapshot that was read.
 *
 * @param snapshot all of it that does not contradict itself
 * @param rejected the accounts that were left out, by id
 */
public record Decoded(Snapshot snapshot, List<RejectedAccount> rejected) {

    /**
     * Copies the list.
     *
     * @param snapshot all of it that does not contradict itself
     * @param rejected the accounts that were left out
     */
    public Decoded {
        rejected = List.copyOf(rejected);
    }
}
