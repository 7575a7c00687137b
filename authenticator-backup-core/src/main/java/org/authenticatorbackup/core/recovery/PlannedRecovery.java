package org.authenticatorbackup.core.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.recovery.AccountOutcome;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.RejectedAccount;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.recovery.UnreadableObject;

/**
 * What a person looks at before they go on.
 *
 * @param joined what was read
 * @param options how it is to be brought back
 * @param found what the device held at that moment, unless it has to be empty
 * @param outcomes what would become of each account
 */
record PlannedRecovery(
        JoinedVault joined, RestoreOptions options, Optional<VaultContents> found, List<AccountOutcome> outcomes)
        implements RecoveryPreview {

    @Override
    public VaultId vault() {
        return joined.vault();
    }

    @Override
    public VaultContents contents() {
        return joined.contents();
    }

    @Override
    public int snapshotsRead() {
        return joined.snapshotsRead();
    }

    @Override
    public Map<DeviceId, Instant> newest() {
        return joined.newest();
    }

    @Override
    public List<UnreadableObject> unreadable() {
        return joined.unreadable();
    }

    @Override
    public List<RejectedAccount> rejected() {
        return joined.rejected();
    }

    @Override
    public Set<RecoveryWarning> warnings() {
        return joined.warnings();
    }

    @Override
    public String toString() {
        return "RecoveryPreview[" + vault() + ", " + contents() + ", " + snapshotsRead() + " snapshots]";
    }
}
