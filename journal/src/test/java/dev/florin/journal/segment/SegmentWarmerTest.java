package dev.florin.journal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.concurrent.FailureLatch;
import dev.florin.journal.file.SystemFileLayer;
import dev.florin.journal.manifest.SegmentPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentWarmerTest {

    private static final int LENGTH_BYTES = 8 << 20;
    private static final int EXCERPT_LENGTH_BYTES = 64 << 10;
    private static final int PAGES_LENGTH_BYTES = 8 << 10;

    @TempDir
    private Path directory;

    private final List<Range> warmed = new ArrayList<>();
    private SegmentWarmer warmer;

    @BeforeEach
    void createWarmer() throws IOException {
        warmer = new SegmentWarmer(new DiskWatch(directory, 0), new FailureLatch());
    }

    @BeforeAll
    static void prepareTheProcess() {
        ChronicleRuntime.check();
    }

    @Test
    void shouldWarmWhatLiesAheadOfTheLastBatch() throws IOException {
        try (SegmentWriter segment = create(1)) {
            appendThrough(segment, SegmentWarmer.STEP_LENGTH_BYTES);
            final long end = segment.endPosition();

            assertThat(warmAll()).isEqualTo(new Range(end, end + SegmentWarmer.AHEAD_LENGTH_BYTES));
        }
    }

    @Test
    void shouldGoOnWhereItEnded() throws IOException {
        try (SegmentWriter segment = create(1)) {
            appendThrough(segment, SegmentWarmer.STEP_LENGTH_BYTES);
            final Range first = warmAll();
            appendThrough(segment, 2L * SegmentWarmer.STEP_LENGTH_BYTES + EXCERPT_LENGTH_BYTES);
            final long end = segment.endPosition();

            assertThat(warmAll()).isEqualTo(new Range(first.to(), end + SegmentWarmer.AHEAD_LENGTH_BYTES));
        }
    }

    @Test
    void shouldBeginAtTheLastBatchWhereItCameTooLate() throws IOException {
        try (SegmentWriter segment = create(1)) {
            appendThrough(segment, SegmentWarmer.STEP_LENGTH_BYTES);
            warmAll();
            appendThrough(segment, SegmentWarmer.AHEAD_LENGTH_BYTES + 2L * SegmentWarmer.STEP_LENGTH_BYTES);
            final long end = segment.endPosition();

            assertThat(warmAll()).isEqualTo(new Range(end, LENGTH_BYTES));
        }
    }

    @Test
    void shouldLeaveASlowWriterAlone() throws IOException {
        try (SegmentWriter segment = create(1)) {
            appendThrough(segment, SegmentWarmer.STEP_LENGTH_BYTES - 2 * EXCERPT_LENGTH_BYTES);

            assertThat(warmer.doWork()).isZero();
            assertThat(warmed).isEmpty();
        }
    }

    @Test
    void shouldBeginAnewAfterARoll() throws IOException {
        try (SegmentWriter first = create(1);
                SegmentWriter second = create(2)) {
            appendThrough(first, 2L * SegmentWarmer.STEP_LENGTH_BYTES);
            warmAll();
            appendThrough(second, SegmentWarmer.STEP_LENGTH_BYTES);
            final long end = second.endPosition();

            assertThat(warmAll()).isEqualTo(new Range(end, end + SegmentWarmer.AHEAD_LENGTH_BYTES));
        }
    }

    /** Where the disk has no room for a page, a store to it ends the process. */
    @Test
    void shouldTouchNothingOnADiskThatIsShortOfSpace() throws IOException {
        warmer = new SegmentWarmer(new DiskWatch(directory, Long.MAX_VALUE / 2), new FailureLatch());
        try (SegmentWriter segment = create(1)) {
            appendThrough(segment, SegmentWarmer.STEP_LENGTH_BYTES);

            assertThat(warmer.doWork()).isZero();
            assertThat(warmed).isEmpty();
        }
    }

    /** The page that is touched is the one that the next batch begins, again and again. */
    @Test
    void shouldNotChangeWhatIsAppendedMeanwhile() throws Exception {
        final int excerptCount = 5_000;
        final int lengthBytes = 1_500;
        try (SegmentWriter segment = create(1)) {
            final AtomicBoolean isDone = new AtomicBoolean();
            final Thread thread = new Thread(() -> {
                while (!isDone.get()) {
                    final long position = segment.endPosition();
                    segment.warm(position, position + PAGES_LENGTH_BYTES);
                }
            });
            thread.start();
            for (int i = 1; i <= excerptCount; i++) {
                segment.append(excerpt(i, lengthBytes), 0, lengthBytes, i, i, 0);
            }
            isDone.set(true);
            thread.join();
        }
        try (SegmentScanner scanner = new SegmentScanner(SegmentPaths.file(directory, 1))) {
            assertThat(scanner.next()).isTrue();
            for (int i = 1; i <= excerptCount; i++) {
                assertThat(scanner.next()).isTrue();
                assertThat(new UnsafeBuffer(scanner.buffer(), scanner.offset(), lengthBytes))
                        .isEqualTo(excerpt(i, lengthBytes));
            }
            assertThat(scanner.next()).isFalse();
            assertThat(scanner.problem()).isNull();
        }
    }

    @Test
    void shouldNotTouchWhatIsNoLongerMapped() throws IOException {
        final SegmentWriter segment = create(1);
        appendThrough(segment, SegmentWarmer.STEP_LENGTH_BYTES);
        segment.closeAndTrim();

        segment.warm(0, LENGTH_BYTES);

        assertThat(SegmentPaths.file(directory, 1)).hasSize(segment.endPosition());
    }

    private static UnsafeBuffer excerpt(final int index, final int lengthBytes) {
        final UnsafeBuffer excerpt = new UnsafeBuffer(new byte[lengthBytes]);
        excerpt.setMemory(0, lengthBytes, (byte) (index % 100 + 1));
        return excerpt;
    }

    private SegmentWriter create(final long segmentId) throws IOException {
        return SegmentWriter.create(segmentId, directory, SystemFileLayer.INSTANCE, this::excerpts, LENGTH_BYTES, 99);
    }

    private void appendThrough(final SegmentWriter segment, final long position) {
        final UnsafeBuffer excerpt = new UnsafeBuffer(new byte[EXCERPT_LENGTH_BYTES]);
        while (segment.endPosition() < position) {
            final long sequence = segment.lastSequence() + 1;
            segment.append(excerpt, 0, EXCERPT_LENGTH_BYTES, sequence, sequence, 0);
            warmer.onAppended(segment);
        }
    }

    /** What was warmed, in pieces one behind the other, until there was nothing left to warm. */
    private Range warmAll() {
        warmed.clear();
        int lengthBytes = warmer.doWork();
        while (lengthBytes > 0) {
            final Range last = warmed.get(warmed.size() - 1);
            assertThat(last.to() - last.from())
                    .isEqualTo(lengthBytes)
                    .isLessThanOrEqualTo(SegmentWarmer.PIECE_LENGTH_BYTES);
            lengthBytes = warmer.doWork();
        }
        for (int i = 1; i < warmed.size(); i++) {
            assertThat(warmed.get(i).from()).isEqualTo(warmed.get(i - 1).to());
        }
        return new Range(warmed.get(0).from(), warmed.get(warmed.size() - 1).to());
    }

    private Excerpts excerpts(final Path segmentDirectory, final Path file, final long lengthBytes) throws IOException {
        return new Recorded(Excerpts.CHRONICLE.create(segmentDirectory, file, lengthBytes));
    }

    private record Range(long from, long to) {}

    /** Chronicle's, and beside it what was asked for. */
    private final class Recorded implements Excerpts {

        private final Excerpts excerpts;

        Recorded(final Excerpts excerpts) {
            this.excerpts = excerpts;
        }

        @Override
        public long append(final DirectBuffer buffer, final int offset, final int lengthBytes) {
            return excerpts.append(buffer, offset, lengthBytes);
        }

        @Override
        public void warm(final long fromPosition, final long toPosition) {
            warmed.add(new Range(fromPosition, toPosition));
            excerpts.warm(fromPosition, toPosition);
        }

        @Override
        public void close() {
            excerpts.close();
        }
    }
}
