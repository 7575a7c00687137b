package org.authenticatorbackup.core.recovery;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.RecoveryRefusedException.Reason;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.ContactShares;
import org.authenticatorbackup.api.vault.ShareText;
import org.authenticatorbackup.crypto.share.ContactShare;
import org.authenticatorbackup.crypto.share.ContactSlot;
import org.authenticatorbackup.crypto.share.MalformedShareException;
import org.authenticatorbackup.crypto.share.Share;
import org.authenticatorbackup.crypto.share.SharesRejectedException;
import org.authenticatorbackup.crypto.vault.LockKey;

/** The shares that contacts gave back, as they are: with the lines that name the slot, or the words alone. */
final class GivenShares implements AutoCloseable {

    private final List<Share> shares = new ArrayList<>();

    /** The slot that those name which name one. */
    private Optional<ContactSlot> named = Optional.empty();

    private GivenShares() {}

    static GivenShares read(ContactShares given, VaultId vault) throws RecoveryRefusedException {
        GivenShares result = new GivenShares();
        try {
            for (ShareText text : given.shares()) {
                result.add(text, vault);
            }
            return result;
        } catch (RecoveryRefusedException e) {
            result.close();
            throw e;
        }
    }

    private void add(ShareText text, VaultId vault) throws RecoveryRefusedException {
        char[] typed = text.characters();
        try {
            if (typed[0] == '#') {
                add(parse(typed), vault);
            } else {
                shares.add(Share.parse(CharBuffer.wrap(typed)));
            }
        } catch (MalformedShareException e) {
            String number = Integer.toString(shares.size() + 1);
            throw new RecoveryRefusedException(
                    Reason.MALFORMED_SHARE, "share " + number + ": " + e.reason(), List.of(number), e);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    /** A copy and a paste may have lost the last line's end, or have put another system's in place of it. */
    private static ContactShare parse(char[] typed) throws MalformedShareException {
        byte[] ascii = new byte[typed.length + 1];
        int length = 0;
        for (char each : typed) {
            if (each != '\r') {
                ascii[length++] = each < 0x80 ? (byte) each : (byte) 0xff;
            }
        }
        if (ascii[length - 1] != '\n') {
            ascii[length++] = '\n';
        }
        byte[] text = Arrays.copyOf(ascii, length);
        try {
            return ContactShare.parse(text);
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(ascii, (byte) 0);
        }
    }

    private void add(ContactShare share, VaultId vault) throws RecoveryRefusedException {
        shares.add(share.share());
        boolean fits = share.slot().vaultId().equals(vault.value())
                && (!named.isPresent() || named.get().equals(share.slot()));
        if (!fits) {
            throw new RecoveryRefusedException(Reason.WRONG_SHARES, "the shares are of different vaults or slots");
        }
        named = Optional.of(share.slot());
    }

    /** {@return the key that the shares give back, which the caller closes} */
    LockKey key() throws RecoveryRefusedException {
        try {
            byte[] secret = Share.combine(shares);
            try {
                return LockKey.contacts(secret);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        } catch (SharesRejectedException e) {
            boolean tooFew = e.reason() == SharesRejectedException.Reason.TOO_FEW;
            throw new RecoveryRefusedException(
                    tooFew ? Reason.TOO_FEW_SHARES : Reason.WRONG_SHARES,
                    "the shares: " + e.reason(),
                    tooFew ? List.of(Integer.toString(e.missing())) : List.of(),
                    e);
        }
    }

    boolean mayBeFor(SlotId slot) {
        return !named.filter(each -> !each.slotId().equals(slot.value())).isPresent();
    }

    @Override
    public void close() {
        shares.forEach(Share::close);
    }
}
