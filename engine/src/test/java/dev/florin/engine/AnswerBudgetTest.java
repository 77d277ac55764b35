package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.Durability;
import dev.florin.journal.concurrent.PublishedSequence;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerBounds;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.OrderAnswerDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.order.OrderRef;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who keeps within the budget loses no answer, however large the answers and however late they are taken. */
class AnswerBudgetTest {
    private static final int QUEUE_LENGTH_BYTES = 64 * 1024;
    private static final OptionalLong NONE = OptionalLong.empty();

    /** Nobody but the engine knows how much of it may trade. */
    private static final Request MOVE = new Command.Replace(
            Uint128.of(1), 42, OrderRef.ofId(21), OptionalLong.of(5), NONE, NONE, NONE, NONE, Conditions.NONE);

    private static final int LONG_ORDER_LENGTH = 20 * 1024;

    private final AnswerQueue queue = new AnswerQueue(QUEUE_LENGTH_BYTES, new PublishedSequence());
    private final AnswerBudget budget = new AnswerBudget(QUEUE_LENGTH_BYTES);
    private final Queue<Integer> reserved = new ArrayDeque<>();

    @Test
    void shouldLeaveRoomForAnswersOfAnyLength() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[1024 * 1024]);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        int full = 0;
        for (long i = 1; i <= 200_000; i++) {
            final Request request = random.nextInt(8) == 0
                    ? MOVE
                    : getAccounts(random.nextInt(4) == 0 ? random.nextInt(40) : random.nextInt(2));
            final int need = budget.needOf(request);
            while (!budget.tryReserve(need)) {
                full++;
                queue.flush();
                take(1 + random.nextInt(10));
            }
            reserved.add(need);
            final boolean isOrder = request instanceof Command.Replace;
            final int bound = isOrder ? LONG_ORDER_LENGTH : AnswerBounds.maxQueuedLengthBytes(request);
            final int lengthBytes = Math.max(
                    Frames.HEADER_LENGTH, Frames.align(random.nextBoolean() ? bound : random.nextInt(bound + 1)));
            header.wrap(frame, 0).frameLength(lengthBytes).templateId(isOrder ? OrderAnswerDecoder.TEMPLATE_ID : 0);
            queue.write(i, 0, frame, 0, lengthBytes);
            if (random.nextInt(30) == 0) {
                queue.flush(); // seldom, so that answers cross in blocks, which are taken in parts
            }
            assertThat(queue.droppedCount()).as("seed %d, answer %d", seed, i).isZero();
        }
        assertThat(full).as("times that there was no room").isGreaterThan(1_000);
    }

    private void take(final int limit) {
        final List<Long> taken = new ArrayList<>();
        queue.poll((correlationId, buffer, offset, length) -> taken.add(correlationId), limit);
        assertThat(taken).isNotEmpty();
        taken.forEach(correlationId -> budget.giveBack(reserved.remove()));
    }

    private static Request getAccounts(final int count) {
        return new Read.GetAccounts(Collections.nCopies(count, BANK));
    }

    @Test
    void shouldKeepManyOrdersUnderWayHoweverMuchTheyTrade() {
        final int lengthBytes = 8 * 1024 * 1024;
        final AnswerQueue large = new AnswerQueue(lengthBytes, new PublishedSequence());
        final AnswerBudget ofLarge = new AnswerBudget(lengthBytes);
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[LONG_ORDER_LENGTH]);
        new MessageHeaderEncoder()
                .wrap(frame, 0)
                .frameLength(LONG_ORDER_LENGTH)
                .templateId(OrderAnswerDecoder.TEMPLATE_ID);
        int fitting = 0;
        while (ofLarge.tryReserve(ofLarge.needOf(MOVE))) {
            large.write(++fitting, 0, frame, 0, LONG_ORDER_LENGTH);
        }
        assertThat(fitting).isGreaterThan(1_000);
        assertThat(large.droppedCount()).isZero();
    }

    @Test
    void shouldTakeBackWhatWasNotUsed() {
        final int need = budget.needOf(getAccounts(10_000));
        int fitting = 0;
        while (budget.tryReserve(need)) {
            fitting++;
        }
        assertThat(fitting).isGreaterThan(1);
        budget.cancel(need);
        assertThat(budget.tryReserve(need)).isTrue();
        assertThat(budget.tryReserve(need)).isFalse();
    }

    @Test
    void shouldAnswerEverythingThatAClientSendsAtOnce(@TempDir final Path directory) {
        try (Engine engine = Engine.open(TestEngines.config(directory, Durability.MEMORY_MAPPED)
                .answerQueueLengthBytes(QUEUE_LENGTH_BYTES)
                .build())) {
            final FlorinClient client = engine.client();
            final List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                answers.add(client.send(getAccounts(i % 100 == 0 ? 5_000 : i % 30)));
            }
            for (int i = 0; i < answers.size(); i++) {
                final Answer.OfAccounts answer =
                        (Answer.OfAccounts) answers.get(i).join();
                assertThat(answer.accounts()).hasSize(i % 100 == 0 ? 5_000 : i % 30);
            }
        }
    }

    /** Whoever makes room as soon as an answer is taken promises what the queue still holds until the poll is over. */
    @Test
    @Timeout(60)
    void shouldMakeRoomOnlyOnceTheQueueHasLetGoOfAnswers(@TempDir final Path directory) {
        final FaultyFiles disk = new FaultyFiles();
        try (Engine engine = Engine.open(TestEngines.config(directory, Durability.FSYNC)
                .fileLayer(disk)
                .answerQueueLengthBytes(QUEUE_LENGTH_BYTES)
                .build())) {
            final int before;
            try (SessionUser user = new SessionUser(engine)) {
                before = TestEngines.openAccounts(user, 1, 0);
            }
            try {
                final CompletableFuture<List<CompletableFuture<Answer>>> sent = fillBehindAHangingForce(
                                engine, before, disk)
                        .thenApply(answer -> sendWhatFits(engine.client()));
                disk.commits().open();
                assertThat(sent.join())
                        .as("sent while one poll takes all answers but the first, which left alone")
                        .hasSizeLessThanOrEqualTo(1);
            } finally {
                disk.commits().open(); // an engine does not close while its disk hangs
            }
        }
    }

    /** The first command is in the force that hangs, all others come with the next one; the answer to the last of them. */
    private CompletableFuture<Answer> fillBehindAHangingForce(
            final Engine engine, final int before, final FaultyFiles disk) {
        final int need = budget.needOf(anyTransfer(0));
        disk.commits().shut();
        CompletableFuture<Answer> last = null;
        long sentCount = 0;
        while (budget.tryReserve(need)) {
            last = engine.client().send(anyTransfer(++sentCount));
            Await.until("the first force is under way", disk.commits()::holdsSomebody);
        }
        final long lastSequence = before + sentCount;
        Await.until("all are applied", () -> engine.lastSequence() >= lastSequence);
        return last;
    }

    private static Command anyTransfer(final long number) {
        return TestCommands.transfer(1_000 + number, BANK, TestCommands.account(1), 1);
    }

    /** What the reply thread can send at once, from inside a poll. */
    private static List<CompletableFuture<Answer>> sendWhatFits(final FlorinClient client) {
        final List<CompletableFuture<Answer>> sent = new ArrayList<>();
        try {
            while (true) {
                sent.add(client.send(anyTransfer(1_000_000 + sent.size())));
            }
        } catch (final IllegalStateException full) {
            assertThat(full).hasMessageContaining("too much is under way");
            return sent;
        }
    }
}
