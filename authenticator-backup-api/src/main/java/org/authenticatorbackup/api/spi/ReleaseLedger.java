package org.authenticatorbackup.api.spi;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.authenticatorbackup.api.RecoveryAccountException;
import org.authenticatorbackup.api.SlotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.vault.PendingRelease;

/**
 * What an account that implements {@link DelayedRelease} has to know of the passes of one secret. An implementation keeps it
 * beside the secret as {@link #format} gives it, and replaces the one by the other in one step; it goes with the secret.
 *
 * <p>It holds digests of passes and times in whole seconds, and nothing secret. Immutable.
 */
public final class ReleaseLedger {

    /** How many releases can be pending at once. */
    public static final int MAX_PENDING = 8;

    /** How many passes are known at once. The oldest vetoed one makes room, then the oldest that was admitted by waiting. */
    public static final int MAX_PASSES = 64;

    /** How a pass stands. */
    public enum Standing {
        /** It was never shown, or is forgotten. */
        UNKNOWN,
        /** It was shown, and waits. */
        PENDING,
        /** It gets the secret. */
        ADMITTED,
        /** It never gets the secret. */
        VETOED
    }

    private enum Kind {
        KNEW_SECRET,
        ASKED,
        VETOED
    }

    private record Entry(String digest, Kind kind, Instant requestedAt, Instant releaseAt) {

        Standing at(Instant now) {
            return switch (kind) {
                case KNEW_SECRET -> Standing.ADMITTED;
                case VETOED -> Standing.VETOED;
                case ASKED -> now.isBefore(releaseAt) ? Standing.PENDING : Standing.ADMITTED;
            };
        }
    }

    private static final String HEAD = "releases 1";
    private static final int FIELDS = 4;
    private static final ReleaseLedger EMPTY = new ReleaseLedger(List.of());

    private final List<Entry> entries;

    private ReleaseLedger(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** {@return a ledger that knows no pass} */
    public static ReleaseLedger empty() {
        return EMPTY;
    }

    /**
     * Tells how a pass stands.
     *
     * @param pass the pass
     * @param now the moment, by the account's clock
     * @return its standing
     */
    public Standing standing(byte[] pass, Instant now) {
        return find(digest(pass)).map(entry -> entry.at(now)).orElse(Standing.UNKNOWN);
    }

    /**
     * From when on a pass gets the secret.
     *
     * @param pass the pass
     * @return the moment, if it has been asked for and was not vetoed
     */
    public Optional<Instant> releaseAt(byte[] pass) {
        return find(digest(pass)).filter(entry -> entry.kind() == Kind.ASKED).map(Entry::releaseAt);
    }

    /**
     * Notes that a pass was shown by somebody who knows the secret.
     *
     * @param pass the pass
     * @param now the moment, by the account's clock
     * @return the ledger from now on
     * @throws RecoveryAccountException with {@code REFUSED} if too many passes are known
     */
    public ReleaseLedger admitting(byte[] pass, Instant now) throws RecoveryAccountException {
        String digest = digest(pass);
        if (find(digest).filter(entry -> entry.kind() == Kind.KNEW_SECRET).isPresent()) {
            return this;
        }
        return without(entry -> entry.digest().equals(digest))
                .with(new Entry(digest, Kind.KNEW_SECRET, Instant.EPOCH, Instant.EPOCH), now);
    }

    /**
     * Notes that a pass was shown. A pass that is known stays as it is.
     *
     * @param pass the pass
     * @param now the moment, by the account's clock
     * @param wait the waiting time, 0 or more
     * @return the ledger from now on
     * @throws RecoveryAccountException with {@code REFUSED} if too many passes are pending or known
     */
    public ReleaseLedger asking(byte[] pass, Instant now, Duration wait) throws RecoveryAccountException {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("a waiting time below 0");
        }
        String digest = digest(pass);
        if (find(digest).isPresent()) {
            return this;
        }
        long pending = entries.stream()
                .filter(entry -> entry.at(now) == Standing.PENDING)
                .count();
        if (pending >= MAX_PENDING) {
            throw tooMany("too many releases are pending");
        }
        Instant whole = now.truncatedTo(ChronoUnit.SECONDS);
        Instant releaseAt = wait.isZero() ? whole : roundedUp(now.plus(wait));
        return with(new Entry(digest, Kind.ASKED, whole, releaseAt), now);
    }

    /** Never earlier than it should be. */
    private static Instant roundedUp(Instant at) {
        Instant whole = at.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(at) ? at : whole.plusSeconds(1);
    }

