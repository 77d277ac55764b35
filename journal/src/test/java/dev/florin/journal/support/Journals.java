package dev.florin.journal.support;

import dev.florin.journal.Durability;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalAppender;
import dev.florin.journal.JournalConfig;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.manifest.SegmentPaths;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Small journals for tests, and what is done to them. */
public final class Journals {

    /** Longest body in a journal of {@link #smallConfig}. */
    public static final int MAX_BODY_LENGTH_BYTES = 16 << 10;

    private Journals() {}

    /** A journal of which a few hundred batches fill several segments, chunks and commit files. */
    public static JournalConfig.Builder smallConfig(final Path directory, final Durability durability) {
        return JournalConfig.builder(directory)
                .durability(durability)
                .segmentLengthBytes(2 << 20)
                .firstSegmentLengthBytes(2 << 20)
                .maxBatchLengthBytes(MAX_BODY_LENGTH_BYTES + 64)
                .stagingLengthBytes(128 << 10)
                .commitFileLengthBytes(256 << 10)
                .minFreeDiskBytes(0);
    }

    /** Appends batches on this thread, which is the sync thread too, and leaves them durable. */
    public static void appendDurably(
            final Journal journal, final JournalAppender appender, final TestBatches batches, final int count) {
        for (int i = 0; i < count; i++) {
            appendOne(journal, appender, batches);
        }
        makeDurable(journal, appender);
    }

    /** Appends one batch; makes others durable only where the journal pushes back. */
    public static void appendOne(final Journal journal, final JournalAppender appender, final TestBatches batches) {
        while (!batches.append(appender)) {
            syncOnce(journal);
        }
    }

    /** Waits until everything that was appended is durable. */
    public static void makeDurable(final Journal journal, final JournalAppender appender) {
        while (journal.durableSequence().read() < appender.lastSequence()) {
            syncOnce(journal);
        }
    }

    private static void syncOnce(final Journal journal) {
        if (journal.failure() != null) {
            throw new IllegalStateException(journal.failure());
        }
        if (journal.durability() == Durability.MEMORY_MAPPED
                || journal.commitAgent().doWork() == 0) {
            LockSupport.parkNanos(10_000);
        }
    }

    /**
     * Copies the directory of a journal that is being appended to: what would be left if its process were killed now. Waits
     * until the journal's own threads have nothing to do, for a copy is not made in one instant.
     */
    public static void copyAsKilled(final Path source, final Path target) throws IOException {
        while (!isSettled(source)) {
            LockSupport.parkNanos(10_000);
        }
        copy(source, target);
    }

    /** Whether nothing but the segment being written and an empty one that is ready comes behind sealed ones. */
    private static boolean isSettled(final Path source) throws IOException {
        final List<SegmentEntry> entries = ManifestStore.read(source).segments();
        final SegmentEntry last = entries.get(entries.size() - 1);
        return entries.stream().filter(entry -> !entry.isSealed()).count() == 2
                && last.state() == SegmentEntry.State.OPEN
                && SegmentFile.of(SegmentPaths.directory(source, last.id()))
                        .excerpts()
                        .isEmpty();
    }

    /** Deletes a directory, if it is there. */
    public static void delete(final Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (final Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }

    /**
     * Copies a directory, of a running engine too: as a crash would leave it. A file that waits for its name is passed over,
     * because it may have it by the next moment.
     */
    public static void copy(final Path source, final Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(final Path path, final BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(target.resolve(source.relativize(path)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(final Path path, final BasicFileAttributes attributes) throws IOException {
                if (!waitsForName(path)) {
                    Files.copy(path, target.resolve(source.relativize(path)), StandardCopyOption.REPLACE_EXISTING);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(final Path path, final IOException problem) throws IOException {
                if (!waitsForName(path)) {
                    throw problem;
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean waitsForName(final Path file) {
        return file.toString().endsWith(".tmp");
    }

    /** The segment directories of a journal, oldest first. */
    public static List<Path> segments(final Path directory) throws IOException {
        try (var paths = Files.list(directory)) {
            return new ArrayList<>(
                    paths.filter(path -> path.getFileName().toString().startsWith("segment-"))
                            .sorted()
                            .toList());
        }
    }
}
