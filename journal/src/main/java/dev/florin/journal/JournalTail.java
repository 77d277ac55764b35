package dev.florin.journal;

import dev.florin.journal.archive.ArchivePaths;
import dev.florin.journal.archive.DamagedArchiveException;
import dev.florin.journal.exceptions.HistoryRemovedException;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.segment.SegmentScanner;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads a journal while another process writes it, and does not end: what is durable now, then what becomes so. Follows the
 * writer through new segments, seals, restarts and the archive. Every batch is checked as a recovery checks it.
 *
 * <p>A batch that is not there yet is told from one that is lost by what is known to be durable: where that goes beyond what
 * can be read, the whole end is read as a recovery reads it, which decides. Used by one thread.
 */
public final class JournalTail implements AutoCloseable {

    /** An empty segment may be dropped and made again under its number; only opening it anew shows that. */
    private static final long REOPEN_INTERVAL_NS = 100_000_000;

    private final Path directory;
    private final SegmentOpener opener;
    private final long fromSequence;
    private final LongSupplier durableSequence;
    private final BatchChain chain;
    private Manifest manifest;
    private byte[] manifestBytes;

    /** The segment that is read, while there is one, and the sequence before it. */
    private SegmentScanner scanner;

    private SegmentEntry entry;
    private long sequenceBefore;
    private long openedAtNs;
    private long finishedSegmentId;

    /** The segment behind it, open in the hope that it goes on. */
    private SegmentScanner nextScanner;

    private SegmentEntry nextEntry;

    private boolean isBatchHeld;
    private long knownDurable;
    private long judgedSequence = -1;

    JournalTail(final Path directory, final long fromSequence, final LongSupplier durableSequence) throws IOException {
        this.directory = directory;
        this.opener = new SegmentOpener(directory);
        this.fromSequence = fromSequence;
        this.durableSequence = durableSequence;
        take(ManifestStore.readChecked(directory));
        this.chain = new BatchChain(manifest.journalId());
        skipSealedSegments();
    }

    private void take(final Manifest now) {
        manifest = now;
        manifestBytes = now.encode();
    }

    private void skipSealedSegments() {
        final List<SegmentEntry> sealed =
                manifest.segments().stream().filter(SegmentEntry::isSealed).toList();
        for (int i = 0; i < sealed.size() - 1 && sealed.get(i).lastSequence() < fromSequence; i++) {
            chain.skipTo(sealed.get(i).lastSequence(), sealed.get(i).lastCrc());
            finishedSegmentId = sealed.get(i).id();
        }
    }

    /**
     * Reads batches that are durable.
     *
     * @param handler that takes them.
     * @param limit   of batches to read now.
     * @return how many were read; 0 where there are no more for now.
     * @throws JournalDamagedException if a durable batch is missing or invalid.
     * @throws HistoryRemovedException if the first batches wanted were removed from the archive.
     * @throws JournalException        if a file cannot be read.
     */
    public int poll(final BatchHandler handler, final int limit) {
        // Read first: what was durable before the segments are looked at must be in them.
        final long durableBefore = durableSequence.getAsLong();
        knownDurable = Math.max(knownDurable, durableBefore);
        int count = 0;
        try {
            while (count < limit && (isBatchHeld || advance())) {
                isBatchHeld = true;
                if (!isDurable()) {
                    return count;
                }
                isBatchHeld = false;
                chain.accept(scanner.buffer(), scanner.offset());
                if (chain.lastSequence() >= fromSequence) {
                    count++;
                    handOut(handler);
                }
            }
            if (count == 0 && durableBefore != Long.MAX_VALUE && durableBefore > chain.lastSequence()) {
                judge();
            }
            return count;
        } catch (final DamagedArchiveException e) {
            throw damaged(ArchivePaths.file(directory, entry.id()), e.getMessage());
        } catch (final IOException e) {
            throw new JournalException("cannot read the journal in " + directory + ": " + e.getMessage(), e);
        }
    }

    private void handOut(final BatchHandler handler) {
        handler.onBatch(
                BatchHeader.firstSequence(scanner.buffer(), scanner.offset()),
                BatchHeader.firstTimestampNs(scanner.buffer(), scanner.offset()),
                scanner.buffer(),
                scanner.offset() + BatchHeader.LENGTH_BYTES,
                BatchHeader.lengthBytes(scanner.buffer(), scanner.offset()) - BatchHeader.LENGTH_BYTES,
                BatchHeader.count(scanner.buffer(), scanner.offset()));
    }

