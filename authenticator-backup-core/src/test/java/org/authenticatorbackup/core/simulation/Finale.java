package org.authenticatorbackup.core.simulation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.core.history.AccountCore;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;

/**
 * The end of a history: everything arrives, nothing fails any more, every phone that is left backs up, and a new phone
 * recovers. Judged against all that is stored, and all that was ever stored and was deleted or overwritten.
 */
final class Finale {

    private final World world;

    Finale(World world) {
        this.world = world;
    }

    void judge() {
        for (Phone phone : world.phones()) {
            phone.settle();
            phone.restart();
        }
        world.cloud().deliverAll();
        for (Phone phone : world.phones()) {
            backUp(phone);
        }
        world.cloud().deliverAll();
        allSyncedTwiceKnowTheSame();
        if (!world.stored().anyIn(world.cloud().everything())) {
            return; // the storage was lost with the phones
        }
        Phone heir = recover();
        Law.of(world.stored().everIn(world.cloud())).judge(heir.known());
        nothingAcknowledgedIsLost(heir);
        recoveringAgainGivesTheSame(heir);
    }

    /** Whatever has gone wrong, a backup without a fault succeeds, or the next one if that one says so. */
    private void backUp(Phone phone) {
        if (!phone.isMember()) {
            return;
        }
        try {
            if (phone.accounts().isEmpty()) {
                world.join(phone); // a recovery was cut short, and recovering again finishes it
            }
            world.requireAWayIn(phone, backUpOrAgain(phone));
        } catch (ProblemException e) {
            throw new Violation("P14", "a backup fails for good: " + e, e);
        }
    }

    private BackupReceipt backUpOrAgain(Phone phone) throws ProblemException {
        try {
            return world.backUp(phone);
        } catch (StorageException e) {
            if (e.reason().retry() == Problem.Retry.IS_USELESS) {
                throw e;
            }
            return world.backUp(phone); // what was left of the earlier attempt was torn
        }
    }

    private void allSyncedTwiceKnowTheSame() {
        List<Phone> members = world.phones().stream().filter(Phone::isMember).toList();
        for (int round = 0; round < 2; round++) {
            for (Phone phone : members) {
                try {
                    new OpenPhone(world, phone).sync();
                } catch (ProblemException e) {
                    throw new Violation("P14", "a sync fails for good: " + e, e);
                }
            }
            world.cloud().deliverAll();
        }
        for (Phone phone : members) {
            Phone first = members.get(0);
            World.require(
                    Arrays.equals(
                            first.document("contents").orElseThrow(),
                            phone.document("contents").orElseThrow()),
                    "P17",
                    "two phones that were synced twice know different things");
            World.require(
                    first.accounts().accounts().equals(phone.accounts().accounts()),
                    "P17",
                    "two phones that were synced twice show different accounts");
            int stored = world.cloud().everPut().size();
            try {
                phone.library().backups().health();
                new OpenPhone(world, phone).sync();
            } catch (ProblemException e) {
                throw new Violation("P10", "a sync without news fails", e);
            }
            World.require(world.cloud().everPut().size() == stored, "P10", "a sync without news writes something");
        }
    }

    private Phone recover() {
        Phone heir = world.newPhone();
        world.cloud().deliverAll();
        try {
            world.join(heir);
        } catch (ProblemException e) {
            throw new Violation("P18", "nothing can be recovered: " + e, e);
        }
        world.counts().recovered += heir.accounts().accounts().size();
        return heir;
    }

    private void nothingAcknowledgedIsLost(Phone heir) {
        Map<AccountId, Account> visible =
                heir.accounts().accounts().stream().collect(Collectors.toMap(Account::id, each -> each));
        Map<AccountId, Account> trash =
                heir.accounts().trash().stream().collect(Collectors.toMap(Account::id, each -> each));
        Set<AccountId> held = new HashSet<>();
        for (Contents contents : world.stored().everIn(world.cloud())) {
            contents.accounts().forEach((id, account) -> {
                if (account.core() != AccountCore.Dropped.DROPPED) {
                    held.add(id);
                }
            });
        }
        for (Account account : world.acknowledged()) {
            AccountId id = account.id();
            if (!held.contains(id)) {
                continue; // the only copies were destroyed
            }
            Account found = visible.getOrDefault(id, trash.get(id));
            AccountRecord record = heir.known().accounts().get(id);
            boolean purged = record != null && record.purged() == AccountRecord.Purge.PURGED;
            World.require(found != null || purged, "P18", "the acknowledged account " + id + " is lost");
            World.require(
                    found == null || Ledger.coreOf(found).equals(Ledger.coreOf(account)),
                    "P18",
                    "the acknowledged account " + id + " has another secret");
            World.require(
                    visible.containsKey(id) || world.ledger().wasEverDeleted(id),
                    "P5",
                    "nobody deleted " + id + ", and it is in the trash");
        }
    }

    /** In whatever order a storage lists: two phones that know everything know the same, byte by byte. */
    private void recoveringAgainGivesTheSame(Phone heir) {
        byte[] known = heir.document("contents").orElseThrow();
        List<Account> accounts = heir.accounts().accounts();
        backUp(heir);
        World.require(
                Arrays.equals(known, heir.document("contents").orElseThrow()),
                "P20",
                "a backup changed what was recovered");
        world.cloud().deliverAll();
        Phone other = recover();
        World.require(
                Arrays.equals(known, other.document("contents").orElseThrow()),
                "P17",
                "two recoveries differ in what they know");
        World.require(
                accounts.equals(other.accounts().accounts()),
                "P32",
                "two recoveries differ in accounts or their order");
    }
}
