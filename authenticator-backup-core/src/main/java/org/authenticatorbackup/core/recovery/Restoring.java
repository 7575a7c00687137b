package org.authenticatorbackup.core.recovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.AccountOutcome.Outcome;
import org.authenticatorbackup.api.recovery.RestoreMode;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.Readdressing;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.DifferentIdKeyException;
import org.authenticatorbackup.core.history.EarlierVersion;
import org.authenticatorbackup.core.history.LocalMerge;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.vault.Encoded;

/** Brings what a vault holds together with what a device holds, by MERGE or REPLACE. Changes nothing. */
final class Restoring {

    private final LocalState local;
    private final JoinedVault joined;
    private final RestoreOptions options;

    Restoring(LocalState local, JoinedVault joined, RestoreOptions options) {
        this.local = local;
        this.joined = joined;
        this.options = options;
    }

    /**
     * What becomes of a device.
     *
     * @param next what the app will hold
     * @param contents what the device will know of the vault
     * @param outcomes what becomes of each account
     */
    record Plan(VaultContents next, Contents contents, List<AccountOutcome> outcomes) {

        @Override
        public String toString() {
            return "Plan[" + next + "]";
        }
    }

    /**
     * Plans.
     *
     * @param found what the app holds
     * @param own what the device knew when it last backed up, under whatever key; empty contents if nothing
     * @param idKey the key that ids are to be made with
     * @throws RecoveryRefusedException with {@code UNMERGEABLE} if what is on the device cannot be joined
     */
    Plan plan(VaultContents found, Contents own, Encoded idKey) throws RecoveryRefusedException, DeviceStateException {
        VaultContents held = Readdressing.to(idKey, found);
        try {
            Contents here = local.absorb(moved(own, found, idKey), held);
            Contents all = join(here, joined.joined().underIdKey(idKey.bytes()));
            Contents shown = join(here, joined.shown().underIdKey(idKey.bytes()));
            VaultContents merged = LocalMerge.of(held, LocalView.view(shown));
            if (options.mode() == RestoreMode.MERGE
                    && !options.version().isPresent()
                    && !options.only().isPresent()) {
                return new Plan(merged, all, outcomes(held, merged));
            }
            VaultContents version =
                    LocalView.view(joined.version().orElse(joined.shown()).underIdKey(idKey.bytes()));
            VaultContents target = options.only().isPresent()
                    ? EarlierVersion.some(merged, version, options.only().get())
                    : EarlierVersion.whole(merged, version, options.mode());
            return new Plan(target, local.absorb(all, target), outcomes(held, target));
        } catch (BackupRefusedException e) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.UNMERGEABLE,
                    "the accounts of this device: " + e.reason(),
                    List.of(),
                    e);
        }
    }

    /** The app knows the secrets of accounts that its vault has by name alone, and so what they are called now. */
    private static Contents moved(Contents own, VaultContents found, Encoded idKey) {
        Map<AccountId, AccountId> names = new HashMap<>();
        if (own.idKey().length > 0) {
            Encoded before = new Encoded(own.idKey());
            Stream.concat(found.accounts().stream(), found.trash().stream())
                    .forEach(account ->
                            names.put(Readdressing.idUnder(before, account), Readdressing.idUnder(idKey, account)));
        }
        return own.underIdKey(idKey.bytes(), names);
    }

    private static Contents join(Contents one, Contents other) {
        try {
            return one.join(other);
        } catch (DifferentIdKeyException e) {
            throw new AssertionError("both are under one key", e);
        }
    }

    /** {@return what becomes of each account of a device that held something} */
    static List<AccountOutcome> outcomes(VaultContents held, VaultContents next) {
        Map<AccountId, Account> inUse = new HashMap<>();
        held.accounts().forEach(account -> inUse.put(account.id(), account));
        List<AccountOutcome> outcomes = new ArrayList<>();
        for (Account account : next.accounts()) {
            Optional<Account> before = Optional.ofNullable(inUse.get(account.id()));
            outcomes.add(JoinedVault.outcome(account, outcome(before, account)));
        }
        for (Account account : next.trash()) {
            outcomes.add(JoinedVault.outcome(
                    account, inUse.containsKey(account.id()) ? Outcome.MOVED_TO_TRASH : Outcome.IN_TRASH));
        }
        return outcomes;
    }

    private static Outcome outcome(Optional<Account> before, Account after) {
        if (!before.isPresent() || hasCome(before.get(), after)) {
            return JoinedVault.works(after) ? Outcome.RESTORED : Outcome.NEEDS_VERIFICATION;
        }
        return before.get().equals(after) ? Outcome.ALREADY_THERE : Outcome.MERGED;
    }

    /** Whether an account that was there by name has its codes now. */
    private static boolean hasCome(Account before, Account after) {
        return before.credential() instanceof Credential.Withheld && JoinedVault.works(after);
    }
}
