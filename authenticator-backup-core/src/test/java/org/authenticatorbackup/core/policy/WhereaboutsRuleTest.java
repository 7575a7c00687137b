package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.core.policy.WhereaboutsRule.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every combination of none, one, another and both vaults here, with the same known. */
class WhereaboutsRuleTest {

    @ParameterizedTest
    @CsvSource({
        "'',   '',   NOWHERE",
        "'',   A,    ELSEWHERE",
        "'',   B,    ELSEWHERE",
        "'',   AB,   ELSEWHERE",
        "A,    '',   HERE",
        "A,    A,    HERE",
        "A,    B,    ELSEWHERE",
        "A,    AB,   HERE",
        "B,    '',   HERE",
        "B,    A,    ELSEWHERE",
        "B,    B,    HERE",
        "B,    AB,   HERE",
        "AB,   '',   HERE",
        "AB,   A,    HERE",
        "AB,   B,    HERE",
        "AB,   AB,   HERE"
    })
    void s12_aKnownVaultThatIsNotHereIsElsewhere(String here, String known, Decision decision) {
        assertThat(WhereaboutsRule.decide(vaults(here), vaults(known))).isEqualTo(decision);
    }

    private static Set<VaultId> vaults(String names) {
        VaultId a = new VaultId("a".repeat(32));
        VaultId b = new VaultId("b".repeat(32));
        return switch (names) {
            case "A" -> Set.of(a);
            case "B" -> Set.of(b);
            case "AB" -> Set.of(a, b);
            default -> Set.of();
        };
    }
}
