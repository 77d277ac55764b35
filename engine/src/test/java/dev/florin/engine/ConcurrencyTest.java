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
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Eight threads on four sessions (on each one offers and one polls) and four more on one client, all on ten hot accounts.
 * What the answers say must add up to what the accounts hold. {@code -Dflorin.long=true}: 10 million commands.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ConcurrencyTest {
    private static final int SESSIONS = 4;
    private static final int CLIENT_THREADS = 4;
    private static final int ACCOUNTS = 10;
    private static final long START_AMOUNT = 1_000;
    private static final int MAX_AMOUNT = 300;
    private static final int COMMANDS = Boolean.getBoolean("florin.long") ? 10_000_000 : 300_000;
    private static final int PER_USER = COMMANDS / (SESSIONS + CLIENT_THREADS);
    private static final int SESSION_WINDOW = 20_000;
    private static final int CLIENT_WINDOW = 500;
    private static final int POLL_LIMIT = 1_000;
    private static final long PARK_NS = 10_000;
    private static final long STALL_NS = 30_000_000_000L;

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong progress = new AtomicLong();
    private final AtomicLongArray movedNet = new AtomicLongArray(1 + ACCOUNTS);
    private final AtomicLong refusedCount = new AtomicLong();
    /** How often each sequence came, counted from the first after the set-up. */
    private final AtomicLongArray sequences = new AtomicLongArray(COMMANDS);

    private int firstSequence;

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private static int debit(final int user, final long i) {
        return 1 + (int) ((i * 7 + user) % ACCOUNTS);
    }

    private static int credit(final int user, final long i) {
        return 1 + (int) ((i * 7 + user + 1 + i % (ACCOUNTS - 1)) % ACCOUNTS);
    }

    private static Command command(final int user, final long i) {
        return transfer(
                new Uint128(user, i),
                account(debit(user, i)),
                account(credit(user, i)),
                1 + (i * 31 + user) % MAX_AMOUNT);
    }

    private void onAnswer(final int user, final long i, final Answer answer) {
        final Answer.OfCommand command = (Answer.OfCommand) answer;
        if (command.outcome() == Outcome.OK) {
            movedNet.addAndGet(debit(user, i), -command.amount());
            movedNet.addAndGet(credit(user, i), command.amount());
        } else {
            assertThat(command.outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
            refusedCount.incrementAndGet();
        }
        assertThat(command.duplicate()).isFalse();
        sequences.incrementAndGet((int) command.sequence() - firstSequence);
        progress.incrementAndGet();
    }

    /** One thread of a session. */
    private Void offer(final Session session, final int user, final AtomicLong answered) {
        for (long i = 1; i <= PER_USER; i++) {
            while (i - answered.getAcquire() > SESSION_WINDOW
                    || session.offer(command(user, i), i) == Outcome.BACK_PRESSURED) {
                LockSupport.parkNanos(PARK_NS);
            }
        }
        return null;
    }

    /** The other thread of the same session. */
    private Void poll(final Session session, final int user, final AtomicLong answered) {
        final AnswerDecoder decoder = new AnswerDecoder();
        final AnswerHandler handler =
                (final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) -> {
                    assertThat(correlationId).isEqualTo(answered.getPlain() + 1);
                    onAnswer(user, correlationId, decoder.decode(buffer, offset));
                    answered.setRelease(correlationId);
                };
        while (answered.getPlain() < PER_USER) {
            if (session.poll(handler, POLL_LIMIT) == 0) {
                LockSupport.parkNanos(PARK_NS);
            }
        }
        return null;
    }

    private Void useClient(final FlorinClient client, final int user) {
        final ArrayDeque<CompletableFuture<Answer>> underWay = new ArrayDeque<>();
        long answered = 0;
        for (long i = 1; i <= PER_USER; i++) {
            underWay.add(client.send(command(user, i)));
            if (underWay.size() == CLIENT_WINDOW) {
                onAnswer(user, ++answered, underWay.remove().join());
            }
        }
        while (!underWay.isEmpty()) {
            onAnswer(user, ++answered, underWay.remove().join());
        }
        return null;
    }

    private List<Future<Void>> start(final Engine engine) {
        final List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 1; i <= SESSIONS; i++) {
            final int user = i;
            final Session session = engine.openSession();
            final AtomicLong answered = new AtomicLong();
            tasks.add(() -> offer(session, user, answered));
            tasks.add(() -> poll(session, user, answered));
        }
        final FlorinClient client = engine.client();
        for (int i = 1; i <= CLIENT_THREADS; i++) {
            final int user = SESSIONS + i;
            tasks.add(() -> useClient(client, user));
        }
        return tasks.stream().map(threads::submit).toList();
    }

    /** Waits for the end; fails as soon as nothing is answered for too long. */
    private void awaitEnd(final List<Future<Void>> tasks) throws Exception {
        long seen = -1;
        long seenAtNs = System.nanoTime();
        while (progress.get() < COMMANDS) {
            if (progress.get() != seen) {
                seen = progress.get();
                seenAtNs = System.nanoTime();
            }
            for (final Future<Void> task : tasks) {
                if (task.isDone()) {
                    task.get(); // throws what it threw
                }
            }
            assertThat(System.nanoTime() - seenAtNs)
                    .describedAs("stalled after %s answers", seen)
                    .isLessThan(STALL_NS);
            TimeUnit.MILLISECONDS.sleep(10);
        }
        for (final Future<Void> task : tasks) {
            task.get();
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldAnswerEveryKeyOnceAndConserveTheMoney(final Durability durability) throws Exception {
        final EngineConfig config = EngineConfig.builder(directory)
                .durability(durability)
                .keyRetention(TestEngines.KEY_RETENTION)
                .minFreeDiskBytes(0)
                .build();
        try (Engine engine = Engine.open(config);
                SessionUser user = new SessionUser(engine)) {
            firstSequence = 1 + TestEngines.openAccounts(user, ACCOUNTS, START_AMOUNT);
            awaitEnd(start(engine));

            for (int i = 0; i < COMMANDS; i++) {
                assertThat(sequences.get(i))
                        .describedAs("answers of sequence %s", firstSequence + i)
                        .isOne();
            }
            assertThat(refusedCount.get()).isBetween(1L, COMMANDS - 1L);
            long sum = 0;
            for (int owner = 1; owner <= ACCOUNTS; owner++) {
                final Answer.Account read = TestEngines.read(user, account(owner));
                assertThat(read.balance())
                        .isEqualTo(START_AMOUNT + movedNet.get(owner))
                        .isNotNegative();
                sum += read.balance();
            }
            assertThat(sum).isEqualTo(ACCOUNTS * START_AMOUNT);
            TestEngines.assertBalanced(user);
        }
    }
}
