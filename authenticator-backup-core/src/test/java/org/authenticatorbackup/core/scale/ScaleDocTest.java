package org.authenticatorbackup.core.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.core.scale.Years.Cost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every figure of {@code docs/scale.md} is counted by the library at work, or follows from those that are. */
class ScaleDocTest {

    private static final int SAMPLE = Integer.getInteger("authbackup.people", 0);

    /** One person's luck against the mean of several. */
    private static final double TOLERANCE = 40;

    private static List<String> document() throws Exception {
        return Files.readAllLines(Path.of("..", "docs", "scale.md"));
    }

    @Test
    void whatIsComputedFollowsFromWhatWasCounted() throws Exception {
        List<String> document = document();
        for (List<String> table : new Scale(CountedTable.read(document)).tables()) {
            assertThat(Collections.indexOfSubList(document, table))
                    .as("the document should say%n%s", String.join("\n", table))
                    .isNotNegative();
        }
    }

    /** The third profile takes minutes. */
    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "USUAL"})
    void onePersonIsCountedAsTheDocumentSays(Profile profile) throws Exception {
        Cost said = CountedTable.read(document()).get(profile);

        Cost counted = Years.of(profile, 1);

        isAbout(counted.month().puts(), said.month().puts());
        isAbout(counted.month().gets(), said.month().gets());
        isAbout(counted.month().lists(), said.month().lists());
        isAbout(counted.month().up(), said.month().up());
        isAbout(counted.month().down(), said.month().down());
        isAbout(counted.recovery().gets(), said.recovery().gets());
        isAbout(counted.recovery().down(), said.recovery().down());
        isAbout(counted.objects(), said.objects());
        isAbout(counted.bytes(), said.bytes());
        assertThat(counted.recovery().lists()).isEqualTo(said.recovery().lists());
    }

    private static void isAbout(double counted, double said) {
        assertThat(counted).isCloseTo(said, withinPercentage(TOLERANCE));
    }

    /** With {@code -Dauthbackup.people=5}: prints the tables anew. */
    @Test
    void countsAnewIfAsked() throws Exception {
        if (SAMPLE > 0) {
            Map<Profile, Cost> costs = new EnumMap<>(Profile.class);
            for (Profile profile : Profile.values()) {
                costs.put(profile, Years.of(profile, SAMPLE));
            }
            List<String> counted = CountedTable.write(costs);
            System.out.println(String.join("\n", counted) + "\n");
            assertThat(CountedTable.read(counted)).hasSameSizeAs(costs);
            new Scale(CountedTable.read(counted))
                    .tables()
                    .forEach(table -> System.out.println(String.join("\n", table) + "\n"));
        }
    }
}
