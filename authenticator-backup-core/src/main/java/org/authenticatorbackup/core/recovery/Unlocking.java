package org.authenticatorbackup.core.recovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.spi.Destination;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.RecoveryAccount;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.vault.ContactShares;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.core.policy.WhereaboutsRule;
import org.authenticatorbackup.core.vault.AccountKeys;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.MirroredStorage;
import org.authenticatorbackup.core.vault.PassMemory;
import org.authenticatorbackup.core.vault.Sha256;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.crypto.vault.LockKey;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException;
import org.authenticatorbackup.crypto.vault.PassphraseText;
import org.authenticatorbackup.crypto.vault.Slot;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/** Opens one vault with what a person has. */
final class Unlocking {

    private static final List<Lock> PASSPHRASE = List.of(Lock.PASSPHRASE);
    private static final List<Lock> ACCOUNT_AND_PASSPHRASE = List.of(Lock.ACCOUNT, Lock.PASSPHRASE);

    private static final List<Lock> CONTACTS = List.of(Lock.CONTACTS);
    private static final List<Lock> ACCOUNT_AND_CONTACTS = List.of(Lock.ACCOUNT, Lock.CONTACTS);
    private static final List<Lock> ACCOUNT = List.of(Lock.ACCOUNT);

    private final Surroundings here;
    private final VaultId vault;

    /** Why slots did not open, to be told if none does. */
    private final List<Exception> failures = new ArrayList<>();

    private final List<MirroredStorage.Unread> unread = new ArrayList<>();

    /** The copies of one slot that were tried: deriving a key takes long, and equal copies open alike. */
    private final Set<String> tried = new TreeSet<>();

    private final Map<SlotId, RecoveryAccountException> refusals = new HashMap<>();

    Unlocking(Surroundings here, VaultId vault) {
        this.here = here;
        this.vault = vault;
    }

    /** Tries every slot that a passphrase may open: one that was planted or damaged does not keep the others shut. */
    OpenedVault with(Passphrase passphrase)
            throws RecoveryRefusedException, VaultUnreadableException, StorageException, RecoveryAccountException,
                    DeviceStateException {
        return openFirst(
                fittingSlots(PASSPHRASE, ACCOUNT_AND_PASSPHRASE),
                (content, accountKey) -> open(content, accountKey, passphrase));
    }

    /** Tries the slot that the shares name, or every slot with contacts if they name none. */
    OpenedVault with(ContactShares given)
            throws RecoveryRefusedException, VaultUnreadableException, StorageException, RecoveryAccountException,
                    DeviceStateException {
        try (GivenShares shares = GivenShares.read(given);
                ShareCombinations combinations = ShareCombinations.of(shares.of(vault))) {
            List<VaultObject.SlotObject> fitting = fittingSlots(CONTACTS, ACCOUNT_AND_CONTACTS);
            boolean any = false;
            for (ShareCombinations.Combination each : combinations.found()) {
                List<VaultObject.SlotObject> slots = new ArrayList<>(fitting);
                slots.removeIf(slot -> !each.mayBeFor(slot.slot().id()));
                any |= !slots.isEmpty();
                Optional<OpenedVault> opened = tryAll(
                        slots,
                        (content, accountKey) -> open(content, accountKey, each.key()),
                        shares.leftOut(each.numbers()));
                if (opened.isPresent()) {
                    return opened.get();
                }
            }
            if (!any) {
                throw noFittingSlot();
            }
            throw failure();
        }
    }

    /** Tries every slot that asks for the recovery account and nothing else. */
    OpenedVault withAccountAlone()
            throws RecoveryRefusedException, VaultUnreadableException, StorageException, RecoveryAccountException,
                    DeviceStateException {
        return openFirst(
                fittingSlots(List.of(), ACCOUNT),
                (content, accountKey) -> open(content, accountKey.map(List::of).orElse(List.of())));
    }

    /** Opens what is stored with the account's key, if the slot asks for it, and whatever else there is. */
    private interface Trial {
        Optional<VaultIdentity> open(byte[] content, Optional<LockKey> accountKey);
    }

