package dev.florin.journal;

import dev.florin.journal.commitlog.CommitLogReader;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.format.Checksum;
import dev.florin.journal.format.SegmentHeader;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.manifest.SegmentPaths;
import dev.florin.journal.segment.SegmentScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Reads a journal from a sequence to its end: the segments, then what only the commit log holds. Believes nothing
 * unchecked: every batch must be whole, carry the checksum of the one before, continue its sequences and come later.
 *
 * <p>At the first place where that fails the reader decides. If anything that is still readable says that a batch at or
 * behind that place was durable, it is damage and reading ends with a {@link JournalDamagedException}; otherwise it is
 * the tail that a crash left, is cut, and reported. Used by one thread.
 */
public final class JournalReader implements AutoCloseable {

    private static final String REMEDY =
            "Nothing was changed. Restore the directory from a copy that holds this sequence";

    private final Path directory;
    private final Manifest manifest;
    private final long fromSequence;
    private final boolean readOnly;
    private final Checksum checksum = new Checksum();
    private final List<Gap> gaps = new ArrayList<>();

    private int segmentIndex;
    private SegmentScanner scanner;
    private CommitLogReader commitLog;
    private RecoveryReport report;

    // The end of what was read.
    private long lastSequence;
    private long lastTimestampNs;
    private int lastCrc;
    private SegmentEntry recovered;
    private final List<SegmentEntry> recoveredSegments = new ArrayList<>();
    private long batchCount;
    private int segmentCount;
    private long commitLogBatchCount;

    // The current batch.
    private DirectBuffer buffer;
    private int offset;

    JournalReader(final Path directory, final Manifest manifest, final long fromSequence, final boolean readOnly) {
        this.readOnly = readOnly;
        this.directory = directory;
        this.manifest = manifest;
        this.fromSequence = fromSequence;
        lastCrc = Checksum.chainSeed(manifest.journalId());
        skipSealedSegments();
    }

    private void skipSealedSegments() {
        for (final SegmentEntry entry : manifest.segments()) {
            if (!entry.isSealed() || entry.lastSequence() >= fromSequence) {
                return;
            }
            segmentIndex++;
            lastSequence = entry.lastSequence();
            lastCrc = entry.lastCrc();
        }
    }

    /**
     * Reads batches.
     *
     * @param handler that takes them.
     * @param limit   of batches to read now.
     * @return how many were read, 0 at the end: {@link #report} then tells what was found.
     * @throws JournalDamagedException if a durable batch is missing or invalid.
     * @throws JournalException        if a file cannot be read.
     */
    public int poll(final BatchHandler handler, final int limit) {
        int count = 0;
        try {
            while (count < limit && report == null && advance()) {
                accept();
                // Batches in front of the first sequence wanted are checked all the same.
                if (lastSequence >= fromSequence) {
                    count++;
                    handler.onBatch(
                            BatchHeader.firstSequence(buffer, offset),
                            BatchHeader.firstTimestampNs(buffer, offset),
                            buffer,
                            offset + BatchHeader.LENGTH_BYTES,
                            BatchHeader.lengthBytes(buffer, offset) - BatchHeader.LENGTH_BYTES,
                            BatchHeader.count(buffer, offset));
                }
            }
        } catch (final JournalDamagedException e) {
            if (!readOnly || !writerMovedOn()) {
                throw e;
            }
            // What looks like a hole is the writer's progress since this reader passed. It read a prefix; that is its
            // end.
            report = createReport(false, Optional.empty());
        } catch (final IOException e) {
            throw new JournalException("cannot read the journal in " + directory + ": " + e.getMessage(), e);
        }
        return count;
    }

    private boolean advance() throws IOException {
        while (segmentIndex < manifest.segments().size()) {
            final SegmentEntry entry = manifest.segments().get(segmentIndex);
            if (scanner == null && !openSegment(entry)) {
                segmentIndex++;
            } else if (nextInSegment(entry)) {
                return true;
            } else {
                closeSegment();
            }
        }
        if (nextInCommitLog()) {
            return true;
        }
        conclude();
        return false;
    }

