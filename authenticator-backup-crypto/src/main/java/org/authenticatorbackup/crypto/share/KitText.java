package org.authenticatorbackup.crypto.share;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.vault.VaultIdentity;
import org.authenticatorbackup.crypto.vault.VaultSuite;
import org.authenticatorbackup.crypto.words.WhiteSpace;

/**
 * The recovery kit as a page of text. The page is at the same time a stock age identity file, in which all but the
 * identity itself is a comment: {@code age -d -i kit.txt} opens a snapshot without this library.
 *
 * <p>A kit opens everything, without any further secret. Stateless; safe for use by several threads.
 */
public final class KitText {

    /** The longest storage hint that is printed, in characters. */
    public static final int MAX_HINT_LENGTH = 200;

    private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final String IDENTITY_PREFIX = "AGE-SECRET-KEY-";
    private static final int WORDS_PER_LINE = 6;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private KitText() {}

    /**
     * Writes a kit, in lines that end in LF. All of them but the identity start with {@code "# "}.
     *
     * @param identity the vault that the kit opens; not closed
     * @param storageHint where the person finds the vault, in their own words; control characters are replaced by
     *     spaces, and what exceeds {@value #MAX_HINT_LENGTH} characters is cut off
     * @param createdIsoDate such as {@code 2026-11-22}
     * @return the page, which cannot be wiped: show or print it, and drop it
     * @throws IllegalArgumentException if the date is not of that form
     */
    public static String format(VaultIdentity identity, String storageHint, String createdIsoDate) {
        if (!ISO_DATE.matcher(createdIsoDate).matches()) {
            throw new IllegalArgumentException("a date is written as 2026-11-22");
        }
        StringBuilder page = new StringBuilder();
        comment(page, "RECOVERY KIT of an authenticator backup");
        comment(page, "WARNING: whoever has this page can open the whole backup, without any password.");
        comment(page, "Keep it like money: offline, in a safe place, and never in the storage of the backup itself.");
        comment(page, "--- The key ---");
        char[] key = identity.text();
        page.append(key).append('\n');
        Arrays.fill(key, '\0');
        comment(page, "--- The same key in 24 words, for typing by hand ---");
        words(page, identity);
        comment(page, "--- Where it belongs ---");
        comment(page, "suite:   " + suite(identity.suite()));
        comment(page, "vault:   " + identity.vaultId());
        comment(page, "storage: " + printable(storageHint));
        comment(page, "date:    " + createdIsoDate);
        comment(page, "--- Without the app, with stock tools: age and jq ---");
        comment(page, "Save this page as kit.txt. Each device has a folder of its own; its newest file is the last:");
        comment(page, "  ls " + identity.vaultId() + "/snap/*/*.age");
        comment(page, "Then, with the newest file of each device in place of FILE:");
        comment(page, "  age -d -i kit.txt FILE | jq -r '.accounts[].uri'");
        comment(page, "age does not check which device wrote a file; the app does.");
        return page.toString();
    }

    /**
     * Reads what a person typed, pasted or scanned: a whole kit, an identity, or the 24 words. Upper and lower case,
     * white space, line ends and a byte order mark do not matter.
     *
     * @param typed the text; not kept
     * @return the identities that are meant, which the caller closes: one for a kit or an identity; for words, which do
     *     not tell the suite, one for each suite, the hybrid one first, of which the right one is that whose vault
     *     exists
     * @throws MalformedKitException if it is none of these
     */
    public static List<VaultIdentity> parse(CharSequence typed) throws MalformedKitException {
        char[] key = upperCaseWithoutComments(typed);
        try {
            if (startsLikeAnIdentity(key)) {
                return List.of(VaultIdentity.parse(CharBuffer.wrap(key)));
            }
        } catch (MalformedKeyException e) {
            throw new MalformedKitException(
                    MalformedKitException.Reason.IDENTITY, "the identity is mistyped or incomplete", e);
        } finally {
            Arrays.fill(key, '\0');
        }
        return ofWords(typed);
    }

    private static List<VaultIdentity> ofWords(CharSequence typed) throws MalformedKitException {
        char[] words = withoutMarks(typed);
        byte[] seed = {};
        try {
            seed = Bip39.decode(CharBuffer.wrap(words));
            List<VaultIdentity> candidates = new ArrayList<>();
            for (VaultSuite suite : VaultSuite.values()) {
                candidates.add(VaultIdentity.ofSeed(suite, seed));
            }
            return List.copyOf(candidates);
        } catch (MalformedWordsException e) {
            throw new MalformedKitException(
                    MalformedKitException.Reason.WORDS, "neither an identity nor the words of a kit", e);
        } finally {
            Arrays.fill(words, '\0');
            Arrays.fill(seed, (byte) 0);
        }
    }

    private static void comment(StringBuilder page, String text) {
        page.append("# ").append(text).append('\n');
    }

    private static void words(StringBuilder page, VaultIdentity identity) {
        byte[] seed = identity.seed();
        String[] words = Bip39.encode(seed);
        Arrays.fill(seed, (byte) 0);
        for (int i = 0; i < words.length; i += WORDS_PER_LINE) {
            comment(page, String.join(" ", Arrays.asList(words).subList(i, i + WORDS_PER_LINE)));
        }
    }

    private static String suite(VaultSuite suite) {
        return switch (suite) {
            case HYBRID -> "hybrid (needs age 1.3 or newer)";
            case CLASSIC -> "classic (any age 1.x)";
        };
    }

    /** Replaces all that could end the line, hide a part of it or turn its direction. */
    private static String printable(String hint) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < hint.length() && printable.length() < MAX_HINT_LENGTH; ) {
            int codePoint = hint.codePointAt(i);
            i += Character.charCount(codePoint);
            switch (Character.getType(codePoint)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> printable.append(' ');
                default -> printable.appendCodePoint(codePoint);
            }
        }
        return printable.toString().trim();
    }

    private static boolean startsLikeAnIdentity(char[] text) {
        return text.length >= IDENTITY_PREFIX.length()
                && IDENTITY_PREFIX.contentEquals(CharBuffer.wrap(text, 0, IDENTITY_PREFIX.length()));
    }

    /** What is outside of comment lines, without white space: however an identity was wrapped, it is whole again. */
    private static char[] upperCaseWithoutComments(CharSequence typed) {
        char[] kept = new char[typed.length()];
        int length = 0;
        boolean inComment = false;
        boolean atLineStart = true;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c == '\n' || c == '\r') {
                inComment = false;
                atLineStart = true;
            } else if (!WhiteSpace.is(c) && c != BYTE_ORDER_MARK) {
                inComment |= atLineStart && c == '#';
                atLineStart = false;
                if (!inComment) {
                    kept[length++] = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
                }
            }
        }
        char[] text = Arrays.copyOf(kept, length);
        Arrays.fill(kept, '\0');
        return text;
    }

    /** Lets the words also be copied from the comments in which a kit has them. */
    private static char[] withoutMarks(CharSequence typed) {
        char[] text = new char[typed.length()];
        for (int i = 0; i < text.length; i++) {
            char c = typed.charAt(i);
            text[i] = c == '#' || c == BYTE_ORDER_MARK ? ' ' : c;
        }
        return text;
    }
}
