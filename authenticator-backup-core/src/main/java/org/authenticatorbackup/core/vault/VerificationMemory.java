package org.authenticatorbackup.core.vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.authenticatorbackup.api.DeviceStateException;
import org.authenticatorbackup.api.VerificationException.Reason;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.verification.VerificationTask.State;

/**
 * How far verifications have come on this device, in the document {@code verification}. It belongs to the accounts and not to a
 * vault, so it stays when backup is turned off.
 */
public final class VerificationMemory {

    static final String DOCUMENT = "verification";

    /** More activations than anybody scans within the time for which one is valid. */
    private static final int MOST_USED = 64;

    private static final int REQUEST_DIGITS = 32;
    private static final int DIGEST_DIGITS = 64;
    private static final String STATE = ".state";

    private final DeviceMemory memory;

    /** Remembers beside the other documents. */
    public VerificationMemory(DeviceMemory memory) {
        this.memory = memory;
    }

    /**
     * How far one verification has come.
     *
     * @param state the state
     * @param request its name, as the provider hears it
     * @param ticket by what the provider knows it, or the proof that it has accepted
     * @param expiresAt until when the proof under way counts, if that is known
     * @param failure what has failed, if anything
     */
    public record Progress(
            State state,
            String request,
            Optional<Encoded> ticket,
            Optional<Instant> expiresAt,
            Optional<Reason> failure) {

        /** {@return a verification that has not begun} */
        public static Progress named(String request) {
            return new Progress(State.NAME_ONLY, request, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** {@return the same verification, stopped by a failure; one that has ended needs its ticket no more} */
        public Progress failed(State after, Reason reason) {
            return after == State.FAILED
                    ? new Progress(after, request, Optional.empty(), Optional.empty(), Optional.of(reason))
                    : new Progress(after, request, ticket, expiresAt, Optional.of(reason));
        }
    }

    /**
     * Everything that is remembered.
     *
     * @param progress by account
     * @param used digests of activations that were redeemed, the newest last
     */
    public record Remembered(SortedMap<AccountId, Progress> progress, List<String> used) {

        /** Nothing has begun. */
        public static final Remembered NOTHING = new Remembered(new TreeMap<>(), List.of());

        /** Copies both. */
        public Remembered {
            progress = Collections.unmodifiableSortedMap(new TreeMap<>(progress));
            used = List.copyOf(used);
        }

        /** {@return the same with one more, or another, verification} */
        public Remembered with(AccountId account, Progress changed) {
            SortedMap<AccountId, Progress> all = new TreeMap<>(progress);
            all.put(account, changed);
            return new Remembered(all, used);
        }

        /** {@return the same without those of accounts that need none} */
        public Remembered only(Set<AccountId> accounts) {
            SortedMap<AccountId, Progress> all = new TreeMap<>(progress);
            all.keySet().retainAll(accounts);
            return new Remembered(all, used);
        }

        /** {@return the same with one more used activation} */
        public Remembered used(String digest) {
            Set<String> all = new LinkedHashSet<>(used);
            all.remove(digest);
            all.add(digest);
            List<String> list = new ArrayList<>(all);
            return new Remembered(progress, list.subList(Math.max(0, list.size() - MOST_USED), list.size()));
        }
    }

    /** {@return what is remembered} */
    public Remembered read() throws DeviceStateException {
        Optional<Map<String, String>> fields = memory.read(DOCUMENT);
        return fields.isPresent() ? DeviceMemory.parsed(DOCUMENT, () -> parse(fields.get())) : Remembered.NOTHING;
    }

    private static Remembered parse(Map<String, String> fields) {
        SortedMap<AccountId, Progress> progress = new TreeMap<>();
        for (String name : fields.keySet()) {
            if (name.endsWith(STATE)) {
                AccountId account = new AccountId(name.substring(0, name.length() - STATE.length()));
                progress.put(account, progress(fields, account.value()));
            }
        }
        List<String> used = MemoryFields.words(MemoryFields.field(fields, "used"));
        used.forEach(digest -> requireHex(digest, DIGEST_DIGITS));
        return new Remembered(progress, used);
    }

    private static Progress progress(Map<String, String> fields, String account) {
        String request = MemoryFields.field(fields, account + ".request");
        requireHex(request, REQUEST_DIGITS);
        return new Progress(
                State.valueOf(MemoryFields.field(fields, account + STATE)),
                request,
                fields.containsKey(account + ".ticket")
                        ? Optional.of(MemoryFields.encoded(fields, account + ".ticket"))
                        : Optional.empty(),
                fields.containsKey(account + ".expires")
                        ? Optional.of(Instant.ofEpochSecond(MemoryFields.number(fields, account + ".expires")))
                        : Optional.empty(),
                fields.containsKey(account + ".failure")
                        ? Optional.of(Reason.valueOf(MemoryFields.field(fields, account + ".failure")))
                        : Optional.empty());
    }

    private static void requireHex(String text, int digits) {
        if (!Hex.is(text, digits)) {
            throw new IllegalArgumentException("not hex");
        }
    }

    /** Remembers something else. */
    public void save(Remembered remembered) throws DeviceStateException {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", DeviceMemory.VERSION);
        fields.put("used", String.join(" ", remembered.used()));
        remembered.progress().forEach((account, progress) -> put(fields, account.value(), progress));
        memory.write(DOCUMENT, fields);
    }

    private static void put(Map<String, String> fields, String account, Progress progress) {
        fields.put(account + STATE, progress.state().name());
        fields.put(account + ".request", progress.request());
        progress.ticket().ifPresent(ticket -> fields.put(account + ".ticket", MemoryFields.base64(ticket)));
        progress.expiresAt().ifPresent(at -> fields.put(account + ".expires", Long.toString(at.getEpochSecond())));
        progress.failure().ifPresent(reason -> fields.put(account + ".failure", reason.name()));
    }
}
