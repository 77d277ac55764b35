package dev.florin.replay.backup;

import dev.florin.journal.archive.ArchivePaths;
import dev.florin.journal.commitlog.CommitFiles;
import dev.florin.journal.file.SystemFileLayer;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.manifest.SegmentPaths;
import dev.florin.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies a data directory while an engine writes to it, so that the copy is one that a crash of the engine could have left,
 * later than everything that was durable when the copy began. The order does it: what proves that something is durable
 * (snapshots, commit log, later batches) is copied before what it speaks of, the manifest at last; where that has changed
 * meanwhile, what has changed with it is copied again. Belongs to one thread; copies once.
 */
public final class DirectoryBackup {
    private static final int MAX_ROUNDS = 50;
    private static final int SNAPSHOTS = 2;

    private final Path source;
    private final Path target;
    private final StableCopy copy = new StableCopy();
    private final Set<Long> complete = new HashSet<>();
    private long copiedBytes;
    private int snapshotCount;

    /**
     * Prepares a copy.
     *
     * @param source data directory.
     * @param target folder to make; the copy is made beside it, under its name and {@code .partial}, until it is whole.
     */
    public DirectoryBackup(final Path source, final Path target) {
        this.source = source;
        this.target = target;
    }

    /**
     * Where the copy is until it is whole.
     *
     * @return a folder beside the target.
     */
    public Path partial() {
        return target.resolveSibling(target.getFileName() + ".partial");
    }

    /**
     * Copies everything to {@link #partial}.
     *
     * @throws IOException if that fails.
     */
    public void copy() throws IOException {
        for (final Path folder : List.of(target, partial())) {
            if (Files.exists(folder)) {
                throw new FileAlreadyExistsException(
                        folder.toString(), null, "is there already: name another folder, or move it away");
            }
        }
        Manifest before = ManifestStore.read(source);
        Files.createDirectories(partial());
        for (int round = 0; round < MAX_ROUNDS; round++) {
            copyRound(before);
            final Manifest now = ManifestStore.read(source);
            if (Arrays.equals(now.encode(), before.encode())) {
                Files.write(manifestFile(), now.encode(), StandardOpenOption.CREATE, StandardOpenOption.SYNC);
                syncDirectories();
                return;
            }
            before = now;
        }
        throw new IOException("the segments of " + source + " changed " + MAX_ROUNDS
                + " times while they were copied: copy to a faster disk, or at a quieter time");
    }

    private void syncDirectories() throws IOException {
        try (Stream<Path> all = Files.walk(partial())) {
            for (final Path folder : all.filter(Files::isDirectory).toList()) {
                SystemFileLayer.INSTANCE.syncDirectory(folder);
            }
        }
    }

    private Path manifestFile() {
        return partial().resolve(ManifestStore.FILE_NAME);
    }

    private void copyRound(final Manifest manifest) throws IOException {
        copySnapshots();
        for (final Path file : CommitFiles.paths(source)) {
            if (Files.exists(file)) {
                copiedBytes += copy.copy(file, inTarget(file), false);
            }
        }
        final List<SegmentEntry> newestFirst = manifest.segments().stream()
                .sorted(Comparator.comparingLong(SegmentEntry::id).reversed())
                .toList();
        dropStrays(manifest);
        for (final SegmentEntry entry : newestFirst) {
            if (entry.isArchived()) {
                copyArchived(entry);
            } else if (entry.state() != SegmentEntry.State.PREPARING && !complete.contains(entry.id())) {
                copySegment(entry);
            }
        }
    }

    /** Two, as an engine keeps them: one that is deleted meanwhile has a newer one before it. */
    private void copySnapshots() throws IOException {
        final List<Path> files = Snapshots.list(source);
        int count = 0;
        for (final Path file : files.subList(0, Math.min(SNAPSHOTS, files.size()))) {
            if (Files.exists(inTarget(file)) || copyIfThere(file)) {
                count++;
            }
        }
        snapshotCount = Math.max(snapshotCount, count);
    }

    private void copyArchived(final SegmentEntry entry) throws IOException {
        final Path file = ArchivePaths.file(source, entry.id());
        if (!Files.exists(inTarget(file)) && Files.exists(file)) {
            copyIfThere(file);
        }
    }

    private boolean copyIfThere(final Path file) throws IOException {
        try {
            copiedBytes += copy.copy(file, inTarget(file), false);
            return true;
        } catch (final NoSuchFileException e) {
            Files.deleteIfExists(inTarget(file));
            return false; // deleted since it was listed: a newer one takes its place
        }
    }

    private void copySegment(final SegmentEntry entry) throws IOException {
        try (Stream<Path> files = Files.list(SegmentPaths.directory(source, entry.id()))) {
            for (final Path file : files.toList()) {
                copiedBytes += copy.copy(file, inTarget(file), true);
            }
            if (entry.isSealed()) {
                complete.add(entry.id());
            }
        } catch (final NoSuchFileException e) {
            // Archived or dropped since the manifest was read: the next one says so.
            delete(SegmentPaths.directory(partial(), entry.id()));
        }
    }

    /** What an earlier round copied and the manifest no longer names. */
    private void dropStrays(final Manifest manifest) throws IOException {
        final Set<Path> named = new HashSet<>();
        for (final SegmentEntry entry : manifest.segments()) {
            if (!entry.isArchived()) {
                named.add(SegmentPaths.directory(partial(), entry.id()));
            }
        }
        try (Stream<Path> folders = Files.list(partial())) {
            for (final Path folder : folders.filter(Files::isDirectory).toList()) {
                if (folder.getFileName().toString().startsWith("segment-") && !named.contains(folder)) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (final Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private Path inTarget(final Path file) {
        return partial().resolve(source.relativize(file).toString());
    }

    /**
     * Gives the copy its name, once it was looked at.
     *
     * @throws IOException if that fails.
     */
    public void complete() throws IOException {
        Files.move(partial(), target);
        SystemFileLayer.INSTANCE.syncDirectory(target.toAbsolutePath().getParent());
    }

    /**
     * Bytes that were read, what had to be copied again included.
     *
     * @return 0 or more.
     */
    public long copiedBytes() {
        return copiedBytes;
    }

    /**
     * Snapshots in the copy.
     *
     * @return 0 or more.
     */
    public int snapshotCount() {
        return snapshotCount;
    }
}
