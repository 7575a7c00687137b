package org.authenticatorbackup.api.testkit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract sees every mistake that was planted, by the points that are about it and by no others. */
@Tag("slow")
class PlantedFaultsTest {

    /** Which points there were, and which of them failed, by the names of their methods. */
    private static final class Run implements TestExecutionListener {

        final List<String> points = new ArrayList<>();
        final Set<String> failed = new TreeSet<>();
        final List<String> skipped = new ArrayList<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                String point = nameOf(test);
                points.add(point);
                switch (result.getStatus()) {
                    case FAILED -> failed.add(point);
                    case ABORTED -> skipped.add(point);
                    default -> {}
                }
            }
        }

        private static String nameOf(TestIdentifier test) {
            return test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> ((MethodSource) source).getMethodName())
                    .orElseThrow();
        }
    }

    private static Run run(PlantedFault fault) {
        Run run = new Run();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(PlantedContract.class))
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .configurationParameter(PlantedContract.PARAMETER, fault.name())
                                .build(),
                        run);
        return run;
    }

    @Test
    void aHealthyProviderPassesEveryPointAndNoneIsSkipped() {
        Run run = run(PlantedFault.none());

        assertThat(run.failed).isEmpty();
        assertThat(run.skipped).isEmpty();
        assertThat(Set.copyOf(run.points)).hasSizeGreaterThanOrEqualTo(60);
        assertThat(run.points).hasSizeGreaterThanOrEqualTo(130);
    }

    static final List<PlantedFault> FAULTS = PlantedFault.all().toList();

    @ParameterizedTest
    @FieldSource("FAULTS")
    void eachFaultIsSeenByThePointsThatAreAboutIt(PlantedFault fault) {
        Set<String> expected = ExpectedPoints.of(fault.name());
        assertThat(expected).isNotEmpty();

        assertThat(run(fault).failed).isEqualTo(expected);
    }
}
