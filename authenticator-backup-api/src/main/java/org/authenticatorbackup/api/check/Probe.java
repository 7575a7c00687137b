package org.authenticatorbackup.api.check;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.authenticatorbackup.api.StorageException;
import org.authenticatorbackup.api.StorageException.Reason;
import org.authenticatorbackup.api.check.StorageFinding.Severity;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.api.spi.StorageProvider;
import org.authenticatorbackup.api.spi.StorageTraits;
import org.authenticatorbackup.api.spi.StorageTraits.Capability;

/** One run of a check: what is tried, in which order. */
final class Probe {

    /** More than any store that we know of tells at once. */
    private static final int SEVERAL_PAGES = 1_050;

    private static final int QUICK_LARGE = 512 * 1024;
    private static final int COMMON_UPLOAD_LIMIT = 16 * 1024 * 1024;

    /** Names that stores and file systems have been seen to refuse, to change or to mix up. */
    private static final String[] NAMES = {
        "same",
        "same.1",
        "same-1",
        "same_1",
        "dot",
        "dot.",
        "two..dots",
        "-",
        "_",
        "0",
        "con",
        "nul.txt",
        "aux/com1",
        "deep/deepest"
    };

    private final Watched storage;
    private final Optional<Watched> other;
    private final Findings findings;
    private final String place;
    private final SecureRandom random;
    private final Map<ObjectName, byte[]> kept = new TreeMap<>();

    Probe(Watched storage, Optional<Watched> other, Findings findings, String place, SecureRandom random) {
        this.storage = storage;
        this.other = other;
        this.findings = findings;
        this.place = place;
        this.random = random;
    }

    void run(StorageCheck.Extent extent) {
        StorageTraits traits = traits();
        nothingIsThere();
        contents();
        if (findings.isStopped()) {
            return;
        }
        arrays();
        readersLimit();
        names();
        listings(traits);
        otherConnection(traits);
        secondPut(traits);
        deletions();
        if (extent == StorageCheck.Extent.QUICK) {
            large(QUICK_LARGE);
        } else {
            large(COMMON_UPLOAD_LIMIT);
            large(StorageProvider.MAX_OBJECT_BYTES);
            pages(traits);
        }
    }

    private StorageTraits traits() {
        try {
            StorageTraits traits = storage.traits();
            if (traits.operator().trim().isEmpty()) {
                findings.weak(StorageFlaw.OPERATOR_UNNAMED, "traits");
            }
            boolean same = traits.equals(storage.traits());
            if (!same || other.filter(each -> !traits.equals(each.traits())).isPresent()) {
                findings.weak(StorageFlaw.TRAITS_DIFFER, "traits");
            }
            return traits;
        } catch (RuntimeException e) {
            findings.unfit(StorageFlaw.FAILS_UNTYPED, "traits");
            findings.stop();
            return new StorageTraits(Set.of(), StorageTraits.SELF);
        }
    }

    private void nothingIsThere() {
        lists(place + "/", Set.of(), Severity.UNFIT, "an empty folder");
        ObjectName absent = named("absent");
        findings.succeeds(StorageFlaw.ABSENT_OBJECT_FAILS, Severity.UNFIT, "an absent object", () -> {
            if (storage.get(absent, StorageProvider.MAX_OBJECT_BYTES).isPresent()) {
                findings.unfit(StorageFlaw.ABSENT_OBJECT_FAILS, "an absent object");
            }
        });
    }

    private void contents() {
        if (!keeps("object", filled(1_000), StorageFlaw.PUT_FAILS, Severity.UNFIT)) {
            findings.stop();
            return;
        }
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        keeps("bytes", all, StorageFlaw.PUT_FAILS, Severity.UNFIT);
        keeps("line-end", new byte[] {'\r', '\n'}, StorageFlaw.PUT_FAILS, Severity.UNFIT);
        keeps("empty", new byte[0], StorageFlaw.EMPTY_OBJECT_FAILS, Severity.WEAK);
    }

