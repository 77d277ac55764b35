package dev.florin.journal.snapshot;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.file.FileLayer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots of a data directory. Its methods keep no state and are safe for any thread. */
public final class Snapshots {

    private static final Logger LOGGER = LoggerFactory.getLogger(Snapshots.class);

    private Snapshots() {}

    /**
     * Lists the snapshots of a directory, by their names alone.
     *
     * @param directory of the journal.
     * @return the files, newest first.
     * @throws JournalException if the directory cannot be read.
     */
    public static List<Path> list(final Path directory) {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(
                directory, path -> SnapshotPaths.lastSequence(path).isPresent())) {
            paths.forEach(files::add);
        } catch (final IOException e) {
            throw unreadable(directory, e);
        }
        files.sort(Comparator.comparing(Path::getFileName).reversed());
        return files;
    }

    /**
     * Lists the snapshots that are not newer than a sequence, by their names alone.
     *
     * @param directory    of the journal.
     * @param lastSequence that they may reflect at most, {@link Long#MAX_VALUE} for all.
     * @return the files, newest first.
     * @throws JournalException if the directory cannot be read.
     */
    public static List<Path> list(final Path directory, final long lastSequence) {
        return list(directory).stream()
                .filter(file -> SnapshotPaths.lastSequence(file).orElseThrow() <= lastSequence)
                .toList();
    }

    /**
     * Finds the newest snapshot that is whole, and reads each one that it considers to its last byte.
     *
     * @param directory    of the journal.
     * @param journalId    of the manifest.
     * @param lastSequence that the snapshot may reflect at most, {@link Long#MAX_VALUE} for the newest.
     * @return what was found; whatever was skipped is in the log too, as a warning.
     * @throws JournalException if a file cannot be read.
     */
    public static SnapshotSearch newestValid(final Path directory, final long journalId, final long lastSequence) {
        final List<SnapshotSearch.Skipped> skipped = new ArrayList<>();
        for (final Path file : list(directory, lastSequence)) {
            try {
                return new SnapshotSearch(Optional.of(verify(file, journalId)), List.copyOf(skipped));
            } catch (final JournalDamagedException e) {
                LOGGER.warn("skipped a snapshot: {}", e.getMessage());
                skipped.add(new SnapshotSearch.Skipped(file, e.getMessage()));
            }
        }
        return new SnapshotSearch(Optional.empty(), List.copyOf(skipped));
    }

    /**
     * Reads a snapshot to its last byte.
     *
     * @param file      of the snapshot.
     * @param journalId of the manifest.
     * @return what it says of itself.
     * @throws JournalDamagedException if it is not what was written, or belongs to another journal.
     * @throws JournalException        if it cannot be read.
     */
    public static SnapshotInfo verify(final Path file, final long journalId) {
        try (SnapshotReader reader = open(file, journalId)) {
            while (!reader.isAtEnd()) {
                reader.poll((buffer, offset, lengthBytes) -> {}, Integer.MAX_VALUE);
            }
            return reader.info();
        }
    }

    /**
     * Opens a snapshot of a journal, to be read and so checked to its last byte.
     *
     * @param file      of the snapshot.
     * @param journalId of the manifest.
     * @return the reader, to be closed.
     * @throws JournalDamagedException if it does not start as a snapshot does, or belongs to another journal or sequence.
     * @throws JournalException        if it cannot be read.
     */
    public static SnapshotReader open(final Path file, final long journalId) {
        final SnapshotReader reader = SnapshotReader.open(file);
        try {
            requireOwn(reader.info(), journalId);
            return reader;
        } catch (final JournalDamagedException e) {
            reader.close();
            throw e;
        }
    }

    private static void requireOwn(final SnapshotInfo info, final long journalId) {
        final long namedSequence = SnapshotPaths.lastSequence(info.file()).orElse(0);
        if (info.journalId() != journalId || info.lastSequence() != namedSequence) {
            throw new JournalDamagedException(
                    info.file(),
                    0,
                    "it is the snapshot of sequence " + info.lastSequence() + " of "
                            + (info.journalId() == journalId ? "this journal" : "another journal"),
                    "Move it away, or give it back its name");
        }
    }

    /**
     * The highest sequence that a snapshot proves to have been durable, from the headers alone.
     *
     * @param directory of the journal.
     * @param journalId of the manifest.
     * @return what the newest snapshot with a good header of this journal says, if there is one.
     * @throws JournalException if a file cannot be read.
     */
    public static Optional<SnapshotInfo> newestHeader(final Path directory, final long journalId) {
        for (final Path file : list(directory)) {
            try (SnapshotReader reader = SnapshotReader.open(file)) {
                requireOwn(reader.info(), journalId);
                return Optional.of(reader.info());
            } catch (final JournalDamagedException e) {
                LOGGER.debug("no proof in a snapshot: {}", e.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * Deletes what crashes left of snapshots that were never complete, and all snapshots but the newest.
     *
     * @param directory of the journal.
     * @param files     to delete with.
     * @param keepCount how many snapshots to keep, at least 1.
     * @throws JournalException if something cannot be deleted.
     */
    public static void prune(final Path directory, final FileLayer files, final int keepCount) {
        if (keepCount < 1) {
            throw new IllegalArgumentException("keepCount " + keepCount + ", at least 1");
        }
        final List<Path> doomed = new ArrayList<>(leftovers(directory));
        list(directory).stream().skip(keepCount).forEach(doomed::add);
        delete(directory, files, doomed);
    }

    /**
     * Deletes what crashes left of snapshots that were never complete. Only while nobody writes one.
     *
     * @param directory of the journal.
     * @param files     to delete with.
     * @throws JournalException if something cannot be deleted.
     */
    public static void deleteUnfinished(final Path directory, final FileLayer files) {
        delete(directory, files, leftovers(directory));
    }

    private static void delete(final Path directory, final FileLayer files, final List<Path> doomed) {
        try {
            for (final Path file : doomed) {
                files.deleteFile(file);
            }
            if (!doomed.isEmpty()) {
                files.syncDirectory(directory);
            }
        } catch (final IOException e) {
            throw new JournalException("cannot delete old snapshots in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> leftovers(final Path directory) {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, SnapshotPaths::isTemporary)) {
            paths.forEach(files::add);
        } catch (final IOException e) {
            throw unreadable(directory, e);
        }
        return files;
    }

    private static JournalException unreadable(final Path directory, final IOException cause) {
        return new JournalException("cannot list the snapshots in " + directory + ": " + cause.getMessage(), cause);
    }
}
