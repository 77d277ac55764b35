package dev.florin.journal.commitlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.file.SystemFileLayer;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.format.Checksum;
import dev.florin.journal.format.GroupHeader;
import dev.florin.journal.support.FailingFileLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hand-off through the staging buffer, the groups that it becomes on the disk, and the way back. */
final class CommitLogTest {

    private static final long JOURNAL_ID = 0x00F1_E2D3_C4B5_A697L;
    private static final int MAX_BATCH_LENGTH_BYTES = 20_000;
    private static final long FILE_LENGTH_BYTES = 256 << 10;
    private static final int BLOCK = GroupHeader.BLOCK_LENGTH_BYTES;

    private final StagingBuffer staging = new StagingBuffer(128 << 10, MAX_BATCH_LENGTH_BYTES);
    private final ByteBuffer view = staging.newView();
    private final Checksum checksum = new Checksum();

    @TempDir
    private Path directory;

    private CommitLog log;
    private long lastSequence;
    private int lastCrc = Checksum.chainSeed(JOURNAL_ID);

    @BeforeEach
    void open() throws IOException {
        log = CommitLog.open(directory, SystemFileLayer.INSTANCE, staging, JOURNAL_ID, FILE_LENGTH_BYTES, 1);
    }

    @Test
    void shouldPreallocateBothFiles() throws IOException {
        assertThat(Files.size(directory.resolve("commit-0"))).isEqualTo(FILE_LENGTH_BYTES);
        assertThat(Files.size(directory.resolve("commit-1"))).isEqualTo(FILE_LENGTH_BYTES);
    }

    @Test
    void shouldWriteTheGoldenGroup() throws IOException {
        stage("hello".length(), "hello");
        stage("world!!".length(), "world!!");
        assertThat(log.selectGroup()).isTrue();
        assertThat(log.writeGroup()).isEqualTo(2);
        assertThat(log.groupBatchCount()).isEqualTo(2);
        final byte[] block = Arrays.copyOf(Files.readAllBytes(directory.resolve("commit-0")), BLOCK);
        final String golden = GoldenGroup.read();
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(block, golden.length() / 2)))
                .isEqualTo(golden);
        // Nothing but zeros up to the end of the block.
        assertThat(Arrays.copyOfRange(block, golden.length() / 2, BLOCK)).containsOnly(0);
    }

    @Test
    void shouldSelectNothingWhereNothingIsStaged() {
        assertThat(log.selectGroup()).isFalse();
        assertThat(staging.begin()).isTrue();
        assertThat(log.selectGroup()).isFalse();
    }

    @Test
    void shouldStartEveryGroupOnABlockAndOverwriteNoOther() throws IOException {
        for (int i = 0; i < 20; i++) {
            stage(100 * i, "x");
            assertThat(log.selectGroup()).isTrue();
            final long position = log.filePosition();
            log.writeGroup();
            assertThat(position % BLOCK).isZero();
            assertThat(log.filePosition() % BLOCK).isZero();
            assertThat(log.filePosition()).isGreaterThan(position);
        }
    }

    @Test
    void shouldReadBackWhatWasWritten() throws IOException {
        final long seed = System.nanoTime();
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        long oldest = 1;
        for (int i = 0; i < 400; i++) {
            final int burst = 1 + random.nextInt(5);
            for (int j = 0; j < burst && staging.begin(); j++) {
                stage(random.nextInt(random.nextBoolean() ? 200 : MAX_BATCH_LENGTH_BYTES - 63), "r" + i);
            }
            while (random.nextInt(3) > 0 && log.selectGroup()) {
                if (log.needsOtherFile()) {
                    oldest = log.lastSequenceInOtherFile() + 1;
                    log.switchFile();
                }
                log.writeGroup();
            }
        }
        while (log.selectGroup()) {
            if (log.needsOtherFile()) {
                oldest = log.lastSequenceInOtherFile() + 1;
                log.switchFile();
            }
            log.writeGroup();
        }
        assertReadsBack(oldest);
    }

    /** The engine thread builds batches where others were: not before those are on the disk. */
    @Test
    void shouldFreeThePlaceOfABatchOnlyOnceItIsForced() throws IOException {
        final FailingFileLayer layer = new FailingFileLayer();
        try (CommitLog failing = CommitLog.open(directory, layer, staging, JOURNAL_ID, FILE_LENGTH_BYTES, 1)) {
            while (staging.begin()) {
                stage(MAX_BATCH_LENGTH_BYTES - BatchHeader.LENGTH_BYTES, "x");
            }
            assertThat(failing.selectGroup()).isTrue();
            layer.failForce("commit-");
            assertThatThrownBy(failing::writeGroup).isInstanceOf(IOException.class);
            assertThat(staging.begin()).isFalse();
            layer.heal();
            failing.writeGroup();
            assertThat(staging.begin()).isTrue();
        }
    }

    private void assertReadsBack(final long oldest) throws IOException {
        try (CommitLogReader reader = new CommitLogReader(directory, JOURNAL_ID)) {
            long sequence = oldest;
            // The file that is not the current one starts wherever it was started: find the first batch of it by its
            // chain.
            CommitLogReader.Batch batch = reader.next(sequence, previousCrcOf(sequence));
            while (batch != null) {
                assertThat(BatchHeader.firstSequence(batch.buffer(), batch.offset()))
                        .isEqualTo(sequence);
                sequence++;
                batch = reader.next(sequence, BatchHeader.crc(batch.buffer(), batch.offset()));
            }
            assertThat(sequence).isEqualTo(lastSequence + 1);
            assertThat(reader.problem()).isNull();
            assertThat(reader.durableSequence()).isLessThan(lastSequence);
        }
    }

    private int previousCrcOf(final long sequence) {
        return sequence == 1 ? Checksum.chainSeed(JOURNAL_ID) : crcs[(int) sequence - 1];
    }

    private final int[] crcs = new int[10_000];

    private void stage(final int bodyLengthBytes, final String text) {
        assertThat(staging.begin()).isTrue();
        final MutableDirectBuffer buffer = staging.buffer();
        final int offset = staging.batchOffset();
        final int lengthBytes = BatchHeader.LENGTH_BYTES + bodyLengthBytes;
        buffer.setMemory(offset + BatchHeader.LENGTH_BYTES, bodyLengthBytes, (byte) '.');
        if (bodyLengthBytes >= text.length()) {
            buffer.putStringWithoutLengthAscii(offset + BatchHeader.LENGTH_BYTES, text);
        }
        lastSequence++;
        BatchHeader.encode(
                buffer, offset, lengthBytes, lastSequence, 10 * lastSequence, 1, 0, lastSequence - 1, 5, lastCrc);
        lastCrc = BatchHeader.seal(buffer, view, offset, checksum);
        crcs[(int) lastSequence] = lastCrc;
        staging.stage(lengthBytes);
    }
}
