package org.authenticatorbackup.core.policy;

import static java.util.stream.Collectors.toList;

import java.util.List;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.backup.BackupPolicy.Extent;

/** How much of an account is backed up (behaviour S1). */
public final class BackupScope {

    private BackupScope() {}

    /**
     * Decides: the least of what is wanted, what the issuer allows, and what can be.
     *
     * @param policy what the app, the person and organisations want
     * @param account the account
     * @return how much of it is backed up
     */
    public static Extent of(BackupPolicy policy, Account account) {
        Credential credential =
                account.credential() instanceof Credential.DeviceUnique unique ? unique.shared() : account.credential();
        boolean isBound = credential instanceof Credential.DeviceBound;
        Extent wanted = policy.choice(account.enrolledAs())
                .orElseGet(() -> isBound
                        ? policy.deviceBound()
                        : policy.extent(account.label().kind()));
        Extent possible = isBound || credential instanceof Credential.Withheld ? Extent.NAME_ONLY : Extent.FULL;
        return least(least(wanted, policy.limit(account.enrolledAs().issuer())), possible);
    }

    private static Extent least(Extent one, Extent other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** {@return the contents without accounts of which nothing is backed up} */
    public static VaultContents within(BackupPolicy policy, VaultContents contents) {
        if (isWhole(policy, contents.accounts()) && isWhole(policy, contents.trash())) {
            return contents;
        }
        return new VaultContents(
                within(policy, contents.accounts()),
                contents.groups(),
                contents.settings(),
                within(policy, contents.trash()));
    }

    private static boolean isWhole(BackupPolicy policy, List<Account> accounts) {
        return accounts.stream().noneMatch(account -> of(policy, account) == Extent.EXCLUDED);
    }

    private static List<Account> within(BackupPolicy policy, List<Account> accounts) {
        return accounts.stream()
                .filter(account -> of(policy, account) != Extent.EXCLUDED)
                .collect(toList());
    }
}
