package org.authenticatorbackup.api.recovery;

import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;

/**
 * What became of one account in a recovery.
 *
 * @param id the account
 * @param name as the person sees it
 * @param kind what sort of account it is
 * @param outcome what became of it
 */
public record AccountOutcome(AccountId id, AccountName name, AccountKind kind, Outcome outcome) {

    /** What became of an account. */
    public enum Outcome {

        /** It was not there, and works as before. */
        RESTORED,

        /** It was there, and something of it is different now, such as its name or a counter. */
        MERGED,

        /** It was there, and nothing of it has changed. */
        ALREADY_THERE,

        /** It is there by name: its provider must verify the person before it works. */
        NEEDS_VERIFICATION,

        /** It was in use on this device, and is in the trash now. */
        MOVED_TO_TRASH,

        /** It is in the trash, where it had been. */
        IN_TRASH
    }
}
