package org.authenticatorbackup.examples.cli;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.authenticatorbackup.api.vault.ContactShares;
import org.authenticatorbackup.api.vault.ShareText;
import org.authenticatorbackup.crypto.age.AgeException;
import org.authenticatorbackup.crypto.age.HybridIdentity;
import org.authenticatorbackup.crypto.age.HybridRecipient;
import org.authenticatorbackup.crypto.age.Identity;
import org.authenticatorbackup.crypto.age.MalformedKeyException;
import org.authenticatorbackup.crypto.age.Recipient;
import org.authenticatorbackup.crypto.age.X25519Identity;
import org.authenticatorbackup.crypto.age.X25519Recipient;
import org.authenticatorbackup.crypto.share.ContactShare;
import org.authenticatorbackup.crypto.share.MalformedShareException;
import org.authenticatorbackup.crypto.share.ShareRequest;
import org.jspecify.annotations.Nullable;

/** Reads shares of contacts, as text or as age files, and the keys that they are sealed with. */
final class ShareFile {

    private static final byte[] SEALED = "age-encryption.org/".getBytes(StandardCharsets.US_ASCII);
    private static final String HYBRID = "AGE-SECRET-KEY-PQ-";
    private static final int MAX_IDENTITY_BYTES = 16 * 1024;

    private ShareFile() {}

    /** Reads the shares that contacts gave back; those that are sealed, with the identity that was made to ask for them. */
    static ContactShares readAll(List<Path> files, @Nullable Path identity) throws CliException {
        List<ShareText> shares = new ArrayList<>();
        try {
            for (Path file : files) {
                shares.add(read(file, identity));
            }
            return ContactShares.of(shares);
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.share_count");
        } finally {
            shares.forEach(ShareText::close);
        }
    }

    /** Reads one share whole, for the contact who holds it. */
    static ContactShare open(Path file, @Nullable Path identity) throws CliException {
        byte[] content = TextFile.readBytes(file, ContactShare.MAX_FILE_BYTES);
        try {
            return isSealed(content) ? unseal(file, content, identity) : ContactShare.parse(content);
        } catch (MalformedShareException e) {
            throw new CliException(CliProblem.FILE_UNREADABLE, e, file.toString());
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    static Recipient recipient(String text) {
        try {
            return text.startsWith("age1pq1") ? HybridRecipient.parse(text) : X25519Recipient.parse(text);
        } catch (MalformedKeyException e) {
            throw new UsageException("wrong.recipient");
        }
    }

    static ShareRequest request(String slot, String recipient) {
        try {
            return ShareRequest.of(slot, recipient);
        } catch (MalformedKeyException e) {
            throw new UsageException("wrong.recipient");
        } catch (IllegalArgumentException e) {
            throw new UsageException("wrong.slot_id");
        }
    }

    /** Text goes to the library as it is: it says what is wrong with words that somebody typed. */
    private static ShareText read(Path file, @Nullable Path identity) throws CliException {
        byte[] content = TextFile.readBytes(file, ContactShare.MAX_FILE_BYTES);
        char[] text = {};
        try {
            if (isSealed(content)) {
                try (ContactShare share = unseal(file, content, identity)) {
                    Arrays.fill(content, (byte) 0);
                    content = share.format();
                }
            }
            CharBuffer decoded = TextFile.decode(file, content);
            text = new char[decoded.length()];
            decoded.get(text);
            Arrays.fill(decoded.array(), '\0');
            return ShareText.of(text);
        } catch (IllegalArgumentException e) {
            throw new CliException(CliProblem.FILE_UNREADABLE, e, file.toString());
        } finally {
            Arrays.fill(text, '\0');
            Arrays.fill(content, (byte) 0);
        }
    }

    private static boolean isSealed(byte[] content) {
        return content.length > SEALED.length && Arrays.equals(content, 0, SEALED.length, SEALED, 0, SEALED.length);
    }

    private static ContactShare unseal(Path file, byte[] content, @Nullable Path identity) throws CliException {
        if (identity == null) {
            throw new UsageException("wrong.identity_missing");
        }
        try (Identity key = identity(identity)) {
            return ContactShare.open(content, key);
        } catch (AgeException | MalformedShareException e) {
            throw new CliException(CliProblem.SHARE_SEALED, e, file.toString());
        }
    }

    /** The one line of the file that is no comment, as age-keygen writes it. */
    private static Identity identity(Path file) throws CliException {
        byte[] content = TextFile.readBytes(file, MAX_IDENTITY_BYTES);
        CharBuffer text = TextFile.decode(file, content);
        Arrays.fill(content, (byte) 0);
        try {
            CharBuffer line = keyLine(text);
            return isHybrid(line) ? HybridIdentity.parse(line) : X25519Identity.parse(line);
        } catch (MalformedKeyException e) {
            throw new CliException(CliProblem.FILE_UNREADABLE, e, file.toString());
        } finally {
            Arrays.fill(text.array(), '\0');
        }
    }

    private static boolean isHybrid(CharBuffer line) {
        return line.length() > HYBRID.length() && HYBRID.contentEquals(line.subSequence(0, HYBRID.length()));
    }

    private static CharBuffer keyLine(CharBuffer text) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n') {
                end++;
            }
            if (end > start && text.charAt(start) != '#') {
                int last = text.charAt(end - 1) == '\r' ? end - 1 : end;
                return text.subSequence(start, last);
            }
            start = end + 1;
        }
        return text.subSequence(0, 0);
    }
}
