package org.authenticatorbackup.core.scale;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.authenticatorbackup.core.scale.Years.Cost;

/** What was counted, as the document shows it and as it is read from there again. */
final class CountedTable {

    private static final List<String> COLUMNS =
            List.of("puts", "gets", "listings", "deletions", "kB up", "kB down", "names");

    private CountedTable() {}

    static List<String> write(Map<Profile, Cost> costs) {
        List<String> lines = new ArrayList<>();
        lines.add("| | " + String.join(" | ", COLUMNS) + " | objects kept | kB kept |");
        lines.add("|---|" + "---|".repeat(COLUMNS.size() + 2));
        costs.forEach((profile, cost) -> {
            lines.add(row(name(profile) + ", a month", cost.month())
                    + String.format(Locale.ROOT, " %.1f | %.0f |", cost.objects(), cost.bytes() / 1e3));
            lines.add(row(name(profile) + ", a recovery", cost.recovery()) + " | |");
        });
        return lines;
    }

    private static String name(Profile profile) {
        return profile.name().toLowerCase(Locale.ROOT);
    }

    private static String row(String what, Requests r) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.1f | %.0f | %.0f | %.0f |",
                what,
                r.puts(),
                r.gets(),
                r.lists(),
                r.deletes(),
                r.up() / 1e3,
                r.down() / 1e3,
                r.names());
    }

    static Map<Profile, Cost> read(List<String> document) {
        Map<Profile, Cost> costs = new EnumMap<>(Profile.class);
        for (Profile profile : Profile.values()) {
            List<Double> month = cells(document, name(profile) + ", a month");
            List<Double> recovery = cells(document, name(profile) + ", a recovery");
            costs.put(profile, new Cost(requests(month), requests(recovery), month.get(7), month.get(8) * 1e3));
        }
        return costs;
    }

    private static Requests requests(List<Double> cells) {
        return new Requests(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                cells.get(4) * 1e3,
                cells.get(5) * 1e3,
                cells.get(6));
    }

    private static List<Double> cells(List<String> document, String what) {
        String line = document.stream()
                .filter(each -> each.startsWith("| " + what + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the document has no row: " + what));
        List<Double> cells = new ArrayList<>();
        for (String cell : List.of(line.split("\\|", -1)).subList(2, 11)) {
            cells.add(cell.isBlank() ? 0 : Double.parseDouble(cell.trim()));
        }
        return cells;
    }
}
