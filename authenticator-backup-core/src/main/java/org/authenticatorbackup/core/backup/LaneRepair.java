package org.authenticatorbackup.core.backup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.vault.MirroredStorage.Answer;
import org.authenticatorbackup.core.vault.MirroredStorage.Survey;
import org.authenticatorbackup.core.vault.WrittenSnapshot;

/**
 * Gives each of several destinations what another one has of this device's own snapshots, and it has not. Only what comes
 * back as this device wrote it is given on, so that no destination can plant anything in another.
 */
public final class LaneRepair {

    /** So many objects are put back at a time; the others are at the next. */
    public static final int MOST = 32;

    private final List<WrittenSnapshot> newestFirst;
    private final List<Answer> answers;
    private int putBack;
    private boolean complete = true;

    /**
     * What was done.
     *
     * @param putBack so many objects that a destination had not
     * @param newestAltered whether a destination has the newest snapshot otherwise than it was stored: it can only be
     *     followed by another one
     * @param complete whether all destinations have all of it now
     */
    public record Outcome(int putBack, boolean newestAltered, boolean complete) {}

    /**
     * Repairs what a survey of the lane shows.
     *
     * @param written what this device wrote and verified, oldest first
     */
    public LaneRepair(List<WrittenSnapshot> written, Survey survey) {
        this.newestFirst = new ArrayList<>(written);
        Collections.reverse(newestFirst);
        this.answers = survey.answers();
    }

    /** Repairs; a destination that fails is left to the next time. */
    public Outcome repair() {
        boolean altered = false;
        for (Answer each : answers) {
            try {
                altered |= isNewestAltered(each);
                fill(each);
            } catch (StorageException e) {
                complete = false;
            }
        }
        return new Outcome(putBack, altered, complete && !altered);
    }

    private boolean isNewestAltered(Answer answer) throws StorageException {
        if (answers.size() == 1 || newestFirst.isEmpty()) {
            return false;
        }
        WrittenSnapshot newest = newestFirst.get(0);
        return answer.names().contains(newest.name())
                && !intact(answer.destination(), newest).isPresent();
    }

    private void fill(Answer answer) throws StorageException {
        VerifiedPut put = new VerifiedPut(answer.destination().storage());
        for (WrittenSnapshot each : newestFirst) {
            if (answer.names().contains(each.name())) {
                continue;
            }
            Optional<byte[]> object = putBack < MOST ? elsewhere(answer.destination(), each) : Optional.empty();
            if (object.isPresent()) {
                put.put(each.name(), object.get());
                putBack++;
            } else {
                complete &= !isAnywhere(each);
            }
        }
    }

    private Optional<byte[]> elsewhere(Destination lacking, WrittenSnapshot written) {
        for (Answer each : answers) {
            if (!each.destination().equals(lacking) && each.names().contains(written.name())) {
                Optional<byte[]> object = intactOrSilent(each.destination(), written);
                if (object.isPresent()) {
                    return object;
                }
            }
        }
        return Optional.empty();
    }

    /** Of one that fails now, another one may have it too. */
    private static Optional<byte[]> intactOrSilent(Destination destination, WrittenSnapshot written) {
        try {
            return intact(destination, written);
        } catch (StorageException e) {
            return Optional.empty();
        }
    }

    private boolean isAnywhere(WrittenSnapshot written) {
        return answers.stream().anyMatch(each -> each.names().contains(written.name()));
    }

    private static Optional<byte[]> intact(Destination destination, WrittenSnapshot written) throws StorageException {
        try {
            return destination
                    .storage()
                    .get(written.name(), StorageProvider.MAX_OBJECT_BYTES)
                    .filter(written::isIn);
        } catch (StorageException e) {
            if (e.reason() == StorageException.Reason.TOO_LARGE) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
