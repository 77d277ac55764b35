package dev.florin.engine;

import static dev.florin.engine.TestCommands.account;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.florin.journal.Durability;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.RequestEncoder;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Once warm, a command costs no garbage: not on the engine thread, not on the thread that offers and polls. */
@Timeout(120)
class AllocationTest {
    private static final int ACCOUNTS = 1_000;
    private static final int RETENTION = 100_000;
    private static final int WARM_UP = 400_000;
    private static final int MEASURED = 1_000_000;
    private static final int WINDOW = 8_000;
    /** What is done now and then, not for a command, may leave a little: a roll of the segment, a profile of the JVM. */
    private static final long TOLERATED_BYTES = 256 * 1024;

    @TempDir
    private Path directory;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[256]);
    private int frameLengthBytes;
    private int keyOffset;
    private int creditOffset;
    private long answeredCount;

    private void onAnswer(
            final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        answeredCount++;
    }

    /** Finds where in the frame the key and the credited owner lie, so that it can be changed without an encoder. */
    private void prepareFrame() {
        final long key = 0x7172737475767778L;
        final long owner = 0x2122232425262728L;
        frameLengthBytes = new RequestEncoder()
                .encode(TestCommands.transfer(new Uint128(1, key), account(1), account(owner), 1), frame, 0);
        keyOffset = find(key);
        creditOffset = find(owner);
    }

    private int find(final long value) {
        for (int offset = 0; offset < frameLengthBytes; offset += Long.BYTES) {
            if (frame.getLong(offset, ByteOrder.LITTLE_ENDIAN) == value) {
                return offset;
            }
        }
        throw new AssertionError("the frame does not hold " + value);
    }

    private void transfer(final Session session, final AnswerHandler handler, final long from, final long to) {
        for (long i = from; i < to; i++) {
            frame.putLong(keyOffset, i, ByteOrder.LITTLE_ENDIAN);
            frame.putLong(creditOffset, 2 + i % (ACCOUNTS - 1), ByteOrder.LITTLE_ENDIAN);
            while (i - answeredCount >= WINDOW
                    || session.offer(frame, 0, frameLengthBytes, i) == Outcome.BACK_PRESSURED) {
                session.poll(handler, WINDOW);
            }
            if ((i & 63) == 0) {
                session.poll(handler, WINDOW);
            }
        }
        while (answeredCount < to) {
            session.poll(handler, WINDOW);
        }
    }

    private static long idOf(final String threadName) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(threadName))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldAllocateNothingPerCommandOnceWarm(final Durability durability) {
        prepareFrame();
        try (Engine engine = Engine.open(TestEngines.config(directory, durability)
                        .keyRetention(RETENTION)
                        .segmentLengthBytes(256L * 1024 * 1024)
                        .build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, ACCOUNTS, 1_000_000_000);
            final AnswerHandler handler = this::onAnswer;
            transfer(user.session(), handler, 0, WARM_UP);
            final long engineThread = idOf("florin-engine");
            final long front = Thread.currentThread().getId();
            final long engineBytes = threads.getThreadAllocatedBytes(engineThread);
            final long frontBytes = threads.getThreadAllocatedBytes(front);
            transfer(user.session(), handler, WARM_UP, WARM_UP + MEASURED);
            final long frontAllocated = threads.getThreadAllocatedBytes(front) - frontBytes;
            final long engineAllocated = threads.getThreadAllocatedBytes(engineThread) - engineBytes;
            assertThat(user.session().droppedCount()).isZero();
            assertThat(engineAllocated)
                    .describedAs("bytes of the engine thread")
                    .isLessThan(TOLERATED_BYTES);
            assertThat(frontAllocated).describedAs("bytes of the front end").isLessThan(TOLERATED_BYTES);
        }
    }
}
