package org.authenticatorbackup.api.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.VaultContents;

/** What a recovery would bring back, before anything is changed. Only the library implements this. */
public interface RecoveryPreview {

    /** {@return the vault that was read} */
    VaultId vault();

    /** {@return what the vault holds: all intact snapshots joined, or the wanted version; its secrets are in it} */
    VaultContents contents();

    /** {@return how it would be brought back} */
    RestoreOptions options();

    /**
     * What would become of each account. With {@link RestoreMode#BLOCK} that is what would become of it on a device that
     * has none; else on this device, as it was when it was looked at.
     *
     * @return one for each account, in the order the person will see them, then the trash
     */
    List<AccountOutcome> outcomes();

    /** {@return how many snapshots were intact, 1 or more} */
    int snapshotsRead();

    /** {@return when each device last backed up, as it says itself, of those with an intact snapshot} */
    Map<DeviceId, Instant> newest();

    /** {@return the objects that were not used, by name} */
    List<UnreadableObject> unreadable();

    /** {@return the accounts of intact snapshots that contradict themselves and cannot be restored} */
    List<RejectedAccount> rejected();

    /** {@return what the person should know before going on} */
    Set<RecoveryWarning> warnings();
}
