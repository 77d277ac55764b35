package dev.florin.journal;

import dev.florin.journal.archive.ArchivePaths;
import dev.florin.journal.archive.DamagedArchiveException;
import dev.florin.journal.commitlog.CommitFiles;
import dev.florin.journal.commitlog.CommitLogReader;
import dev.florin.journal.exceptions.HistoryRemovedException;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.exceptions.UnforcedLoss;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.manifest.SegmentPaths;
import dev.florin.journal.segment.SegmentScanner;
import dev.florin.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    private static final String UNFORCED_REMEDY =
            "It was written MEMORY_MAPPED, which a loss of power may take, and nothing"
                    + " was changed. Restore the directory from a copy that holds this sequence; what going on without it gives up,"
                    + " 'replay repair' tells";

    private final Path directory;
    private Manifest manifest;
    private final long fromSequence;
    private final boolean readOnly;
    private final SegmentOpener opener;
    private final List<Gap> gaps = new ArrayList<>();

    private int segmentIndex;
    private SegmentScanner scanner;
    private CommitLogReader commitLog;
    private RecoveryReport report;
    private long acceptedLossAfter = -1;

    private BatchChain chain;
    private long seenSequence;
    private Gap resumedGap;
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
        this.opener = new SegmentOpener(directory);
        this.manifest = manifest;
        this.fromSequence = fromSequence;
        this.chain = new BatchChain(manifest.journalId());
        skipSealedSegments();
    }

    /** Skips what is not wanted, but for the last sealed segment: only its batches tell the last timestamp. */
    private void skipSealedSegments() {
        final List<SegmentEntry> sealed =
                manifest.segments().stream().filter(SegmentEntry::isSealed).toList();
        while (segmentIndex < sealed.size() - 1 && sealed.get(segmentIndex).lastSequence() < fromSequence) {
            chain.skipTo(
                    sealed.get(segmentIndex).lastSequence(),
                    sealed.get(segmentIndex).lastCrc());
            segmentIndex++;
        }
    }

    /** Cuts behind a sequence instead of refusing, where nothing behind it was ever forced; -1 refuses everywhere. */
    void acceptLossAfter(final long sequence) {
        acceptedLossAfter = sequence;
    }

    /**
     * Reads batches.
     *
     * @param handler that takes them.
     * @param limit   of batches to read now.
     * @return how many were read, 0 at the end: {@link #report} then tells what was found.
     * @throws JournalDamagedException if a durable batch is missing or invalid.
     * @throws HistoryRemovedException if the first batches wanted were removed from the archive.
     * @throws JournalException        if a file cannot be read.
     */
    public int poll(final BatchHandler handler, final int limit) {
        int count = 0;
        try {
            while (count < limit && report == null && advanceBesideWriter()) {
                chain.accept(buffer, offset);
                // Batches in front of the first sequence wanted are checked all the same.
                if (chain.lastSequence() > seenSequence) {
                    batchCount++;
                }
                if (chain.lastSequence() >= fromSequence && chain.lastSequence() > seenSequence) {
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
        } catch (final DamagedArchiveException e) {
            throw damaged(
                    ArchivePaths.file(
                            directory, manifest.segments().get(segmentIndex).id()),
                    e.getMessage());
        } catch (final IOException e) {
            throw new JournalException("cannot read the journal in " + directory + ": " + e.getMessage(), e);
        }
        return count;
    }

    /** Where a writer may be at work, what looks like damage may be its progress since this reader looked. */
    private boolean advanceBesideWriter() throws IOException {
        while (true) {
            try {
                return advance();
            } catch (final JournalDamagedException e) {
                if (!readOnly || !lookAgain()) {
                    throw e;
                }
            }
        }
    }

    /**
     * Goes back to where the chain came to its first stop, if that is another place by now: segments may have been sealed,
     * and so shortened, or dropped, and batches may stand where none did. What is sealed changes no more, so damage in it
     * is damage.
     */
    private boolean lookAgain() throws IOException {
        if (scanner != null) {
            return false;
        }
        final Manifest now = ManifestStore.read(directory);
        if (Arrays.equals(now.encode(), manifest.encode()) && !isEndMovedOn()) {
            return false;
        }
        final long segmentId;
        if (gaps.isEmpty()) {
            segmentId = nextSegmentId();
        } else {
            resumedGap = gaps.get(0);
            segmentId = resumedGap.segmentId();
            seenSequence = chain.lastSequence();
            chain = resumedGap.chain().copy();
        }
        manifest = now;
        segmentIndex = (int)
                now.segments().stream().filter(entry -> entry.id() < segmentId).count();
        gaps.clear();
        closeCommitLog();
        return true;
    }

    private long nextSegmentId() {
        final List<SegmentEntry> segments = manifest.segments();
        if (segmentIndex < segments.size()) {
            return segments.get(segmentIndex).id();
        }
        return segments.isEmpty() ? 0 : segments.get(segments.size() - 1).id() + 1;
    }

    private boolean isEndMovedOn() throws IOException {
        for (final Gap gap : gaps) {
            try (SegmentScanner again = new SegmentScanner(gap.file())) {
                again.seek(gap.positionBytes());
                if (again.next() && excerptProblem(again, gap.chain()) == null) {
                    return true;
                }
            } catch (final NoSuchFileException e) {
                // Archived since the manifest was read; if it is nowhere, opening it will tell.
                return true;
            }
        }
        return false;
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
        final boolean resumed = resumedGap != null && resumedGap.segmentId() == entry.id();
        if (entry.isSealed() && !resumed && entry.firstSequence() != chain.lastSequence() + 1) {
            throw damaged(
                    SegmentPaths.file(directory, entry.id()),
                    "the segment starts with sequence " + entry.firstSequence() + ", the one before it ends with "
                            + chain.lastSequence());
        }
        scanner = opener.open(manifest, entry, chain.lastSequence());
        if (resumed) {
            scanner.seek(resumedGap.positionBytes());
        } else {
            segmentCount++;
        }
        return true;
    }

    private boolean nextInSegment(final SegmentEntry entry) throws IOException {
        if (entry.isSealed() && chain.lastSequence() == entry.lastSequence()) {
            if (chain.lastCrc() != entry.lastCrc()) {
                throw damaged(scanner.file(), "the last batch is not the one that the manifest sealed");
            }
            return false;
        }
        String problem;
        if (scanner.next()) {
            problem = excerptProblem(scanner, chain);
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
        gaps.add(new Gap(entry.id(), scanner.file(), scanner.excerptPosition(), problem, chain.copy()));
        return false;
    }

    private void remember(final SegmentEntry entry) {
        final long sequence = BatchHeader.lastSequence(buffer, offset);
        if (entry.isSealed() && sequence > entry.lastSequence()) {
            throw damaged(scanner.file(), "the segment goes on beyond its seal");
        }
        final long firstSequence = recovered == null ? chain.lastSequence() + 1 : recovered.firstSequence();
        recovered = SegmentEntry.sealed(entry.id(), firstSequence, sequence, BatchHeader.crc(buffer, offset));
    }

    private static String excerptProblem(final SegmentScanner scanner, final BatchChain chain) {
        return chain.problem(scanner.buffer(), scanner.bytes(), scanner.offset(), scanner.excerptLengthBytes());
    }

    private boolean nextInCommitLog() throws IOException {
        if (commitLog == null) {
            requireCommitFiles();
            commitLog = new CommitLogReader(directory, manifest.journalId());
            if (!commitLog.foreignFiles().isEmpty() && !isOrderly()) {
                throw damaged(commitLog.foreignFiles().iterator().next(), "the commit file is that of another journal");
            }
        }
        final CommitLogReader.Batch batch = commitLog.next(chain.lastSequence() + 1, chain.lastCrc());
        if (batch == null) {
            return false;
        }
        final String problem = chain.linkProblem(batch.buffer(), batch.offset());
        if (problem != null) {
            throw damaged(batch.file(), problem);
        }
        buffer = batch.buffer();
        offset = batch.offset();
        commitLogBatchCount++;
        return true;
    }

    private void closeCommitLog() throws IOException {
        if (commitLog != null) {
            commitLog.close();
            commitLog = null;
        }
    }

    private void requireCommitFiles() throws IOException {
        final long lengthBytes = manifest.commitFileLengthBytes();
        if (lengthBytes > 0 && !isOrderly()) {
            for (final Path file : CommitFiles.paths(directory)) {
                if (!Files.exists(file) || Files.size(file) < lengthBytes) {
                    throw damaged(
                            file,
                            "the commit file is missing or shorter than " + lengthBytes
                                    + " bytes; batches may be lost with it");
                }
            }
        }
    }

    private boolean isOrderly() {
        return manifest.segments().stream().allMatch(SegmentEntry::isSealed);
    }

    private void closeSegment() throws IOException {
        final boolean sealed = manifest.segments().get(segmentIndex).isSealed();
        scanner.close();
        scanner = null;
        segmentIndex++;
        if (recovered != null && !sealed) {
            recoveredSegments.add(recovered);
        }
        recovered = null;
    }

    /** Nothing continues the chain. Looks for proof that something should. */
    private void conclude() throws IOException {
        if (commitLog.durableSequence() > chain.lastSequence()) {
            throw lost(commitLog.durableSequence(), commitLog.durableSource());
        }
        Snapshots.newestHeader(directory, manifest.journalId())
                .ifPresent(snapshot -> requireNotLost(snapshot.lastSequence(), snapshot.file()));
        if (!isOrderly()) {
            commitLog.findBatches(this::requireNotLost);
        }
        final Behind behind = findBehind();
        final boolean answered = behind.durableSequence() > chain.lastSequence();
        if (answered && manifest.commitFileLengthBytes() > 0) {
            throw lost(behind.durableSequence(), behind.source());
        }
        if (answered && chain.lastSequence() != acceptedLossAfter) {
            throw lostUnforced(behind);
        }
        report = createReport(
                isOrderly(), findCut(behind.lastSequence(), answered ? "are given up" : "were not durable"));
    }

    /** Looks behind the places where the chain stopped, all of them in segments that are not sealed. */
    private Behind findBehind() throws IOException {
        Behind behind = new Behind(0, 0, null);
        for (final Gap gap : gaps) {
            final long[] durableSequence = {0};
            try (SegmentScanner scan = scanAgain(gap.file())) {
                final long lastSequence = scan.findBatches(
                        gap.positionBytes(), found -> durableSequence[0] = Math.max(durableSequence[0], found));
                behind = behind.with(lastSequence, durableSequence[0], gap.file());
            }
        }
        return behind;
    }

    /** What was there a moment ago may be archived by now: beside a writer that is a reason to look again. */
    private SegmentScanner scanAgain(final Path file) throws IOException {
        try {
            return new SegmentScanner(file);
        } catch (final NoSuchFileException e) {
            throw damaged(file, "the segment is missing");
        }
    }

    private void requireNotLost(final long durableSequence, final Path source) {
        if (durableSequence > chain.lastSequence()) {
            throw lost(durableSequence, source);
        }
    }

    private RecoveryReport createReport(final boolean orderly, final Optional<RecoveryReport.Cut> cut) {
        return new RecoveryReport(
                chain.lastSequence(),
                chain.lastTimestampNs(),
                chain.lastCrc(),
                batchCount,
                segmentCount,
                commitLogBatchCount,
                orderly,
                cut);
    }

    /** What was cut off, unless nothing was there or the commit log had all of it. */
    private Optional<RecoveryReport.Cut> findCut(final long lastSequenceBehind, final String fate) {
        if (lastSequenceBehind > chain.lastSequence()) {
            final Gap gap = gaps.get(0);
            final String problem = gap.problem() == null ? "there is a hole" : gap.problem();
            return Optional.of(cutAt(
                    gap.file(),
                    gap.positionBytes(),
                    problem + "; batches up to sequence " + lastSequenceBehind + " behind it " + fate));
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
        return new RecoveryReport.Cut(file, positionBytes, chain.lastSequence() + 1, reason);
    }

    private JournalDamagedException lost(final long durableSequence, final Path source) {
        return damaged(gaps.isEmpty() ? source : gaps.get(0).file(), lostProblem(durableSequence, source));
    }

    private JournalDamagedException lostUnforced(final Behind behind) {
        return new JournalDamagedException(
                gaps.get(0).file(),
                lostProblem(behind.durableSequence(), behind.source()),
                UNFORCED_REMEDY,
                new UnforcedLoss(chain.lastSequence(), behind.lastSequence()));
    }

    private String lostProblem(final long durableSequence, final Path source) {
        final String problem = gaps.isEmpty() || gaps.get(0).problem() == null
                ? "the batch is missing"
                : gaps.get(0).problem();
        return problem + "; " + source.getFileName() + " says that sequence " + durableSequence + " was durable";
    }

    private JournalDamagedException damaged(final Path file, final String problem) {
        return SegmentOpener.damaged(file, chain.lastSequence(), problem);
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
            throw new IllegalStateException("the reader is at sequence " + chain.lastSequence() + ", not at the end");
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

    /** The open segments that hold batches, as they may be sealed. Complete at the end. */
    List<SegmentEntry> recoveredSegments() {
        return recoveredSegments;
    }

    CommitLogReader commitLog() {
        return commitLog;
    }

    /** A place where the next batch was expected: in which file, where, and what was wrong, or null. */
    private record Gap(long segmentId, Path file, long positionBytes, String problem, BatchChain chain) {}

    /** What is readable behind the chain's end: its last sequence, what it calls durable, and where that stands. */
    private record Behind(long lastSequence, long durableSequence, Path source) {

        Behind with(final long otherLastSequence, final long otherDurableSequence, final Path otherSource) {
            return new Behind(
                    Math.max(lastSequence, otherLastSequence),
                    Math.max(durableSequence, otherDurableSequence),
                    otherDurableSequence > durableSequence ? otherSource : source);
        }
    }

    @Override
    public void close() {
        try {
            if (scanner != null) {
                scanner.close();
                scanner = null;
            }
            closeCommitLog();
        } catch (final IOException e) {
            throw new JournalException("cannot close the files in " + directory + ": " + e.getMessage(), e);
        }
    }
}