    private boolean openSegment(final SegmentEntry entry) throws IOException {
        if (entry.state() == SegmentEntry.State.PREPARING) {
            return false;
        }
        if (entry.isSealed() && entry.firstSequence() != lastSequence + 1) {
            throw damaged(
                    SegmentPaths.file(directory, entry.id()),
                    "the segment starts with sequence " + entry.firstSequence() + ", the one before it ends with "
                            + lastSequence);
        }
        final Path file = SegmentPaths.file(directory, entry.id());
        if (!Files.exists(file)) {
            throw damaged(file, "the segment is missing");
        }
        scanner = new SegmentScanner(file);
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
            throw damaged(file, problem);
        }
        segmentCount++;
        return true;
    }

    private boolean nextInSegment(final SegmentEntry entry) throws IOException {
        if (entry.isSealed() && lastSequence == entry.lastSequence()) {
            if (lastCrc != entry.lastCrc()) {
                throw damaged(scanner.file(), "the last batch is not the one that the manifest sealed");
            }
            return false;
        }
        String problem;
        if (scanner.next()) {
            problem = excerptProblem();
            if (problem == null) {
                buffer = scanner.buffer();
                offset = scanner.offset();
                // This segment continues the last one, so whatever is behind the end of that one is void.
                gaps.clear();
                remember(entry);
                return true;
            }
            scanner.reject();
        } else {
            problem = scanner.problem();
        }
        if (entry.isSealed()) {
            throw damaged(
                    scanner.file(),
                    (problem == null ? "the segment ends here" : problem) + "; the manifest sealed it up to sequence "
                            + entry.lastSequence());
        }
        gaps.add(new Gap(scanner.file(), scanner.excerptPosition(), problem));
        return false;
    }

    private void remember(final SegmentEntry entry) {
        final long sequence = BatchHeader.lastSequence(buffer, offset);
        if (entry.isSealed() && sequence > entry.lastSequence()) {
            throw damaged(scanner.file(), "the segment goes on beyond its seal");
        }
        final long firstSequence = recovered == null ? lastSequence + 1 : recovered.firstSequence();
        recovered = SegmentEntry.sealed(entry.id(), firstSequence, sequence, BatchHeader.crc(buffer, offset));
    }

    private String excerptProblem() {
        final int lengthBytes = scanner.excerptLengthBytes();
        final String problem =
                BatchHeader.problem(scanner.buffer(), scanner.bytes(), scanner.offset(), lengthBytes, checksum);
        if (problem != null) {
            return problem;
        }
        if (BatchHeader.lengthBytes(scanner.buffer(), scanner.offset()) != lengthBytes) {
            return "the record of " + lengthBytes + " bytes holds a batch of "
                    + BatchHeader.lengthBytes(scanner.buffer(), scanner.offset());
        }
        return chainProblem(scanner.buffer(), scanner.offset());
    }

    private String chainProblem(final DirectBuffer batch, final int batchOffset) {
        final long firstSequence = BatchHeader.firstSequence(batch, batchOffset);
        if (firstSequence != lastSequence + 1) {
            return "the next batch starts with sequence " + firstSequence;
        }
        if (BatchHeader.previousCrc(batch, batchOffset) != lastCrc) {
            return "the next batch continues another history";
        }
        if (batchCount > 0 && BatchHeader.firstTimestampNs(batch, batchOffset) <= lastTimestampNs) {
            return "the timestamp " + BatchHeader.firstTimestampNs(batch, batchOffset)
                    + " does not come after that of the batch before, " + lastTimestampNs;
        }
        return null;
    }

    private boolean nextInCommitLog() throws IOException {
        if (commitLog == null) {
            commitLog = new CommitLogReader(directory, manifest.journalId());
        }
        final CommitLogReader.Batch batch = commitLog.next(lastSequence + 1, lastCrc);
        if (batch == null) {
            return false;
        }
        final String problem = chainProblem(batch.buffer(), batch.offset());
        if (problem != null) {
            throw damaged(batch.file(), problem);
        }
        buffer = batch.buffer();
        offset = batch.offset();
        commitLogBatchCount++;
        return true;
    }

    private void accept() {
        lastSequence = BatchHeader.lastSequence(buffer, offset);
        lastTimestampNs = BatchHeader.firstTimestampNs(buffer, offset) + BatchHeader.count(buffer, offset) - 1;
        lastCrc = BatchHeader.crc(buffer, offset);
        batchCount++;
    }

    private void closeSegment() throws IOException {
        scanner.close();
        scanner = null;
        segmentIndex++;
        if (recovered != null) {
            recoveredSegments.add(recovered);
            recovered = null;
        }
    }

    /** Nothing continues the chain. Looks for proof that something should. */
    private void conclude() throws IOException {
        if (commitLog.durableSequence() > lastSequence) {
            throw lost(commitLog.durableSequence(), commitLog.durableSource());
        }
        long lastSequenceBehind = 0;
        for (final Gap gap : gaps) {
            try (SegmentScanner behind = new SegmentScanner(gap.file())) {
                lastSequenceBehind =
                        Math.max(lastSequenceBehind, behind.findBatches(gap.positionBytes(), durableSequence -> {
                            if (durableSequence > lastSequence) {
                                throw lost(durableSequence, gap.file());
                            }
                        }));
            }
        }
        final boolean orderly = manifest.segments().stream().allMatch(SegmentEntry::isSealed);
        report = createReport(orderly, findCut(lastSequenceBehind));
    }

    private RecoveryReport createReport(final boolean orderly, final Optional<RecoveryReport.Cut> cut) {
        return new RecoveryReport(
                lastSequence, lastTimestampNs, lastCrc, batchCount, segmentCount, commitLogBatchCount, orderly, cut);
    }

    /** Whether a writer changed the journal since this reader started: other segments, or batches where none were. */
    private boolean writerMovedOn() {
        try {
            if (!Arrays.equals(ManifestStore.read(directory).encode(), manifest.encode())) {
                return true;
            }
            for (final Gap gap : gaps) {
                try (SegmentScanner again = new SegmentScanner(gap.file())) {
                    if (again.hasBatchAt(gap.positionBytes())) {
                        return true;
                    }
                }
            }
            return false;
        } catch (final IOException e) {
            throw new JournalException("cannot read the journal in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** What was cut off, unless nothing was there or the commit log had all of it. */
    private Optional<RecoveryReport.Cut> findCut(final long lastSequenceBehind) {
        if (lastSequenceBehind > lastSequence) {
            final Gap gap = gaps.get(0);
            final String problem = gap.problem() == null ? "there is a hole" : gap.problem();
            return Optional.of(cutAt(
                    gap.file(),
                    gap.positionBytes(),
                    problem + "; batches up to sequence " + lastSequenceBehind + " behind it were not durable"));
        }
        if (commitLogBatchCount == 0) {
            for (final Gap gap : gaps) {
                if (gap.problem() != null) {
                    return Optional.of(cutAt(gap.file(), gap.positionBytes(), gap.problem()));
                }
            }
        }
        return commitLog.problem() == null
                ? Optional.empty()
                : Optional.of(cutAt(commitLog.problemFile(), commitLog.problemPosition(), commitLog.problem()));
    }

    private RecoveryReport.Cut cutAt(final Path file, final long positionBytes, final String reason) {
        return new RecoveryReport.Cut(file, positionBytes, lastSequence + 1, reason);
    }

    private JournalDamagedException lost(final long durableSequence, final Path source) {
        final Gap gap = gaps.isEmpty() ? null : gaps.get(0);
        final String problem = gap == null || gap.problem() == null ? "the batch is missing" : gap.problem();
        return damaged(
                gap == null ? source : gap.file(),
                problem + "; " + source.getFileName() + " says that sequence " + durableSequence + " was durable");
    }

    private JournalDamagedException damaged(final Path file, final String problem) {
        return new JournalDamagedException(file, lastSequence + 1, problem, REMEDY);
    }

    /**
     * Whether the end has been reached.
     *
     * @return true if it has.
     */
    public boolean isAtEnd() {
        return report != null;
    }

    /**
     * What was found.
     *
     * @return the report.
     * @throws IllegalStateException if the end has not been reached.
     */
    public RecoveryReport report() {
        if (report == null) {
            throw new IllegalStateException("the reader is at sequence " + lastSequence + ", not at the end");
        }
        return report;
    }

    /**
     * In a handler: the durable sequence when the batch was written.
     *
     * @return a sequence.
     */
    public long durableSequence() {
        return BatchHeader.durableSequence(buffer, offset);
    }

    /**
     * In a handler: the last sequence that was applied when the batch was written.
     *
     * @return a sequence.
     */
    public long lastAppliedSequence() {
        return BatchHeader.lastAppliedSequence(buffer, offset);
    }

    /**
     * In a handler: the state hash after {@link #lastAppliedSequence}.
     *
     * @return the hash.
     */
    public long stateHash() {
        return BatchHeader.stateHash(buffer, offset);
    }

    /** The segments that hold batches, as they may be sealed. Complete at the end. */
    List<SegmentEntry> recoveredSegments() {
        return recoveredSegments;
    }

    /** Where segments that were not sealed end without a problem, by file. Complete at the end. */
    List<Gap> gaps() {
        return gaps;
    }

    CommitLogReader commitLog() {
        return commitLog;
    }

    /** A place where the next batch was expected: in which file, where, and what was wrong, or null. */
    record Gap(Path file, long positionBytes, String problem) {}

    @Override
    public void close() {
        try {
            if (scanner != null) {
                scanner.close();
                scanner = null;
            }
            if (commitLog != null) {
                commitLog.close();
            }
        } catch (final IOException e) {
            throw new JournalException("cannot close the files in " + directory + ": " + e.getMessage(), e);
        }
    }
}