    private void arrays() {
        ObjectName name = named("arrays");
        byte[] content = filled(100);
        findings.succeeds(StorageFlaw.PUT_FAILS, Severity.UNFIT, "an object of which the array is changed", () -> {
            byte[] given = content.clone();
            storage.put(name, given);
            boolean own = Arrays.equals(given, content);
            given[0]++;
            Optional<byte[]> read = storage.get(name, StorageProvider.MAX_OBJECT_BYTES);
            own &= !is(read, given);
            if (read.isPresent() && read.get().length > 0) {
                read.get()[0]++;
                own &= is(storage.get(name, StorageProvider.MAX_OBJECT_BYTES), content);
            }
            kept.put(name, content);
            if (!own) {
                findings.unfit(StorageFlaw.ARRAY_SHARED, "an object of which the array is changed");
            }
        });
    }

    private void readersLimit() {
        ObjectName name = named("object");
        String what = "a reader who accepts one byte less";
        findings.succeeds(StorageFlaw.READER_LIMIT_IGNORED, Severity.WEAK, what, () -> {
            try {
                storage.get(name, contentOf(name).length - 1);
                findings.weak(StorageFlaw.READER_LIMIT_IGNORED, what);
            } catch (StorageException e) {
                if (e.reason() != Reason.TOO_LARGE) {
                    throw e;
                }
            }
        });
    }

    private void names() {
        Map<ObjectName, byte[]> put = new LinkedHashMap<>();
        char[] longest = new char[64];
        Arrays.fill(longest, 'n');
        for (char last : new char[] {'1', '2'}) {
            longest[longest.length - 1] = last;
            putNamed(new String(longest), put);
        }
        for (String name : NAMES) {
            putNamed(name, put);
        }
        for (Map.Entry<ObjectName, byte[]> each : put.entrySet()) {
            findings.succeeds(StorageFlaw.NAME_FAILS, Severity.UNFIT, "get " + each.getKey(), () -> {
                if (is(storage.get(each.getKey(), StorageProvider.MAX_OBJECT_BYTES), each.getValue())) {
                    kept.put(each.getKey(), each.getValue());
                } else {
                    findings.unfit(StorageFlaw.NAMES_COLLIDE, "get " + each.getKey());
                }
            });
        }
    }

    private void putNamed(String name, Map<ObjectName, byte[]> put) {
        ObjectName whole = named("n/" + name);
        byte[] content = name.getBytes(StandardCharsets.US_ASCII);
        if (puts(whole, content, StorageFlaw.NAME_FAILS, Severity.UNFIT)) {
            put.put(whole, content);
        }
    }

    private void listings(StorageTraits traits) {
        Severity severity = severityOfMissing(traits);
        lists(place, kept.keySet(), severity, "a prefix that is half a name");
        lists(place + "/", kept.keySet(), severity, "a prefix that is a folder");
        for (String end : new String[] {"/n/same", "/n/same_", "/n/same.1", "/nobody"}) {
            lists(place + end, keptUnder(place + end), severity, "the prefix " + end);
        }
        findings.succeeds(StorageFlaw.LIST_FAILS, Severity.UNFIT, "all names", () -> {
            if (!storage.list("").containsAll(kept.keySet())) {
                missing(severity, "all names");
            }
        });
    }

    private void otherConnection(StorageTraits traits) {
        if (!other.isPresent()) {
            return;
        }
        Watched second = other.get();
        ObjectName name = named("object");
        findings.succeeds(StorageFlaw.CONNECTIONS_DIFFER, Severity.UNFIT, "get by the other connection", () -> {
            if (!is(second.get(name, StorageProvider.MAX_OBJECT_BYTES), contentOf(name))) {
                findings.unfit(StorageFlaw.CONNECTIONS_DIFFER, "get by the other connection");
            }
        });
        findings.succeeds(StorageFlaw.CONNECTIONS_DIFFER, Severity.UNFIT, "list by the other connection", () -> {
            if (second.list(place + "/").containsAll(storage.list(place + "/"))) {
                return;
            }
            if (severityOfMissing(traits) == Severity.UNFIT) {
                findings.unfit(StorageFlaw.CONNECTIONS_DIFFER, "list by the other connection");
            } else {
                findings.weak(StorageFlaw.CONNECTIONS_DIFFER, "list by the other connection");
            }
        });
    }

