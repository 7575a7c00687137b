package org.authenticatorbackup.core.backup;

import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.BackupService;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.Problem;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.account.Account;
import org.authenticatorbackup.api.account.AccountKind;
import org.authenticatorbackup.api.account.AccountLabel;
import org.authenticatorbackup.api.account.AccountName;
import org.authenticatorbackup.api.account.Credential;
import org.authenticatorbackup.api.account.VaultContents;
import org.authenticatorbackup.api.backup.BackupHealth;
import org.authenticatorbackup.api.backup.BackupHealth.Changes;
import org.authenticatorbackup.api.backup.BackupHealth.Status;
import org.authenticatorbackup.api.backup.BackupPolicy;
import org.authenticatorbackup.api.backup.BackupReceipt;
import org.authenticatorbackup.api.backup.DestinationOutcome;
import org.authenticatorbackup.api.backup.EnableOptions;
import org.authenticatorbackup.api.backup.EnableReceipt;
import org.authenticatorbackup.api.backup.MassChange;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.history.LocalView;
import org.authenticatorbackup.core.lane.Brake;
import org.authenticatorbackup.core.lane.LaneWitness;
import org.authenticatorbackup.core.lane.OwnLane;
import org.authenticatorbackup.core.policy.BackupScope;
import org.authenticatorbackup.core.policy.SignInRule;
import org.authenticatorbackup.core.vault.DeviceMemory;
import org.authenticatorbackup.core.vault.DeviceMemory.Device;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Failures;
import org.authenticatorbackup.core.vault.Outbox;
import org.authenticatorbackup.core.vault.RequiredSignIns;
import org.authenticatorbackup.core.vault.SlotMemory;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.crypto.share.Bip39;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.SealedSnapshot;
import org.authenticatorbackup.crypto.vault.WriteCapability;

/** The backup service of one device. */
public final class VaultBackup implements BackupService {

    private static final int ID_KEY_BYTES = 32;

    private final Surroundings here;
    private final LocalState local;
    private final PlaceCheck place;
    private final CopyHealth copies;
    private final List<AfterBackup> afterwards;

    /** Works in an app's surroundings; nothing follows a backup. */
    public VaultBackup(Surroundings here) {
        this(here, List.of());
    }

    /** Works in an app's surroundings; what follows a verified backup, follows in this order. */
    public VaultBackup(Surroundings here, List<AfterBackup> afterwards) {
        this.here = here;
        this.afterwards = List.copyOf(afterwards);
        this.local = new LocalState(here);
        this.copies = new CopyHealth(here);
        this.place = new PlaceCheck(here);
    }

    @Override
    public Account enroll(Credential credential, AccountName name, AccountKind kind) throws DeviceStateException {
        synchronized (here.device()) {
            byte[] idKey = idKey().bytes();
            try {
                return new Account(
                        LocalView.idOf(idKey, credential, name),
                        credential,
                        name,
                        AccountLabel.of(name, kind),
                        Optional.empty());
            } finally {
                Arrays.fill(idKey, (byte) 0);
            }
        }
    }

    @Override
    public Passphrase generatePassphrase() {
        char[] words = Bip39.passphrase(here.random(), Bip39.PASSPHRASE_WORDS);
        try {
            return Passphrase.drawn(words, Bip39.PASSPHRASE_WORDS * Bip39.BITS_PER_WORD);
        } finally {
            Arrays.fill(words, '\0');
        }
    }

