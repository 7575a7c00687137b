package org.authenticatorbackup.api.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.check.StorageFinding.Severity;

/** Tries one thing after another, and notes what is amiss, each flaw once. */
final class Findings {

    /** Reasons that say nothing about the provider, and after which further calls would say the same. */
    private static final Set<Reason> SITUATIONS = Set.of(
            Reason.OFFLINE, Reason.UNAUTHORIZED, Reason.MISSING_PLACE, Reason.QUOTA_EXCEEDED, Reason.CLOCK_WRONG);

    private final List<StorageFinding> all = new ArrayList<>();
    private boolean stopped;

    /** Something that is tried. */
    interface Step {
        void run() throws StorageException;
    }

    List<StorageFinding> all() {
        return all;
    }

    void unfit(StorageFlaw flaw, String step) {
        add(new StorageFinding(flaw, Severity.UNFIT, Optional.empty(), step));
    }

    void weak(StorageFlaw flaw, String step) {
        add(new StorageFinding(flaw, Severity.WEAK, Optional.empty(), step));
    }

    /**
     * Tries something that should succeed, unless there is no point in trying more.
     *
     * @return whether it was tried and did
     */
    boolean succeeds(StorageFlaw flaw, Severity severity, String what, Step step) {
        if (stopped) {
            return false;
        }
        try {
            step.run();
            return true;
        } catch (StorageException e) {
            boolean situation = SITUATIONS.contains(e.reason());
            add(new StorageFinding(
                    situation ? StorageFlaw.STOPPED : flaw,
                    situation ? Severity.UNFIT : severity,
                    Optional.of(e.reason()),
                    what));
            stopped = situation;
            return false;
        } catch (RuntimeException e) {
            unfit(StorageFlaw.FAILS_UNTYPED, what);
            return false;
        }
    }

    /** Lets nothing more be tried. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    private void add(StorageFinding finding) {
        if (all.stream().noneMatch(each -> each.flaw() == finding.flaw())) {
            all.add(finding);
        }
    }
}