    private void secondPut(StorageTraits traits) {
        ObjectName name = named("object");
        byte[] content = contentOf(name);
        byte[] next = filled(content.length);
        findings.succeeds(StorageFlaw.PUT_FAILS, Severity.UNFIT, "a second put", () -> {
            boolean accepted = isAccepted(name, next);
            Optional<byte[]> found = storage.get(name, StorageProvider.MAX_OBJECT_BYTES);
            boolean replaced = is(found, next);
            boolean promised = traits.capabilities().contains(Capability.CREATE_ONLY);
            if ((accepted && promised) || (!accepted && replaced)) {
                findings.weak(StorageFlaw.REPLACES, "a second put");
            }
            if (!replaced && !is(found, content)) {
                findings.unfit(StorageFlaw.READ_BACK_DIFFERS, "a second put");
            }
        });
    }

    private boolean isAccepted(ObjectName name, byte[] content) throws StorageException {
        try {
            storage.put(name, content.clone());
            return true;
        } catch (StorageException e) {
            if (e.reason() == Reason.ALREADY_EXISTS) {
                return false;
            }
            throw e;
        }
    }

    private void deletions() {
        ObjectName gone = named("n/same");
        kept.remove(gone);
        deletes(gone, "an object");
        deletes(gone, "an object that was deleted");
        deletes(named("n/never"), "an object that never was");
        findings.succeeds(StorageFlaw.GET_FAILS, Severity.UNFIT, "get what was deleted", () -> {
            if (storage.get(gone, StorageProvider.MAX_OBJECT_BYTES).isPresent()) {
                findings.unfit(StorageFlaw.DELETE_WITHOUT_EFFECT, "get what was deleted");
            }
        });
        lists(place + "/n/", Set.of(), Severity.WEAK, "beside what was deleted");
        for (ObjectName beside : keptUnder(gone.value())) {
            findings.succeeds(StorageFlaw.GET_FAILS, Severity.UNFIT, "get beside what was deleted", () -> {
                if (!is(storage.get(beside, StorageProvider.MAX_OBJECT_BYTES), contentOf(beside))) {
                    findings.unfit(StorageFlaw.DELETE_EXCEEDS, "get beside what was deleted");
                }
            });
        }
    }

    private void deletes(ObjectName name, String what) {
        findings.succeeds(StorageFlaw.DELETE_FAILS, Severity.UNFIT, "delete " + what, () -> storage.delete(name));
    }

    /** Holds one array at a time: the content is made again to be compared. */
    private void large(int bytes) {
        ObjectName name = named("large-" + bytes);
        byte[] seed = filled(4_096);
        String what = bytes + " bytes";
        boolean put = findings.succeeds(StorageFlaw.LARGE_OBJECT_FAILS, Severity.WEAK, "put " + what, () -> {
            try {
                storage.put(name, repeated(seed, bytes));
            } catch (StorageException e) {
                throw withoutRoom(e);
            }
        });
        if (put) {
            findings.succeeds(StorageFlaw.LARGE_OBJECT_FAILS, Severity.WEAK, "get " + what, () -> {
                if (!storage.get(name, bytes)
                        .filter(read -> isRepeated(seed, read, bytes))
                        .isPresent()) {
                    findings.unfit(StorageFlaw.READ_BACK_DIFFERS, "get " + what);
                }
            });
        }
    }

    /** That there is no room for a large object is about large objects. */
    private static StorageException withoutRoom(StorageException e) {
        return e.reason() == Reason.QUOTA_EXCEEDED
                ? new StorageException(Reason.REFUSED, "no room for a large object")
                : e;
    }

    private void pages(StorageTraits traits) {
        Map<ObjectName, byte[]> many = new TreeMap<>();
        for (int i = 0; i < SEVERAL_PAGES; i++) {
            ObjectName name = named("p/" + i);
            if (!puts(name, new byte[] {1}, StorageFlaw.PUT_FAILS, Severity.UNFIT)) {
                return;
            }
            many.put(name, new byte[] {1});
        }
        lists(place + "/p/", many.keySet(), severityOfMissing(traits), SEVERAL_PAGES + " names");
    }

