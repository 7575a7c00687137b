package org.authenticatorbackup.core.recovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.recovery.RecoveryWarning;
import org.authenticatorbackup.api.recovery.RejectedAccount;
import org.authenticatorbackup.api.recovery.UnreadableObject;
import org.authenticatorbackup.api.recovery.UnreadableObject.Reason;
import org.authenticatorbackup.api.recovery.Version;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.lane.LaneFreshness;
import org.authenticatorbackup.core.snapshot.Decoded;
import org.authenticatorbackup.core.snapshot.KnownCores;
import org.authenticatorbackup.core.snapshot.Snapshot;
import org.authenticatorbackup.core.snapshot.SnapshotCodec;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.Sha256;
import org.authenticatorbackup.core.vault.Succession;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.VaultObject.SnapshotObject;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.Sender;
import org.authenticatorbackup.crypto.vault.SnapshotDigest;

/** Reads every snapshot of a vault, newest of each lane first, and joins the intact ones. */
public final class VaultReading {

    private static final int MAX_SLOTS = 64;
    private static final int MAX_LANES = 64;

    private final MirroredStorage storage;
    private final OpenedVault vault;
    private final List<UnreadableObject> unreadable = new ArrayList<>();
    private final Map<String, RejectedAccount> rejected = new LinkedHashMap<>();
    private final Set<RecoveryWarning> warnings = EnumSet.noneOf(RecoveryWarning.class);
    private final Map<DeviceId, Instant> newest = new HashMap<>();
    private final TreeMap<String, Long> seen = new TreeMap<>();
    private final Map<SnapshotId, String> digests = new HashMap<>();
    private final Map<DeviceId, Set<SnapshotDigest>> lanes = new HashMap<>();
    private final Set<SnapshotId> unavailable = new HashSet<>();
    private final KnownCores cores = new KnownCores();
    private int snapshotsRead;
    private final Joining joining = new Joining();
    private Optional<StorageException> storageFailure = Optional.empty();
    private Optional<LaneFreshness> freshness = Optional.empty();
    private Optional<SnapshotId> wanted = Optional.empty();
    private final Joining wantedOnly = new Joining();
    private Optional<List<Version>> versions = Optional.empty();

    /** An intact snapshot, and the digest of the object that it was in. */
    private record Opened(Decoded decoded, String digest) {}

    /** What one destination has of a snapshot: it opens, or it does not for a reason; or there is nothing. */
    private record Copy(Optional<Opened> opened, Set<Reason> reasons) {

        static Copy unusable(Reason reason) {
            return new Copy(Optional.empty(), Set.of(reason));
        }
    }

    /** Reads an opened vault from a storage, once. */
    public VaultReading(MirroredStorage storage, OpenedVault vault) {
        this.storage = storage;
        this.vault = vault;
    }

    /** {@return this reading, which also tells whether the storage gives out the newest} */
    VaultReading judgedBy(LaneFreshness judge) {
        freshness = Optional.of(judge);
        return this;
    }

    /** {@return this reading, which also keeps one version by itself} */
    VaultReading wanting(Optional<SnapshotId> version) {
        wanted = version;
        return this;
    }

    /** {@return this reading, which also tells of each version} */
    VaultReading listingVersions() {
        versions = Optional.of(new ArrayList<>());
        return this;
    }

    /** {@return the intact snapshots, joined} */
    public JoinedVault read() throws VaultUnreadableException, StorageException {
        List<SnapshotObject> snapshots = list();
        if (snapshots.isEmpty() && storageFailure.isPresent()) {
            throw storageFailure.get(); // they may be where nobody answered
        }
        if (snapshots.isEmpty()) {
            throw new VaultUnreadableException(
                    VaultUnreadableException.Reason.NO_SNAPSHOT, "the vault holds no snapshot");
        }
        for (SnapshotObject snapshot : snapshots) {
            open(snapshot).ifPresent(opened -> join(snapshot, opened));
        }
        Optional<Joining.Result> result = joining.result();
        Joining.Result joined = result.isPresent() ? result.get() : failNothingReadable();
        warnAbout(joined);
        Optional<Contents> version = wantedOnly.result().map(Joining.Result::shown);
        return new JoinedVault(
                vault.id(),
                LocalView.view(version.orElse(joined.shown())),
                snapshotsRead,
                Collections.unmodifiableMap(newest),
                List.copyOf(unreadable),
                rejectedForGood(joined.joined()),
                Collections.unmodifiableSet(warnings),
                joined.joined(),
                joined.shown(),
                version,
                versions.map(VaultReading::newestFirst).orElse(List.of()),
                seen);
    }

    private static List<Version> newestFirst(List<Version> versions) {
        List<Version> sorted = new ArrayList<>(versions);
        sorted.sort(Comparator.comparing(Version::created)
                .thenComparing(version -> version.snapshot().sequence())
                .reversed()
                .thenComparing(version -> version.snapshot().device().value()));
        return sorted;
    }

