package org.authenticatorbackup.api.account;

import java.util.Optional;

/**
 * An entry of the authenticator app.
 *
 * <p>{@code credential} (but for a counter, which only grows) and {@code enrolledAs} never change; {@code id} is made of
 * them. A changed secret is a new account. Make new accounts with {@code BackupService.enroll}, which gives the id, and
 * keep every member as given.
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
     * A copy with another form of its credential, see {@link Credential.DeviceUnique}. With anything else it would be another
     * account: the id would not fit.
     *
     * @param other what makes its codes on this device from now on
     * @return the copy
     */
    public Account withCredential(Credential other) {
        return new Account(id, other, enrolledAs, label, group);
    }

    /**
     * A copy after a counter-based code was shown; see {@link Credential.CounterBased#advanced()}.
     *
     * @return a copy whose counter is one higher
     * @throws IllegalStateException if the codes are not counter-based, or the counter is at its largest value
     */
    public Account advanced() {
        if (!(credential instanceof Credential.CounterBased counterBased)) {
            throw new IllegalStateException("the account has no counter");
        }
        return new Account(id, counterBased.advanced(), enrolledAs, label, group);
    }

    /**
     * A copy in a group.
     *
     * @param other the group to be shown in
     * @return the copy
     */
    public Account inGroup(GroupId other) {
        return new Account(id, credential, enrolledAs, label, Optional.of(other));
    }

    /**
     * A copy in no group.
     *
     * @return the copy
     */
    public Account withoutGroup() {
        return new Account(id, credential, enrolledAs, label, Optional.empty());
    }
}
