package org.authenticatorbackup.crypto.vault;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.vault.ObjectRejectedException.Reason;

/** The innermost plaintext of a slot: a stock age identity file of exactly four lines, each ending in LF. */
final class IdentityFile {

    private static final String HEADING = "# authbackup identity v1\n";
    private static final String VAULT = "# vault: ";
    private static final String CREATED = "# created: ";
    private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private IdentityFile() {}

    /** Returns bytes that the caller wipes. */
    static byte[] format(VaultIdentity identity, String createdIsoDate) {
        byte[] comments = Secrets.ascii(
                HEADING + VAULT + identity.vaultId() + '\n' + CREATED + requireIsoDate(createdIsoDate) + '\n');
        char[] text = identity.text();
        byte[] file = Arrays.copyOf(comments, comments.length + text.length + 1);
        for (int i = 0; i < text.length; i++) {
            file[comments.length + i] = (byte) text[i];
        }
        file[file.length - 1] = '\n';
        Arrays.fill(text, '\0');
        return file;
    }

    static VaultIdentity parse(byte[] file, String expectedVaultId) throws ObjectRejectedException {
        CharBuffer text = text(file);
        try {
            return parse(text, expectedVaultId);
        } finally {
            Arrays.fill(text.array(), '\0');
        }
    }

    /** For the vault that the file itself names. */
    static VaultIdentity parse(byte[] file) throws ObjectRejectedException {
        CharBuffer text = text(file);
        try {
            int vault = skip(text, skip(text, 0, HEADING), VAULT);
            return parse(
                    text, text.subSequence(vault, endOfLine(text, vault) - 1).toString());
        } finally {
            Arrays.fill(text.array(), '\0');
        }
    }

    private static CharBuffer text(byte[] file) {
        char[] text = new char[file.length];
        for (int i = 0; i < file.length; i++) {
            text[i] = (char) (file[i] & 0xff);
        }
        return CharBuffer.wrap(text);
    }

    private static VaultIdentity parse(CharBuffer text, String expectedVaultId) throws ObjectRejectedException {
        int vault = skip(text, 0, HEADING);
        int created = endOfLine(text, skip(text, vault, VAULT));
        int key = endOfLine(text, skip(text, created, CREATED));
        int end = endOfLine(text, key);
        if (end != text.length()) {
            throw bad("something follows the identity");
        }
        VaultIdentity identity;
        try {
            identity = VaultIdentity.parse(text.subSequence(key, end - 1));
        } catch (MalformedKeyException e) {
            throw new ObjectRejectedException(Reason.BAD_PLAINTEXT, "the identity in the slot is malformed", e);
        }
        if (!identity.vaultId().equals(expectedVaultId)) {
            identity.close();
            throw new ObjectRejectedException(Reason.WRONG_VAULT, "the slot opens another vault");
        }
        if (!expectedVaultId.contentEquals(text.subSequence(vault + VAULT.length(), created - 1))) {
            identity.close();
            throw bad("the slot names another vault than its identity's");
        }
        return identity;
    }

    static String requireIsoDate(String date) {
        if (!ISO_DATE.matcher(date).matches()) {
            throw new IllegalArgumentException("a date is written as 2026-11-22");
        }
        return date;
    }

    private static int skip(CharSequence text, int from, String expected) throws ObjectRejectedException {
        int to = from + expected.length();
        if (to > text.length() || !expected.contentEquals(text.subSequence(from, to))) {
            throw bad("the slot does not hold an identity file");
        }
        return to;
    }

    /** The start of the next line. */
    private static int endOfLine(CharSequence text, int from) throws ObjectRejectedException {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                return i + 1;
            }
        }
        throw bad("the identity file ends within a line");
    }

    private static ObjectRejectedException bad(String message) {
        return new ObjectRejectedException(Reason.BAD_PLAINTEXT, message);
    }
}