    private OpenedVault openFirst(List<VaultObject.SlotObject> slots, Trial trial)
            throws RecoveryRefusedException, VaultUnreadableException, StorageException, RecoveryAccountException,
                    DeviceStateException {
        if (slots.isEmpty()) {
            throw noFittingSlot();
        }
        Optional<OpenedVault> opened = tryAll(slots, trial, List.of());
        if (opened.isPresent()) {
            return opened.get();
        }
        throw failure();
    }

    private RecoveryRefusedException noFittingSlot() throws StorageException {
        if (!unread.isEmpty()) {
            throw unread.get(0).failure(); // one may be where nobody answered
        }
        return new RecoveryRefusedException(
                RecoveryRefusedException.Reason.NO_FITTING_SLOT, "no slot opens with such a secret");
    }

    private Optional<OpenedVault> tryAll(List<VaultObject.SlotObject> slots, Trial trial, List<Integer> sharesLeftOut) {
        for (VaultObject.SlotObject slot : slots) {
            for (Destination destination : here.storage().destinations()) {
                Optional<OpenedVault> opened = open(destination.storage(), slot, trial, sharesLeftOut);
                if (opened.isPresent()) {
                    return opened;
                }
            }
            if (tried.isEmpty()) {
                failures.add(new StorageException(
                        StorageException.Reason.BROKEN, slot.name() + " was listed and is not there"));
            }
            tried.clear();
        }
        return Optional.empty();
    }

