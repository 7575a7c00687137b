package org.authenticatorbackup.core.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.RejectedAccount;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.core.history.Contents;

/**
 * The intact snapshots of a vault, joined.
 *
 * @param joined the contents as the merge knows them
 * @param seen of each device the highest sequence number that was joined
 */
record JoinedVault(
        VaultId vault,
        VaultContents contents,
        int snapshotsRead,
        Map<DeviceId, Instant> newest,
        List<UnreadableObject> unreadable,
        List<RejectedAccount> rejected,
        Set<RecoveryWarning> warnings,
        Contents joined,
        SortedMap<String, Long> seen)
        implements RecoveryPreview {

    @Override
    public String toString() {
        return "RecoveryPreview[" + vault + ", " + contents + ", " + snapshotsRead + " snapshots]";
    }
}
