package dev.florin.journal;

import dev.florin.journal.archive.ArchivePaths;
import dev.florin.journal.archive.ArchivedSegment;
import dev.florin.journal.exceptions.HistoryRemovedException;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.format.SegmentHeader;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.manifest.SegmentPaths;
import dev.florin.journal.segment.SegmentScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens the segments of a directory to be read, wherever they are, and believes none that is not what the manifest names. */
final class SegmentOpener {

    static final String REMEDY = "Nothing was changed. Restore the directory from a copy that holds this sequence";

    private final Path directory;

    SegmentOpener(final Path directory) {
        this.directory = directory;
    }

    /**
     * Opens a segment and reads its header.
     *
     * @param manifest     that names it.
     * @param entry        of the segment, which is not being prepared.
     * @param lastSequence that was read before it, for messages.
     * @return a scanner behind the header.
     * @throws IOException             if the file cannot be read.
     * @throws JournalDamagedException if the file is missing, shortened or of another segment.
     * @throws HistoryRemovedException if it was removed from the archive.
     */
    SegmentScanner open(final Manifest manifest, final SegmentEntry entry, final long lastSequence) throws IOException {
        final SegmentScanner scanner =
                entry.isArchived() ? openArchived(manifest, entry, lastSequence) : openFile(entry, lastSequence);
        boolean opened = false;
        try {
            final String problem = scanner.next()
                    ? SegmentHeader.problem(
                            scanner.buffer(),
                            scanner.bytes(),
                            scanner.offset(),
                            scanner.excerptLengthBytes(),
                            manifest.journalId(),
                            entry.id())
                    : "the segment header is missing";
            if (problem != null) {
                throw damaged(scanner.file(), lastSequence, problem);
            }
            opened = true;
            return scanner;
        } finally {
            if (!opened) {
                scanner.close();
            }
        }
    }

    private SegmentScanner openFile(final SegmentEntry entry, final long lastSequence) throws IOException {
        final Path file = SegmentPaths.file(directory, entry.id());
        if (!Files.exists(file)) {
            throw damaged(file, lastSequence, "the segment is missing");
        }
        if (!entry.isSealed() && Files.size(file) < entry.lengthBytes()) {
            throw damaged(
                    file,
                    lastSequence,
                    "the segment was shortened to " + Files.size(file) + " bytes, of " + entry.lengthBytes()
                            + " that the manifest knows");
        }
        try {
            return new SegmentScanner(file);
        } catch (final NoSuchFileException e) {
            throw damaged(
                    file, lastSequence, "the segment is missing"); // archived in this moment, as the manifest says then
        }
    }

    private SegmentScanner openArchived(final Manifest manifest, final SegmentEntry entry, final long lastSequence)
            throws IOException {
        final Path file = ArchivePaths.file(directory, entry.id());
        if (Files.exists(file)) {
            return new SegmentScanner(file, new ArchivedSegment(file, entry.lengthBytes()));
        }
        final long firstSequence = JournalArchiver.historyBegins(directory, manifest.segments());
        if (firstSequence > entry.lastSequence()) {
            throw new HistoryRemovedException(directory, firstSequence);
        }
        throw damaged(file, lastSequence, "the archived segment is missing, though one before it is there");
    }

    static JournalDamagedException damaged(final Path file, final long lastSequence, final String problem) {
        return new JournalDamagedException(file, lastSequence + 1, problem, REMEDY);
    }
}