    private void warnAbout(Joining.Result joined) {
        boolean whole = !warnings.contains(RecoveryWarning.DESTINATION_UNREADABLE); // else nothing is missing for sure
        warnings.addAll(freshness
                .filter(judge -> whole)
                .map(judge -> judge.judge(lanes, unavailable))
                .orElse(EnumSet.of(RecoveryWarning.FRESHNESS_UNVERIFIED)));
        if (joining.hasConflict()) {
            warnings.add(RecoveryWarning.ID_KEYS_DIFFER);
        }
        if (!unreadable.isEmpty()) {
            warnings.add(RecoveryWarning.UNREADABLE_OBJECTS);
        }
        if (!joined.shown().equals(joined.joined())) {
            warnings.add(RecoveryWarning.ACCOUNTS_PURGED);
        }
        if (joined.joined().holdsUnknownTypes()) {
            warnings.add(RecoveryWarning.NEWER_ACCOUNTS);
        }
    }

    /** Lists slots and lanes; more than any device writes are reported, and read all the same. */
    private List<SnapshotObject> list() throws StorageException {
        List<SnapshotObject> snapshots = new ArrayList<>();
        int slots = 0;
        MirroredStorage.Survey survey = storage.survey(VaultObject.prefix(vault.id()));
        survey.unread().forEach(unread -> {
            warnings.add(RecoveryWarning.DESTINATION_UNREADABLE);
            storageFailure = Optional.of(unread.failure());
        });
        for (ObjectName name : new TreeSet<>(survey.names())) {
            Optional<VaultObject> object = VaultObject.parse(name);
            if (object.isPresent() && object.get() instanceof SnapshotObject snapshot) {
                snapshots.add(snapshot);
            } else if (object.isPresent()) {
                slots++;
            }
        }
        if (slots == 0) {
            boolean replaced = !Succession.of(storage, vault.id()).isEmpty();
            warnings.add(replaced ? RecoveryWarning.VAULT_ROTATED : RecoveryWarning.NO_SLOT);
        }
        if (slots > MAX_SLOTS) {
            warnings.add(RecoveryWarning.TOO_MANY_SLOTS);
        }
        if (snapshots.stream().map(each -> each.snapshot().device()).distinct().count() > MAX_LANES) {
            warnings.add(RecoveryWarning.TOO_MANY_LANES);
        }
        return newestOfEachLaneFirst(snapshots);
    }

    private static List<SnapshotObject> newestOfEachLaneFirst(List<SnapshotObject> snapshots) {
        Comparator<SnapshotObject> downwards = Comparator.comparing(
                        (SnapshotObject each) -> each.snapshot().sequence())
                .reversed()
                .thenComparing(SnapshotObject::name);
        List<SnapshotObject> sorted = new ArrayList<>(snapshots);
        sorted.sort(downwards);
        Map<DeviceId, Integer> depth = new HashMap<>();
        Map<SnapshotObject, Integer> depths = new HashMap<>();
        sorted.forEach(each -> depths.put(each, depth.merge(each.snapshot().device(), 1, Integer::sum)));
        sorted.sort(Comparator.comparing(depths::get));
        return sorted;
    }

