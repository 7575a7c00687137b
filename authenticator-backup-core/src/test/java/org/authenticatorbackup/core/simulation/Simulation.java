package org.authenticatorbackup.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.authenticatorbackup.api.spi.StorageProvider;

/** Runs histories, and makes the ones that fail short. */
final class Simulation {

    /** A violation, and the shortest history found that shows one of the same property. */
    record Finding(Violation violation, History history) {

        @Override
        public String toString() {
            return violation.getMessage() + "\nseed " + history.seed() + ", and as short as it gets:\n" + "World.run("
                    + history + ", provider -> provider);";
        }
    }

    private final UnaryOperator<StorageProvider> wiring;
    private final Counts counts = new Counts();

    /** Puts something between the library and the storages. */
    Simulation(UnaryOperator<StorageProvider> wiring) {
        this.wiring = wiring;
    }

    Counts counts() {
        return counts;
    }

    /** The first finding among the histories of some seeds, if there is one, made short. */
    Optional<Finding> search(long firstSeed, int histories) {
        return first(firstSeed, histories).map(this::shrunk);
    }

    /** The first finding as it is. */
    Optional<Finding> first(long firstSeed, int histories) {
        for (long seed = firstSeed; seed < firstSeed + histories; seed++) {
            History history = History.of(seed);
            Optional<Violation> violation = run(history);
            if (violation.isPresent()) {
                return Optional.of(new Finding(violation.get(), history));
            }
        }
        return Optional.empty();
    }

    private Optional<Violation> run(History history) {
        try {
            counts.add(World.run(history, wiring));
            return Optional.empty();
        } catch (Violation e) {
            return Optional.of(e);
        }
    }

    /** Leaves out steps, first many at once, then one by one, then faults, as long as the same property fails. */
    private Finding shrunk(Finding finding) {
        Finding best = finding;
        for (int size = finding.history().steps().size() / 2; size >= 1; size /= 2) {
            for (int at = 0; at < best.history().steps().size(); ) {
                List<Step> fewer = new ArrayList<>(best.history().steps());
                fewer.subList(at, Math.min(at + size, fewer.size())).clear();
                Finding shorter = better(best, fewer);
                at = shorter.history().steps().equals(best.history().steps()) ? at + size : at;
                best = shorter;
            }
        }
        for (int at = 0; at < best.history().steps().size(); at++) {
            Step step = best.history().steps().get(at);
            best = better(
                    best, replaced(best, at, new Step(step.action(), step.phone(), step.seed(), 0, step.deathAt())));
            step = best.history().steps().get(at);
            best = better(
                    best, replaced(best, at, new Step(step.action(), step.phone(), step.seed(), step.faults(), 0)));
        }
        return best;
    }

    private static List<Step> replaced(Finding finding, int at, Step step) {
        List<Step> steps = new ArrayList<>(finding.history().steps());
        steps.set(at, step);
        return steps;
    }

    private Finding better(Finding finding, List<Step> steps) {
        if (steps.equals(finding.history().steps())) {
            return finding;
        }
        History shorter = finding.history().with(steps);
        return run(shorter)
                .filter(violation ->
                        violation.property().equals(finding.violation().property()))
                .map(violation -> new Finding(violation, shorter))
                .orElse(finding);
    }
}
