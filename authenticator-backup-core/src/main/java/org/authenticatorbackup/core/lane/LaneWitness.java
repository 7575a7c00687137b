package org.authenticatorbackup.core.lane;

import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.WitnessKeeper;
import org.authenticatorbackup.core.vault.LaneRecord;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.WrittenSnapshot;
import org.authenticatorbackup.crypto.vault.Freshness;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.SnapshotDigest;
import org.authenticatorbackup.crypto.vault.Witness;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/**
 * Tells the recovery account which snapshot of this device is the newest. It comes after the acknowledgement and never
 * takes it back: whatever goes wrong, the next backup or audit tries again.
 *
 * <p>What the account keeps is replaced if it was not made with this device's key, whatever number it names: a hostile
 * account or somebody with access to it cannot pin a lane. If it was made with the key and is ahead of this device, then
 * somebody else has the key: the lane is forked. It is left there, and a new name at the next unlock ends it.
 */
public final class LaneWitness {

    private static final int ATTEMPTS = 3;

    private final Surroundings here;
    private final OwnLane lane;

    /** Bears witness of a lane. */
    public LaneWitness(Surroundings here, OwnLane lane) {
        this.here = here;
        this.lane = lane;
    }

    /** {@return the part of the recovery account that keeps witnesses, if there is one} */
    static Optional<WitnessKeeper> keeper(Surroundings here) {
        RecoveryAccount account = here.recoveryAccount().orElse(null);
        return account instanceof WitnessKeeper keeper ? Optional.of(keeper) : Optional.empty();
    }

    /** Bears witness of the newest snapshot, if the account does not know it yet. */
    public void bear() {
        Optional<WitnessKeeper> keeper = keeper(here);
        if (!keeper.isPresent()) {
            return;
        }
        try {
            LaneRecord record = lane.read();
            Optional<WrittenSnapshot> newest = record.newest();
            if (newest.isPresent() && newest.get().snapshot().sequence() > record.witnessed()) {
                bear(keeper.get(), newest.get());
            }
        } catch (RecoveryAccountException | DeviceStateException | RuntimeException e) {
            return; // next time
        }
    }

    /** {@return whether the account keeps what only another holder of this device's key can have made} */
    public boolean isAhead() {
        Optional<WitnessKeeper> keeper = keeper(here);
        if (!keeper.isPresent()) {
            return false;
        }
        try (WriteCapability capability = OwnLane.capability(lane.enrollment())) {
            Optional<WrittenSnapshot> newest = lane.read().newest();
            return newest.isPresent()
                    && isAhead(
                            Optional.ofNullable(keeper.get()
                                    .witnesses(lane.enrollment().vault())
                                    .get(lane.device())),
                            capability,
                            digest(newest.get()));
        } catch (RecoveryAccountException | DeviceStateException | RuntimeException e) {
            return false;
        }
    }

    private static SnapshotDigest digest(WrittenSnapshot written) {
        return new SnapshotDigest(written.snapshot().sequence(), written.sha256());
    }

    private void bear(WitnessKeeper keeper, WrittenSnapshot newest)
            throws RecoveryAccountException, DeviceStateException {
        SnapshotDigest digest = digest(newest);
        try (WriteCapability capability = OwnLane.capability(lane.enrollment())) {
            String next = Witness.of(capability, digest).format();
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<String> kept = Optional.ofNullable(
                        keeper.witnesses(lane.enrollment().vault()).get(lane.device()));
                if (isAhead(kept, capability, digest)) {
                    lane.forked();
                    return;
                }
                if (kept.filter(next::equals).isPresent()
                        || keeper.replaceWitness(lane.enrollment().vault(), lane.device(), kept, next)) {
                    lane.memory().save(lane.read().witnessed(digest.seq()));
                    return;
                }
            }
        }
    }

    /** Whether the account keeps what only another holder of this device's key can have made. */
    private static boolean isAhead(Optional<String> kept, WriteCapability capability, SnapshotDigest digest) {
        if (!kept.isPresent() || kept.get().length() > WitnessKeeper.MAX_CHARACTERS) {
            return false;
        }
        try {
            Freshness judged = Witness.parse(kept.get()).judge(capability, List.of(digest));
            return judged == Freshness.ROLLBACK_SUSPECTED || judged == Freshness.EQUIVOCATION;
        } catch (ObjectRejectedException e) {
            return false;
        }
    }
}
