package dev.florin.journal;

import dev.florin.journal.archive.ArchivePaths;
import dev.florin.journal.archive.ArchivedSegment;
import dev.florin.journal.archive.DamagedArchiveException;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.file.FileLayer;
import dev.florin.journal.format.Checksum;
import dev.florin.journal.format.SegmentHeader;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.manifest.SegmentPaths;
import dev.florin.journal.segment.SegmentScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Moves sealed segments into the archive: compresses each, reads back and checks every batch in what it wrote, enters it in the
 * manifest, and only then deletes the segment. A crash at any point leaves the one or the other. Used by one thread at a time.
 */
final class JournalArchiver {

    private static final String REMEDY = "Nothing was moved. Restore the segment from a copy of this directory";

    private final Path directory;
    private final FileLayer files;
    private final ManifestStore manifests;

    JournalArchiver(final Path directory, final FileLayer files, final ManifestStore manifests) {
        this.directory = directory;
        this.files = files;
        this.manifests = manifests;
    }

    /** Archives the segments that end at a sequence or before, but never the last sealed one: its end is where one starts. */
    ArchiveReport archive(final long throughSequence) throws IOException {
        int segmentCount = 0;
        long segmentBytes = 0;
        long archivedBytes = 0;
        long lastSequence = 0;
        int previousCrc = Checksum.chainSeed(manifests.manifest().journalId());
        final List<SegmentEntry> sealed = manifests.manifest().segments().stream()
                .filter(SegmentEntry::isSealed)
                .toList();
        for (int i = 0; i < sealed.size() - 1 && sealed.get(i).lastSequence() <= throughSequence; i++) {
            final SegmentEntry entry = sealed.get(i);
            if (!entry.isArchived()) {
                final long lengthBytes = Files.size(SegmentPaths.file(directory, entry.id()));
                archivedBytes += compress(entry, lengthBytes, previousCrc);
                segmentBytes += lengthBytes;
                segmentCount++;
            }
            // Also what a crash left of a segment that was archived before.
            files.deleteDirectory(SegmentPaths.directory(directory, entry.id()));
            lastSequence = entry.lastSequence();
            previousCrc = entry.lastCrc();
        }
        files.syncDirectory(directory);
        return new ArchiveReport(segmentCount, segmentBytes, archivedBytes, lastSequence);
    }

    private long compress(final SegmentEntry entry, final long lengthBytes, final int previousCrc) throws IOException {
        final Path folder = ArchivePaths.directory(directory);
        files.createDirectory(folder);
        files.syncDirectory(directory);
        final Path file = ArchivePaths.file(directory, entry.id());
        final Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        final SegmentEntry archived = entry.archived(lengthBytes);
        final long archivedBytes;
        try {
            archivedBytes = ArchivedSegment.compress(SegmentPaths.file(directory, entry.id()), files, temporary);
            verify(archived, temporary, previousCrc);
        } catch (final IOException | RuntimeException e) {
            deleteAfter(e, temporary);
            throw e;
        }
        files.rename(temporary, file);
        files.syncDirectory(folder);
        manifests.update(manifest -> manifest.with(archived));
        return archivedBytes;
    }

    /** Where the disk is full, it is this file that leaves no room for commands. */
    private void deleteAfter(final Exception failure, final Path temporary) {
        try {
            files.deleteFile(temporary);
        } catch (final IOException also) {
            failure.addSuppressed(also);
        }
    }

    /** Everything that a reader will ask of it, on what was written. */
    private void verify(final SegmentEntry entry, final Path file, final int previousCrc) throws IOException {
        final BatchChain chain = new BatchChain(manifests.manifest().journalId());
        chain.skipTo(entry.firstSequence() - 1, previousCrc);
        final ArchivedSegment source = new ArchivedSegment(file, entry.lengthBytes());
        try (SegmentScanner scanner = new SegmentScanner(file, source)) {
            String problem = scanner.next()
                    ? SegmentHeader.problem(
                            scanner.buffer(),
                            scanner.bytes(),
                            scanner.offset(),
                            scanner.excerptLengthBytes(),
                            manifests.manifest().journalId(),
                            entry.id())
                    : "the segment header is missing";
            while (problem == null && chain.lastSequence() < entry.lastSequence()) {
                problem = scanner.next()
                        ? chain.problem(
                                scanner.buffer(), scanner.bytes(), scanner.offset(), scanner.excerptLengthBytes())
                        : "the segment ends here";
                if (problem == null) {
                    chain.accept(scanner.buffer(), scanner.offset());
                }
            }
            if (problem == null && chain.lastCrc() != entry.lastCrc()) {
                problem = "the last batch is not the one that the manifest sealed";
            }
            if (problem != null) {
                throw damaged(entry, chain, problem);
            }
            source.requireWhole();
        } catch (final DamagedArchiveException e) {
            throw damaged(entry, chain, e.getMessage());
        }
    }

    private JournalDamagedException damaged(final SegmentEntry entry, final BatchChain chain, final String problem) {
        return new JournalDamagedException(
                SegmentPaths.file(directory, entry.id()),
                chain.lastSequence() + 1,
                "compressed and read back, " + problem,
                REMEDY);
    }

    /** The first sequence that can still be read. */
    static long historyBegins(final Path directory, final List<SegmentEntry> segments) {
        for (final SegmentEntry entry : segments) {
            if (!entry.isArchived() || Files.exists(ArchivePaths.file(directory, entry.id()))) {
                return Math.max(1, entry.firstSequence());
            }
        }
        return 1;
    }
}
