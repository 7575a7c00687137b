package org.authenticatorbackup.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.authenticatorbackup.api.VerificationException.Reason;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.verification.VerificationTask.State;
import org.authenticatorbackup.api.verification.VerificationTask.Way;
import org.authenticatorbackup.core.policy.VerificationRule.Event;
import org.authenticatorbackup.core.policy.VerificationRule.Step;
import org.junit.jupiter.api.Test;

/** Behaviour S7 to S9: the state machine, as tables. */
class VerificationRuleTest {

    /** A star stands for every value. */
    private static final List<String> REFUSALS = List.of(
            // way, state, step: why not
            "PROVIDER_QR, *, CHALLENGE: WRONG_WAY",
            "PROVIDER_QR, *, CONFIRM: WRONG_WAY",
            "PASSWORD_AND_CONTACT, *, REDEEM: WRONG_WAY",
            "PASSWORD_AND_CONTACT, REBOUND, CHALLENGE: NO_TASK",
            "PASSWORD_AND_CONTACT, REBOUND, CONFIRM: NO_TASK",
            "PROVIDER_QR, REBOUND, REDEEM: NO_TASK",
            "*, REBOUND, RESUME: NO_TASK",
            "*, NAME_ONLY, RESUME: NOT_PROVEN",
            "*, CHALLENGED, RESUME: NOT_PROVEN",
            "*, FAILED, RESUME: NOT_PROVEN",
            "*, PROVEN, RESUME: -",
            "PASSWORD_AND_CONTACT, PROVEN, CHALLENGE: ALREADY_PROVEN",
            "PASSWORD_AND_CONTACT, PROVEN, CONFIRM: ALREADY_PROVEN",
            "PROVIDER_QR, PROVEN, REDEEM: ALREADY_PROVEN",
            "PASSWORD_AND_CONTACT, NAME_ONLY, CHALLENGE: -",
            "PASSWORD_AND_CONTACT, CHALLENGED, CHALLENGE: -",
            "PASSWORD_AND_CONTACT, FAILED, CHALLENGE: -",
            "PROVIDER_QR, NAME_ONLY, REDEEM: -",
            "PROVIDER_QR, CHALLENGED, REDEEM: -",
            "PROVIDER_QR, FAILED, REDEEM: -",
            "PASSWORD_AND_CONTACT, CHALLENGED, CONFIRM: -",
            "PASSWORD_AND_CONTACT, NAME_ONLY, CONFIRM: NO_CHALLENGE",
            "PASSWORD_AND_CONTACT, FAILED, CONFIRM: NO_CHALLENGE");

    private static final List<String> TRANSITIONS = List.of(
            // state, event: next state
            "NAME_ONLY, CHALLENGED: CHALLENGED",
            "NAME_ONLY, REJECTED: FAILED",
            "NAME_ONLY, ENDED: FAILED",
            "NAME_ONLY, PROVEN: NAME_ONLY",
            "NAME_ONLY, ISSUED: NAME_ONLY",
            "FAILED, CHALLENGED: CHALLENGED",
            "FAILED, REJECTED: FAILED",
            "FAILED, ENDED: FAILED",
            "FAILED, PROVEN: FAILED",
            "FAILED, ISSUED: FAILED",
            "CHALLENGED, CHALLENGED: CHALLENGED",
            "CHALLENGED, REJECTED: CHALLENGED",
            "CHALLENGED, ENDED: FAILED",
            "CHALLENGED, PROVEN: PROVEN",
            "CHALLENGED, ISSUED: CHALLENGED",
            "PROVEN, CHALLENGED: PROVEN",
            "PROVEN, REJECTED: FAILED",
            "PROVEN, ENDED: FAILED",
            "PROVEN, PROVEN: PROVEN",
            "PROVEN, ISSUED: REBOUND",
            "REBOUND, *: REBOUND",
            "NAME_ONLY, UNKNOWN: NAME_ONLY",
            "FAILED, UNKNOWN: FAILED",
            "CHALLENGED, UNKNOWN: CHALLENGED",
            "PROVEN, UNKNOWN: PROVEN");

    @Test
    void s7_everyStepInEveryStateIsAllowedOrRefusedForAReason() {
        Set<String> used = new HashSet<>();
        int combinations = 0;
        for (Way way : Way.values()) {
            for (State state : State.values()) {
                for (Step step : Step.values()) {
                    String line = line(REFUSALS, way, state, step);
                    used.add(line);
                    combinations++;
                    assertThat(VerificationRule.refusal(way, state, step)
                                    .map(Reason::name)
                                    .orElse("-"))
                            .as("%s, %s, %s", way, state, step)
                            .isEqualTo(line.substring(line.indexOf(": ") + 2));
                }
            }
        }
        assertThat(combinations).isEqualTo(40);
        assertThat(used).containsExactlyInAnyOrderElementsOf(REFUSALS);
    }

    @Test
    void s7_everyEventInEveryStateLeadsToOneState() {
        Set<String> used = new HashSet<>();
        int combinations = 0;
        for (State state : State.values()) {
            for (Event event : Event.values()) {
                String line = line(TRANSITIONS, state, event);
                used.add(line);
                combinations++;
                assertThat(VerificationRule.next(state, event))
                        .as("%s, %s", state, event)
                        .isEqualTo(State.valueOf(line.substring(line.indexOf(": ") + 2)));
            }
        }
        assertThat(combinations).isEqualTo(30);
        assertThat(used).containsExactlyInAnyOrderElementsOf(TRANSITIONS);
    }

    @Test
    void everyFailureIsARejectionAnEndOrSaysNothing() {
        TreeMap<Event, Set<Reason>> byEvent = new TreeMap<>();
        for (Reason reason : Reason.values()) {
            byEvent.computeIfAbsent(VerificationRule.event(reason), event -> new HashSet<>())
                    .add(reason);
        }
        assertThat(byEvent.get(Event.REJECTED))
                .containsExactlyInAnyOrder(Reason.WRONG_PROOF, Reason.CONTACT_NOT_CONFIRMED, Reason.WRONG_CODE);
        assertThat(byEvent.get(Event.ENDED))
                .containsExactlyInAnyOrder(Reason.ALREADY_USED, Reason.WRONG_ACCOUNT, Reason.EXPIRED, Reason.REFUSED);
        assertThat(byEvent.get(Event.UNKNOWN)).contains(Reason.OFFLINE, Reason.BROKEN);
        assertThat(byEvent.keySet()).containsExactly(Event.REJECTED, Event.ENDED, Event.UNKNOWN);
    }

    @Test
    void s8_s9_theKindOfAnAccountSaysHowItIsProven() {
        assertThat(Arrays.stream(AccountKind.values()).map(VerificationRule::way))
                .containsExactly(Way.PROVIDER_QR, Way.PASSWORD_AND_CONTACT, Way.PROVIDER_QR);
    }

    private static String line(List<String> table, Object... values) {
        String found = "";
        for (String line : table) {
            String[] cells = line.substring(0, line.indexOf(':')).split(", ", -1);
            boolean fits = true;
            for (int i = 0; i < cells.length; i++) {
                fits &= cells[i].equals("*") || cells[i].equals(values[i].toString());
            }
            if (fits) {
                assertThat(found)
                        .as("two lines for %s", Arrays.toString(values))
                        .isEmpty();
                found = line;
            }
        }
        assertThat(found).as("no line for %s", Arrays.toString(values)).isNotEmpty();
        return found;
    }
}
