package org.authenticatorbackup.api.vault;

import java.util.List;

/**
 * A slot that was just made, with the shares to be handed out. They are nowhere else: once this is closed, they cannot be
 * had again. Not thread-safe.
 */
public final class NewSlot implements AutoCloseable {

    private final SlotSummary slot;
    private final List<ShareText> shares;

    /**
     * Only the library makes slots.
     *
     * @param slot its name and locks
     * @param shares one for each contact, taken over; none if the slot asks for no contacts
     */
    public NewSlot(SlotSummary slot, List<ShareText> shares) {
        this.slot = slot;
        this.shares = List.copyOf(shares);
    }

    /** {@return its name and locks} */
    public SlotSummary slot() {
        return slot;
    }

    /** {@return one share for each contact, closed with this object; none if the slot asks for no contacts} */
    public List<ShareText> shares() {
        return shares;
    }

    /** Overwrites the shares. Closing twice is the same as closing once. */
    @Override
    public void close() {
        shares.forEach(ShareText::close);
    }

    @Override
    public String toString() {
        return "NewSlot[" + slot.id() + ", " + shares.size() + " shares hidden]";
    }
}
