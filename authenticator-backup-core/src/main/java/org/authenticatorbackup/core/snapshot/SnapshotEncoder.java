package org.authenticatorbackup.core.snapshot;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.core.history.AccountRecord;
import org.authenticatorbackup.core.history.Contents;
import org.authenticatorbackup.core.json.CanonicalWriter;
import org.authenticatorbackup.core.snapshot.SnapshotFormatException.Reason;

/**
 * Writes one snapshot after the other, to the same bytes as {@link SnapshotCodec#encode}, and proves that they read back.
 * What an account looked like is remembered, so that only what has changed since is written and read. Holds secrets as
 * long as it lives, as the contents do. Not safe for use by several threads.
 */
public final class SnapshotEncoder {

    /** As many values as a document may have, by a bound that is easy to take. */
    private static final int MOST_VALUES = 1_400_000;

    private Map<AccountId, Text> texts = new HashMap<>();

    /** What one account looks like. The record is the very same one, which is quicker to see than an equal one. */
    private static final class Text {

        private final AccountRecord account;
        private final byte[] json;
        private final long values;
        private boolean proven;

        Text(AccountRecord account, byte[] json) {
            this.account = account;
            this.json = json;
            this.values = values(json);
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
        Map<AccountId, Text> next = new HashMap<>();
        snapshot.contents().accounts().forEach((id, account) -> next.put(id, text(id, account)));
        texts = next;
        return write(snapshot);
    }

    @SuppressWarnings("ReferenceEquality") // quicker, and an equal record is merely written again
    private Text text(AccountId id, AccountRecord account) {
        Text known = texts.get(id);
        if (known != null && known.account == account) {
            return known;
        }
        CanonicalWriter writer = new CanonicalWriter();
        SnapshotWriter.account(writer, id.value(), account);
        return new Text(account, writer.take());
    }

    /** Writes a snapshot of accounts whose texts are all there. */
    private byte[] write(Snapshot snapshot) {
        long length = SnapshotWriter.AROUND;
        for (AccountId id : snapshot.contents().accounts().keySet()) {
            length += text(id).json.length + 1;
        }
        return new SnapshotWriter((writer, id, account) -> writer.written(text(id).json), (int)
                        Math.min(length, SnapshotCodec.MAX_BYTES))
                .write(snapshot);
    }

    private Text text(AccountId id) {
        return requireNonNull(texts.get(id));
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
        SortedMap<AccountId, AccountRecord> unproven = new TreeMap<>();
        long provenValues = 0;
        for (Map.Entry<AccountId, AccountRecord> account : contents.accounts().entrySet()) {
            Text text = text(account.getKey());
            if (text.proven) {
                provenValues += text.values;
            } else {
                unproven.put(account.getKey(), account.getValue());
            }
        }
        byte[] part = encodePart(snapshot, unproven);
        try {
            return provenValues + values(part) < MOST_VALUES
                    ? proven(contents.withOnly(unproven), part, unproven)
                    : proven(contents, json, contents.accounts());
        } finally {
            Arrays.fill(part, (byte) 0);
        }
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

    private byte[] encodePart(Snapshot snapshot, SortedMap<AccountId, AccountRecord> unproven) {
        Snapshot part = new Snapshot(
                snapshot.vault(),
                snapshot.device(),
                snapshot.sequence(),
                snapshot.created(),
                snapshot.app(),
                snapshot.platform(),
                snapshot.contents().withOnly(unproven),
                snapshot.seen());
        return write(part);
    }

    private boolean proven(Contents expected, byte[] json, Map<AccountId, AccountRecord> accounts)
            throws SnapshotFormatException {
        Decoded decoded = SnapshotCodec.decode(json);
        if (!decoded.rejected().isEmpty() || !decoded.snapshot().contents().equals(expected)) {
            return false;
        }
        accounts.keySet().forEach(id -> text(id).proven = true);
        return true;
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "SnapshotEncoder[" + texts.size() + " accounts]";
    }
}
