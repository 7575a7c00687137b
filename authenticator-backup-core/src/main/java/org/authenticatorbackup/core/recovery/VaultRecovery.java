package org.authenticatorbackup.core.recovery;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.RecoveryService;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.recovery.RecoveryPreview;
import org.authenticatorbackup.api.recovery.RecoveryReport;
import org.authenticatorbackup.api.recovery.RestoreOptions;
import org.authenticatorbackup.api.recovery.UnjoinedReport;
import org.authenticatorbackup.api.recovery.Version;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.vault.AccountAlone;
import org.authenticatorbackup.api.vault.ContactShares;
import org.authenticatorbackup.api.vault.FoundVault;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.UnlockSecret;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.lane.LaneFreshness;
import org.authenticatorbackup.core.policy.WhereaboutsRule;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.RequiredSignIns;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.UndoMemory;
import org.authenticatorbackup.core.vault.VaultObject;

/** The recovery service of one device. */
public final class VaultRecovery implements RecoveryService {

    private final Surroundings here;

    /** Works in an app's surroundings. */
    public VaultRecovery(Surroundings here) {
        this.here = here;
    }

    @Override
    public List<FoundVault> findVaults() throws RecoveryRefusedException, StorageException {
        return found(here.storage().survey(""));
    }

    private List<FoundVault> found(MirroredStorage.Survey survey) throws RecoveryRefusedException, StorageException {
        Map<String, List<VaultObject>> byVault = new TreeMap<>();
        for (ObjectName name : new TreeSet<>(survey.names())) {
            VaultObject.parse(name)
                    .ifPresent(object -> byVault.computeIfAbsent(object.vault().value(), vault -> new ArrayList<>())
                            .add(object));
        }
        if (byVault.isEmpty()) {
            survey.requireWhole(); // one may be where nobody answered
            throw WhereaboutsRule.decide(Set.of(), KnownVaults.of(here)) == WhereaboutsRule.Decision.ELSEWHERE
                    ? elsewhere()
                    : new RecoveryRefusedException(
                            RecoveryRefusedException.Reason.NO_VAULT, "the storage holds no vault");
        }
        List<FoundVault> found = new ArrayList<>();
        byVault.forEach((vault, objects) -> found.add(found(new VaultId(vault), objects)));
        return found;
    }

    static RecoveryRefusedException elsewhere() {
        return new RecoveryRefusedException(
                RecoveryRefusedException.Reason.WRONG_STORAGE, "a vault is known that the storage does not hold");
    }

    private static FoundVault found(VaultId vault, List<VaultObject> objects) {
        List<SlotSummary> slots = new ArrayList<>();
        Map<DeviceId, Long> newest = new TreeMap<>(Comparator.comparing(DeviceId::value));
        for (VaultObject object : objects) {
            if (object instanceof VaultObject.SlotObject slot) {
                slots.add(slot.slot());
            } else if (object instanceof VaultObject.SnapshotObject snapshot) {
                newest.merge(snapshot.snapshot().device(), snapshot.snapshot().sequence(), Math::max);
            }
        }
        return new FoundVault(vault, slots, newest);
    }

    @Override
    public UnlockedVault unlock(FoundVault vault, UnlockSecret secret)
            throws RecoveryRefusedException, VaultUnreadableException, StorageException, RecoveryAccountException,
                    DeviceStateException {
        RequiredSignIns.requireToOpen(here);
        if (secret instanceof RecoveryKit kit) {
            return KitReading.open(here, kit, vault.id()::equals);
        }
        if (secret instanceof Passphrase passphrase) {
            return new Unlocking(here, vault.id()).with(passphrase);
        }
        if (secret instanceof ContactShares shares) {
            return new Unlocking(here, vault.id()).with(shares);
        }
        if (secret instanceof AccountAlone) {
            return new Unlocking(here, vault.id()).withAccountAlone();
        }
        throw new AssertionError("UnlockSecret is sealed");
    }

