package org.authenticatorbackup.core.snapshot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.json.CanonicalWriter;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Writes one snapshot after the other, to the same bytes as {@link SnapshotCodec#encode}, and proves that they read back.
 * What an account looked like is remembered, so that only what has changed since is written and read. Holds secrets as
 * long as it lives, as the contents do. Not safe for use by several threads.
 */
public final class SnapshotEncoder {

    /** As many values as a document may have, by a bound that is easy to take. */
    private static final int MOST_VALUES = 1_400_000;

    /** Of the accounts written last, in their order. */
    private Text[] texts = new Text[0];

    /** What one account looks like. The record is the very same one, which is quicker to see than an equal one. */
    private static final class Text {

        private final AccountId id;
        private final AccountRecord account;
        private final byte[] json;
        private boolean proven;

        /** Counted when it is proven. */
        private long values;

        private byte @Nullable [] sha256;

        Text(AccountId id, AccountRecord account, byte[] json) {
            this.id = id;
            this.account = account;
            this.json = json;
        }

        private byte[] sha256(MessageDigest digest) {
            byte[] known = sha256;
            if (known == null) {
                known = digest.digest(json);
                sha256 = known;
            }
            return known;
        }
    }

    /** Remembers nothing yet. */
    public SnapshotEncoder() {}

    /**
     * Writes the canonical form.
     *
     * @param snapshot the snapshot
     * @return JSON in UTF-8, which may be longer than {@link SnapshotCodec#MAX_BYTES}; the caller clears it
     */
    public byte[] encode(Snapshot snapshot) {
        texts = texts(snapshot.contents().accounts());
        return write(snapshot, texts);
    }

    /**
     * What tells two contents apart, without writing them: the SHA-256 of the canonical form without accounts, followed by the
     * SHA-256 of each account's.
     *
     * @param snapshot the snapshot
     * @return 32 bytes
     */
    public byte[] digest(Snapshot snapshot) {
        texts = texts(snapshot.contents().accounts());
        MessageDigest sha256 = sha256();
        byte[] around = around(snapshot);
        sha256.update(around);
        Arrays.fill(around, (byte) 0);
        MessageDigest each = sha256();
        for (Text text : texts) {
            sha256.update(text.sha256(each));
        }
        return sha256.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-256 is required of every Java platform", e);
        }
    }

    /** Goes along both the known texts and the accounts, which are in one order. */
    @SuppressWarnings("ReferenceEquality") // quicker, and an equal record is merely written again
    private Text[] texts(SortedMap<AccountId, AccountRecord> accounts) {
        Text[] next = new Text[accounts.size()];
        CanonicalWriter writer = new CanonicalWriter();
        int length = 0;
        int at = 0;
        for (Map.Entry<AccountId, AccountRecord> entry : accounts.entrySet()) {
            AccountRecord account = entry.getValue();
            while (at < texts.length && texts[at].account != account && texts[at].id.compareTo(entry.getKey()) < 0) {
                at++;
            }
            if (at < texts.length && texts[at].account == account && texts[at].id.equals(entry.getKey())) {
                next[length++] = texts[at++];
            } else {
                SnapshotWriter.account(writer, entry.getKey().value(), account);
                next[length++] = new Text(entry.getKey(), account, writer.take());
            }
        }
        return next;
    }

    /** Writes a snapshot of accounts whose texts are these. */
    private static byte[] write(Snapshot snapshot, Text[] accounts) {
        Iterator<Text> next = Arrays.asList(accounts).iterator();
        int capacity = (int) Math.min(length(snapshot, accounts), SnapshotCodec.MAX_BYTES);
        return new SnapshotWriter((writer, id, account) -> writer.written(next.next().json), capacity).write(snapshot);
    }

    /** The length of what is written, exactly, so that it is not copied; of a snapshot without accounts about that. */
    private static long length(Snapshot snapshot, Text[] accounts) {
        if (accounts.length == 0) {
            return SnapshotWriter.AROUND;
        }
        byte[] around = around(snapshot);
        Arrays.fill(around, (byte) 0);
        long length = around.length;
        length += ",\"accounts\":[]".length() - 1;
        for (Text text : accounts) {
            length += text.json.length + 1L;
        }
        return length;
    }

    /**
     * Takes accounts for proven that were just read, and are written to the same bytes: these have been read back.
     *
     * @param snapshot what the document says
     * @param document JSON that was read, not changed
     */
    public void learn(Snapshot snapshot, byte[] document) {
        byte[] json = encode(snapshot);
        if (Arrays.equals(json, document)) {
            prove(Arrays.asList(texts));
        }
        Arrays.fill(json, (byte) 0);
    }

    /**
     * Writes the canonical form and reads it back.
     *
     * @param snapshot the snapshot
     * @return JSON in UTF-8 that reads back to the same contents, which the caller clears; or empty if it would not
     * @throws SnapshotFormatException with {@code TOO_LARGE} if it exceeds a limit of readers
     */
    public Optional<byte[]> encodeProven(Snapshot snapshot) throws SnapshotFormatException {
        byte[] json = encode(snapshot);
        boolean proven = false;
        try {
            proven = readsBack(snapshot, json);
            return proven ? Optional.of(json) : Optional.empty();
        } finally {
            if (!proven) {
                Arrays.fill(json, (byte) 0);
            }
        }
    }

    /**
     * The document is the same text around the same accounts, whichever of them are in it. So it reads back if it does with
     * those accounts alone that have not been read before, and if all of them together keep to the limits.
     */
    private boolean readsBack(Snapshot snapshot, byte[] json) throws SnapshotFormatException {
        if (json.length > SnapshotCodec.MAX_BYTES) {
            throw new SnapshotFormatException(Reason.TOO_LARGE, "a snapshot is at most 31 MiB, not " + json.length);
        }
        Contents contents = snapshot.contents();
        if (contents.accounts().size() > Contents.MAX_ACCOUNTS) {
            throw new SnapshotFormatException(
                    Reason.TOO_LARGE,
                    "a snapshot has at most 50000 accounts, not "
                            + contents.accounts().size());
        }
        List<Text> unproven = new ArrayList<>();
        long provenValues = 0;
        for (Text text : texts) {
            if (text.proven) {
                provenValues += text.values;
            } else {
                unproven.add(text);
            }
        }
        Contents partOfThem = contents.withOnly(accounts(unproven));
        byte[] part = write(withContents(snapshot, partOfThem), unproven.toArray(new Text[0]));
        try {
            return provenValues + values(part) < MOST_VALUES
                    ? proven(partOfThem, part, unproven)
                    : proven(contents, json, unproven);
        } finally {
            Arrays.fill(part, (byte) 0);
        }
    }

    private static SortedMap<AccountId, AccountRecord> accounts(List<Text> texts) {
        SortedMap<AccountId, AccountRecord> accounts = new TreeMap<>();
        texts.forEach(text -> accounts.put(text.id, text.account));
        return accounts;
    }

    private static long values(byte[] json) {
        long values = 1;
        for (byte each : json) {
            values += opensAValue(each) ? 1 : 0;
        }
        return values;
    }

    /** Before every value but the first of all stands one of these; more may be in texts. */
    private static boolean opensAValue(int character) {
        return character == ',' || character == ':' || character == '[' || character == '{';
    }

    /** What stands around the accounts: the canonical form without them. */
    private static byte[] around(Snapshot snapshot) {
        return write(withContents(snapshot, snapshot.contents().withOnly(new TreeMap<>())), new Text[0]);
    }

    private static Snapshot withContents(Snapshot snapshot, Contents contents) {
        return new Snapshot(
                snapshot.vault(),
                snapshot.device(),
                snapshot.sequence(),
                snapshot.created(),
                snapshot.app(),
                snapshot.platform(),
                contents,
                snapshot.seen());
    }

    private static boolean proven(Contents expected, byte[] json, List<Text> unproven) throws SnapshotFormatException {
        Decoded decoded = SnapshotCodec.decode(json);
        if (!decoded.rejected().isEmpty() || !decoded.snapshot().contents().equals(expected)) {
            return false;
        }
        prove(unproven);
        return true;
    }

    private static void prove(List<Text> texts) {
        texts.forEach(text -> {
            text.values = values(text.json);
            text.proven = true;
        });
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "SnapshotEncoder[" + texts.length + " accounts]";
    }
}
