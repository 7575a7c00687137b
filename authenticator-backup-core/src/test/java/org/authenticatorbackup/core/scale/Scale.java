package org.authenticatorbackup.core.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.authenticatorbackup.core.scale.Years.Cost;

/** The calculation: from what a person of each profile was counted to cost, to what all of them do. */
final class Scale {

    private static final double PEOPLE = 100e6;
    private static final double SECONDS_OF_A_MONTH = 30 * 86_400.0;
    private static final double SECONDS_OF_AN_HOUR = 3_600;

    /** A person gets a new phone every thirty months. */
    private static final double RECOVERIES_A_MONTH = 1 / 30.0;

    /** The busiest hour has so many times the mean. */
    private static final double PEAK = 4;

    /** So many of all people recover within one bad hour. */
    private static final double BAD_HOUR = 0.01;

    private static final double WIRE_UP = 800;
    private static final double WIRE_DOWN = 500;
    private static final double WIRE_NAME = 400;

    private static final double PUT_DOLLARS = 0.005 / 1_000;
    private static final double GET_DOLLARS = 0.0004 / 1_000;
    private static final double STORED_DOLLARS = 0.023 / 1e9;
    private static final double OUT_DOLLARS = 0.09 / 1e9;

    private static final double PREFIX_WRITES = 3_500;
    private static final double PREFIX_READS = 5_500;

    private static final double TABLE_PARTITIONS = 1_024;
    private static final double ROW_BYTES = 200;
    private static final double INDEX_BYTES = 120;
    private static final double STATEMENTS = 5_000;

    private static final double WRITE_UNIT = 1_024;
    private static final double READ_UNIT = 4_096;
    private static final double PARTITION_WRITES = 1_000;
    private static final double PARTITION_READS = 3_000;
    private static final double PARTITION_BYTES = 10e9;

    /** Of a month of daily looks: two listings and one object each. */
    private static final double LOOKS = 30;

    private final Cost mean;

    Scale(Map<Profile, Cost> costs) {
        Cost sum = new Cost(Requests.NONE, Requests.NONE, 0, 0);
        for (Map.Entry<Profile, Cost> each : costs.entrySet()) {
            sum = sum.plus(each.getValue().times(each.getKey().share));
        }
        this.mean = sum;
    }

    /** With the recoveries that fall into it. */
    private Requests month() {
        return mean.month().plus(mean.recovery().times(RECOVERIES_A_MONTH));
    }

    private static double up(Requests requests) {
        return requests.up() + requests.all() * WIRE_UP;
    }

    private static double down(Requests requests) {
        return requests.down() + requests.all() * WIRE_DOWN + requests.names() * WIRE_NAME;
    }

    private static double dollars(Requests month, double stored) {
        return (month.puts() + month.lists()) * PUT_DOLLARS
                + month.gets() * GET_DOLLARS
                + stored * STORED_DOLLARS
                + down(month) * OUT_DOLLARS;
    }

    /** {@return the tables of the document, in their order, each a list of lines} */
    List<List<String>> tables() {
        return List.of(cost(), sensitivity(), load(), kept(), keyValue());
    }

    private List<String> cost() {
        Requests month = month();
        return table(
                "| | a person and month | of it | 100 million and month |",
                "|---|---|---|---|",
                costRow("listings", month.lists(), month.lists() * PUT_DOLLARS),
                costRow("puts", month.puts(), month.puts() * PUT_DOLLARS),
                costRow("gets", month.gets(), month.gets() * GET_DOLLARS),
                costRow("deletions", month.deletes(), 0),
                row("| bytes in | %.0f kB | 0 | 0 |", up(month) / 1e3),
                row(
                        "| bytes out | %.0f kB | $ %.6f | $ %,.0f |",
                        down(month) / 1e3, down(month) * OUT_DOLLARS, down(month) * OUT_DOLLARS * PEOPLE),
                row(
                        "| kept | %.0f kB | $ %.6f | $ %,.0f |",
                        mean.bytes() / 1e3, mean.bytes() * STORED_DOLLARS, mean.bytes() * STORED_DOLLARS * PEOPLE),
                row(
                        "| **together** | | **$ %.6f** | **$ %,.0f** |",
                        dollars(month, mean.bytes()), dollars(month, mean.bytes()) * PEOPLE));
    }

    private static String costRow(String what, double requests, double dollars) {
        return row("| %s | %.1f | $ %.6f | $ %,.0f |", what, requests, dollars, dollars * PEOPLE);
    }

