package org.authenticatorbackup.crypto.share;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;

/**
 * The recovery kit as a page of text. The page is at the same time a stock age identity file, in which all but the identity
 * itself is a comment: {@code age -d -i kit.txt} opens a snapshot without this library. {@link KitPage} is the same for paper.
 *
 * <p>A kit opens everything, without any further secret. Stateless; safe for use by several threads.
 */
public final class KitText {

    /** The longest storage hint that is printed, in characters. */
    public static final int MAX_HINT_LENGTH = KitNote.MAX_HINT_LENGTH;

    private static final int WORDS_PER_LINE = 6;

    private KitText() {}

    /**
     * Writes a kit in English.
     *
     * @param identity the vault that the kit opens; not closed
     * @param storageHint where the person finds the vault, as in {@link KitNote}
     * @param createdIsoDate such as {@code 2026-11-22}
     * @return the page, which cannot be wiped: show or print it, and drop it
     * @throws IllegalArgumentException if the date is not of that form
     */
    public static String format(VaultIdentity identity, String storageHint, String createdIsoDate) {
        return format(identity, new KitNote(storageHint, createdIsoDate, WordLanguage.ENGLISH));
    }

    /**
     * Writes a kit, in lines that end in LF. All of them but the identity start with {@code "# "}.
     *
     * @param identity the vault that the kit opens; not closed
     * @param note what stands beside the key
     * @return the page, to be encoded in UTF-8, which cannot be wiped: show or print it, and drop it
     */
    public static String format(VaultIdentity identity, KitNote note) {
        Map<String, String> values = values(identity, note);
        values.put("words", wordLines(identity, note.language()));
        return KitTemplate.fill(KitTemplate.text(note.language()), values);
    }

    /**
     * The kit as the content of a QR code: the identity, whose characters are upper-case letters, digits and hyphens only, so
     * that the code can be in alphanumeric mode. The longest, of 77 characters, fits version 4 with error correction M, or 5 with
     * Q.
     *
     * @param identity the vault that the kit opens; not closed
     * @return the payload, which the caller wipes
     */
    public static char[] qrPayload(VaultIdentity identity) {
        return identity.text();
    }

    /**
     * Reads what a person typed, pasted or scanned: a whole kit as text or HTML, an identity, or the 24 words of either
     * language. Upper and lower case, full-width forms, white space, line ends and a byte order mark do not matter.
     *
     * @param typed the text; not kept
     * @return the identities that are meant, which the caller closes: one for a kit or an identity; for words, which do not tell
     *     the suite, one for each suite, the hybrid one first, of which the right one is that whose vault exists
     * @throws MalformedKitException if it is none of these
     */
    public static List<VaultIdentity> parse(CharSequence typed) throws MalformedKitException {
        return KitReader.read(typed);
    }

    /** What stands on a kit of any form, but for the words. */
    static Map<String, String> values(VaultIdentity identity, KitNote note) {
        Map<String, String> values = new HashMap<>();
        char[] key = identity.text();
        values.put("key", String.valueOf(key));
        Arrays.fill(key, '\0');
        values.put("suite", suite(identity.suite(), note.language()));
        values.put("vault", identity.vaultId());
        values.put("storage", note.storageHint());
        values.put("date", note.createdIsoDate());
        return values;
    }

    static List<String> words(VaultIdentity identity, WordLanguage language) {
        byte[] seed = identity.seed();
        try {
            return List.of(Bip39.encode(seed, language));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private static String wordLines(VaultIdentity identity, WordLanguage language) {
        List<String> words = words(identity, language);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < words.size(); i += WORDS_PER_LINE) {
            lines.append(i == 0 ? "# " : "\n# ").append(String.join(" ", words.subList(i, i + WORDS_PER_LINE)));
        }
        return lines.toString();
    }

    private static String suite(VaultSuite suite, WordLanguage language) {
        return switch (suite) {
            case HYBRID ->
                language == WordLanguage.ENGLISH ? "hybrid (needs age 1.3 or newer)" : "hybrid（需要 age 1.3 或更高版本）";
            case CLASSIC -> language == WordLanguage.ENGLISH ? "classic (any age 1.x)" : "classic（任何 age 1.x 版本）";
        };
    }
}
