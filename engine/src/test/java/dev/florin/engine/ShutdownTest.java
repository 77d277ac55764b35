package dev.florin.engine;

import static dev.florin.engine.TestCommands.account;
import static dev.florin.engine.TestCommands.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.Durability;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Read;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closing in the middle of everything: what was taken is answered and kept, the rest is refused, nobody hangs. */
@Timeout(120)
class ShutdownTest {
    private static final int SESSIONS = 4;
    private static final int CLIENT_THREADS = 4;
    private static final int ACCOUNTS = 10;
    private static final int WINDOW = 2_000;

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(SESSIONS + CLIENT_THREADS);
    private final AtomicLong answerCount = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private static Command command(final long thread, final long i) {
        return transfer(
                new Uint128(thread, i),
                account(1 + (thread + i) % ACCOUNTS),
                account(1 + (thread + i + 1) % ACCOUNTS),
                1);
    }

    /** What a thread saw: how many commands were taken, and the sequence of each that was answered. */
    private record Seen(long takenCount, Map<Uint128, Long> sequences) {}

    private Seen useSession(final Engine engine, final long thread) throws InterruptedException {
        final Session session = engine.openSession();
        final AnswerDecoder decoder = new AnswerDecoder();
        final Map<Uint128, Long> sequences = new HashMap<>();
        final AnswerHandler handler = (correlationId, buffer, offset, lengthBytes) -> {
            final Answer.OfCommand answer = (Answer.OfCommand) decoder.decode(buffer, offset);
            assertThat(sequences.put(new Uint128(thread, correlationId), answer.sequence()))
                    .isNull();
            answerCount.incrementAndGet();
        };
        long taken = 0;
        Outcome outcome = Outcome.OK;
        while (outcome != Outcome.CLOSED) {
            if (taken - sequences.size() < WINDOW) {
                outcome = session.offer(command(thread, taken + 1), taken + 1);
                taken += outcome == Outcome.OK ? 1 : 0;
            }
            session.poll(handler, WINDOW);
        }
        closed.await();
        while (session.poll(handler, WINDOW) > 0) {
            LockSupport.parkNanos(1);
        }
        session.close();
        return new Seen(taken, sequences);
    }

    private Seen useClient(final FlorinClient client, final long thread) {
        final Map<Uint128, CompletableFuture<Answer>> underWay = new HashMap<>();
        final Map<Uint128, Long> sequences = new HashMap<>();
        long sent = 0;
        while (true) {
            for (int i = 0; i < 100; i++) {
                final Command command = command(thread, ++sent);
                underWay.put(command.key(), client.send(command));
            }
            // An exception here, or a future that never completes, fails the test.
            for (final Map.Entry<Uint128, CompletableFuture<Answer>> entry : underWay.entrySet()) {
                if (entry.getValue().join() instanceof Answer.OfCommand answer) {
                    sequences.put(entry.getKey(), answer.sequence());
                    answerCount.incrementAndGet();
                } else {
                    assertThat(((Answer.Refused) entry.getValue().join()).outcome())
                            .isEqualTo(Outcome.CLOSED);
                }
            }
            underWay.clear();
            if (sequences.size() < sent) {
                return new Seen(sequences.size(), sequences);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FSYNC, 1", "FSYNC, 5000", "FSYNC, 50000", "MEMORY_MAPPED, 1", "MEMORY_MAPPED, 50000"})
    void shouldAnswerWhatItTookAndRefuseTheRest(final Durability durability, final int closeAfter) throws Exception {
        final EngineConfig config = TestEngines.config(directory, durability).build();
        final Engine engine = Engine.open(config);
        final int before;
        try (SessionUser user = new SessionUser(engine)) {
            before = TestEngines.openAccounts(user, ACCOUNTS, 1_000_000);
        }
        final FlorinClient client = engine.client();
        final List<Future<Seen>> users = new ArrayList<>();
        for (long thread = 1; thread <= SESSIONS + CLIENT_THREADS; thread++) {
            final long id = thread;
            final Callable<Seen> use = id <= SESSIONS ? () -> useSession(engine, id) : () -> useClient(client, id);
            users.add(threads.submit(use));
        }
        Await.until(closeAfter + " answers came", () -> answerCount.get() >= closeAfter);
        engine.close();
        closed.countDown();

        final Map<Uint128, Long> sequences = new HashMap<>();
        long takenCount = 0;
        for (final Future<Seen> user : users) {
            sequences.putAll(user.get().sequences());
            takenCount += user.get().takenCount();
        }
        assertThat(sequences).hasSize((int) takenCount);
        assertThat(TestEngines.florinThreads()).isEmpty();
        assertKept(config, engine, before, sequences);
    }

    private static void assertKept(
            final EngineConfig config,
            final Engine before,
            final int sequencesBefore,
            final Map<Uint128, Long> sequences) {
        try (Engine engine = Engine.open(config);
                SessionUser user = new SessionUser(engine)) {
            assertThat(engine.recovery().journal().orderly()).isTrue();
            assertThat(engine.recovery().stateHash()).isEqualTo(before.stateHash());
            assertThat(engine.recovery().lastSequence()).isEqualTo(sequencesBefore + sequences.size());
            sequences.forEach((key, sequence) -> user.offer(new Read.GetOutcome(key)));
            user.awaitAll();
            assertThat(user.takeAnswers()).allSatisfy(answer -> {
                final Answer.OfOutcome found = (Answer.OfOutcome) answer;
                assertThat(found.found()).isTrue();
                assertThat(found.sequence()).isEqualTo(sequences.get(found.key()));
            });
            TestEngines.assertBalanced(user);
        }
    }
}
