package org.authenticatorbackup.core.vault;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.authenticatorbackup.api.DeviceId;
import org.authenticatorbackup.api.SnapshotId;
import org.authenticatorbackup.api.VaultId;
import org.authenticatorbackup.api.account.AccountId;
import org.authenticatorbackup.api.backup.LaneFinding;
import org.authenticatorbackup.api.backup.PendingDeletion;
import org.authenticatorbackup.api.spi.ObjectName;
import org.authenticatorbackup.core.policy.SteadyClock;
import org.authenticatorbackup.core.policy.TrashRule;

/** The documents of a {@link LaneMemory} as flat texts. What is out of range is an {@link IllegalArgumentException}. */
final class LaneFields {

    private static final int DIGEST_DIGITS = 64;
    private static final int NUMBER_DIGITS = 16;

    private LaneFields() {}

    static Map<String, String> of(LaneRecord lane) {
        Map<String, String> fields = place(lane.vault(), lane.device());
        fields.put("clock.last", seconds(lane.clock().last()));
        fields.put("clock.since", seconds(lane.clock().since()));
        fields.put(
                "written",
                lines(
                        lane.written(),
                        each -> tail(each.name())
                                + ' '
                                + each.sha256()
                                + ' '
                                + each.contentsDigest()
                                + ' '
                                + seconds(each.at())));
        fields.put("witnessed", Long.toString(lane.witnessed()));
        lane.auditedAt().ifPresent(at -> fields.put("auditedAt", seconds(at)));
        fields.put("findings", lane.findings().stream().map(Enum::name).sorted().collect(joining(" ")));
        return fields;
    }

    static LaneRecord lane(Map<String, String> fields) {
        VaultId vault = new VaultId(field(fields, "vault"));
        DeviceId device = new DeviceId(field(fields, "device"));
        List<WrittenSnapshot> written = new ArrayList<>();
        long last = 0;
        for (String line : parts(field(fields, "written"), ",")) {
            WrittenSnapshot each = written(vault, device, line);
            require(each.snapshot().sequence() >= last);
            last = each.snapshot().sequence();
            written.add(each);
        }
        require(written.size() <= LaneRecord.MOST);
        long witnessed = Long.parseLong(field(fields, "witnessed"));
        require(witnessed >= 0);
        return new LaneRecord(
                vault,
                device,
                new SteadyClock(moment(field(fields, "clock.last")), moment(field(fields, "clock.since"))),
                written,
                witnessed,
                fields.containsKey("auditedAt") ? Optional.of(moment(field(fields, "auditedAt"))) : Optional.empty(),
                findings(field(fields, "findings")));
    }

    private static WrittenSnapshot written(VaultId vault, DeviceId device, String line) {
        List<String> parts = parts(line, " ");
        require(parts.size() == 4);
        ObjectName name = name(vault, device, parts.get(0));
        return new WrittenSnapshot(
                name, number(device, parts.get(0)), digest(parts.get(1)), digest(parts.get(2)), moment(parts.get(3)));
    }

    private static Set<LaneFinding> findings(String text) {
        Set<LaneFinding> findings = EnumSet.noneOf(LaneFinding.class);
        parts(text, " ").forEach(each -> findings.add(LaneFinding.valueOf(each)));
        return findings;
    }

    static Map<String, String> of(VaultId vault, DeviceId device, List<JoinedSnapshot> joined) {
        Map<String, String> fields = place(vault, device);
        fields.put(
                "joined",
                lines(
                        joined,
                        each -> each.snapshot().device() + " " + tail(each.name()) + ' ' + each.sha256() + ' '
                                + each.contentsDigest() + ' ' + seconds(each.created()) + ' ' + seconds(each.at()) + ' '
                                + each.before()));
        return fields;
    }

    static List<JoinedSnapshot> joined(Map<String, String> fields) {
        VaultId vault = new VaultId(field(fields, "vault"));
        List<JoinedSnapshot> joined = new ArrayList<>();
        for (String line : parts(field(fields, "joined"), ",")) {
            List<String> parts = parts(line, " ");
            require(parts.size() == 7);
            DeviceId device = new DeviceId(parts.get(0));
            ObjectName name = name(vault, device, parts.get(1));
            long before = Long.parseLong(parts.get(6));
            require(before >= 1);
            joined.add(new JoinedSnapshot(
                    name,
                    number(device, parts.get(1)),
                    digest(parts.get(2)),
                    digest(parts.get(3)),
                    moment(parts.get(4)),
                    moment(parts.get(5)),
                    before));
        }
        return joined;
    }

    static Map<String, String> of(VaultId vault, DeviceId device, Map<String, TrashRule.Sighting> trash) {
        Map<String, String> fields = place(vault, device);
        fields.put(
                "trash",
                lines(
                        new ArrayList<>(trash.entrySet()),
                        each -> each.getKey() + " " + seconds(each.getValue().first()) + ' '
                                + each.getValue().sightings()));
        return fields;
    }

    static Map<String, TrashRule.Sighting> trash(Map<String, String> fields) {
        Map<String, TrashRule.Sighting> trash = new TreeMap<>();
        for (String line : parts(field(fields, "trash"), ",")) {
            List<String> parts = parts(line, " ");
            require(parts.size() == 3);
            int sightings = Integer.parseInt(parts.get(2));
            require(sightings >= 1);
            trash.put(new AccountId(parts.get(0)).value(), new TrashRule.Sighting(moment(parts.get(1)), sightings));
        }
        return trash;
    }

    static Map<String, String> of(DeviceId device, PendingDeletion deletion) {
        Map<String, String> fields = place(deletion.vault(), device);
        fields.put("requestedAt", seconds(deletion.requestedAt()));
        fields.put("phase", deletion.phase().name());
        return fields;
    }

    static PendingDeletion deletion(Map<String, String> fields) {
        return new PendingDeletion(
                new VaultId(field(fields, "vault")),
                moment(field(fields, "requestedAt")),
                PendingDeletion.Phase.valueOf(field(fields, "phase")));
    }

    private static Map<String, String> place(VaultId vault, DeviceId device) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("version", DeviceMemory.VERSION);
        fields.put("vault", vault.value());
        fields.put("device", device.value());
        return fields;
    }

    private static <T> String lines(List<T> all, Function<T, String> line) {
        return all.stream().map(line).collect(joining(","));
    }

    private static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }

    private static Instant moment(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    /** The part of a snapshot's name that the lane does not say. */
    private static String tail(ObjectName name) {
        String text = name.value();
        return text.substring(text.lastIndexOf('/') + 1, text.length() - ".age".length());
    }

    private static ObjectName name(VaultId vault, DeviceId device, String tail) {
        return new ObjectName(VaultObject.lanePrefix(vault, device) + tail + ".age");
    }

    /** As {@link VaultObject#parse} reads it, of a name whose vault and device are known: many are read at each backup. */
    private static SnapshotId number(DeviceId device, String tail) {
        require(tail.length() == 2 * NUMBER_DIGITS + 1 && tail.charAt(NUMBER_DIGITS) == '-' && tail.charAt(0) < '8');
        String number = tail.substring(0, NUMBER_DIGITS);
        require(Hex.is(number, NUMBER_DIGITS) && Hex.is(tail.substring(NUMBER_DIGITS + 1), NUMBER_DIGITS));
        return new SnapshotId(device, Long.parseLong(number, 16));
    }

    private static String digest(String text) {
        require(Hex.is(text, DIGEST_DIGITS));
        return text;
    }

    private static List<String> parts(String text, String separator) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(separator, -1));
    }

    static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        require(value != null);
        return String.valueOf(value);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("out of range");
        }
    }
}
