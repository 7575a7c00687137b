package org.authenticatorbackup.api.vault;

import java.util.List;
import org.authenticatorbackup.api.VaultId;

/**
 * The vault that is to take the place of another one: complete, read back and opened, and not yet in use. The person gets
 * what opens it from here: shares, and a new recovery kit of {@link #vault()}. Not thread-safe.
 */
public final class PreparedRotation implements AutoCloseable {

    private final VaultId replaces;
    private final UnlockedVault vault;
    private final List<NewSlot> slots;

    /**
     * Only the library prepares rotations.
     *
     * @param replaces the vault that is in use until the rotation is finished
     * @param vault the new vault, opened; taken over
     * @param slots the ways to open it; taken over
     */
    public PreparedRotation(VaultId replaces, UnlockedVault vault, List<NewSlot> slots) {
        this.replaces = replaces;
        this.vault = vault;
        this.slots = List.copyOf(slots);
    }

    /** {@return the vault that is in use until the rotation is finished} */
    public VaultId replaces() {
        return replaces;
    }

    /** {@return the new vault, opened; closed with this object} */
    public UnlockedVault vault() {
        return vault;
    }

    /** {@return the ways to open the new vault, in the order of the plans; closed with this object} */
    public List<NewSlot> slots() {
        return slots;
    }

    /** Overwrites the shares and the new vault's identity. Closing twice is the same as closing once. */
    @Override
    public void close() {
        slots.forEach(NewSlot::close);
        vault.close();
    }

    @Override
    public String toString() {
        return "PreparedRotation[" + replaces + ", hidden]";
    }
}
