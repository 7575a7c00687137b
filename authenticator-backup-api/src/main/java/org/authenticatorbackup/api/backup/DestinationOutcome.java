package org.authenticatorbackup.api.backup;

import java.util.Optional;
import org.authenticatorbackup.api.Problem;

/**
 * How one destination fared in a backup.
 *
 * @param destination its name
 * @param failure why it has no verified copy, or empty if it has one
 */
public record DestinationOutcome(String destination, Optional<Problem> failure) {

    /** {@return whether the destination has a verified copy} */
    public boolean isVerified() {
        return !failure.isPresent();
    }
}