    @Override
    public UnlockedVault unlock(RecoveryKit kit)
            throws RecoveryRefusedException, StorageException, RecoveryAccountException {
        RequiredSignIns.requireToOpen(here);
        MirroredStorage.Survey survey = here.storage().survey("");
        Set<VaultId> there = found(survey).stream().map(FoundVault::id).collect(toSet());
        try {
            return KitReading.open(here, kit, there::contains);
        } catch (RecoveryRefusedException e) {
            if (e.reason() == RecoveryRefusedException.Reason.WRONG_KIT) {
                survey.requireWhole(); // the kit's vault may be where nobody answered
                if (isOfKnownVault(kit)) {
                    throw elsewhere();
                }
            }
            throw e;
        }
    }

    /** Such a kit is not the wrong one: the storage is. */
    private boolean isOfKnownVault(RecoveryKit kit) {
        try {
            KitReading.open(here, kit, KnownVaults.of(here)::contains).close();
            return true;
        } catch (RecoveryRefusedException e) {
            return false;
        }
    }

    @Override
    public List<Version> history(UnlockedVault vault) throws VaultUnreadableException, StorageException {
        OpenedVault opened = OpenedVault.of(vault);
        synchronized (opened) { // closing it waits
            return new VaultReading(here.storage(), opened)
                    .listingVersions()
                    .read()
                    .versions();
        }
    }

    @Override
    public RecoveryPreview preview(UnlockedVault vault) throws VaultUnreadableException, StorageException {
        JoinedVault joined = read(OpenedVault.of(vault), Optional.empty());
        return new PlannedRecovery(
                joined, RestoreOptions.defaults(), Optional.empty(), JoinedVault.outcomes(joined.contents()));
    }

    @Override
    public RecoveryPreview preview(UnlockedVault vault, RestoreOptions options)
            throws RecoveryRefusedException, VaultUnreadableException, StorageException, DeviceStateException {
        JoinedVault joined = read(OpenedVault.of(vault), options.version());
        if (options.version().isPresent() && !joined.version().isPresent()) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.NO_SUCH_VERSION,
                    "no intact snapshot is " + options.version().get());
        }
        synchronized (here.device()) {
            return Commitment.preview(here, joined, options);
        }
    }

    private JoinedVault read(OpenedVault opened, Optional<SnapshotId> version)
            throws VaultUnreadableException, StorageException {
        synchronized (opened) { // closing it waits
            LaneFreshness freshness = new LaneFreshness(here, opened.identity());
            return new VaultReading(here.storage(), opened)
                    .judgedBy(freshness)
                    .wanting(version)
                    .read();
        }
    }

    @Override
    public RecoveryReport commit(UnlockedVault vault, RecoveryPreview preview)
            throws RecoveryRefusedException, DeviceStateException {
        PlannedRecovery planned = planned(preview);
        OpenedVault opened = OpenedVault.of(vault);
        synchronized (opened) { // closing it waits
            synchronized (here.device()) {
                return new Commitment(here, opened, planned).commit();
            }
        }
    }

    @Override
    public UnjoinedReport restoreWithoutJoining(UnlockedVault vault, RecoveryPreview preview)
            throws RecoveryRefusedException, DeviceStateException {
        PlannedRecovery planned = planned(preview);
        OpenedVault opened = OpenedVault.of(vault);
        synchronized (opened) { // closing it waits
            synchronized (here.device()) {
                return new Commitment(here, opened, planned).restoreWithoutJoining();
            }
        }
    }

    private static PlannedRecovery planned(RecoveryPreview preview) {
        if (preview instanceof PlannedRecovery planned) {
            return planned;
        }
        throw new IllegalArgumentException("the preview was not made by this library");
    }

    /** The accounts first: as long as they are not put back, nothing else is. What is undone twice is as undone once. */
    @Override
    public boolean undo() throws RecoveryRefusedException, DeviceStateException {
        synchronized (here.device()) {
            UndoMemory memory = new UndoMemory(here.device());
            Optional<UndoMemory.Before> before = memory.read();
            if (!before.isPresent()) {
                return false;
            }
            new TakingBack(here, before.get()).takeBack();
            memory.clear();
            return true;
        }
    }
}
