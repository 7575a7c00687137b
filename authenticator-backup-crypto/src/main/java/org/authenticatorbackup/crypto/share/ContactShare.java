package org.authenticatorbackup.crypto.share;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.AgeFile;
import org.authenticatorbackup.crypto.age.Identity;
import org.authenticatorbackup.crypto.age.Recipient;
import org.authenticatorbackup.crypto.vault.LockKey;

/**
 * A share together with the slot that it helps to open: what a contact keeps, as an age file to the contact's own recipient. The
 * plaintext of that file is five lines, each ending in LF:
 *
 * <pre>
 * # authbackup share v1
 * # vault: bruc…
 * # slot: 2122232425262728
 * # threshold: 2 of 3
 * staff clay academic … (33 words)
 * </pre>
 *
 * <p>Fewer contacts than the threshold learn nothing. Whoever makes or receives one closes it, which overwrites the share as far
 * as a Java program can; {@link #toString} shows public names only. Not thread-safe.
 */
public final class ContactShare implements AutoCloseable {

    /** The longest file of a share that is opened, in bytes. A hybrid one has some 2,400. */
    public static final int MAX_FILE_BYTES = 64 * 1024;

    private static final int MAX_TEXT_BYTES = 1024;
    private static final Pattern HEADER = Pattern.compile("""
            # authbackup share v1
            # vault: ([a-z2-7]{32})
            # slot: ([0-9a-f]{16})
            # threshold: ([0-9]{1,2}) of ([0-9]{1,2})
            """);

    private final ContactSlot slot;
    private final Share share;

    private ContactShare(ContactSlot slot, Share share) {
        this.slot = slot;
        this.share = share;
    }

    /**
     * Shares the secret of a slot's contacts lock.
     *
     * @param slot the slot, and how many shares of it there are to be
     * @param secret the 32 bytes of which {@link LockKey#contacts} makes the slot's key; neither kept nor changed
     * @param random where the shares come from
     * @return as many shares as {@code slot} says, which the caller closes
     * @throws IllegalArgumentException if {@code secret} has another length
     */
    public static List<ContactShare> split(ContactSlot slot, byte[] secret, SecureRandom random) {
        List<ContactShare> shares = new ArrayList<>();
        for (Share share : Share.split(secret, slot.threshold(), slot.count(), random)) {
            shares.add(new ContactShare(slot, share));
        }
        return List.copyOf(shares);
    }