    private List<VaultObject.SlotObject> fittingSlots(List<Lock> alone, List<Lock> besideAccount)
            throws RecoveryRefusedException, StorageException, DeviceStateException {
        List<VaultObject.SlotObject> lone = new ArrayList<>();
        List<VaultObject.SlotObject> withAccount = new ArrayList<>();
        MirroredStorage.Survey survey = here.storage().survey(VaultObject.slotPrefix(vault));
        unread.addAll(survey.unread());
        for (ObjectName name : sorted(survey.names())) {
            Optional<VaultObject> object = VaultObject.parse(name);
            if (object.isPresent() && object.get() instanceof VaultObject.SlotObject slot) {
                if (slot.slot().locks().equals(alone)) {
                    lone.add(slot);
                } else if (slot.slot().locks().equals(besideAccount)) {
                    withAccount.add(slot);
                }
            }
        }
        if (here.recoveryAccount().isPresent()) {
            Set<SlotId> atOnce = withAccount.isEmpty() ? Set.of() : new PassMemory(here.device()).slots(vault);
            withAccount.sort(Comparator.comparing(
                    slot -> !atOnce.contains(slot.slot().id()))); // for the others, somebody would be asked
            lone.addAll(withAccount);
        } else if (lone.isEmpty() && !withAccount.isEmpty()) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.RECOVERY_ACCOUNT_NEEDED, "the slot needs the recovery account");
        }
        return lone;
    }

    private static Set<ObjectName> sorted(Set<ObjectName> names) {
        return new TreeSet<>(names);
    }

    private Optional<OpenedVault> open(
            StorageProvider place, VaultObject.SlotObject slot, Trial trial, List<Integer> sharesLeftOut) {
        Optional<LockKey> accountKey = Optional.empty();
        try {
            Optional<byte[]> found = place.get(slot.name(), StorageProvider.MAX_OBJECT_BYTES);
            if (!found.isPresent() || !tried.add(Sha256.hex(found.get()))) {
                return Optional.empty();
            }
            byte[] content = found.get();
            if (slot.slot().locks().contains(Lock.ACCOUNT)) {
                accountKey = Optional.of(accountKey(slot));
            }
            return trial.open(content, accountKey)
                    .map(identity -> new OpenedVault(
                            here,
                            identity,
                            Optional.of(slot.slot()),
                            Optional.of(new Encoded(content)),
                            sharesLeftOut));
        } catch (StorageException | RecoveryAccountException | DeviceStateException e) {
            failures.add(e);
            return Optional.empty();
        } finally {
            accountKey.ifPresent(LockKey::close);
        }
    }

    /** Asked once for a slot, however many copies of it there are: to ask again after a veto is a new request. */
    private LockKey accountKey(VaultObject.SlotObject slot) throws RecoveryAccountException, DeviceStateException {
        SlotId id = slot.slot().id();
        Optional<RecoveryAccountException> refusal = Optional.ofNullable(refusals.get(id));
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        RecoveryAccount account =
                here.recoveryAccount().orElseThrow(() -> new AssertionError("an account is connected"));
        try {
            return AccountKeys.read(here, account, vault, id);
        } catch (RecoveryAccountException e) {
            refusals.put(id, e);
            throw e;
        }
    }

    private Optional<VaultIdentity> open(byte[] content, Optional<LockKey> accountKey, Passphrase passphrase) {
        char[] typed = passphrase.characters();
        List<char[]> readings = PassphraseText.atUnlock(typed);
        Arrays.fill(typed, '\0');
        try {
            for (char[] reading : readings) {
                Optional<VaultIdentity> identity = open(content, accountKey, reading);
                if (identity.isPresent()) {
                    return identity;
                }
            }
            return Optional.empty();
        } finally {
            readings.forEach(reading -> Arrays.fill(reading, '\0'));
        }
    }

    private Optional<VaultIdentity> open(byte[] content, Optional<LockKey> accountKey, char[] reading) {
        try (LockKey key = LockKey.passphrase(reading)) {
            return open(content, accountKey, key);
        }
    }

    private Optional<VaultIdentity> open(byte[] content, Optional<LockKey> accountKey, LockKey inner) {
        List<LockKey> keys = new ArrayList<>();
        accountKey.ifPresent(keys::add);
        keys.add(inner);
        return open(content, keys);
    }

    private Optional<VaultIdentity> open(byte[] content, List<LockKey> keys) {
        try {
            return Optional.of(
                    Slot.open(content, vault.value(), keys, here.workLimit().log2N()));
        } catch (ObjectRejectedException e) {
            failures.add(e);
            return Optional.empty();
        }
    }

    /**
     * A slot that could not be tried may be the right one, so that is told before a wrong secret is; and first of all a veto,
     * which is told once.
     */
    private VaultUnreadableException failure()
            throws RecoveryRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        for (RecoveryAccountException refusal : refusals.values()) {
            if (refusal.reason() == RecoveryAccountException.Reason.RELEASE_VETOED) {
                throw refusal;
            }
        }
        unread.forEach(each -> failures.add(each.failure()));
        boolean allTooCostly = true;
        for (Exception failure : failures) {
            if (failure instanceof StorageException storage) {
                throw storage;
            }
            if (failure instanceof DeviceStateException state) {
                throw state;
            }
            if (failure instanceof RecoveryAccountException account) {
                throwUnlessElsewhere(account);
            }
            allTooCostly &= failure instanceof ObjectRejectedException rejected
                    && rejected.reason() == ObjectRejectedException.Reason.WORK_FACTOR_TOO_HIGH;
        }
        return allTooCostly && !failures.isEmpty()
                ? new VaultUnreadableException(
                        VaultUnreadableException.Reason.WORK_FACTOR_TOO_HIGH,
                        "every fitting slot costs too much to open")
                : new VaultUnreadableException(VaultUnreadableException.Reason.WRONG_SECRET, "no slot opened");
    }

    /** An account that keeps nothing for this vault, but something for one that is not here, is in the wrong storage's company. */
    private void throwUnlessElsewhere(RecoveryAccountException failure)
            throws RecoveryRefusedException, RecoveryAccountException, StorageException {
        if (failure.reason() == RecoveryAccountException.Reason.WRONG_ACCOUNT) {
            MirroredStorage.Survey survey = here.storage().survey("");
            Set<VaultId> there = new HashSet<>();
            survey.names().forEach(name -> VaultObject.parse(name).ifPresent(object -> there.add(object.vault())));
            if (survey.unread().isEmpty()
                    && WhereaboutsRule.decide(there, KnownVaults.ofAccount(here))
                            == WhereaboutsRule.Decision.ELSEWHERE) {
                throw VaultRecovery.elsewhere();
            }
        }
        throw failure;
    }
}
