package org.authenticatorbackup.core.recovery;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.authenticatorbackup.api.RecoveryRefusedException;
import org.authenticatorbackup.api.RecoveryRefusedException.Reason;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.ContactShares;
import org.authenticatorbackup.api.vault.ShareText;
import org.authenticatorbackup.crypto.share.ContactShare;
import org.authenticatorbackup.crypto.share.ContactSlot;
import org.authenticatorbackup.crypto.share.MalformedShareException;
import org.authenticatorbackup.crypto.share.Share;

/** The shares that contacts gave back, as they are: with the lines that name the slot, or the words alone. */
final class GivenShares implements AutoCloseable {

    /** One share: its place among all of them, counted from 1, and the slot that it names, if it does. */
    record Given(int number, Share share, Optional<ContactSlot> slot) {

        @Override
        public String toString() {
            return "Given[" + number + ", hidden]";
        }
    }

    private final List<Given> shares = new ArrayList<>();

    private GivenShares() {}

    static GivenShares read(ContactShares given) throws RecoveryRefusedException {
        GivenShares result = new GivenShares();
        try {
            for (ShareText text : given.shares()) {
                result.add(text);
            }
            return result;
        } catch (RecoveryRefusedException e) {
            result.close();
            throw e;
        }
    }

    private void add(ShareText text) throws RecoveryRefusedException {
        char[] typed = text.characters();
        int number = shares.size() + 1;
        try {
            if (typed[0] == '#') {
                ContactShare share = parse(typed);
                shares.add(new Given(number, share.share(), Optional.of(share.slot())));
            } else {
                shares.add(new Given(number, Share.parse(CharBuffer.wrap(typed)), Optional.empty()));
            }
        } catch (MalformedShareException e) {
            throw new RecoveryRefusedException(
                    Reason.MALFORMED_SHARE,
                    "share " + number + ": " + e.reason(),
                    List.of(Integer.toString(number)),
                    e);
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

    /** {@return those that may belong to a slot of this vault} */
    List<Given> of(VaultId vault) throws RecoveryRefusedException {
        List<Given> ours = new ArrayList<>(shares);
        ours.removeIf(given -> given.slot()
                .filter(slot -> !slot.vaultId().equals(vault.value()))
                .isPresent());
        if (ours.isEmpty()) {
            throw new RecoveryRefusedException(Reason.WRONG_SHARES, "the shares are of another vault");
        }
        return ours;
    }

    /** {@return the numbers of all but some} */
    List<Integer> leftOut(Set<Integer> used) {
        List<Integer> others = new ArrayList<>();
        for (Given given : shares) {
            if (!used.contains(given.number())) {
                others.add(given.number());
            }
        }
        return others;
    }

    @Override
    public void close() {
        shares.forEach(given -> given.share().close());
    }
}
