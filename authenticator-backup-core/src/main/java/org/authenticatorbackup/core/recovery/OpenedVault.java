package org.authenticatorbackup.core.recovery;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.RecoveryKit;
import org.authenticatorbackup.api.vault.SlotSummary;
import org.authenticatorbackup.api.vault.UnlockedVault;
import org.authenticatorbackup.core.policy.AdoptRule;
import org.authenticatorbackup.core.policy.AdoptRule.Factor;
import org.authenticatorbackup.core.vault.Encoded;
import org.authenticatorbackup.core.vault.SlotMemory;
import org.authenticatorbackup.core.vault.Surroundings;
import org.authenticatorbackup.crypto.share.KitText;
import org.authenticatorbackup.crypto.vault.VaultIdentity;

/** A vault whose identity is in memory. */
public final class OpenedVault implements UnlockedVault {

    private final Surroundings here;
    private final VaultIdentity identity;
    private final List<SlotSummary> openedBy;
    private final Optional<Encoded> slotObject;
    private final List<Integer> sharesLeftOut;
    private final Set<Factor> factors;
    private boolean closed;

    /**
     * Takes over the identity; {@code openedBy} is the slot that gave it, or empty after a kit, or if the vault was just
     * made here.
     */
    public OpenedVault(Surroundings here, VaultIdentity identity, Optional<SlotSummary> openedBy) {
        this(here, identity, openedBy, Optional.empty(), List.of());
    }

    /** {@return a vault whose identity another device has handed over; takes it over} */
    public static OpenedVault transferred(Surroundings here, VaultIdentity identity) {
        return new OpenedVault(here, identity, Optional.empty(), Optional.empty(), List.of(), Set.of(Factor.TRANSFER));
    }

    OpenedVault(
            Surroundings here,
            VaultIdentity identity,
            Optional<SlotSummary> openedBy,
            Optional<Encoded> slotObject,
            List<Integer> sharesLeftOut) {
        this(here, identity, openedBy, slotObject, sharesLeftOut, factors(openedBy));
    }

    private OpenedVault(
            Surroundings here,
            VaultIdentity identity,
            Optional<SlotSummary> openedBy,
            Optional<Encoded> slotObject,
            List<Integer> sharesLeftOut,
            Set<Factor> factors) {
        this.here = here;
        this.identity = identity;
        this.openedBy = openedBy.map(List::of).orElse(List.of());
        this.slotObject = slotObject;
        this.sharesLeftOut = List.copyOf(sharesLeftOut);
        this.factors = Set.copyOf(factors);
    }

    @Override
    public List<Integer> sharesLeftOut() {
        return sharesLeftOut;
    }

    @Override
    public synchronized VaultId id() {
        return new VaultId(identity().vaultId());
    }

    @Override
    public synchronized RecoveryKit recoveryKit(String storageHint) throws RecoveryRefusedException {
        if (adoption() != AdoptRule.Decision.ADOPT) {
            throw new RecoveryRefusedException(
                    RecoveryRefusedException.Reason.NOT_ADOPTABLE,
                    "nothing that the person holds has opened the vault");
        }
        return RecoveryKit.of(
                KitText.format(identity(), storageHint, here.today()).toCharArray());
    }

    /** {@return the vault behind an app's reference to it} */
    public static OpenedVault of(UnlockedVault vault) {
        if (vault instanceof OpenedVault opened) {
            return opened;
        }
        throw new IllegalArgumentException("the vault was not opened by this library");
    }

    /** {@return the slot that gave the identity, if one did} */
    public List<SlotSummary> openedBy() {
        return openedBy;
    }

    /** Remembers the slot that gave the identity, as it is stored. The caller belongs to the vault. */
    public void rememberSlot() throws DeviceStateException {
        if (slotObject.isPresent()) {
            new SlotMemory(here.device()).remember(id(), openedBy.get(0), slotObject.get());
        }
    }

    /** {@return whether this device may write to the vault} */
    public AdoptRule.Decision adoption() {
        return AdoptRule.decide(factors);
    }

    private static Set<Factor> factors(Optional<SlotSummary> openedBy) {
        return openedBy.map(
                        slot -> slot.locks().stream().map(OpenedVault::factor).collect(toSet()))
                .orElse(Set.of(Factor.KIT));
    }

    private static Factor factor(SlotSummary.Lock lock) {
        return switch (lock) {
            case PASSPHRASE -> Factor.PASSPHRASE;
            case CONTACTS -> Factor.CONTACTS;
            case ACCOUNT -> Factor.ACCOUNT;
            case UNKNOWN -> Factor.UNKNOWN;
        };
    }

    /** {@return the identity, not a copy} */
    public synchronized VaultIdentity identity() {
        if (closed) {
            throw new IllegalStateException("the vault is closed");
        }
        return identity;
    }

    @Override
    public synchronized void close() {
        closed = true;
        identity.close();
    }

    @Override
    public String toString() {
        return "UnlockedVault[hidden]";
    }
}
