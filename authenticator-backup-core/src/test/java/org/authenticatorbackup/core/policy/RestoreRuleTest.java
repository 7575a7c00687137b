package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.core.policy.RestoreRule.Decision;
import org.authenticatorbackup.core.policy.RestoreRule.Device;
import org.authenticatorbackup.core.policy.RestoreRule.Purpose;
import org.authenticatorbackup.core.policy.RestoreRule.Succession;
import org.junit.jupiter.api.Test;

class RestoreRuleTest {

    /** A star stands for every value. */
    private static final String[] TABLE = {
        // mode, device, purpose, adoption, succession: what is decided
        "*, *, JOIN, READ_ONLY, *: NOT_ADOPTABLE",
        "*, *, JOIN, ADOPT, REPLACED: VAULT_ROTATED",
        "BLOCK, HAS_ACCOUNTS, JOIN, ADOPT, CURRENT: DEVICE_NOT_EMPTY",
        "BLOCK, EMPTY, JOIN, ADOPT, CURRENT: RESTORE",
        "MERGE, *, JOIN, ADOPT, CURRENT: RESTORE",
        "REPLACE, *, JOIN, ADOPT, CURRENT: RESTORE",
        "BLOCK, HAS_ACCOUNTS, RESTORE_ONLY, *, *: DEVICE_NOT_EMPTY",
        "BLOCK, EMPTY, RESTORE_ONLY, *, *: RESTORE",
        "MERGE, *, RESTORE_ONLY, *, *: RESTORE",
        "REPLACE, *, RESTORE_ONLY, *, *: RESTORE",
    };

    @Test
    void s10_everyCombinationIsDecidedByOneLineOfTheTable() {
        Set<String> used = new HashSet<>();
        int combinations = 0;
        for (RestoreMode mode : RestoreMode.values()) {
            for (Device device : Device.values()) {
                for (Purpose purpose : Purpose.values()) {
                    for (AdoptRule.Decision adoption : AdoptRule.Decision.values()) {
                        for (Succession succession : Succession.values()) {
                            String line = line(mode, device, purpose, adoption, succession);
                            used.add(line);
                            combinations++;
                            assertThat(RestoreRule.decide(mode, device, purpose, adoption, succession))
                                    .as(line)
                                    .isEqualTo(Decision.valueOf(line.substring(line.indexOf(": ") + 2)));
                        }
                    }
                }
            }
        }
        assertThat(combinations).isEqualTo(48);
        assertThat(used).containsExactlyInAnyOrder(TABLE);
    }

    private static String line(Object... values) {
        String found = "";
        for (String line : TABLE) {
            String[] cells = line.substring(0, line.indexOf(':')).split(", ", -1);
            boolean fits = true;
            for (int i = 0; i < cells.length; i++) {
                fits &= cells[i].equals("*") || cells[i].equals(values[i].toString());
            }
            if (fits) {
                assertThat(found).as("two lines").isEmpty();
                found = line;
            }
        }
        assertThat(found).as("no line").isNotEmpty();
        return found;
    }
}