    /**
     * Vetoes a pending release. Whether the caller may, {@link #standing} of its own pass tells.
     *
     * @param release the id of a pending release
     * @param now the moment, by the account's clock
     * @return the ledger from now on, or empty if nothing of that id is pending
     */
    public Optional<ReleaseLedger> vetoing(String release, Instant now) {
        if (!find(release).filter(entry -> entry.at(now) == Standing.PENDING).isPresent()) {
            return Optional.empty();
        }
        List<Entry> changed = new ArrayList<>();
        for (Entry entry : entries) {
            changed.add(
                    entry.digest().equals(release)
                            ? new Entry(entry.digest(), Kind.VETOED, entry.requestedAt(), entry.releaseAt())
                            : entry);
        }
        return Optional.of(new ReleaseLedger(changed));
    }

    /**
     * Tells what is pending.
     *
     * @param vault the vault that the ledger is of
     * @param slot the slot that the ledger is of
     * @param now the moment, by the account's clock
     * @return the pending releases, in the order in which they were asked for
     */
    public List<PendingRelease> pending(VaultId vault, SlotId slot, Instant now) {
        return entries.stream()
                .filter(entry -> entry.at(now) == Standing.PENDING)
                .map(entry -> new PendingRelease(vault, slot, entry.digest(), entry.requestedAt(), entry.releaseAt()))
                .collect(Collectors.toList());
    }

    private Optional<Entry> find(String digest) {
        return entries.stream().filter(entry -> entry.digest().equals(digest)).findFirst();
    }

    private ReleaseLedger without(Predicate<Entry> which) {
        return new ReleaseLedger(entries.stream().filter(which.negate()).collect(Collectors.toList()));
    }

    private ReleaseLedger with(Entry next, Instant now) throws RecoveryAccountException {
        List<Entry> all = new ArrayList<>(entries);
        if (all.size() >= MAX_PASSES) {
            Optional<Entry> vetoed = oldest(entry -> entry.kind() == Kind.VETOED);
            Optional<Entry> leaving = vetoed.isPresent()
                    ? vetoed
                    : oldest(entry -> entry.kind() == Kind.ASKED && entry.at(now) == Standing.ADMITTED);
            all.remove(leaving.orElseThrow(() -> tooMany("too many devices are known")));
        }
        all.add(next);
        return new ReleaseLedger(all);
    }

    private Optional<Entry> oldest(Predicate<Entry> which) {
        return entries.stream().filter(which).findFirst();
    }

    private static RecoveryAccountException tooMany(String message) {
        return new RecoveryAccountException(RecoveryAccountException.Reason.REFUSED, message);
    }

    private static String digest(byte[] pass) {
        if (pass.length != DelayedRelease.PASS_BYTES) {
            throw new IllegalArgumentException("a pass has " + DelayedRelease.PASS_BYTES + " bytes");
        }
        StringBuilder hex = new StringBuilder();
        try {
            for (byte each : MessageDigest.getInstance("SHA-256").digest(pass)) {
                hex.append(Character.forDigit((each >> 4) & 0xf, 16)).append(Character.forDigit(each & 0xf, 16));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every platform has SHA-256", e);
        }
        return hex.toString();
    }

    /** {@return the ledger as text of ASCII, at most 8 KiB} */
    public String format() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (Entry entry : entries) {
            text.append(entry.digest())
                    .append(' ')
                    .append(entry.kind())
                    .append(' ')
                    .append(entry.requestedAt().getEpochSecond())
                    .append(' ')
                    .append(entry.releaseAt().getEpochSecond())
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * Reads what {@link #format} has written.
     *
     * @param text the text
     * @return the ledger
     * @throws IllegalArgumentException if it is anything else; the message repeats nothing of it
     */
    public static ReleaseLedger parse(String text) {
        String[] lines = text.split("\n", MAX_PASSES + 3);
        if (lines.length > MAX_PASSES + 2 || !lines[0].equals(HEAD) || !lines[lines.length - 1].isEmpty()) {
            throw malformed();
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> digests = new HashSet<>();
        for (int i = 1; i < lines.length - 1; i++) {
            Entry entry = entry(lines[i]);
            if (!digests.add(entry.digest())) {
                throw malformed();
            }
            entries.add(entry);
        }
        ReleaseLedger ledger = new ReleaseLedger(entries);
        if (!ledger.format().equals(text)) {
            throw malformed();
        }
        return ledger;
    }

    private static Entry entry(String line) {
        String[] fields = line.split(" ", FIELDS + 1);
        if (fields.length != FIELDS || !fields[0].matches("[0-9a-f]{64}")) {
            throw malformed();
        }
        try {
            return new Entry(
                    fields[0],
                    Kind.valueOf(fields[1]),
                    Instant.ofEpochSecond(Long.parseLong(fields[2])),
                    Instant.ofEpochSecond(Long.parseLong(fields[3])));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw malformed(); // their own messages would repeat the text
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("not a ledger of releases");
    }

    /** Shows how many passes are known. */
    @Override
    public String toString() {
        return "ReleaseLedger[" + entries.size() + " passes]";
    }
}