    @Override
    public EnableReceipt enable(Passphrase passphrase, EnableOptions options)
            throws BackupRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        synchronized (here.device()) {
            if (here.device().device().enrollment().isPresent()) {
                throw new BackupRefusedException(
                        BackupRefusedException.Reason.ALREADY_ENABLED, "backup is already turned on");
            }
            requireSignIns();
            Encoded idKey = idKey();
            VaultContents found = local.read();
            VaultContents own = Readdressing.to(idKey, found);
            Contents contents = local.absorb(Contents.empty(idKey.bytes()), own);
            DeviceMemory.Raw former = here.device().raw();
            VaultCreation creation = new VaultCreation(here, local);
            VaultCreation.Created created = creation.create(contents, passphrase, options);
            try {
                if (!own.equals(found) && !local.replace(found, own)) {
                    throw new BackupRefusedException(
                            BackupRefusedException.Reason.CHANGED_MEANWHILE, "the accounts were changed meanwhile");
                }
                here.device().clearOutbox();
                local.save(created.enrollment(), contents);
                SlotSummary slot = created.receipt().slots().get(0);
                new SlotMemory(here.device()).remember(created.enrollment().vault(), slot, created.slot());
                copies.failed(
                        created.enrollment(), created.receipt().firstBackup().destinations());
                here.device().save(new Device(Optional.of(idKey), Optional.of(created.enrollment())));
                OwnLane lane = OwnLane.of(here, created.enrollment());
                lane.verified(created.first());
                new LaneWitness(here, lane).bear();
            } catch (BackupRefusedException | DeviceStateException | RuntimeException e) {
                undo(creation, former, e);
                throw e;
            }
            return created.receipt();
        }
    }

    private void requireSignIns() throws BackupRefusedException, StorageException, RecoveryAccountException {
        RequiredSignIns required = new RequiredSignIns(here, SignInRule.Step.TURN_ON);
        switch (required.decide()) {
            case STORAGE_ACCOUNT_REQUIRED ->
                throw new BackupRefusedException(
                        BackupRefusedException.Reason.STORAGE_ACCOUNT_REQUIRED,
                        "a storage account has to be connected");
            case RECOVERY_ACCOUNT_REQUIRED ->
                throw new BackupRefusedException(
                        BackupRefusedException.Reason.RECOVERY_ACCOUNT_REQUIRED,
                        "a recovery account has to be connected");
            case ALLOW -> required.check();
        }
    }

    /**
     * A write that failed may have happened all the same. Only once the device is certain to know nothing of the new
     * vault is that taken away.
     */
    private void undo(VaultCreation creation, DeviceMemory.Raw former, Exception failure) {
        try {
            here.device().restore(former);
        } catch (DeviceStateException | RuntimeException e) {
            Failures.add(e, failure);
            return;
        }
        creation.takeAway(failure);
    }

    @Override
    public void disable() throws DeviceStateException {
        synchronized (here.device()) {
            here.device().forgetEnrollment();
        }
    }

    @Override
    public BackupReceipt backUp() throws BackupRefusedException, StorageException, DeviceStateException {
        return backUp(Optional.empty());
    }

    @Override
    public BackupReceipt backUp(MassChange confirmed)
            throws BackupRefusedException, StorageException, DeviceStateException {
        return backUp(Optional.of(confirmed));
    }

    private BackupReceipt backUp(Optional<MassChange> confirmed)
            throws BackupRefusedException, StorageException, DeviceStateException {
        synchronized (here.device()) {
            Device device = here.device().device();
            Enrollment enrollment = device.enrollment()
                    .orElseThrow(() -> new BackupRefusedException(
                            BackupRefusedException.Reason.NOT_ENABLED, "backup is not turned on"));
            try {
                return publish(device, enrollment, confirmed);
            } catch (BackupRefusedException | StorageException | DeviceStateException e) {
                place.doubt();
                rememberFailure(e);
                throw e;
            }
        }
    }

    @Override
    public BackupHealth health() throws DeviceStateException {
        synchronized (here.device()) {
            VaultContents now = local.read();
            List<Account> named = now.accounts().stream()
                    .filter(account -> BackupScope.of(here.scope(), account) == BackupPolicy.Extent.NAME_ONLY)
                    .collect(toList());
            Optional<Enrollment> known = here.device().device().enrollment();
            if (!known.isPresent()) {
                return new BackupHealth(
                        Status.OFF,
                        Optional.empty(),
                        Optional.empty(),
                        Changes.NONE,
                        List.of(),
                        Optional.empty(),
                        named,
                        List.of(),
                        Set.of(),
                        Optional.empty());
            }
            Enrollment enrollment = known.get();
            Changes changes = changes(enrollment, now);
            OwnLane lane = OwnLane.of(here, enrollment);
            return new BackupHealth(
                    status(enrollment, changes),
                    Optional.of(enrollment.vault()),
                    enrollment.lastVerified().map(Enrollment.Verified::receipt),
                    changes,
                    enrollment.slots(),
                    enrollment.lastFailure(),
                    named,
                    copies.all(enrollment),
                    lane.read().findings(),
                    lane.memory().deletion());
        }
    }

    private static Status status(Enrollment enrollment, Changes changes) {
        if (!enrollment.lastVerified().isPresent()) {
            return Status.UNPROTECTED;
        }
        boolean current = changes == Changes.NONE && !enrollment.lastFailure().isPresent();
        return current ? Status.PROTECTED : Status.BEHIND;
    }

    /** Contents that could not be backed up as they are count as waiting. */
    private Changes changes(Enrollment enrollment, VaultContents now) throws DeviceStateException {
        try {
            Contents known = local.known(enrollment);
            Contents contents = local.absorb(known, now);
            Brake.pass(known, contents, local.orWhole(now), Optional.empty());
            String digest = local.digest(enrollment, contents);
            boolean same = enrollment
                    .lastVerified()
                    .filter(verified -> verified.contentsDigest().equals(digest))
                    .isPresent();
            return same ? Changes.NONE : Changes.WAITING;
        } catch (BackupRefusedException e) {
            return Changes.WAITING;
        }
    }

    private BackupReceipt publish(Device device, Enrollment enrollment, Optional<MassChange> confirmed)
            throws BackupRefusedException, StorageException, DeviceStateException {
        try (WriteCapability capability = OwnLane.capability(enrollment)) {
            return publish(device, enrollment, capability, confirmed);
        }
    }

    private BackupReceipt publish(
            Device device, Enrollment enrollment, WriteCapability capability, Optional<MassChange> confirmed)
            throws BackupRefusedException, StorageException, DeviceStateException {
        OwnLane lane = OwnLane.of(here, enrollment, capability);
        lane.requireNotBeingDeleted();
        Contents known = local.known(enrollment);
        PlaceCheck.Outcome places = place.require(enrollment, known);
        VaultContents held = local.read();
        Contents contents = local.absorb(known, held);
        Brake.pass(known, contents, local.orWhole(held), confirmed);
        String digest = local.digest(enrollment, contents);
        Optional<Outbox> waiting = here.device().outboxOf(digest);
        Outbox outbox = waiting.isPresent() ? waiting.get() : seal(device, enrollment, capability, contents, digest);
        if (!contents.equals(known)) {
            local.save(enrollment, contents, held); // sealed by now, so they are proven to read back
        }
        List<DestinationOutcome> outcomes = deliver(enrollment, outbox, places.leftOut());
        lane.verified(outbox, Brake.inTrash(contents, held));
        BackupReceipt receipt = acknowledge(outbox, outcomes);
        new LaneWitness(here, lane).bear();
        return receipt;
    }

    /** Uses up a sequence number and keeps name and bytes, both durably, before anything is put. */
    private Outbox seal(
            Device device, Enrollment enrollment, WriteCapability capability, Contents contents, String digest)
            throws BackupRefusedException, DeviceStateException {
        SnapshotId snapshot = new SnapshotId(new DeviceId(capability.deviceId()), enrollment.nextSequence());
        here.device().save(device.with(enrollment.afterTaking(snapshot)));
        byte[] json = local.encode(enrollment, snapshot, contents);
        try (SealedSnapshot sealed = capability.seal(snapshot.sequence(), json, here.random())) {
            sealed.verify();
            Outbox outbox = new Outbox(
                    snapshot,
                    VaultObject.snapshotName(enrollment.vault(), snapshot, here.randomHex(8)),
                    Encoded.handedOver(sealed.bytes()),
                    digest,
                    local.visible(contents));
            here.device().save(outbox);
            return outbox;
        } catch (ObjectRejectedException e) {
            throw new DeviceStateException(
                    DeviceStateException.Reason.DAMAGED, "what was sealed does not open", List.of(), e);
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    /** Puts a snapshot where it is not yet, and makes sure of it where it is. */
    private List<DestinationOutcome> deliver(
            Enrollment enrollment, Outbox outbox, Map<Destination, StorageException> leftOut)
            throws StorageException, DeviceStateException {
        Publisher publisher = new Publisher(here);
        leftOut.forEach(publisher::exclude);
        try {
            publisher.publish(outbox.name(), outbox.sealed().bytes(), holders(enrollment, outbox));
        } catch (StorageException e) {
            List<DestinationOutcome> outcomes = publisher.outcomes();
            if (outcomes.stream().anyMatch(VaultBackup::isFault)) {
                here.device().clearOutbox();
            }
            copies.failed(enrollment, outcomes);
            throw e;
        }
        List<DestinationOutcome> outcomes = publisher.outcomes();
        copies.failed(enrollment, outcomes);
        outcomes.stream().filter(each -> !each.isVerified()).forEach(each -> place.doubt(each.destination()));
        return outcomes;
    }

    private static Set<String> holders(Enrollment enrollment, Outbox outbox) {
        return enrollment
                .lastVerified()
                .map(Enrollment.Verified::receipt)
                .filter(receipt -> receipt.snapshot().equals(outbox.snapshot()))
                .map(receipt -> receipt.destinations().stream()
                        .filter(DestinationOutcome::isVerified)
                        .map(DestinationOutcome::destination)
                        .collect(toSet()))
                .orElse(Set.of());
    }

    /** Only a missing answer leaves a snapshot worth finishing; after a fault, the next attempt takes a new name. */
    private static boolean isFault(DestinationOutcome outcome) {
        return outcome.failure()
                .filter(reason ->
                        reason == StorageException.Reason.BROKEN || reason == StorageException.Reason.READ_BACK_DIFFERS)
                .isPresent();
    }

    /** The one place where a verified backup comes to its end, whoever asked for it. */
    private BackupReceipt acknowledge(Outbox outbox, List<DestinationOutcome> outcomes) throws DeviceStateException {
        Device device = here.device().device();
        Enrollment enrollment = device.enrollment().orElseThrow(() -> new AssertionError("backup is on"));
        BackupReceipt receipt = new BackupReceipt(
                enrollment.vault(),
                outbox.snapshot(),
                outbox.sealed().length(),
                outbox.accounts(),
                here.now(),
                outcomes);
        Enrollment.Verified verified = new Enrollment.Verified(receipt, outbox.contentsDigest());
        Enrollment acknowledged = enrollment.afterSuccess(verified);
        here.device().save(device.with(acknowledged));
        boolean finished = outcomes.stream().allMatch(DestinationOutcome::isVerified);
        if (finished || outcomes.stream().anyMatch(VaultBackup::isFault)) {
            here.device().clearOutbox();
        }
        copies.acknowledged(acknowledged, outcomes);
        AfterBackup.Acknowledged backup =
                new AfterBackup.Acknowledged(acknowledged, receipt, outbox.name(), outbox.sealed());
        afterwards.forEach(each -> each.after(backup));
        return receipt;
    }

    /** The failure itself is what the caller must hear of; one more in remembering it only goes along. */
    private void rememberFailure(ProblemException failure) {
        Problem reason = failure.reason();
        try {
            Device device = here.device().device();
            if (device.enrollment().isPresent()) {
                BackupHealth.Failure newest = new BackupHealth.Failure(reason, here.now());
                here.device().save(device.with(device.enrollment().get().afterFailure(newest)));
            }
        } catch (DeviceStateException e) {
            Failures.add(e, failure);
        }
    }

    /** The key that account ids are made with: drawn once, before any vault exists, and kept. */
    private Encoded idKey() throws DeviceStateException {
        Device device = here.device().device();
        if (device.idKey().isPresent()) {
            return device.idKey().get();
        }
        Encoded drawn = new Encoded(here.randomBytes(ID_KEY_BYTES));
        here.device().save(new Device(Optional.of(drawn), device.enrollment()));
        return drawn;
    }
}
