package org.authenticatorbackup.core.administration;

import java.nio.CharBuffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authenticatorbackup.api.BackupRefusedException;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.ProblemException;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.VaultRefusedException;
import org.authenticatorbackup.api.VaultRefusedException.Reason;
import org.authenticatorbackup.api.VaultService;
import org.authenticatorbackup.api.VaultUnreadableException;
import org.authenticatorbackup.api.vault.KitVerdict;
import org.authenticatorbackup.api.vault.ListedSlot;
import org.authenticatorbackup.api.vault.NewSlot;
import org.authenticatorbackup.api.vault.Passphrase;
import org.authenticatorbackup.api.vault.PendingRelease;
import org.authenticatorbackup.api.vault.PreparedRotation;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.RotationReceipt;
import org.authenticatorbackup.api.vault.SlotPlan;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.SlotSummary.Lock;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.api.vault.WeakLocks;
import org.authenticatorbackup.core.backup.LocalState;
import org.authenticatorbackup.core.backup.ReleaseWatch;
import org.authenticatorbackup.core.backup.SlotMaking;
import org.authenticatorbackup.core.policy.AdoptRule;
import org.authenticatorbackup.core.recovery.OpenedVault;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.Enrollment;
import org.authenticatorbackup.core.vault.Failures;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.core.vault.VaultObject;
import org.authenticatorbackup.core.vault.VaultObject.SlotObject;
import org.authenticatorbackup.crypto.share.KitCheck;
import org.authenticatorbackup.crypto.share.MalformedKitException;

/** The vault service of one device. */
public final class VaultAdministration implements VaultService {

    /** The most slots that a writer makes (section 15 of the format). */
    static final int MAX_SLOTS = 64;

    private static final int MAX_LABEL = 100;

    private final Surroundings here;
    private final LocalState local;
    private final ReleaseWatch watch;

    /** Works in an app's surroundings. */
    public VaultAdministration(Surroundings here, ReleaseWatch watch) {
        this.here = here;
        this.watch = watch;
        this.local = new LocalState(here);
    }

    @Override
    public List<ListedSlot> slots(UnlockedVault vault) throws StorageException, DeviceStateException {
        OpenedVault opened = OpenedVault.of(vault);
        synchronized (opened) { // closing it waits
            synchronized (here.device()) {
                return slotsOf(opened).listed();
            }
        }
    }

