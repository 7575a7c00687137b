package org.authenticatorbackup.core.policy;

import java.util.Optional;
import org.authenticatorbackup.api.VerificationException.Reason;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.verification.VerificationTask.State;
import org.authenticatorbackup.api.verification.VerificationTask.Way;

/** How the verification of an account goes on (behaviour S7 to S9). */
public final class VerificationRule {

    private VerificationRule() {}

    /** What happens to a verification. */
    public enum Event {
        /** A confirmation code was sent, or an activation was scanned. */
        CHALLENGED,
        /** The provider has accepted the proof. */
        PROVEN,
        /** The provider has not accepted it; the person may try again. */
        REJECTED,
        /** The provider will not go on with this one. */
        ENDED,
        /** The credential of this device is there. */
        ISSUED,
        /** Nobody knows what has happened: no answer, or a mistake. */
        UNKNOWN
    }

    /** What a person asks for. */
    public enum Step {
        /** Begin with password and contact. */
        CHALLENGE,
        /** Give the confirmation code. */
        CONFIRM,
        /** Redeem a QR code. */
        REDEEM,
        /** Get the credential. */
        RESUME
    }

    /** How the person of an account proves who they are. */
    public static Way way(AccountKind kind) {
        return switch (kind) {
            case PERSONAL -> Way.PASSWORD_AND_CONTACT;
            case THIRD_PARTY, WORK_OR_SCHOOL -> Way.PROVIDER_QR;
        };
    }

    /** Why a step cannot be taken now; empty if it can. */
    public static Optional<Reason> refusal(Way way, State state, Step step) {
        if (step != Step.RESUME && (way == Way.PROVIDER_QR) != (step == Step.REDEEM)) {
            return Optional.of(Reason.WRONG_WAY);
        }
        if (state == State.REBOUND) {
            return Optional.of(Reason.NO_TASK);
        }
        if (step == Step.RESUME) {
            return state == State.PROVEN ? Optional.empty() : Optional.of(Reason.NOT_PROVEN);
        }
        if (state == State.PROVEN) {
            return Optional.of(Reason.ALREADY_PROVEN);
        }
        return step == Step.CONFIRM && state != State.CHALLENGED ? Optional.of(Reason.NO_CHALLENGE) : Optional.empty();
    }

    /** What a failure means for a verification. */
    public static Event event(Reason failure) {
        return switch (failure) {
            case WRONG_PROOF, CONTACT_NOT_CONFIRMED, WRONG_CODE -> Event.REJECTED;
            case ALREADY_USED, WRONG_ACCOUNT, EXPIRED, REFUSED -> Event.ENDED;
            case NO_TASK,
                    NO_VERIFIER,
                    WRONG_WAY,
                    ALREADY_PROVEN,
                    NOT_PROVEN,
                    NO_CHALLENGE,
                    MALFORMED_ACTIVATION,
                    OFFLINE,
                    BROKEN -> Event.UNKNOWN;
        };
    }

    /**
     * The state after an event. An event that does not belong to a state changes nothing: the provider's answer may be one
     * that came twice.
     */
    public static State next(State state, Event event) {
        return switch (state) {
            case NAME_ONLY, FAILED ->
                switch (event) {
                    case CHALLENGED -> State.CHALLENGED;
                    case REJECTED, ENDED -> State.FAILED;
                    case PROVEN, ISSUED, UNKNOWN -> state;
                };
            case CHALLENGED ->
                switch (event) {
                    case PROVEN -> State.PROVEN;
                    case ENDED -> State.FAILED;
                    case CHALLENGED, REJECTED, ISSUED, UNKNOWN -> state;
                };
            case PROVEN ->
                switch (event) {
                    case ISSUED -> State.REBOUND;
                    case REJECTED, ENDED -> State.FAILED;
                    case CHALLENGED, PROVEN, UNKNOWN -> state;
                };
            case REBOUND -> state;
        };
    }
}