    /** A copy that is damaged in one destination may be intact in another; if none is, one that may be there is told. */
    private Optional<Opened> open(SnapshotObject object) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (Destination destination : storage.destinations()) {
            Copy copy = read(destination.storage(), object);
            if (copy.opened().isPresent()) {
                return copy.opened();
            }
            reasons.addAll(copy.reasons());
        }
        if (reasons.isEmpty()) {
            storageFailure = Optional.of(new StorageException(
                    StorageException.Reason.BROKEN, object.name() + " was listed and is not there"));
        }
        unusable(object, mostHopeful(reasons));
        return Optional.empty();
    }

    private static Reason mostHopeful(Set<Reason> reasons) {
        if (reasons.contains(Reason.NEWER_VERSION)) {
            return Reason.NEWER_VERSION;
        }
        boolean mayBeThere = reasons.isEmpty() || reasons.contains(Reason.UNAVAILABLE);
        return mayBeThere ? Reason.UNAVAILABLE : reasons.iterator().next();
    }

    /** Reads an altered object once more before it is given up: a server that writes in place shows torn bytes. */
    private Copy read(StorageProvider place, SnapshotObject object) {
        try {
            return openTwice(place, object);
        } catch (ObjectRejectedException e) {
            return Copy.unusable(reason(e));
        } catch (SnapshotFormatException e) {
            return Copy.unusable(
                    e.reason() == SnapshotFormatException.Reason.NEWER_VERSION
                            ? Reason.NEWER_VERSION
                            : Reason.MALFORMED);
        } catch (StorageException e) {
            if (e.reason() == StorageException.Reason.TOO_LARGE) {
                return Copy.unusable(Reason.TOO_LARGE);
            }
            storageFailure = Optional.of(e);
            return Copy.unusable(Reason.UNAVAILABLE);
        }
    }

    private Copy openTwice(StorageProvider place, SnapshotObject object)
            throws StorageException, ObjectRejectedException, SnapshotFormatException {
        try {
            return openOnce(place, object);
        } catch (ObjectRejectedException e) {
            return openOnce(place, object);
        }
    }

    private Copy openOnce(StorageProvider place, SnapshotObject object)
            throws StorageException, ObjectRejectedException, SnapshotFormatException {
        Optional<byte[]> found = place.get(object.name(), StorageProvider.MAX_OBJECT_BYTES);
        if (!found.isPresent()) {
            return new Copy(Optional.empty(), Set.of());
        }
        byte[] sealed = found.get();
        SnapshotId id = object.snapshot();
        Sender sender = new Sender(vault.id().value(), id.device().value(), id.sequence());
        byte[] json = vault.identity().openSnapshot(sealed, sender);
        try {
            Decoded decoded = SnapshotCodec.decode(json, cores);
            return names(decoded.snapshot(), sender)
                    ? new Copy(Optional.of(new Opened(decoded, Sha256.hex(sealed))), Set.of())
                    : Copy.unusable(Reason.MALFORMED);
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    private static boolean names(Snapshot inside, Sender sender) {
        return inside.vault().equals(sender.vaultId())
                && inside.device().equals(sender.deviceId())
                && inside.sequence() == sender.seq();
    }

    /** The same object under two names is a copy, which any storage can make, and no fork. */
    private void join(SnapshotObject object, Opened opened) {
        SnapshotId id = object.snapshot();
        Decoded decoded = opened.decoded();
        joining.add(id.device(), decoded.snapshot().contents());
        if (wanted.filter(id::equals).isPresent()) {
            wantedOnly.add(id.device(), decoded.snapshot().contents());
        }
        if (versions.isPresent() && !digests.containsKey(id)) {
            versions.get().add(version(id, decoded.snapshot()));
        }
        snapshotsRead++;
        String earlier = digests.putIfAbsent(id, opened.digest());
        if (earlier != null && !earlier.equals(opened.digest())) {
            warnings.add(RecoveryWarning.LANE_FORKED);
        }
        lanes.computeIfAbsent(id.device(), device -> new HashSet<>())
                .add(new SnapshotDigest(id.sequence(), opened.digest()));
        seen.merge(id.device().value(), id.sequence(), Math::max);
        newest.merge(id.device(), decoded.snapshot().created(), (one, other) -> one.isAfter(other) ? one : other);
        decoded.rejected().forEach(account -> rejected.putIfAbsent(account.id(), account));
    }

    private static Version version(SnapshotId id, Snapshot snapshot) {
        int shown = 0;
        int inTrash = 0;
        for (AccountRecord account : snapshot.contents().accounts().values()) {
            shown += account.isVisible() ? 1 : 0;
            inTrash += account.isInTrash() ? 1 : 0;
        }
        return new Version(id, snapshot.created(), shown, inTrash, snapshot.app(), snapshot.platform());
    }

    private void unusable(SnapshotObject object, Reason reason) {
        if (reason == Reason.UNAVAILABLE || reason == Reason.NEWER_VERSION) {
            unavailable.add(object.snapshot());
        }
        unreadable.add(new UnreadableObject(object.name().value(), reason));
    }

    private static Reason reason(ObjectRejectedException e) {
        return switch (e.reason()) {
            case TOO_LARGE -> Reason.TOO_LARGE;
            case WRONG_SENDER, UNEXPECTED_STANZAS -> Reason.WRONG_SENDER;
            default -> Reason.ALTERED;
        };
    }

    /** An account that one snapshot spoils and another has intact is not rejected. */
    private List<RejectedAccount> rejectedForGood(Contents contents) {
        List<RejectedAccount> result = new ArrayList<>();
        Set<String> held = new HashSet<>();
        contents.accounts().keySet().forEach(id -> held.add(id.value()));
        for (RejectedAccount account : rejected.values()) {
            if (!held.contains(account.id())) {
                result.add(account);
            }
        }
        return result;
    }

    private Joining.Result failNothingReadable() throws VaultUnreadableException, StorageException {
        if (storageFailure.isPresent()) {
            throw storageFailure.get();
        }
        // that one is newer shows only once it is proven intact; what else lies there proves nothing
        boolean anyNewer = unreadable.stream().anyMatch(object -> object.reason() == Reason.NEWER_VERSION);
        throw new VaultUnreadableException(
                anyNewer
                        ? VaultUnreadableException.Reason.NEWER_VERSION
                        : VaultUnreadableException.Reason.NO_READABLE_SNAPSHOT,
                "none of " + unreadable.size() + " snapshots is readable");
    }
}
