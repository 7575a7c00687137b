package org.authenticatorbackup.api.testkit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract of recovery accounts sees every mistake that was planted. */
class PlantedAccountTest {

    @ParameterizedTest
    @EnumSource
    void eachMistakeIsSeenByThePointThatIsAboutIt(PlantedAccount.Mistake mistake) {
        Set<String> failed = new TreeSet<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(PlantedAccountContract.class))
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .configurationParameter(PlantedAccountContract.PARAMETER, mistake.name())
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                                    failed.add(test.getSource()
                                            .filter(MethodSource.class::isInstance)
                                            .map(source -> ((MethodSource) source).getMethodName())
                                            .orElse("the run"));
                                }
                            }
                        });

        if (mistake == PlantedAccount.Mistake.NONE) {
            assertThat(failed).isEmpty();
        } else {
            assertThat(failed).contains(mistake.point);
        }
    }
}