    private boolean isDurable() throws IOException {
        if (entry.isSealed() || manifest.commitFileLengthBytes() == 0) {
            return true;
        }
        knownDurable = Math.max(knownDurable, BatchHeader.durableSequence(scanner.buffer(), scanner.offset()));
        return BatchHeader.lastSequence(scanner.buffer(), scanner.offset()) <= knownDurable
                || (lookAtManifest() && entry.isSealed());
    }

    /** Once for every place: reading the whole end takes its time, and what is there only a start can bring back. */
    private void judge() {
        if (judgedSequence != chain.lastSequence()) {
            judgedSequence = chain.lastSequence();
            checkEnd();
        }
    }

    /**
     * Reads what is behind the last batch as a recovery would, without handing it out.
     *
     * @return what was found: its last sequence is the one that the next start of an engine goes on from.
     * @throws JournalDamagedException if a durable batch is missing or invalid.
     * @throws JournalException        if a file cannot be read.
     */
    public RecoveryReport checkEnd() {
        try (JournalReader reader = Journal.openReadOnly(directory, chain.lastSequence() + 1)) {
            while (!reader.isAtEnd()) {
                reader.poll((sequence, timestampNs, buffer, offset, lengthBytes, count) -> {}, Integer.MAX_VALUE);
            }
            return reader.report();
        }
    }

    private boolean advance() throws IOException {
        while (true) {
            if (scanner == null) {
                if (!openNext()) {
                    return false;
                }
            } else if (isSegmentDone()) {
                finishedSegmentId = entry.id();
                closeSegment();
            } else if (nextInSegment() || (scanner.refresh() && nextInSegment())) {
                // The first batch of a segment came after the manifest last said how durable it would be.
                if (chain.lastSequence() != sequenceBefore || !lookAtManifest()) {
                    return true;
                }
                rejectIfOpen();
            } else if (entry.isSealed()) {
                throw damaged(
                        scanner.file(),
                        "the segment ends here; the manifest sealed it up to sequence " + entry.lastSequence());
            } else if (!lookAtManifest() && !goOnBehind() && !openAnew()) {
                return false;
            }
        }
    }

    private void rejectIfOpen() {
        if (scanner != null) {
            scanner.reject();
        }
    }

    private boolean openNext() throws IOException {
        final Optional<SegmentEntry> next = entryBehind(finishedSegmentId);
        if (next.isEmpty()) {
            return lookAtManifest();
        }
        final SegmentScanner opened = open(next.get());
        if (opened != null) {
            begin(next.get(), opened);
        }
        return true;
    }

    private Optional<SegmentEntry> entryBehind(final long segmentId) {
        return manifest.segments().stream()
                .filter(each -> each.id() > segmentId && each.state() != SegmentEntry.State.PREPARING)
                .findFirst();
    }

    /** Opens a segment; null if the manifest has changed since it was read, which may explain what was found. */
    private SegmentScanner open(final SegmentEntry wanted) throws IOException {
        if (wanted.isSealed() && wanted.firstSequence() != chain.lastSequence() + 1) {
            throw damaged(
                    directory.resolve(ManifestStore.FILE_NAME),
                    "segment " + wanted.id() + " starts with sequence " + wanted.firstSequence()
                            + ", the one before it ends with " + chain.lastSequence());
        }
        try {
            return opener.open(manifest, wanted, chain.lastSequence());
        } catch (final JournalDamagedException | NoSuchFileException e) {
            if (!lookAtManifest()) {
                throw e;
            }
            return null;
        }
    }

    private void begin(final SegmentEntry of, final SegmentScanner opened) {
        entry = of;
        scanner = opened;
        sequenceBefore = chain.lastSequence();
        openedAtNs = System.nanoTime();
    }

    private boolean isSegmentDone() {
        if (!entry.isSealed() || chain.lastSequence() < entry.lastSequence()) {
            return false;
        }
        if (chain.lastSequence() > entry.lastSequence()) {
            throw damaged(
                    scanner.file(),
                    "the manifest sealed the segment up to sequence " + entry.lastSequence()
                            + ", but more of it was read and durable");
        }
        if (chain.lastCrc() != entry.lastCrc()) {
            throw damaged(scanner.file(), "the last batch is not the one that the manifest sealed");
        }
        return true;
    }

