package org.authenticatorbackup.crypto.share;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.authenticatorbackup.crypto.age.HybridRecipient;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.age.Recipient;
import org.authenticatorbackup.crypto.age.X25519Recipient;
import org.authenticatorbackup.crypto.words.EnglishWords;

/**
 * What a person who recovers sends to a contact: a fresh recipient, to which the contact shall seal the share of one slot.
 *
 * <p>Anybody can send such a request. Before answering, the contact lets the person read the {@link #comparisonCode} aloud, in a
 * call or face to face, and compares it with the one that the own device shows. Whoever replaces the recipient on its way
 * changes the code, and makes it equal by trial but once in 2<sup>66</sup>.
 *
 * <p>Immutable, and safe for several threads.
 */
public final class ShareRequest {

    /** How many words a comparison code has. */
    public static final int CODE_WORDS = 6;

    private static final String LABEL = "authbackup/v1/contact-sas\0";
    private static final String HYBRID_PREFIX = "age1pq1";

    private final String slotId;
    private final String recipientText;
    private final Recipient recipient;

    private ShareRequest(String slotId, String recipientText, Recipient recipient) {
        this.slotId = slotId;
        this.recipientText = recipientText;
        this.recipient = recipient;
    }

    /**
     * Takes what was received.
     *
     * @param slotId the slot to be opened, 16 lower-case hex digits
     * @param recipientText the requester's recipient, {@code age1…} or {@code age1pq1…}, exactly as age writes it
     * @return the request
     * @throws MalformedKeyException if {@code recipientText} is no such recipient
     * @throws IllegalArgumentException if {@code slotId} is malformed
     */
    public static ShareRequest of(String slotId, String recipientText) throws MalformedKeyException {
        Recipient recipient = recipientText.startsWith(HYBRID_PREFIX)
                ? HybridRecipient.parse(recipientText)
                : X25519Recipient.parse(recipientText);
        return new ShareRequest(Names.requireSlotId(slotId), recipientText, recipient);
    }

    /** {@return the slot to be opened, 16 lower-case hex digits} */
    public String slotId() {
        return slotId;
    }

    /** {@return whom the share is to be sealed to} */
    public Recipient recipient() {
        return recipient;
    }

    /**
     * The first 66 bits of SHA-256 over the label, the slot and the recipient's text, 11 bits a word.
     *
     * @return {@value #CODE_WORDS} English words of BIP-39, in lower case; the same on both sides
     */
    public List<String> comparisonCode() {
        byte[] digest = digest();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < CODE_WORDS; i++) {
            words.add(EnglishWords.word(Bits.get(digest, i * Bip39.BITS_PER_WORD, Bip39.BITS_PER_WORD)));
        }
        return List.copyOf(words);
    }

    @Override
    public String toString() {
        return "ShareRequest[" + slotId + ", hidden]";
    }

    private byte[] digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(LABEL.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < slotId.length(); i += 2) {
                int high = Character.digit(slotId.charAt(i), 16);
                digest.update((byte) (high << 4 | Character.digit(slotId.charAt(i + 1), 16)));
            }
            return digest.digest(recipientText.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-256 is required of every Java platform", e);
        }
    }
}
