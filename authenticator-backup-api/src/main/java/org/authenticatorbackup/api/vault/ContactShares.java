package org.authenticatorbackup.api.vault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shares that contacts gave back. They open a slot that asks for contacts; where it asks for the recovery account as
 * well, that has to be connected. Not thread-safe. {@link #toString} shows nothing.
 */
public final class ContactShares implements UnlockSecret {

    /** The most shares of one slot. */
    public static final int MAX_SHARES = 16;

    private final List<ShareText> shares;

    private ContactShares(List<ShareText> shares) {
        this.shares = shares;
    }

    /**
     * Takes the shares of one slot, in any order. One that is there twice counts once.
     *
     * @param shares 1 to {@value #MAX_SHARES}; copied, the caller closes its own
     * @return the shares
     * @throws IllegalArgumentException if there are none or too many
     * @throws IllegalStateException if one of them is closed
     */
    public static ContactShares of(List<ShareText> shares) {
        if (shares.isEmpty() || shares.size() > MAX_SHARES) {
            throw new IllegalArgumentException("expected 1 to " + MAX_SHARES + " shares, not " + shares.size());
        }
        List<ShareText> copies = new ArrayList<>();
        for (ShareText share : shares) {
            char[] characters = share.characters();
            copies.add(ShareText.of(characters));
            Arrays.fill(characters, '\0');
        }
        return new ContactShares(List.copyOf(copies));
    }

    /** {@return the shares themselves, which are closed with this object} */
    public List<ShareText> shares() {
        return shares;
    }

    @Override
    public void close() {
        shares.forEach(ShareText::close);
    }

    @Override
    public String toString() {
        return "ContactShares[hidden]";
    }
}
