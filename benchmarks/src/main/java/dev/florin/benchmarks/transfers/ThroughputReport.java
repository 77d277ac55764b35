package dev.florin.benchmarks.transfers;

import dev.florin.benchmarks.report.Figures;
import dev.florin.benchmarks.report.Json;
import dev.florin.benchmarks.report.Samples;
import dev.florin.benchmarks.report.TextTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tools.jackson.core.JsonGenerator;

/** Tells the runs of the kinds of work. */
final class ThroughputReport {
    /** A column: how it is headed, how it is called in JSON, and its value of a run. */
    private record Column(String heading, String name, String unit, ToDoubleFunction<RunResult> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("M/s", "throughput", "M/s", RunResult::millionsPerSecond),
            new Column("journal MB/s", "journal", "MB/s", RunResult::journalMegabytesPerSecond),
            new Column("raw MB/s", "raw_write", "MB/s", RunResult::rawMegabytesPerSecond),
            new Column("of raw %", "share_of_raw_write", "%", RunResult::percentOfRawWrite),
            new Column("disk B/cmd", "disk_per_command", "B", RunResult::diskBytesPerCommand),
            new Column("cmds/batch", "commands_per_batch", "commands", RunResult::commandsPerBatch),
            new Column("cmds/sync", "commands_per_sync", "commands", RunResult::commandsPerSync),
            new Column("engine ns", "engine_cpu", "ns", result -> result.cpuNsPerCommand(result.engine())),
            new Column("client ns", "client_cpu", "ns", result -> result.cpuNsPerCommand(result.client())),
            new Column("sync ns", "sync_cpu", "ns", result -> result.cpuNsPerCommand(result.sync())),
            new Column(
                    "engine B", "engine_allocation", "B", result -> result.allocatedBytesPerCommand(result.engine())));

    private static final List<Column> FILL_COLUMNS = List.of(
            new Column("filling M/s", "throughput_while_filling", "M/s", RunResult::fillRate),
            new Column("of filling %", "share_of_filling", "%", RunResult::percentOfFillRate));

    private static final List<Column> SNAPSHOT_COLUMNS = List.of(
            new Column("snapshots", "snapshots", "snapshots", RunResult::snapshotCount),
            new Column("longest step us", "longest_snapshot_step", "us", RunResult::longestSnapshotStepUs));

    private static final List<Column> REPLAY_COLUMNS = List.of(
            new Column("replay M/s", "replay", "M/s", result -> result.replay().replaying()),
            new Column(
                    "reading M/s", "reading", "M/s", result -> result.replay().reading()),
            new Column(
                    "applying M/s", "applying", "M/s", result -> result.replay().applying()),
            new Column(
                    "applying %",
                    "share_applying", "%", result -> result.replay().percentApplying()));

    private ThroughputReport() {}

    private static Samples throughput(final List<RunResult> results) {
        return samples(results, COLUMNS.get(0));
    }

    /** The median of what the bar of a workload is about. */
    static double median(final List<RunResult> results, final EngineSetup setup) {
        final Samples samples = new Samples();
        for (final RunResult result : results) {
            samples.add(setup.fillsKeys() ? result.percentOfFillRate() : result.millionsPerSecond());
        }
        return samples.median();
    }

    private static Samples samples(final List<RunResult> results, final Column column) {
        final Samples samples = new Samples();
        for (final RunResult result : results) {
            samples.add(column.value().applyAsDouble(result));
        }
        return samples;
    }

    private static List<Column> columns(final EngineSetup setup) {
        final List<Column> columns = new ArrayList<>(COLUMNS);
        if (setup.fillsKeys()) {
            columns.addAll(1, FILL_COLUMNS);
        }
        if (setup.takesSnapshots()) {
            columns.addAll(SNAPSHOT_COLUMNS);
        }
        if (setup.measuresReplay()) {
            columns.addAll(REPLAY_COLUMNS);
        }
        return columns;
    }

    /** Tells the runs of one kind of work, one by one. */
    static void print(final PrintStream out, final List<RunResult> results, final EngineSetup setup) {
        final List<Column> columns = columns(setup);
        final TextTable table = new TextTable(headings("run", columns));
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
        printLegend(out);
    }

    /** Tells several kinds of work beside each other: the medians of their runs. */
    static void print(
            final PrintStream out, final Map<WorkKind, List<RunResult>> resultsByKind, final EngineSetup setup) {
        final List<Column> columns = columns(setup);
        columns.add(1, new Column("", "", "M/s", RunResult::millionsPerSecond));
        final String[] headings = headings("median of", columns);
        headings[2] = "lowest-highest";
        final TextTable table = new TextTable(headings);
        resultsByKind.forEach((kind, results) -> {
            final String[] cells = row(
                    kind.toString(),
                    columns,
                    column -> Figures.number(samples(results, column).median()));
            cells[2] = Figures.range(throughput(results));
            table.row(cells);
        });
        table.print(out);
        printLegend(out);
    }

    private static void printLegend(final PrintStream out) {
        out.println();
        out.println(
                "journal: frames of the commands alone, of raw: beside forced positional writes of 576 KiB in the same run");
        out.println(
                "disk: what the kernel wrote to the device, whoever asked; ns and B: processor time and allocation a command");
    }

    private static String[] headings(final String first, final List<Column> columns) {
        return row(first, columns, Column::heading);
    }

    private static String[] row(final String first, final List<Column> columns, final Function<Column, String> cell) {
        final String[] cells = new String[columns.size() + 1];
        cells[0] = first;
        for (int i = 0; i < columns.size(); i++) {
            cells[i + 1] = cell.apply(columns.get(i));
        }
        return cells;
    }

    static void write(final JsonGenerator json, final List<RunResult> results, final EngineSetup setup) {
        for (final Column column : columns(setup)) {
            Json.writeSamples(json, column.name(), column.unit(), samples(results, column));
        }
    }
}
