package dev.florin.journal.commitlog;

import dev.florin.journal.file.FileWindow;
import dev.florin.journal.format.BatchFinder;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.format.Checksum;
import dev.florin.journal.format.GroupHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * Reads the batches that the commit files hold beyond what the segments do. Every block is looked at, so that damage to
 * one group hides no other. Used by one thread.
 */
public final class CommitLogReader implements AutoCloseable {

    private static final int WINDOW_LENGTH_BYTES = 1024 * 1024;

    private final Path[] paths = new Path[CommitFiles.COUNT];
    private final FileWindow[] windows = new FileWindow[CommitFiles.COUNT];
    private final List<Group> groups = new ArrayList<>();
    private final Checksum checksum = new Checksum();
    private final long journalId;

    private long highestGeneration;
    private long durableSequence;
    private Path durableSource;
    private int groupCursor;
    private long batchPosition = -1;
    private String problem;
    private Path problemFile;
    private long problemPosition;
    private final Set<Path> foreignFiles = new LinkedHashSet<>();

    /**
     * Opens the commit files that exist and finds all groups in them.
     *
     * @param dataDirectory of the journal.
     * @param journalId     of the manifest; groups of other journals are not read.
     * @throws IOException if a file cannot be read.
     */
    public CommitLogReader(final Path dataDirectory, final long journalId) throws IOException {
        this.journalId = journalId;
        for (int i = 0; i < CommitFiles.COUNT; i++) {
            paths[i] = CommitFiles.path(dataDirectory, i);
            if (Files.exists(paths[i])) {
                windows[i] = new FileWindow(paths[i], WINDOW_LENGTH_BYTES);
                findGroups(i);
            }
        }
        groups.sort(Comparator.comparingLong(Group::generation).thenComparingInt(Group::index));
        rewind();
    }

    private void findGroups(final int fileIndex) throws IOException {
        final FileWindow window = windows[fileIndex];
        final long fileLengthBytes = window.fileLengthBytes();
        for (long position = 0; position < fileLengthBytes; position += GroupHeader.BLOCK_LENGTH_BYTES) {
            final int availableBytes = window.ensure(position, GroupHeader.LENGTH_BYTES);
            final int offset = window.offset(position);
            if (availableBytes == GroupHeader.LENGTH_BYTES
                    && GroupHeader.isValid(window.buffer(), window.bytes(), offset, checksum)) {
                if (GroupHeader.journalId(window.buffer(), offset) == journalId) {
                    addGroup(fileIndex, position, window.buffer(), offset);
                } else {
                    foreignFiles.add(paths[fileIndex]);
                }
            }
        }
    }

    private void addGroup(final int fileIndex, final long position, final DirectBuffer buffer, final int offset) {
        final long firstSequence = GroupHeader.firstSequence(buffer, offset);
        groups.add(new Group(
                fileIndex,
                position,
                GroupHeader.generation(buffer, offset),
                GroupHeader.index(buffer, offset),
                position + GroupHeader.firstBatchOffset(buffer, offset),
                GroupHeader.batchesLengthBytes(buffer, offset),
                GroupHeader.lastSequence(buffer, offset)));
        highestGeneration = Math.max(highestGeneration, GroupHeader.generation(buffer, offset));
        // Groups are forced one by one: this one was written, so all before it were durable.
        if (firstSequence - 1 > durableSequence) {
            durableSequence = firstSequence - 1;
            durableSource = paths[fileIndex];
        }
    }

    /** Starts again from the first group. */
    public void rewind() {
        groupCursor = 0;
        batchPosition = groups.isEmpty() ? -1 : groups.get(0).firstBatchPosition();
        problem = null;
        problemFile = null;
    }

    /**
     * Moves on to the batch that continues a chain.
     *
     * @param sequence    that the batch must start with.
     * @param previousCrc that the batch must carry.
     * @return the batch, valid until the next call, or null if there is none.
     * @throws IOException if a file cannot be read.
     */
    public Batch next(final long sequence, final int previousCrc) throws IOException {
        while (groupCursor < groups.size()) {
            final Group group = groups.get(groupCursor);
            final FileWindow window = windows[group.fileIndex()];
            if (group.lastSequence() < sequence || batchPosition >= group.endPosition()) {
                nextGroup();
                continue;
            }
            final String found = batchProblem(window, group);
            if (found != null) {
                if (problem == null) {
                    problem = found;
                    problemFile = paths[group.fileIndex()];
                    problemPosition = batchPosition;
                }
                nextGroup();
                continue;
            }
            final int offset = window.offset(batchPosition);
            final int lengthBytes = BatchHeader.lengthBytes(window.buffer(), offset);
            batchPosition =
                    group.position() + GroupHeader.nextBatchPosition(batchPosition - group.position() + lengthBytes);
            if (BatchHeader.firstSequence(window.buffer(), offset) == sequence
                    && BatchHeader.previousCrc(window.buffer(), offset) == previousCrc) {
                problem = null;
                return new Batch(window.buffer(), offset, paths[group.fileIndex()]);
            }
        }
        return null;
    }