    /**
     * Gives back the key of a slot's contacts lock.
     *
     * @param shares of one slot, in any order; one that is there twice counts once; not closed
     * @return the key, which the caller closes
     * @throws SharesRejectedException if they are too few, of different vaults, slots or thresholds, or one of them is wrong
     */
    public static LockKey combine(List<ContactShare> shares) throws SharesRejectedException {
        List<Share> all = new ArrayList<>();
        for (ContactShare share : shares) {
            requireOneSlot(shares.get(0).slot, share.slot);
            all.add(share.share);
        }
        byte[] secret = Share.combine(all);
        try {
            return LockKey.contacts(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /**
     * Opens the file of a share.
     *
     * @param file an age file; neither kept nor changed
     * @param identity the contact's, or at recovery the requester's; not closed
     * @return the share, which the caller closes
     * @throws AgeException if the file is not for this identity, or was altered
     * @throws MalformedShareException if it opens, but is no share
     */
    public static ContactShare open(byte[] file, Identity identity) throws AgeException, MalformedShareException {
        if (file.length > MAX_FILE_BYTES) {
            throw MalformedShareException.text("the file exceeds " + MAX_FILE_BYTES + " bytes");
        }
        byte[] text = AgeFile.open(file, identity);
        try {
            return parse(text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /**
     * Reads exactly what {@link #format} writes.
     *
     * @param text ASCII; neither kept nor changed
     * @return the share, which the caller closes
     * @throws MalformedShareException if the words are wrong, or with reason {@code TEXT} if anything around them is
     */
    public static ContactShare parse(byte[] text) throws MalformedShareException {
        if (text.length > MAX_TEXT_BYTES) {
            throw MalformedShareException.text("the share exceeds " + MAX_TEXT_BYTES + " bytes");
        }
        char[] chars = new char[text.length];
        for (int i = 0; i < text.length; i++) {
            chars[i] = (char) (text[i] & 0xff);
        }
        try {
            Matcher header = HEADER.matcher(CharBuffer.wrap(chars));
            if (!header.lookingAt()) {
                throw MalformedShareException.text("the first four lines are not those of a share");
            }
            ContactSlot slot = slot(header);
            int words = header.end();
            return requireExact(slot, Share.parse(CharBuffer.wrap(chars, words, chars.length - words)), text);
        } finally {
            Arrays.fill(chars, '\0');
        }
    }

    /** {@return the share as text in ASCII, which the caller wipes} */
    public byte[] format() {
        char[] words = share.words();
        byte[] header = header().getBytes(StandardCharsets.US_ASCII);
        byte[] text = Arrays.copyOf(header, header.length + words.length + 1);
        for (int i = 0; i < words.length; i++) {
            text[header.length + i] = (byte) words[i];
        }
        text[text.length - 1] = '\n';
        Arrays.fill(words, '\0');
        return text;
    }

    /**
     * Seals the share for the contact who shall keep it.
     *
     * @param recipient the contact's; not closed
     * @param random where the file key comes from
     * @return an age file
     */
    public byte[] seal(Recipient recipient, SecureRandom random) {
        byte[] text = format();
        try {
            return AgeFile.seal(text, recipient, random);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /**
     * Seals the share anew for the person who recovers. The contact has compared the request's code before.
     *
     * @param request whom to seal it to
     * @param random where the file key comes from
     * @return an age file
     * @throws SharesRejectedException with reason {@code DIFFERENT_SETS} if the request is for another slot
     */
    public byte[] answer(ShareRequest request, SecureRandom random) throws SharesRejectedException {
        if (!request.slotId().equals(slot.slotId())) {
            throw SharesRejectedException.differentSets("slot");
        }
        return seal(request.recipient(), random);
    }

    /** {@return the slot that this helps to open} */
    public ContactSlot slot() {
        return slot;
    }

    /**
     * {@return the share itself, closed with this one, so that it can be combined with others that a person typed from paper}
     */
    public Share share() {
        return share;
    }

    /** Overwrites the share. Closing twice is the same as closing once. */
    @Override
    public void close() {
        share.close();
    }

    @Override
    public String toString() {
        return "ContactShare[" + slot.vaultId() + ", " + slot.slotId() + ", hidden]";
    }

    private String header() {
        return "# authbackup share v1\n# vault: " + slot.vaultId() + "\n# slot: " + slot.slotId() + "\n# threshold: "
                + slot.threshold() + " of " + slot.count() + '\n';
    }

    private static ContactSlot slot(Matcher header) throws MalformedShareException {
        try {
            int threshold = Integer.parseInt(header.group(3));
            int count = Integer.parseInt(header.group(4));
            return new ContactSlot(header.group(1), header.group(2), threshold, count);
        } catch (IllegalArgumentException e) {
            throw MalformedShareException.text("the threshold is out of range", e);
        }
    }

    private static ContactShare requireExact(ContactSlot slot, Share share, byte[] text)
            throws MalformedShareException {
        ContactShare whole = new ContactShare(slot, share);
        byte[] expected = whole.format();
        boolean exact = MessageDigest.isEqual(expected, text);
        Arrays.fill(expected, (byte) 0);
        if (exact && share.threshold() == slot.threshold() && share.number() <= slot.count()) {
            return whole;
        }
        share.close();
        throw MalformedShareException.text(
                exact ? "the words are of another threshold" : "the share is not in its one exact form");
    }

    private static void requireOneSlot(ContactSlot first, ContactSlot other) throws SharesRejectedException {
        if (!first.vaultId().equals(other.vaultId())) {
            throw SharesRejectedException.differentSets("vault");
        }
        if (!first.slotId().equals(other.slotId())) {
            throw SharesRejectedException.differentSets("slot");
        }
        if (!first.equals(other)) {
            throw SharesRejectedException.differentSets("threshold");
        }
    }
}
