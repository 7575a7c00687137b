package org.authenticatorbackup.api.backup;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountName;

/**
 * How much of each account this device backs up. Start from {@link #defaults()}.
 *
 * <p>What the person has chosen for an account counts before what the app says of its sort; neither counts beyond what the
 * organisation that issued it allows. Codes that this device does not have, and what is bound to it, are never backed up in
 * full, whatever a policy says.
 *
 * <p>A policy speaks of what is backed up from now on. What another device backs up is that one's matter, and what was backed up
 * before stays in the vault: delete such an account and remove it from the trash to be rid of it there. Accounts and
 * issuers are meant by the names they were enrolled with, which never change. {@link #toString} shows none of them.
 */
public final class BackupPolicy {

    /** How much of an account is backed up, the most first. */
    public enum Extent {

        /** Everything: a recovery brings the codes back. */
        FULL,

        /** All but the credential: after a recovery the account's provider must verify the person. */
        NAME_ONLY,

        /** Nothing: the account is on this device alone, and no recovery, sync or undo touches it. */
        EXCLUDED
    }

    private final Map<AccountKind, Extent> kinds;
    private final Extent deviceBound;
    private final Map<AccountName, Extent> choices;
    private final Map<String, Extent> limits;

    private BackupPolicy(
            Map<AccountKind, Extent> kinds,
            Extent deviceBound,
            Map<AccountName, Extent> choices,
            Map<String, Extent> limits) {
        this.kinds = kinds;
        this.deviceBound = deviceBound;
        this.choices = choices;
        this.limits = limits;
    }

    /** {@return codes of personal accounts and of third parties in full; what is bound to a device, and work or school, by name} */
    public static BackupPolicy defaults() {
        Map<AccountKind, Extent> kinds = new EnumMap<>(AccountKind.class);
        kinds.put(AccountKind.THIRD_PARTY, Extent.FULL);
        kinds.put(AccountKind.PERSONAL, Extent.FULL);
        kinds.put(AccountKind.WORK_OR_SCHOOL, Extent.NAME_ONLY);
        return new BackupPolicy(kinds, Extent.NAME_ONLY, Map.of(), Map.of());
    }

    /**
     * A copy with another extent for one sort of accounts that have codes.
     *
     * @param kind what sort of account
     * @param extent how much of such an account is backed up
     * @return the copy
     */
    public BackupPolicy with(AccountKind kind, Extent extent) {
        Map<AccountKind, Extent> changed = new EnumMap<>(kinds);
        changed.put(kind, extent);
        return new BackupPolicy(changed, deviceBound, choices, limits);
    }

    /**
     * A copy with another extent for accounts whose credential is bound to a device.
     *
     * @param extent {@code NAME_ONLY} or {@code EXCLUDED}
     * @return the copy
     * @throws IllegalArgumentException if it is {@code FULL}: such a credential never leaves its device
     */
    public BackupPolicy withDeviceBound(Extent extent) {
        if (extent == Extent.FULL) {
            throw new IllegalArgumentException("what is bound to a device is not backed up in full");
        }
        return new BackupPolicy(kinds, extent, choices, limits);
    }

    /**
     * A copy with the person's choice for one account.
     *
     * @param enrolledAs issuer and user name that the account was enrolled with
     * @param extent how much of it is backed up
     * @return the copy
     */
    public BackupPolicy withChoice(AccountName enrolledAs, Extent extent) {
        Map<AccountName, Extent> changed = new HashMap<>(choices);
        changed.put(enrolledAs, extent);
        return new BackupPolicy(kinds, deviceBound, changed, limits);
    }

    /**
     * A copy with an organisation's limit for the accounts that it issued.
     *
     * @param issuer the issuer that the accounts were enrolled with
     * @param most how much of such an account may be backed up at most
     * @return the copy
     */
    public BackupPolicy withLimit(String issuer, Extent most) {
        Map<String, Extent> changed = new HashMap<>(limits);
        changed.put(issuer, most);
        return new BackupPolicy(kinds, deviceBound, choices, changed);
    }

    /**
     * What the app says of accounts with codes.
     *
     * @param kind what sort of account
     * @return how much of such an account is backed up
     */
    public Extent extent(AccountKind kind) {
        return kinds.getOrDefault(kind, Extent.NAME_ONLY);
    }

    /** {@return what the app says of accounts whose credential is bound to a device} */
    public Extent deviceBound() {
        return deviceBound;
    }

    /**
     * What the person has chosen.
     *
     * @param enrolledAs issuer and user name that an account was enrolled with
     * @return the choice, if there is one
     */
    public Optional<Extent> choice(AccountName enrolledAs) {
        return Optional.ofNullable(choices.get(enrolledAs));
    }

    /**
     * What an organisation allows.
     *
     * @param issuer the issuer that an account was enrolled with
     * @return how much may be backed up at most
     */
    public Extent limit(String issuer) {
        return limits.getOrDefault(issuer, Extent.FULL);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BackupPolicy that
                && kinds.equals(that.kinds)
                && deviceBound == that.deviceBound
                && choices.equals(that.choices)
                && limits.equals(that.limits);
    }

    @Override
    public int hashCode() {
        return kinds.hashCode() + 31 * (deviceBound.hashCode() + 31 * (choices.hashCode() + 31 * limits.hashCode()));
    }

    @Override
    public String toString() {
        return "BackupPolicy[" + kinds + ", device-bound " + deviceBound + ", " + choices.size() + " choices, "
                + limits.size() + " limits]";
    }
}