    @Override
    public NewSlot addSlot(UnlockedVault vault, SlotPlan plan, WeakLocks weakLocks)
            throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        OpenedVault opened = OpenedVault.of(vault);
        synchronized (opened) { // closing it waits
            synchronized (here.device()) {
                requireAdopted(opened);
                return add(opened, plan, weakLocks, slotsOf(opened).stored());
            }
        }
    }

    @Override
    public void removeSlot(UnlockedVault vault, SlotId slot)
            throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        OpenedVault opened = OpenedVault.of(vault);
        synchronized (opened) { // closing it waits
            synchronized (here.device()) {
                requireAdopted(opened);
                boolean another = slotsOf(opened).listed().stream()
                        .anyMatch(each -> isWayIn(each) && !each.slot().id().equals(slot));
                if (!another) {
                    throw new VaultRefusedException(
                            Reason.LAST_SLOT, "no other slot of " + opened.id() + " is known to be a way in");
                }
                remove(opened, slot);
            }
        }
    }

    @Override
    public ListedSlot replacePassphrase(UnlockedVault vault, SlotId slot, Passphrase next, WeakLocks weakLocks)
            throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        OpenedVault opened = OpenedVault.of(vault);
        synchronized (opened) { // closing it waits
            synchronized (here.device()) {
                requireAdopted(opened);
                VaultSlots slots = slotsOf(opened);
                ListedSlot old = slots.listed().stream()
                        .filter(each -> each.slot().id().equals(slot))
                        .min(Comparator.comparing(ListedSlot::origin)) // the known one first
                        .orElseThrow(() -> new VaultRefusedException(Reason.NO_SUCH_SLOT, "there is no slot " + slot));
                List<SlotObject> others = new ArrayList<>(slots.stored());
                others.removeIf(each -> each.slot().id().equals(slot));
                SlotSummary made;
                try (NewSlot added = add(opened, planLike(old.slot(), next), weakLocks, others)) {
                    made = added.slot();
                }
                Optional<Enrollment> membership = slots.membership();
                if (membership.isPresent() && old.label().isPresent()) {
                    slots.note(
                            membership.get(),
                            Map.of(SlotNotes.labelKey(made.id()), old.label().get()));
                }
                remove(opened, slot);
                return new ListedSlot(
                        made,
                        membership.isPresent() ? old.label() : Optional.empty(),
                        Optional.of(today()),
                        ListedSlot.Origin.KNOWN);
            }
        }
    }

    @Override
    public void labelSlot(UnlockedVault vault, SlotId slot, String label)
            throws VaultRefusedException, StorageException, DeviceStateException {
        if (label.length() > MAX_LABEL || !isWellFormed(label)) {
            throw new IllegalArgumentException("a label has up to " + MAX_LABEL + " characters, each of them whole");
        }
        OpenedVault opened = OpenedVault.of(vault);
        synchronized (opened) { // closing it waits
            synchronized (here.device()) {
                requireAdopted(opened);
                VaultSlots slots = slotsOf(opened);
                Enrollment membership = slots.membership()
                        .orElseThrow(() -> new VaultRefusedException(
                                Reason.NOT_A_MEMBER, "this device does not back up to the vault"));
                if (slots.stored().stream().noneMatch(each -> each.slot().id().equals(slot))) {
                    throw new VaultRefusedException(Reason.NO_SUCH_SLOT, "there is no slot " + slot);
                }
                slots.note(membership, Map.of(SlotNotes.labelKey(slot), label));
            }
        }
    }

    @Override
    public PreparedRotation rotate(UnlockedVault vault, List<SlotPlan> plans, WeakLocks weakLocks)
            throws VaultRefusedException, BackupRefusedException, VaultUnreadableException, StorageException,
                    RecoveryAccountException, DeviceStateException {
        if (plans.isEmpty() || plans.size() > MAX_SLOTS) {
            throw new IllegalArgumentException("a vault has 1 to " + MAX_SLOTS + " slots, not " + plans.size());
        }
        OpenedVault opened = OpenedVault.of(vault);
        synchronized (opened) { // closing it waits
            synchronized (here.device()) {
                requireAdopted(opened);
                new RotationEnd(here, local).cancel();
                return new RotationStart(here, local, opened).prepare(plans, weakLocks);
            }
        }
    }

    @Override
    public RotationReceipt finishRotation()
            throws VaultRefusedException, BackupRefusedException, StorageException, RecoveryAccountException,
                    DeviceStateException {
        synchronized (here.device()) {
            return new RotationEnd(here, local).finish();
        }
    }

    @Override
    public void cancelRotation()
            throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        synchronized (here.device()) {
            new RotationEnd(here, local).cancel();
        }
    }

    @Override
    public KitVerdict checkKit(VaultId vault, RecoveryKit kit) {
        char[] text = kit.text();
        try {
            return KitCheck.isFor(CharBuffer.wrap(text), vault.value()) ? KitVerdict.RIGHT : KitVerdict.OTHER_VAULT;
        } catch (MalformedKitException e) {
            return KitVerdict.NOT_A_KIT;
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private NewSlot add(OpenedVault vault, SlotPlan plan, WeakLocks weakLocks, List<SlotObject> others)
            throws VaultRefusedException, StorageException, RecoveryAccountException, DeviceStateException {
        if (others.size() >= MAX_SLOTS) {
            throw new VaultRefusedException(Reason.TOO_MANY_SLOTS, others.size() + " slots are there", List.of(), null);
        }
        try (PlannedSlot planned = PlannedSlot.of(here, vault.id(), plan, weakLocks)) {
            new PassphraseReuse(here).refuse(planned, others);
            try {
                Encoded object =
                        new SlotMaking(here, name -> {}).make(vault.identity(), planned.slot(), planned.inner());
                slotsOf(vault).remember(planned.slot(), object, today().toString());
                return planned.made();
            } catch (StorageException | RecoveryAccountException | DeviceStateException | RuntimeException e) {
                takeAway(vault, planned.slot(), e);
                throw e;
            }
        }
    }

    /**
     * The note first, so that the slot counts as removed wherever it turns up, and this device does not put it back. Then the secret, if there is one: a slot
     * whose secret is gone opens nothing, and as long as it is listed, another attempt finds what is left to do. The other
     * way round, a call that is cut short would leave a secret that nothing names any more.
     */
    private void remove(OpenedVault vault, SlotId slot)
            throws StorageException, RecoveryAccountException, DeviceStateException {
        VaultSlots slots = slotsOf(vault);
        List<SlotObject> objects = new ArrayList<>(slots.stored());
        objects.removeIf(each -> !each.slot().id().equals(slot));
        slots.noteRemoval(slot, today().toString());
        slots.forgetObject(slot);
        if (here.recoveryAccount().isPresent() && slots.hasSecret(slot, objects)) {
            here.recoveryAccount().get().deleteSecret(vault.id(), slot);
        }
        for (SlotObject object : objects) {
            here.storage().delete(object.name());
        }
        slots.forget(slot);
    }

    /** Whether a person who holds what a slot asks for can open the vault with it, without being at anybody's mercy. */
    private static boolean isWayIn(ListedSlot listed) {
        List<Lock> locks = listed.slot().locks();
        return listed.origin() == ListedSlot.Origin.KNOWN
                && (locks.contains(Lock.PASSPHRASE) || locks.contains(Lock.CONTACTS))
                && !locks.contains(Lock.UNKNOWN);
    }

    @Override
    public List<PendingRelease> pendingReleases() throws RecoveryAccountException, DeviceStateException {
        return watch.look();
    }

    @Override
    public boolean veto(PendingRelease release) throws RecoveryAccountException, DeviceStateException {
        return watch.veto(release);
    }

    private interface Step {
        void run() throws ProblemException;
    }

    /** Nobody was told of this slot. */
    private void takeAway(OpenedVault vault, SlotSummary slot, Exception failure) {
        attempt(() -> here.storage().delete(VaultObject.slotName(vault.id(), slot)), failure);
        if (slot.locks().contains(Lock.ACCOUNT) && here.recoveryAccount().isPresent()) {
            attempt(() -> here.recoveryAccount().get().deleteSecret(vault.id(), slot.id()), failure);
        }
        attempt(() -> slotsOf(vault).forget(slot.id()), failure);
    }

    private static void attempt(Step step, Exception failure) {
        try {
            step.run();
        } catch (ProblemException e) {
            Failures.add(e, failure);
        }
    }

    private LocalDate today() {
        return here.now().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static SlotPlan planLike(SlotSummary slot, Passphrase next) throws VaultRefusedException {
        if (slot.locks().equals(List.of(Lock.PASSPHRASE))) {
            return new SlotPlan.PassphraseAlone(next);
        }
        if (slot.locks().equals(List.of(Lock.ACCOUNT, Lock.PASSPHRASE))) {
            return new SlotPlan.AccountAndPassphrase(next);
        }
        throw new VaultRefusedException(Reason.NO_SUCH_SLOT, "slot " + slot.id() + " has no passphrase to replace");
    }

    private static void requireAdopted(OpenedVault vault) throws VaultRefusedException {
        vault.identity();
        if (vault.adoption() != AdoptRule.Decision.ADOPT) {
            throw new VaultRefusedException(Reason.NOT_ADOPTABLE, "only the recovery account opened the vault");
        }
    }

    private VaultSlots slotsOf(OpenedVault vault) {
        return new VaultSlots(here, local, vault);
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
