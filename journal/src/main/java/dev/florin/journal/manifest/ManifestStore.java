package dev.florin.journal.manifest;

import dev.florin.journal.commitlog.CommitFiles;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Keeps the manifest of a directory: replaces the file in one step and durably, so that after a crash the old one or the
 * new one is there. Safe for use by several threads.
 */
public final class ManifestStore {

    /** Name of the manifest in the data directory. */
    public static final String FILE_NAME = "manifest";

    private static final String TEMPORARY_FILE_NAME = "manifest.tmp";

    private final Path directory;
    private final FileLayer files;
    private Manifest manifest;

    private ManifestStore(final Path directory, final FileLayer files, final Manifest manifest) {
        this.directory = directory;
        this.files = files;
        this.manifest = manifest;
    }

    /**
     * Reads the manifest, or creates it where the directory holds no journal yet.
     *
     * @param directory  of the journal; it exists.
     * @param files      to write with.
     * @param journalId  to give a new journal.
     * @param properties to give a new journal.
     * @return the store.
     * @throws IOException             if it cannot be read or written.
     * @throws JournalDamagedException if segments or commit files are there without a manifest, or segments that it does
     *     not name.
     */
    public static ManifestStore openOrCreate(
            final Path directory, final FileLayer files, final long journalId, final Map<String, String> properties)
            throws IOException {
        if (!Files.exists(directory.resolve(FILE_NAME))) {
            requireNothingElse(directory);
            final ManifestStore store = new ManifestStore(directory, files, Manifest.create(journalId, properties));
            store.write(store.manifest);
            return store;
        }
        final ManifestStore store = new ManifestStore(directory, files, read(directory));
        requireNoStrays(directory, strays(directory, store.manifest));
        return store;
    }

    /**
     * Reads the manifest of a directory.
     *
     * @param directory of the journal.
     * @return the manifest.
     * @throws IOException             if it cannot be read.
     * @throws JournalDamagedException if it is not what was written.
     */
    public static Manifest read(final Path directory) throws IOException {
        final Path file = directory.resolve(FILE_NAME);
        try {
            return Manifest.parse(file, Files.readAllBytes(file));
        } catch (final NoSuchFileException e) {
            throw new JournalDamagedException(
                    file, 0, "there is no manifest (" + e.getMessage() + ")", "Name a directory that holds a journal");
        }
    }

    private static void requireNothingElse(final Path directory) throws IOException {
        final Set<Long> strays = segmentIds(directory);
        if (!strays.isEmpty()) {
            throw manifestMissing(directory, "segments " + strays);
        }
        for (final Path file : CommitFiles.paths(directory)) {
            if (Files.exists(file)) {
                throw manifestMissing(directory, file.getFileName().toString());
            }
        }
    }

    private static JournalDamagedException manifestMissing(final Path directory, final String found) {
        return new JournalDamagedException(
                directory.resolve(FILE_NAME),
                0,
                "the manifest is missing but the directory holds " + found,
                "Restore the manifest from a copy of this directory, or name an empty directory for a new journal");
    }

    /**
     * Reads the manifest of a directory and refuses segments that it does not name, beside a writer too: a writer names a
     * segment before it creates its directory and deletes that before it drops the name.
     *
     * @param directory of the journal.
     * @return the manifest.
     * @throws IOException             if it cannot be read.
     * @throws JournalDamagedException if it is not what was written, or if there are segments that it does not name.
     */
    public static Manifest readChecked(final Path directory) throws IOException {
        Manifest before = read(directory);
        while (true) {
            final Set<Long> strays = strays(directory, before);
            final Manifest now = read(directory);
            if (Arrays.equals(now.encode(), before.encode())) {
                requireNoStrays(directory, strays);
                return now;
            }
            before = now;
        }
    }

    private static Set<Long> strays(final Path directory, final Manifest manifest) throws IOException {
        final Set<Long> strays = segmentIds(directory);
        manifest.segments().forEach(segment -> strays.remove(segment.id()));
        return strays;
    }

    private static void requireNoStrays(final Path directory, final Set<Long> strays) {
        if (!strays.isEmpty()) {
            final long stray = strays.iterator().next();
            throw new JournalDamagedException(
                    SegmentPaths.directory(directory, stray),
                    0,
                    "the manifest names no segment " + stray,
                    "If the folder was copied here by mistake, move it away; if the manifest is older than the segments,"
                            + " restore both from the same copy");
        }
    }

    private static Set<Long> segmentIds(final Path directory) throws IOException {
        final Set<Long> ids = new HashSet<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(
                directory, path -> SegmentPaths.isSegment(path.getFileName().toString()))) {
            paths.forEach(path -> ids.add(SegmentPaths.id(path.getFileName().toString())));
        }
        return ids;
    }

    /**
     * The manifest as it was last written.
     *
     * @return the manifest.
     */
    public synchronized Manifest manifest() {
        return manifest;
    }

    /**
     * Changes the manifest, durably.
     *
     * @param change from the old to the new one.
     * @throws IOException if it cannot be written; the file then is the old one or the new one.
     */
    public synchronized void update(final UnaryOperator<Manifest> change) throws IOException {
        final Manifest changed = change.apply(manifest);
        write(changed);
        manifest = changed;
    }

    private void write(final Manifest changed) throws IOException {
        final Path temporary = directory.resolve(TEMPORARY_FILE_NAME);
        files.deleteFile(temporary);
        final byte[] bytes = changed.encode();
        try (LogFile file = files.open(temporary, false)) {
            file.write(0, ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
            file.force();
        }
        files.rename(temporary, directory.resolve(FILE_NAME));
        files.syncDirectory(directory);
    }
}