    private String batchProblem(final FileWindow window, final Group group) throws IOException {
        final int spaceBytes = (int) Math.min(
                group.endPosition() - batchPosition,
                Math.min(BatchHeader.MAX_BATCH_LENGTH_BYTES, window.fileLengthBytes() - batchPosition));
        if (spaceBytes < BatchHeader.LENGTH_BYTES) {
            return "a group of batches does not end with one";
        }
        window.ensure(batchPosition, BatchHeader.LENGTH_BYTES);
        final int statedBytes = BatchHeader.lengthBytes(window.buffer(), window.offset(batchPosition));
        final boolean plausible = statedBytes >= BatchHeader.LENGTH_BYTES && statedBytes <= spaceBytes;
        final int availableBytes = window.ensure(batchPosition, plausible ? statedBytes : BatchHeader.LENGTH_BYTES);
        return BatchHeader.problem(
                window.buffer(), window.bytes(), window.offset(batchPosition), availableBytes, checksum);
    }

    private void nextGroup() {
        groupCursor++;
        if (groupCursor < groups.size()) {
            batchPosition = groups.get(groupCursor).firstBatchPosition();
        }
    }

    /**
     * The highest sequence that was durable according to the groups.
     *
     * @return a sequence, 0 if they say nothing.
     */
    public long durableSequence() {
        return durableSequence;
    }

    /**
     * The file that says what {@link #durableSequence} returns.
     *
     * @return path, null if that is 0.
     */
    public Path durableSource() {
        return durableSource;
    }

    /**
     * Looks for batches that are whole wherever they lie, with or without a group around them.
     *
     * @param taker takes the durable sequence in the header of every batch found, and the file that it was found in.
     * @throws IOException if a file cannot be read.
     */
    public void findBatches(final DurableSequenceTaker taker) throws IOException {
        for (int i = 0; i < CommitFiles.COUNT; i++) {
            if (windows[i] != null) {
                final Path path = paths[i];
                new BatchFinder(windows[i], GroupHeader.BATCH_ALIGNMENT_BYTES)
                        .find(0, sequence -> taker.accept(sequence, path));
            }
        }
    }

    /**
     * The files that hold groups of another journal, which nothing but a mistake can have put here.
     *
     * @return paths, unmodifiable.
     */
    public Set<Path> foreignFiles() {
        return Collections.unmodifiableSet(foreignFiles);
    }

    /**
     * The highest generation of any group.
     *
     * @return generation, 0 if there is no group.
     */
    public long highestGeneration() {
        return highestGeneration;
    }

    /**
     * What was wrong with the first batch behind the last one that {@link #next} returned.
     *
     * @return the problem, or null.
     */
    public String problem() {
        return problem;
    }

    /**
     * The file that {@link #problem} is about.
     *
     * @return path, null if there is no problem.
     */
    public Path problemFile() {
        return problemFile;
    }

    /**
     * Where in {@link #problemFile} the batch was expected.
     *
     * @return position in bytes.
     */
    public long problemPosition() {
        return problemPosition;
    }

    @Override
    public void close() throws IOException {
        for (final FileWindow window : windows) {
            if (window != null) {
                window.close();
            }
        }
    }

    /**
     * A batch that was found.
     *
     * @param buffer that holds it.
     * @param offset of its header.
     * @param file   that it came from.
     */
    public record Batch(DirectBuffer buffer, int offset, Path file) {}

    /** Takes what {@link #findBatches} finds. */
    @FunctionalInterface
    public interface DurableSequenceTaker {

        /**
         * Takes the durable sequence in the header of a batch.
         *
         * @param durableSequence when the batch was written.
         * @param file            that it was found in.
         */
        void accept(long durableSequence, Path file);
    }

    private record Group(
            int fileIndex,
            long position,
            long generation,
            int index,
            long firstBatchPosition,
            int batchesLengthBytes,
            long lastSequence) {

        long endPosition() {
            return firstBatchPosition + batchesLengthBytes;
        }
    }
}
