package dev.florin.journal.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The bytes of every header, which must not change, and what is refused. */
final class HeaderTest {

    private static final String GOLDEN_BATCH = "fdc3d873464c4e420100400045000000e90300000000000000002a36fe9c9717"
            + "de03000000000000e803000000000000efcdab8967452301030000000df0feca"
            + "68656c6c6f";
    private static final String GOLDEN_SEGMENT = "e3ce62f4464c4e53010020000000000097a6b5c4d3e2f1000700000000000000";
    private static final String GOLDEN_GROUP = "e667bed8464c4e47010040000300000097a6b5c4d3e2f1000c00000000000000"
            + "e903000000000000dc05000000000000c0000000701700000900000000000000";

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(256);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final Checksum checksum = new Checksum();

    @Test
    void shouldComputeCrc32c() {
        // The check value of the CRC catalogue.
        assertThat(Checksum.of("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xE306_9283);
        buffer.putBytes(7, "123456789".getBytes(StandardCharsets.US_ASCII));
        assertThat(checksum.compute(bytes, 7, 9)).isEqualTo(0xE306_9283);
    }

    @Test
    void shouldEncodeTheGoldenBatch() {
        encodeBatch(8);
        assertThat(hex(8, BatchHeader.LENGTH_BYTES + 5)).isEqualTo(GOLDEN_BATCH);
    }

    @Test
    void shouldDecodeTheGoldenBatch() {
        put(0, GOLDEN_BATCH);
        assertThat(batchProblem(0, 69)).isNull();
        assertThat(BatchHeader.lengthBytes(buffer, 0)).isEqualTo(69);
        assertThat(BatchHeader.firstSequence(buffer, 0)).isEqualTo(1_001);
        assertThat(BatchHeader.lastSequence(buffer, 0)).isEqualTo(1_003);
        assertThat(BatchHeader.firstTimestampNs(buffer, 0)).isEqualTo(1_700_000_000_000_000_000L);
        assertThat(BatchHeader.count(buffer, 0)).isEqualTo(3);
        assertThat(BatchHeader.durableSequence(buffer, 0)).isEqualTo(990);
        assertThat(BatchHeader.lastAppliedSequence(buffer, 0)).isEqualTo(1_000);
        assertThat(BatchHeader.stateHash(buffer, 0)).isEqualTo(0x0123_4567_89AB_CDEFL);
        assertThat(BatchHeader.previousCrc(buffer, 0)).isEqualTo(0xCAFE_F00D);
    }

    @Test
    void shouldRefuseEveryFlippedBitOfABatch() {
        for (int bit = 0; bit < 69 * 8; bit++) {
            encodeBatch(0);
            bytes.clear();
            bytes.put(bit / 8, (byte) (bytes.get(bit / 8) ^ 1 << bit % 8));
            assertThat(batchProblem(0, 69)).isNotNull();
        }
    }

    @Test
    void shouldLookAtNothingBeyondTheBytesThatAreThere() {
        encodeBatch(0);
        for (int availableBytes = 0; availableBytes < 69; availableBytes++) {
            assertThat(batchProblem(0, availableBytes)).isNotNull();
        }
        for (final int lengthBytes : new int[] {0, 63, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 25}) {
            buffer.putInt(12, lengthBytes);
            assertThat(batchProblem(0, 69)).contains("batch length");
        }
    }

    @Test
    void shouldNameAnUnknownFormat() {
        encodeBatch(0);
        buffer.putShort(8, (short) 2);
        assertThat(batchProblem(0, 69)).isEqualTo("batch format 2 is not known to this version");
    }

    @Test
    void shouldEncodeTheGoldenSegmentHeader() {
        final ByteBuffer header = SegmentHeader.encode(0x00F1_E2D3_C4B5_A697L, 7);
        buffer.putBytes(3, header, SegmentHeader.LENGTH_BYTES);
        assertThat(hex(3, SegmentHeader.LENGTH_BYTES)).isEqualTo(GOLDEN_SEGMENT);
    }

    @Test
    void shouldTellWhoseASegmentIs() {
        put(0, GOLDEN_SEGMENT);
        assertThat(segmentProblem(0x00F1_E2D3_C4B5_A697L, 7)).isNull();
        assertThat(segmentProblem(1, 7)).isEqualTo("the segment belongs to another journal, with id f1e2d3c4b5a697");
        assertThat(segmentProblem(0x00F1_E2D3_C4B5_A697L, 8)).isEqualTo("the file is that of segment 7");
        buffer.putByte(20, (byte) 0);
        assertThat(segmentProblem(0x00F1_E2D3_C4B5_A697L, 7)).isEqualTo("the segment header is missing or invalid");
    }

    @Test
    void shouldEncodeTheGoldenGroupHeader() {
        GroupHeader.encode(buffer, bytes, checksum, 0x00F1_E2D3_C4B5_A697L, 12, 3, 1_001, 1_500, 192, 6_000, 9);
        assertThat(hex(0, GroupHeader.LENGTH_BYTES)).isEqualTo(GOLDEN_GROUP);
    }

    @Test
    void shouldDecodeTheGoldenGroupHeader() {
        put(64, GOLDEN_GROUP);
        assertThat(GroupHeader.isValid(buffer, bytes, 64, checksum)).isTrue();
        assertThat(GroupHeader.journalId(buffer, 64)).isEqualTo(0x00F1_E2D3_C4B5_A697L);
        assertThat(GroupHeader.generation(buffer, 64)).isEqualTo(12);
        assertThat(GroupHeader.index(buffer, 64)).isEqualTo(3);
        assertThat(GroupHeader.firstSequence(buffer, 64)).isEqualTo(1_001);
        assertThat(GroupHeader.lastSequence(buffer, 64)).isEqualTo(1_500);
        assertThat(GroupHeader.firstBatchOffset(buffer, 64)).isEqualTo(192);
        assertThat(GroupHeader.batchesLengthBytes(buffer, 64)).isEqualTo(6_000);
    }

    @Test
    void shouldRefuseEveryFlippedBitOfAGroupHeader() {
        for (int bit = 0; bit < GroupHeader.LENGTH_BYTES * 8; bit++) {
            put(0, GOLDEN_GROUP);
            bytes.clear();
            bytes.put(bit / 8, (byte) (bytes.get(bit / 8) ^ 1 << bit % 8));
            assertThat(GroupHeader.isValid(buffer, bytes, 0, checksum)).isFalse();
        }
    }

    @Test
    void shouldKeepTheStartOfEveryBlockFreeOfBatches() {
        assertThat(GroupHeader.nextBatchPosition(0)).isEqualTo(64);
        assertThat(GroupHeader.nextBatchPosition(65)).isEqualTo(128);
        assertThat(GroupHeader.nextBatchPosition(128)).isEqualTo(128);
        assertThat(GroupHeader.nextBatchPosition(4_095)).isEqualTo(4_160);
        assertThat(GroupHeader.nextBatchPosition(4_096)).isEqualTo(4_160);
    }

    private void encodeBatch(final int offset) {
        final int lengthBytes = BatchHeader.LENGTH_BYTES + 5;
        buffer.putStringWithoutLengthAscii(offset + BatchHeader.LENGTH_BYTES, "hello");
        BatchHeader.encode(
                buffer,
                offset,
                lengthBytes,
                1_001,
                1_700_000_000_000_000_000L,
                3,
                990,
                1_000,
                0x0123_4567_89AB_CDEFL,
                0xCAFE_F00D);
        BatchHeader.seal(buffer, bytes, offset, checksum);
    }

    private String batchProblem(final int offset, final int availableBytes) {
        return BatchHeader.problem(buffer, bytes, offset, availableBytes, checksum);
    }

    private String segmentProblem(final long journalId, final long segmentId) {
        return SegmentHeader.problem(buffer, bytes, 0, SegmentHeader.LENGTH_BYTES, journalId, segmentId);
    }

    private void put(final int offset, final String hex) {
        buffer.putBytes(offset, HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    private String hex(final int offset, final int lengthBytes) {
        final byte[] copy = new byte[lengthBytes];
        buffer.getBytes(offset, copy);
        return HexFormat.of().formatHex(copy);
    }
}
