package org.authenticatorbackup.core.lane;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.policy.MassChangeRule;
import org.authenticatorbackup.core.policy.MassChangeRule.Decision;
import org.authenticatorbackup.core.policy.MassChangeRule.Holder;
import org.authenticatorbackup.core.vault.Sha256;

/** Stops a change that drops many accounts until the person has agreed to it. */
public final class Brake {

    private Brake() {}

    /**
     * Lets a change pass or stops it.
     *
     * @param before what the vault held, as this device knew it
     * @param after what it would hold
     * @param held what the app holds
     * @param confirmed what the person has agreed to
     * @return whether the change is a mass change, and was agreed to
     * @throws BackupRefusedException with {@code MASS_CHANGE} if the person has to be asked
     */
    public static boolean pass(Contents before, Contents after, VaultContents held, Optional<MassChange> confirmed)
            throws BackupRefusedException {
        if (!held.isEmpty() && before.keepVisible(after)) {
            return false; // as nearly always
        }
        Set<String> visible = visible(before);
        Set<String> left = visible(after);
        Holder holder = held.isEmpty() ? Holder.IS_EMPTY : Holder.HAS_ACCOUNTS;
        if (MassChangeRule.decide(visible, left, holder) == Decision.GO_ON) {
            return false;
        }
        Set<String> dropped =
                holder == Holder.IS_EMPTY ? new TreeSet<>(visible) : MassChangeRule.dropped(visible, left);
        String token = Sha256.hex((holder + " " + String.join(" ", dropped)).getBytes(UTF_8));
        MassChange change = new MassChange(dropped.size(), visible.size(), token);
        if (confirmed.filter(change::equals).isPresent()) {
            return true;
        }
        throw new BackupRefusedException(
                BackupRefusedException.Reason.MASS_CHANGE,
                change.dropped() + " of " + change.before() + " accounts would go",
                List.of(Integer.toString(change.dropped()), Integer.toString(change.before()), token),
                null);
    }

    private static Set<String> visible(Contents contents) {
        Set<String> ids = new HashSet<>();
        contents.accounts().forEach((id, account) -> {
            if (account.isVisible()) {
                ids.add(id.value());
            }
        });
        return ids;
    }

    /** {@return the ids of all accounts in the trash, as the vault or the app knows them} */
    public static Set<String> inTrash(Contents contents, VaultContents held) {
        Set<String> ids = new TreeSet<>();
        contents.accounts().forEach((id, account) -> {
            if (account.isInTrash()) {
                ids.add(id.value());
            }
        });
        held.trash().forEach(account -> ids.add(account.id().value()));
        return ids;
    }
}
