package dev.florin.journal;

import dev.florin.journal.commitlog.CommitLogReader;
import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.SyncHandle;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.format.Checksum;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.manifest.SegmentEntry;
import dev.florin.journal.manifest.SegmentPaths;
import dev.florin.journal.segment.SegmentSupply;
import dev.florin.journal.segment.SegmentWriter;
import dev.florin.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what was recovered the journal's past, whole, sealed and synced, and leaves nothing of it in files that will be used
 * again. Used once by the thread that starts appending; a crash in between is recovered from as the one before it.
 */
final class RecoveredPast {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecoveredPast.class);

    private final JournalConfig config;
    private final ManifestStore manifests;
    private final JournalReader recovery;
    private final RecoveryReport recovered;
    private final SegmentSupply supply;

    RecoveredPast(
            final JournalConfig config,
            final ManifestStore manifests,
            final JournalReader recovery,
            final SegmentSupply supply) {
        this.config = config;
        this.manifests = manifests;
        this.recovery = recovery;
        this.recovered = recovery.report();
        this.supply = supply;
    }

    /** Completes it, and returns the segment to go on with. */
    SegmentWriter complete() throws IOException {
        sealRecovered();
        // Now, and not with the next snapshot: there may be none while their space is missing.
        Snapshots.deleteUnfinished(config.directory(), config.fileLayer());
        deleteForeignCommitFiles();
        return createFirstSegment();
    }

    /** Seals the segments that a crash left open, where their last whole batch ends, and drops those without any. */
    private void sealRecovered() throws IOException {
        final FileLayer files = config.fileLayer();
        for (final SegmentEntry sealed : recovery.recoveredSegments()) {
            final Path file = SegmentPaths.file(config.directory(), sealed.id());
            try (SyncHandle handle = files.openForSync(file)) {
                handle.sync();
            }
            manifests.update(manifest -> manifest.with(sealed));
        }
        for (final SegmentEntry entry : manifests.manifest().segments()) {
            if (!entry.isSealed()) {
                supply.drop(entry.id());
            }
        }
    }

    /** While all is sealed they do no harm; once a segment is there, whose creation syncs this, a start calls them damage. */
    private void deleteForeignCommitFiles() throws IOException {
        final Set<Path> foreign = recovery.commitLog().foreignFiles();
        if (!foreign.isEmpty() && recovered.commitLogBatchCount() == 0) {
            LOGGER.warn("delete commit files of another journal: {}", foreign);
            manifests.update(manifest -> manifest.withCommitLog(0));
            for (final Path file : foreign) {
                config.fileLayer().deleteFile(file);
            }
        }
    }

    /** The new segment starts with the batches that only the commit log holds, so that its files can be used again. */
    private SegmentWriter createFirstSegment() throws IOException {
        if (recovered.commitLogBatchCount() == 0) {
            return supply.create(config.firstSegmentLengthBytes());
        }
        final SegmentWriter segment = supply.create(config.segmentLengthBytes());
        final CommitLogReader commitLog = recovery.commitLog();
        final SegmentEntry last = manifests.manifest().segments().stream()
                .filter(SegmentEntry::isSealed)
                .reduce((a, b) -> b)
                .orElse(SegmentEntry.sealed(
                        0, 0, 0, Checksum.chainSeed(manifests.manifest().journalId())));
        long sequence = last.lastSequence();
        int crc = last.lastCrc();
        commitLog.rewind();
        while (sequence < recovered.lastSequence()) {
            final CommitLogReader.Batch batch = commitLog.next(sequence + 1, crc);
            sequence = BatchHeader.lastSequence(batch.buffer(), batch.offset());
            crc = BatchHeader.crc(batch.buffer(), batch.offset());
            segment.append(
                    batch.buffer(),
                    batch.offset(),
                    BatchHeader.lengthBytes(batch.buffer(), batch.offset()),
                    BatchHeader.firstSequence(batch.buffer(), batch.offset()),
                    sequence,
                    crc);
        }
        segment.sync();
        if (config.durability() == Durability.FSYNC) {
            return segment;
        }
        // What is forced is kept apart from what will not be: nothing sealed is ever given up.
        manifests.update(manifest -> manifest.with(SegmentEntry.sealed(
                segment.segmentId(), segment.firstSequence(), segment.lastSequence(), segment.lastCrc())));
        segment.closeAndTrim();
        return supply.create(config.firstSegmentLengthBytes());
    }
}