    // ---- calls with what they promise

    private boolean keeps(String end, byte[] content, StorageFlaw flaw, Severity severity) {
        ObjectName name = named(end);
        String what = "an object of " + content.length + " bytes";
        if (!puts(name, content, flaw, severity)) {
            return false;
        }
        kept.put(name, content);
        findings.succeeds(StorageFlaw.GET_FAILS, Severity.UNFIT, what, () -> {
            if (is(storage.get(name, content.length), content)) {
                return;
            }
            if (is(storage.get(name, content.length), content)) {
                findings.weak(StorageFlaw.READS_TORN, what);
            } else {
                findings.unfit(StorageFlaw.READ_BACK_DIFFERS, what);
            }
        });
        return true;
    }

    /** Puts an object under a fresh name, in an array that may become anybody's. */
    private boolean puts(ObjectName name, byte[] content, StorageFlaw flaw, Severity severity) {
        String what = "put " + name;
        boolean[] put = {true};
        boolean succeeded = findings.succeeds(flaw, severity, what, () -> {
            if (isAccepted(name, content)) {
                return;
            }
            put[0] = is(storage.get(name, StorageProvider.MAX_OBJECT_BYTES), content);
            if (put[0]) {
                findings.weak(StorageFlaw.CONFLICTS_WITH_ITSELF, what);
            } else {
                findings.unfit(StorageFlaw.NAMES_COLLIDE, what);
            }
        });
        return succeeded && put[0];
    }

    /** Lists a prefix under which there is nothing but what this check has put. */
    private void lists(String prefix, Set<ObjectName> expected, Severity missing, String what) {
        findings.succeeds(StorageFlaw.LIST_FAILS, Severity.UNFIT, "list " + what, () -> {
            Set<ObjectName> found = storage.list(prefix);
            if (!found.containsAll(expected)) {
                found = storage.list(prefix);
                if (!found.containsAll(expected)) {
                    missing(missing, "list " + what);
                } else if (missing == Severity.UNFIT) {
                    missing(Severity.WEAK, "list " + what);
                }
            }
            if (found.stream().anyMatch(name -> !name.value().startsWith(prefix) || !storage.isUsed(name))) {
                findings.weak(StorageFlaw.LIST_EXCEEDS, "list " + what);
            }
        });
    }

    private void missing(Severity severity, String what) {
        if (severity == Severity.UNFIT) {
            findings.unfit(StorageFlaw.LIST_INCOMPLETE, what);
        } else {
            findings.weak(StorageFlaw.LIST_INCOMPLETE, what);
        }
    }

    /** A listing that does not declare to be up to date may lack what was put a moment ago. */
    private static Severity severityOfMissing(StorageTraits traits) {
        return traits.capabilities().contains(Capability.STRONG_LIST) ? Severity.UNFIT : Severity.WEAK;
    }

    private Set<ObjectName> keptUnder(String prefix) {
        Map<ObjectName, byte[]> found = new TreeMap<>(kept);
        found.keySet().removeIf(name -> !name.value().startsWith(prefix));
        return found.keySet();
    }

    private byte[] contentOf(ObjectName name) {
        return Objects.requireNonNull(kept.get(name), "it was put");
    }

    private ObjectName named(String end) {
        return new ObjectName(place + "/" + end);
    }

    private byte[] filled(int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return content;
    }

    /** Random bytes again and again, each time shifted, so that pieces in a wrong order are noticed. */
    private static byte[] repeated(byte[] seed, int bytes) {
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = repeatedAt(seed, i);
        }
        return content;
    }

    private static boolean isRepeated(byte[] seed, byte[] read, int bytes) {
        if (read.length != bytes) {
            return false;
        }
        for (int i = 0; i < bytes; i++) {
            if (read[i] != repeatedAt(seed, i)) {
                return false;
            }
        }
        return true;
    }

    private static byte repeatedAt(byte[] seed, int i) {
        return (byte) (seed[i % seed.length] + i / seed.length);
    }

    private static boolean is(Optional<byte[]> read, byte[] content) {
        return read.filter(each -> Arrays.equals(each, content)).isPresent();
    }
}
