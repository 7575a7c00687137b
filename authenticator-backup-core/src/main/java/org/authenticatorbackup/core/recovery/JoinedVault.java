package org.authenticatorbackup.core.recovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.AccountOutcome.Outcome;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.RejectedAccount;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.api.recovery.Version;
import org.authenticatorbackup.core.history.Contents;

/**
 * The intact snapshots of a vault, joined.
 *
 * @param joined the contents as the merge knows them
 * @param shown the same with purged accounts in the trash, where a snapshot still has them
 * @param version the wanted version, if one was wanted and is intact
 * @param versions the intact snapshots, if they were asked for
 * @param seen of each device the highest sequence number that was joined
 */
public record JoinedVault(
        VaultId vault,
        VaultContents contents,
        int snapshotsRead,
        Map<DeviceId, Instant> newest,
        List<UnreadableObject> unreadable,
        List<RejectedAccount> rejected,
        Set<RecoveryWarning> warnings,
        Contents joined,
        Contents shown,
        Optional<Contents> version,
        List<Version> versions,
        SortedMap<String, Long> seen) {

    /** {@return what becomes of each account, if these are the contents} */
    static List<AccountOutcome> outcomes(VaultContents contents) {
        List<AccountOutcome> outcomes = new ArrayList<>();
        for (Account account : contents.accounts()) {
            outcomes.add(outcome(account, works(account) ? Outcome.RESTORED : Outcome.NEEDS_VERIFICATION));
        }
        contents.trash().forEach(account -> outcomes.add(outcome(account, Outcome.IN_TRASH)));
        return outcomes;
    }

    static boolean works(Account account) {
        return !(account.credential() instanceof Credential.DeviceBound
                || account.credential() instanceof Credential.Withheld);
    }

    static AccountOutcome outcome(Account account, Outcome outcome) {
        return new AccountOutcome(
                account.id(), account.label().name(), account.label().kind(), outcome);
    }

    @Override
    public String toString() {
        return "JoinedVault[" + vault + ", " + contents + ", " + snapshotsRead + " snapshots]";
    }
}
