package org.authenticatorbackup.core.backup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.vault.Encoded;

/** Gives accounts the ids that a key makes of them. An account without its secret keeps the id it has. */
public final class Readdressing {

    private Readdressing() {}

    /** {@return the same contents, with the ids that the key makes} */
    public static VaultContents to(Encoded idKey, VaultContents contents) {
        byte[] key = idKey.bytes();
        try {
            return new VaultContents(
                    readdress(key, contents.accounts()),
                    contents.groups(),
                    contents.settings(),
                    readdress(key, contents.trash()));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static List<Account> readdress(byte[] key, List<Account> accounts) {
        List<Account> result = new ArrayList<>();
        for (Account account : accounts) {
            result.add(readdress(key, account));
        }
        return result;
    }

    private static Account readdress(byte[] key, Account account) {
        Credential shared =
                account.credential() instanceof Credential.DeviceUnique unique ? unique.shared() : account.credential();
        if (shared instanceof Credential.Withheld) {
            return account;
        }
        AccountId id = LocalView.idOf(key, shared, account.enrolledAs());
        return id.equals(account.id())
                ? account
                : new Account(id, account.credential(), account.enrolledAs(), account.label(), account.group());
    }
}
