package dev.florin.benchmarks.transfers;

import dev.florin.benchmarks.report.Figures;
import dev.florin.benchmarks.report.Json;
import dev.florin.benchmarks.report.Samples;
import dev.florin.benchmarks.report.TextTable;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** Tells the runs of a workload. */
final class ThroughputReport {
    private static final double PERCENT = 100;

    /** A column: how it is headed, how it is called in JSON, and its value of a run. */
    private record Column(String heading, String name, String unit, ToDoubleFunction<RunResult> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("M/s", "throughput", "M/s", RunResult::millionsPerSecond),
            new Column("journal MB/s", "journal", "MB/s", RunResult::journalMegabytesPerSecond),
            new Column("raw MB/s", "raw_write", "MB/s", RunResult::rawMegabytesPerSecond),
            new Column("of raw %", "share_of_raw_write", "%", result -> PERCENT * result.shareOfRawWrite()),
            new Column("disk B/cmd", "disk_per_command", "B", RunResult::diskBytesPerCommand),
            new Column("cmds/batch", "commands_per_batch", "commands", RunResult::commandsPerBatch),
            new Column("cmds/sync", "commands_per_sync", "commands", RunResult::commandsPerSync),
            new Column("engine ns", "engine_cpu", "ns", result -> result.cpuNsPerCommand(result.engine())),
            new Column("client ns", "client_cpu", "ns", result -> result.cpuNsPerCommand(result.client())),
            new Column("sync ns", "sync_cpu", "ns", result -> result.cpuNsPerCommand(result.sync())),
            new Column(
                    "engine B", "engine_allocation", "B", result -> result.allocatedBytesPerCommand(result.engine())));

    private static final Column REPLAY =
            new Column("replay M/s", "replay", "M/s", RunResult::replayedMillionsPerSecond);

    private ThroughputReport() {}

    static Samples throughput(final List<RunResult> results) {
        return samples(results, COLUMNS.get(0));
    }

    private static Samples samples(final List<RunResult> results, final Column column) {
        final Samples samples = new Samples();
        for (final RunResult result : results) {
            samples.add(column.value().applyAsDouble(result));
        }
        return samples;
    }

    private static List<Column> columns(final boolean withReplay) {
        if (!withReplay) {
            return COLUMNS;
        }
        return Stream.concat(COLUMNS.stream(), Stream.of(REPLAY)).toList();
    }

    static void print(final PrintStream out, final List<RunResult> results, final boolean withReplay) {
        final List<Column> columns = columns(withReplay);
        final String[] headings = new String[columns.size() + 1];
        headings[0] = "run";
        for (int i = 0; i < columns.size(); i++) {
            headings[i + 1] = columns.get(i).heading();
        }
        final TextTable table = new TextTable(headings);
        for (int run = 0; run < results.size(); run++) {
            final RunResult result = results.get(run);
            table.row(row(
                    Integer.toString(run + 1),
                    columns,
                    column -> Figures.number(column.value().applyAsDouble(result))));
        }
        table.row(row(
                "median",
                columns,
                column -> Figures.number(samples(results, column).median())));
        table.row(row(
                "lowest",
                columns,
                column -> Figures.number(samples(results, column).min())));
        table.row(row(
                "highest",
                columns,
                column -> Figures.number(samples(results, column).max())));
        table.print(out);
        out.println();
        out.println(
                "journal: frames of the transfers alone, of raw: beside forced positional writes of 576 KiB in the same run");
        out.println(
                "disk: what the kernel wrote to the device, whoever asked; ns and B: processor time and allocation a command");
    }

    private static String[] row(final String first, final List<Column> columns, final Function<Column, String> cell) {
        final String[] cells = new String[columns.size() + 1];
        cells[0] = first;
        for (int i = 0; i < columns.size(); i++) {
            cells[i + 1] = cell.apply(columns.get(i));
        }
        return cells;
    }

    static void write(final JsonGenerator json, final List<RunResult> results, final boolean withReplay) {
        json.writeObjectPropertyStart("results");
        for (final Column column : columns(withReplay)) {
            Json.writeSamples(json, column.name(), column.unit(), samples(results, column));
        }
        json.writeEndObject();
    }
}
