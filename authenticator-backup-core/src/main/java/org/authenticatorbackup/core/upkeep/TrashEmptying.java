package org.authenticatorbackup.core.upkeep;

import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.RetentionPolicy;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.lane.OwnLane;
import org.authenticatorbackup.core.policy.TrashRule;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Surroundings;

/** Takes accounts out of the trash for good that this device has seen there for long enough. */
final class TrashEmptying {

    private final Surroundings here;
    private final OwnLane lane;
    private final RetentionPolicy policy;
    private final LocalState local;

    TrashEmptying(Surroundings here, OwnLane lane, RetentionPolicy policy) {
        this.here = here;
        this.lane = lane;
        this.policy = policy;
        this.local = new LocalState(here);
    }

    /**
     * The app's trash first: what it still had there afterwards would never leave it. If the app changes something
     * meanwhile, all of it waits for the next time.
     *
     * @return how many accounts went
     */
    int empty() throws DeviceStateException {
        Set<String> due = TrashRule.due(lane.memory().trash(), lane.read().clock(), policy);
        if (due.isEmpty()) {
            return 0;
        }
        Enrollment enrollment =
                here.device().device().enrollment().orElseThrow(() -> new AssertionError("backup is on"));
        Contents known = local.known(enrollment);
        VaultContents held = local.read();
        Set<AccountId> going = going(due, known, held);
        List<Account> staying =
                held.trash().stream().filter(each -> !going.contains(each.id())).collect(toList());
        VaultContents next = new VaultContents(held.accounts(), held.groups(), held.settings(), staying);
        if (!next.equals(held) && !local.replace(held, next)) {
            return 0;
        }
        Contents purged = local.purge(known, going);
        if (!purged.equals(known)) {
            local.save(enrollment, purged);
        }
        return going.size();
    }

    /** What is in use on this device, or was when it last backed up, stays. */
    private static Set<AccountId> going(Set<String> due, Contents known, VaultContents held) {
        Set<AccountId> going = new TreeSet<>();
        due.forEach(id -> going.add(new AccountId(id)));
        held.accounts().forEach(account -> going.remove(account.id()));
        going.removeIf(id -> {
            AccountRecord record = known.accounts().get(id);
            return record != null && record.isVisible();
        });
        Set<AccountId> inTrash = new TreeSet<>();
        held.trash().forEach(account -> inTrash.add(account.id()));
        going.removeIf(id -> {
            AccountRecord record = known.accounts().get(id);
            return !inTrash.contains(id) && (record == null || !record.isInTrash());
        });
        return going;
    }
}
