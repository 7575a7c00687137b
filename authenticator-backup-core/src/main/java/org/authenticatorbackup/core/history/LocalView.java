package org.authenticatorbackup.core.history;

import java.security.SecureRandom;
import java.util.Set;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.core.json.Json;

/** The app's accounts as contents of a vault, and back. */
@SuppressWarnings("DoNotCallSuggester") // signatures only, so far
public final class LocalView {

    private LocalView() {}

    /**
     * Takes up what has changed on this device. An account, group or setting that {@code local} lacks is not deleted:
     * it stays as it was known. A deleted account is listed in the trash. If nothing has changed, the result equals
     * {@code known}. Only what policy backs up is taken: see {@code core.policy}.
     *
     * @param known what this device has last published or joined, as shown by {@link #view}
     * @param local the app's accounts now; its secrets are copied
     * @param clock makes the stamps; has {@code known} observed when this returns
     * @param wallMillis the wall clock, in milliseconds since 1970
     * @param random draws the tags
     * @return the contents that hold both; inflationary
     * @throws InvalidContentsException if {@code local} contradicts itself or is too large
     */
    public static Contents absorb(
            Contents known, VaultContents local, HybridClock clock, long wallMillis, SecureRandom random)
            throws InvalidContentsException {
        throw new UnsupportedOperationException();
    }

    /**
     * What the app shows.
     *
     * @param contents any contents
     * @return visible accounts and groups in order, the trash by id, and settings; accounts of unknown types and the
     *     library's own settings are left out. Its secrets are copies
     */
    public static VaultContents view(Contents contents) {
        throw new UnsupportedOperationException();
    }

    /**
     * Empties the trash of some accounts. Accounts that are not in the trash stay.
     *
     * @param known what is known
     * @param ids the accounts to purge
     * @param clock makes the stamps
     * @param wallMillis the wall clock, in milliseconds since 1970
     * @return contents without those accounts' secrets and names
     */
    public static Contents purge(Contents known, Set<AccountId> ids, HybridClock clock, long wallMillis) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes one setting of the library's own, such as {@code vault/slot/<slotId>}.
     *
     * @param known what is known
     * @param key {@code namespace/key}
     * @param value its new value
     * @param clock makes the stamps
     * @param wallMillis the wall clock, in milliseconds since 1970
     * @return contents with that setting; equal to {@code known} if it had that value
     */
    public static Contents withSetting(Contents known, String key, Json value, HybridClock clock, long wallMillis) {
        throw new UnsupportedOperationException();
    }

    /**
     * The id that an account has in a vault.
     *
     * @param idKey the vault's id key, 32 bytes; not retained
     * @param credential any but a withheld one
     * @param enrolledAs issuer and user name at enrollment
     * @return the first 16 bytes of an HMAC over both
     * @throws IllegalArgumentException if the credential is withheld
     */
    public static AccountId idOf(byte[] idKey, Credential credential, AccountName enrolledAs) {
        return Cores.idOf(idKey, credential, enrolledAs);
    }
}
