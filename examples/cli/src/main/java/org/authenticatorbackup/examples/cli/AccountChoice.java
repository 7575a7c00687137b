package org.authenticatorbackup.examples.cli;

import java.util.List;
import org.authenticatorbackup.api.account.Account;

/** Finds the account that a person means. */
final class AccountChoice {

    private AccountChoice() {}

    /** The account whose id begins with a text that only one id begins with. */
    static Account byIdStart(List<Account> accounts, String start) throws CliException {
        List<Account> fitting = start.isEmpty()
                ? List.of()
                : accounts.stream()
                        .filter(a -> a.id().value().startsWith(start))
                        .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new CliException(fitting.isEmpty() ? CliProblem.UNKNOWN_ACCOUNT : CliProblem.AMBIGUOUS_ACCOUNT, start);
    }
}
