package org.authenticatorbackup.api;

import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.Group;
import org.authenticatorbackup.api.account.GroupId;

/**
 * Changes the accounts on this device in the ways that a backup can follow, so that an app cannot break the rules by which
 * devices are joined: no secret is overwritten, no counter goes back, nothing is deleted by being absent.
 *
 * <p>An app may as well change its own store; then it keeps those rules itself. What is changed here is changed in the
 * app's {@link org.authenticatorbackup.api.spi.LocalAccounts}, all or nothing, and again from the start if the app has
 * changed something meanwhile. Only {@link #purge}, {@link #deleteGroup} and {@link #removeSetting} cannot be done
 * in the app's own store alone: there, what is missing counts as lost, and comes back with a recovery.
 *
 * <p>An account or group that is not there, or not any more, is left alone: the answer is then false or empty. Nothing
 * here asks the storage. The service is safe for use by several threads; its calls take turns with those that back up and
 * recover.
 */
public interface AccountService {

    /**
     * Adds an account at the end. One that is there already stays as it is; one in the trash comes back with its label and
     * its counter.
     *
     * @param credential what makes the codes
     * @param name issuer and user name as the provider gave them
     * @param kind what sort of account it is
     * @return the account as it is on the device now
     * @throws IllegalArgumentException if {@code credential} is withheld or device-unique: no id can be made of it
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    Account add(Credential credential, AccountName name, AccountKind kind) throws DeviceStateException;

    /**
     * Changes what the person sees of an account.
     *
     * @param id an account that is not in the trash
     * @param label what the person sees from now on
     * @return whether it is there
     * @throws DeviceStateException if the accounts could not be read or kept
     */
    boolean relabel(AccountId id, AccountLabel label) throws DeviceStateException;

    /**
     * Moves an account among the others.
     *
     * @param id an account that is not in the trash
     * @param position its place among all accounts from now on, 0 or more; beyond the last it becomes the last
     * @return whether it is there
     * @throws IllegalArgumentException if {@code position} is negative
     * @throws DeviceStateException if the accounts could not be read or kept
     */
    boolean move(AccountId id, int position) throws DeviceStateException;

    /**
     * Puts an account into a group, or into none.
     *
     * @param id an account that is not in the trash
     * @param group a group that exists, or empty
     * @return whether account and group are there
     * @throws DeviceStateException if the accounts could not be read or kept
     */
    boolean assign(AccountId id, Optional<GroupId> group) throws DeviceStateException;

    /**
     * Takes the next code of a counter-based account. When this returns, the device has durably moved on to the counter
     * after it: a crash may skip a code and never repeats one.
     *
     * @param id an account that is not in the trash
     * @return the credential with the counter of the code to show; empty if there is no such account, its codes are not
     *     counter-based, or its counter is used up
     * @throws DeviceStateException if the accounts could not be read or kept
     */
    Optional<Credential.CounterBased> useCode(AccountId id) throws DeviceStateException;

    /**
     * Moves an account to the trash.
     *
     * @param id an account
     * @return whether it was there and not in the trash
     * @throws DeviceStateException if the accounts could not be read or kept
     */
    boolean delete(AccountId id) throws DeviceStateException;

    /**
     * Brings an account back from the trash, at the end, with the same credential, label and counter.
     *
     * @param id an account in the trash
     * @return whether it was there
     * @throws DeviceStateException if the accounts could not be read or kept
     */
    boolean restore(AccountId id) throws DeviceStateException;

    /**
     * Removes accounts from the trash for good, here and, with the next backup, in what a recovery joins. Older snapshots hold
     * them as long as they are kept. An account that another device uses or restores meanwhile stays there.
     *
     * @param ids accounts; those that are not in the trash are left alone
     * @return how many were removed
     * @throws BackupRefusedException if backup is on and the accounts cannot be backed up as they are
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    int purge(Set<AccountId> ids) throws BackupRefusedException, DeviceStateException;

    /**
     * Makes a group, at the end.
     *
     * @param name what the person calls it
     * @return the new group
     * @throws IllegalArgumentException if the name is longer than a text may be
     * @throws DeviceStateException if the accounts could not be read or kept
     */
    Group addGroup(String name) throws DeviceStateException;

    /**
     * Renames a group.
     *
     * @param id a group
     * @param name what the person calls it from now on
     * @return whether it is there
     * @throws IllegalArgumentException if the name is longer than a text may be
     * @throws DeviceStateException if the accounts could not be read or kept
     */
    boolean renameGroup(GroupId id, String name) throws DeviceStateException;

    /**
     * Moves a group among the others.
     *
     * @param id a group
     * @param position its place from now on, 0 or more; beyond the last it becomes the last
     * @return whether it is there
     * @throws IllegalArgumentException if {@code position} is negative
     * @throws DeviceStateException if the accounts could not be read or kept
     */
    boolean moveGroup(GroupId id, int position) throws DeviceStateException;

    /**
     * Deletes a group. Its accounts stay, in no group.
     *
     * @param id a group
     * @return whether it was there
     * @throws BackupRefusedException if backup is on and the accounts cannot be backed up as they are
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    boolean deleteGroup(GroupId id) throws BackupRefusedException, DeviceStateException;

    /**
     * Writes a setting.
     *
     * @param name {@code namespace/key}, in a namespace of the app's own
     * @param json its value, one JSON text
     * @throws IllegalArgumentException if the name has another form, or the value is not JSON or too large
     * @throws DeviceStateException if the accounts could not be read or kept
     */
    void putSetting(String name, String json) throws DeviceStateException;

    /**
     * Removes a setting.
     *
     * @param name {@code namespace/key}
     * @return whether it was there
     * @throws BackupRefusedException if backup is on and the accounts cannot be backed up as they are
     * @throws DeviceStateException if accounts or state could not be read or kept
     */
    boolean removeSetting(String name) throws BackupRefusedException, DeviceStateException;
}
