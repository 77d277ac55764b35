package dev.florin.replay;

import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.journal.RecoveryReport;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.snapshot.SnapshotInfo;
import dev.florin.journal.snapshot.SnapshotReader;
import dev.florin.journal.snapshot.Snapshots;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay info}: what a directory holds, every batch checked, nothing applied. */
@Command(
        name = "info",
        description =
                "What a data directory holds: manifest, segments, snapshots, sequences, times. Checks every batch,"
                        + " applies none.",
        mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The data directory, or a copy of it.")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        final Manifest manifest = ManifestStore.read(directory);
        out.printf("journal        %016x%n", manifest.journalId());
        manifest.properties().forEach((name, value) -> out.printf("%-14s %s%n", name, value));
        for (final SegmentEntry segment : manifest.segments()) {
            out.printf("segment %-6d %s%n", segment.id(), describe(segment));
        }
        for (final Path file : Snapshots.list(directory)) {
            out.printf("snapshot       %s%n", describe(file));
        }
        final long historyBegins = Journal.historyBegins(directory);
        if (historyBegins > 1) {
            out.printf("history        begins at sequence %d%n", historyBegins);
        }
        final RecoveryReport report = read(directory, historyBegins);
        out.printf("batches        %d%n", report.batchCount());
        out.printf("last sequence  %d%n", report.lastSequence());
        out.printf("last timestamp %s%n", time(report.lastTimestampNs()));
        out.printf("closed         %s%n", report.orderly() ? "in good order" : "no: running, or ended roughly");
        report.cut().ifPresent(cut -> out.printf("tail to cut    %s%n", cut));
        out.flush();
        return 0;
    }

    private static String describe(final Path file) {
        try (SnapshotReader reader = SnapshotReader.open(file)) {
            final SnapshotInfo info = reader.info();
            return "sequence " + info.lastSequence() + ", " + info.fileLengthBytes() + " bytes, "
                    + time(info.lastTimestampNs());
        } catch (final JournalDamagedException e) {
            return "DAMAGED: " + e.getMessage();
        }
    }

    /** Reads a journal to its end, every batch checked. */
    static RecoveryReport read(final Path directory) {
        return read(directory, 1);
    }

    /** Reads what is left of a journal to its end, every batch checked. */
    static RecoveryReport readAll(final Path directory) {
        return read(directory, Journal.historyBegins(directory));
    }

    private static RecoveryReport read(final Path directory, final long fromSequence) {
        try (JournalReader reader = Journal.openReadOnly(directory, fromSequence)) {
            while (!reader.isAtEnd()) {
                reader.poll((firstSequence, timestampNs, buffer, offset, lengthBytes, count) -> {}, Integer.MAX_VALUE);
            }
            return reader.report();
        }
    }

    private static String describe(final SegmentEntry segment) {
        return segment.isSealed()
                ? (segment.isArchived() ? "archived" : "sealed") + ", sequences " + segment.firstSequence() + " to "
                        + segment.lastSequence()
                : "not sealed";
    }

    private static String time(final long timestampNs) {
        return timestampNs + " ns, " + Instant.ofEpochSecond(timestampNs / NS_PER_SECOND, timestampNs % NS_PER_SECOND);
    }
}
