package org.authenticatorbackup.api.account;

import java.util.Optional;

/**
 * An entry of the authenticator app.
 *
 * <p>{@code id}, {@code credential} (but for a counter, which only grows) and {@code enrolledAs} never change; together
 * they are what the id is made of. A changed secret is a new account. Make new accounts with
 * {@code BackupService.enroll} and keep every member as given.
 *
 * @param id the account's name within the vault
 * @param credential what makes its codes
 * @param enrolledAs issuer and user name at the moment it was enrolled
 * @param label what the person sees and may change
 * @param group the group it is shown in, if any
 */
public record Account(
        AccountId id, Credential credential, AccountName enrolledAs, AccountLabel label, Optional<GroupId> group) {

    /**
     * A copy with another label.
     *
     * @param other what the person sees from now on
     * @return the copy
     */
    public Account withLabel(AccountLabel other) {
        return new Account(id, credential, enrolledAs, other, group);
    }

    /**
     * A copy with another credential: for a counter that has advanced.
     *
     * @param other the same credential with a larger counter
     * @return the copy
     */
    public Account withCredential(Credential other) {
        return new Account(id, other, enrolledAs, label, group);
    }

    /**
     * A copy in another group, or in none.
     *
     * @param other the group to be shown in
     * @return the copy
     */
    public Account withGroup(Optional<GroupId> other) {
        return new Account(id, credential, enrolledAs, label, other);
    }
}