    private List<String> sensitivity() {
        Requests month = month();
        Requests look = new Requests(
                0, 1, 2, 0, 0, mean.recovery().down() / mean.recovery().gets(), 0);
        Requests listing = new Requests(0, 0, 1, 0, 0, 0, 0);
        return table(
                "| if | a person and month |",
                "|---|---|",
                whatIf("as it is", month, mean.bytes()),
                whatIf("the daily look listed once instead of twice", month.minus(listing.times(LOOKS)), mean.bytes()),
                whatIf("the look were weekly", month.minus(look.times(LOOKS * 6 / 7)), mean.bytes()),
                whatIf(
                        "people recovered ten times as often",
                        month.plus(mean.recovery().times(9 * RECOVERIES_A_MONTH)),
                        mean.bytes()),
                whatIf("objects were kept for ever as large again", month, 2 * mean.bytes()));
    }

    private static String whatIf(String what, Requests month, double bytes) {
        return row("| %s | $ %.6f |", what, dollars(month, bytes));
    }

    private List<String> load() {
        Requests perSecond = month().times(PEOPLE / SECONDS_OF_A_MONTH);
        Requests bad = mean.recovery().times(PEOPLE * BAD_HOUR / SECONDS_OF_AN_HOUR);
        double writes = perSecond.puts() + perSecond.deletes();
        double reads = perSecond.gets() + perSecond.lists();
        double badReads = bad.gets() + bad.lists();
        return table(
                "| a second | mean | busiest hour | bad hour besides |",
                "|---|---|---|---|",
                row("| puts and deletions | %,.0f | %,.0f | 0 |", writes, writes * PEAK),
                row("| gets and listings | %,.0f | %,.0f | %,.0f |", reads, reads * PEAK, badReads),
                row(
                        "| in, Gbit | %.2f | %.2f | %.2f |",
                        gbit(up(perSecond)), gbit(up(perSecond)) * PEAK, gbit(up(bad))),
                row(
                        "| out, Gbit | %.2f | %.2f | %.2f |",
                        gbit(down(perSecond)), gbit(down(perSecond)) * PEAK, gbit(down(bad))),
                row(
                        "| S3: partitions of the bucket, for all of it | | | %.0f |",
                        Math.ceil(Math.max(writes * PEAK / PREFIX_WRITES, (reads * PEAK + badReads) / PREFIX_READS))),
                row(
                        "| SQL: servers of 5,000 statements a second | | | %.0f |",
                        Math.ceil(((writes + reads) * PEAK + badReads) / STATEMENTS)));
    }

    private static double gbit(double bytes) {
        return bytes * 8 / 1e9;
    }

    private List<String> kept() {
        double objects = mean.objects() * PEOPLE;
        double bytes = mean.bytes() * PEOPLE;
        return table(
                "| | all | each of 1,024 partitions of a table |",
                "|---|---|---|",
                row(
                        "| objects, or rows | %.2f billion | %.1f million |",
                        objects / 1e9, objects / TABLE_PARTITIONS / 1e6),
                row("| bytes | %.1f TB | %.1f GB |", bytes / 1e12, bytes / TABLE_PARTITIONS / 1e9),
                row(
                        "| beside them, for rows | %.2f TB | %.2f GB |",
                        objects * ROW_BYTES / 1e12, objects * ROW_BYTES / TABLE_PARTITIONS / 1e9),
                row(
                        "| index | %.2f TB | %.2f GB |",
                        objects * INDEX_BYTES / 1e12, objects * INDEX_BYTES / TABLE_PARTITIONS / 1e9));
    }

    private List<String> keyValue() {
        Requests perSecond = month().times(PEOPLE / SECONDS_OF_A_MONTH);
        Requests bad = mean.recovery().times(PEOPLE * BAD_HOUR / SECONDS_OF_AN_HOUR);
        double written =
                (perSecond.up() / WRITE_UNIT + perSecond.deletes() * perSecond.up() / perSecond.puts() / WRITE_UNIT)
                        * PEAK;
        double read = (perSecond.down() / READ_UNIT + perSecond.lists()) * PEAK + bad.down() / READ_UNIT + bad.lists();
        return table(
                "| | units a second | partitions |",
                "|---|---|---|",
                row(
                        "| writes of 1 KiB, busiest hour | %,.0f | %,.0f |",
                        written, Math.ceil(written / PARTITION_WRITES)),
                row(
                        "| reads of 4 KiB, busiest and bad hour | %,.0f | %,.0f |",
                        read, Math.ceil(read / PARTITION_READS)),
                row("| for 10 GB each | | %,.0f |", Math.ceil(mean.bytes() * PEOPLE / PARTITION_BYTES)));
    }

    private static String row(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static List<String> table(String... lines) {
        return new ArrayList<>(List.of(lines));
    }
}
