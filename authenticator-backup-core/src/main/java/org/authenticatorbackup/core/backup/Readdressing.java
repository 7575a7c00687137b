package org.authenticatorbackup.core.backup;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.vault.Encoded;

/**
 * Gives accounts the ids that a key makes of them. An account without its secret keeps the id it has. What was there under
 * the ids of several keys is one account: the first one in use, with the highest counter and with this device's own codes.
 */
public final class Readdressing {

    private Readdressing() {}

    /** {@return the same contents, with the ids that the key makes} */
    public static VaultContents to(Encoded idKey, VaultContents contents) {
        byte[] key = idKey.bytes();
        try {
            Map<AccountId, Account> accounts = new LinkedHashMap<>();
            contents.accounts().forEach(account -> put(accounts, readdressed(key, account)));
            Map<AccountId, Account> trash = new LinkedHashMap<>();
            for (Account each : contents.trash()) {
                Account account = readdressed(key, each);
                put(accounts.containsKey(account.id()) ? accounts : trash, account);
            }
            return new VaultContents(
                    List.copyOf(accounts.values()),
                    contents.groups(),
                    contents.settings(),
                    List.copyOf(trash.values()));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** {@return the id that an account has under a key} */
    public static AccountId idUnder(Encoded idKey, Account account) {
        byte[] key = idKey.bytes();
        try {
            return readdressed(key, account).id();
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static void put(Map<AccountId, Account> accounts, Account account) {
        accounts.merge(
                account.id(),
                account,
                (first, second) -> first.withCredential(both(first.credential(), second.credential())));
    }

    private static Credential both(Credential first, Credential second) {
        if (first instanceof Credential.DeviceUnique unique) {
            return new Credential.DeviceUnique(unique.own(), both(unique.shared(), shared(second)));
        }
        if (second instanceof Credential.DeviceUnique unique) {
            return new Credential.DeviceUnique(unique.own(), both(first, unique.shared()));
        }
        boolean isBehind = first instanceof Credential.CounterBased one
                && second instanceof Credential.CounterBased other
                && other.counter() > one.counter();
        return isBehind ? second : first;
    }

    private static Credential shared(Credential credential) {
        return credential instanceof Credential.DeviceUnique unique ? unique.shared() : credential;
    }

    private static Account readdressed(byte[] key, Account account) {
        Credential shared = shared(account.credential());
        if (shared instanceof Credential.Withheld) {
            return account;
        }
        AccountId id = LocalView.idOf(key, shared, account.enrolledAs());
        return id.equals(account.id())
                ? account
                : new Account(id, account.credential(), account.enrolledAs(), account.label(), account.group());
    }
}