    private boolean nextInSegment() throws IOException {
        return isNext(scanner);
    }

    /** Whether the next batch stands there, whole. What is not may be in the making. */
    private boolean isNext(final SegmentScanner where) throws IOException {
        if (!where.next()) {
            return false;
        }
        if (chain.problem(where.buffer(), where.bytes(), where.offset(), where.excerptLengthBytes()) != null) {
            where.reject();
            return false;
        }
        return true;
    }

    /** Reads the manifest again; returns whether it has changed, and how the segment that is read then stands. */
    private boolean lookAtManifest() throws IOException {
        final Manifest now = ManifestStore.read(directory);
        if (Arrays.equals(now.encode(), manifestBytes)) {
            return false;
        }
        if (now.journalId() != manifest.journalId()) {
            throw damaged(
                    directory.resolve(ManifestStore.FILE_NAME), "another journal was put in the place of this one");
        }
        take(now);
        if (entry != null) {
            followEntry();
        }
        return true;
    }

    private void followEntry() throws IOException {
        final Optional<SegmentEntry> found = manifest.segments().stream()
                .filter(each -> each.id() == entry.id() && each.state() != SegmentEntry.State.PREPARING)
                .findFirst();
        if (found.isPresent()) {
            entry = found.get();
        } else if (chain.lastSequence() == sequenceBefore && !isBatchHeld) {
            // Dropped, because nobody had written to it.
            closeSegment();
        } else {
            throw damaged(scanner.file(), "the segment was removed, but durable batches of it were read");
        }
    }

    /** A writer goes on in the next segment before the one that it left is sealed. */
    private boolean goOnBehind() throws IOException {
        final SegmentEntry behind = entryBehind(entry.id()).orElse(null);
        if (nextScanner == null || !nextEntry.equals(behind)) {
            closeNext();
            if (behind == null || behind.isSealed()) {
                return false;
            }
            nextScanner = open(behind);
            nextEntry = behind;
            if (nextScanner == null) {
                return true;
            }
        }
        if (!isNext(nextScanner) && !(nextScanner.refresh() && isNext(nextScanner))) {
            return false;
        }
        nextScanner.reject();
        final SegmentScanner opened = nextScanner;
        nextScanner = null;
        finishedSegmentId = entry.id();
        closeSegment();
        begin(behind, opened);
        return true;
    }

    private boolean openAnew() throws IOException {
        if (chain.lastSequence() != sequenceBefore || System.nanoTime() - openedAtNs < REOPEN_INTERVAL_NS) {
            return false;
        }
        final SegmentEntry again = entry;
        final SegmentScanner opened = open(again);
        if (opened != null) {
            closeSegment();
            begin(again, opened);
        }
        return true;
    }

    private void closeSegment() throws IOException {
        closeNext();
        if (scanner != null) {
            scanner.close();
            scanner = null;
        }
        entry = null;
    }

    private void closeNext() throws IOException {
        if (nextScanner != null) {
            nextScanner.close();
            nextScanner = null;
        }
    }

    private JournalDamagedException damaged(final Path file, final String problem) {
        return SegmentOpener.damaged(file, chain.lastSequence(), problem);
    }

    /**
     * The last sequence that was read, or skipped because it comes before the first one wanted.
     *
     * @return 0 at the beginning of a journal.
     */
    public long lastSequence() {
        return chain.lastSequence();
    }

    /**
     * In a handler: the last sequence that was applied when the batch was written.
     *
     * @return a sequence.
     */
    public long lastAppliedSequence() {
        return BatchHeader.lastAppliedSequence(scanner.buffer(), scanner.offset());
    }

    /**
     * In a handler: the state hash after {@link #lastAppliedSequence}.
     *
     * @return the hash.
     */
    public long stateHash() {
        return BatchHeader.stateHash(scanner.buffer(), scanner.offset());
    }

    @Override
    public void close() {
        try {
            closeSegment();
        } catch (final IOException e) {
            throw new JournalException("cannot close the files in " + directory + ": " + e.getMessage(), e);
        }
    }
}
