package org.authenticatorbackup.api.check;

import java.util.Optional;
import org.authenticatorbackup.api.StorageException;

/**
 * One thing that a {@link StorageCheck} found amiss.
 *
 * @param flaw what it is
 * @param severity what it means for backups
 * @param failure the reason that the provider gave, where it failed with one
 * @param step what was being tried, for a log, such as {@code an object of 65536 bytes}; names and numbers, never content
 */
public record StorageFinding(
        StorageFlaw flaw, Severity severity, Optional<StorageException.Reason> failure, String step) {

    /** What a flaw means for backups. */
    public enum Severity {

        /** Backups can be lost there, or will not work: this storage must not be used. */
        UNFIT,

        /** Backups are kept. Something that the provider promises is not so, or will trouble the person one day. */
        WEAK
    }
}
