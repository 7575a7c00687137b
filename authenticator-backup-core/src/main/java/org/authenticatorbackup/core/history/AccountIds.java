package org.authenticatorbackup.core.history;

import java.util.Arrays;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.crypto.vault.AccountIdKey;

/** The ids that accounts have in one vault. Whoever makes it closes it. Not safe for use by several threads. */
public final class AccountIds implements AutoCloseable {

    private final AccountIdKey key;

    private AccountIds(AccountIdKey key) {
        this.key = key;
    }

    /**
     * The ids under a key.
     *
     * @param idKey the vault's id key, 32 bytes; copied
     * @return the ids
     * @throws IllegalArgumentException if the key has another length
     */
    public static AccountIds under(byte[] idKey) {
        return new AccountIds(AccountIdKey.of(idKey));
    }

    /**
     * The id of an account: the first 16 bytes of an HMAC over the fields of its core, text in NFC.
     *
     * @param credential any but one that is withheld or a device's own
     * @param enrolledAs issuer and user name at enrollment
     * @return the id
     * @throws IllegalArgumentException if the credential is withheld or a device's own
     */
    public AccountId of(Credential credential, AccountName enrolledAs) {
        if (credential instanceof Credential.Withheld || credential instanceof Credential.DeviceUnique) {
            throw new IllegalArgumentException("a credential that is withheld or a device's own has no id of its own");
        }
        Cores.Fields fields = Cores.Fields.of(credential);
        try {
            return new AccountId(Tag.of(key.accountId(
                            fields.type,
                            fields.secret,
                            fields.algorithm,
                            fields.digits,
                            fields.period,
                            enrolledAs.issuer(),
                            enrolledAs.name()))
                    .format());
        } finally {
            Arrays.fill(fields.secret, (byte) 0);
        }
    }

    /** Overwrites the key. */
    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "AccountIds[hidden]";
    }
}
