package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static dev.florin.engine.TestCommands.account;
import static dev.florin.engine.TestCommands.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.Durability;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.RequestEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever one session does or leaves undone, the others go on: while it misbehaves, a bystander sends command after command
 * on a session of its own, each after the answer to the one before, and gets every answer.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class HarmlessSessionsTest {
    private static final int BYSTANDER_CALLS = 200;
    private static final int QUEUE_LENGTH_BYTES = 64 * 1024;
    /** Owners that no frame of the others becomes by a few wrong bytes. */
    private static final AccountId PAYER = account(0x1234_5678_9ABC_DEF1L);

    private static final AccountId PAYEE = account(0x2345_6789_ABCD_EF12L);

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean bystanderDone = new AtomicBoolean();
    private final AtomicLong lastKey = new AtomicLong(1_000_000);
    private Engine engine;

    @BeforeEach
    void open() {
        engine = Engine.open(TestEngines.config(directory, Durability.FSYNC)
                .answerQueueLengthBytes(QUEUE_LENGTH_BYTES)
                .ringSlots(1_024)
                .build());
        try (SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 3, 0);
            user.command(TestCommands.open(100, PAYER));
            user.command(TestCommands.open(101, PAYEE));
            user.command(transfer(102, BANK, PAYER, BYSTANDER_CALLS));
        }
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        engine.close(); // in good order: nothing that was done here stopped it
    }

    private Command anyTransfer() {
        return transfer(lastKey.incrementAndGet(), BANK, account(1), 1);
    }

    /** The bystander pays, again and again. */
    private void callAsBystander() {
        try (SessionUser user = new SessionUser(engine)) {
            for (int i = 0; i < BYSTANDER_CALLS; i++) {
                final Answer.OfCommand answer = user.command(transfer(new Uint128(9, 1 + i), PAYER, PAYEE, 1));
                assertThat(answer.outcome()).isEqualTo(Outcome.OK);
            }
            assertThat(TestEngines.read(user, PAYEE).balance()).isEqualTo(BYSTANDER_CALLS);
            assertThat(user.session().droppedCount()).isZero();
            TestEngines.assertBalanced(user);
        } finally {
            bystanderDone.set(true);
        }
    }

    /** Runs the bystander while somebody misbehaves, from when that has begun. */
    private void assertHarmless(final Misbehaviour misbehaviour) throws Exception {
        final AtomicLong rounds = new AtomicLong();
        final Future<?> misbehaving = threads.submit(() -> {
            while (!bystanderDone.get()) {
                misbehaviour.goOn();
                rounds.incrementAndGet();
            }
            return null;
        });
        Await.until("the misbehaviour has begun", () -> rounds.get() > 10 || misbehaving.isDone());
        callAsBystander();
        misbehaving.get();
    }

    private interface Misbehaviour {
        void goOn() throws Exception;
    }

    @Test
    void shouldNotBeHarmedByASessionThatNeverPolls() throws Exception {
        final Session silent = engine.openSession();
        final AtomicLong acceptedKey = new AtomicLong();
        assertHarmless(() -> {
            if (silent.offer(anyTransfer(), lastKey.get()) == Outcome.OK) {
                acceptedKey.set(lastKey.get());
            }
        });
        assertThat(silent.droppedCount()).isPositive();
        // Its answers are gone, its commands are not.
        final Answer.OfOutcome asked =
                (Answer.OfOutcome) engine.client().call(new Read.GetOutcome(Uint128.of(acceptedKey.get())));
        assertThat(asked.found()).isTrue();
    }

    @Test
    void shouldNotBeHarmedBySessionsThatDieBetweenAnyTwoSteps() throws Exception {
        final AtomicLong step = new AtomicLong();
        assertHarmless(() -> {
            final Thread dying = new Thread(() -> dieAfter((int) (step.getAndIncrement() % 6)));
            dying.start();
            dying.join();
        });
    }

    /** One thread's life on a session, which it never closes unless it lives to the end. */
    private void dieAfter(final int step) {
        final ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
        final Command command = anyTransfer();
        final int lengthBytes = new RequestEncoder().encode(command, frame, 0);
        if (step == 0) {
            return; // encoded, no session
        }
        final Session session = engine.openSession();
        if (step == 1) {
            return; // opened
        }
        session.offer(frame, 0, lengthBytes, 1);
        if (step == 2) {
            return; // offered, not polled
        }
        session.offer(largeEntry(), 2);
        if (step == 3) {
            return; // a large frame is under way
        }
        if (step == 4) {
            session.poll(
                    (correlationId, buffer, offset, length) -> {
                        throw new ThreadDeath();
                    },
                    1); // in the middle of an answer, if there is one already
            return;
        }
        session.close();
        session.offer(command, 3);
    }

    private Command largeEntry() {
        final Leg leg = new Leg.Transfer(BANK, account(2), 1, 0, Uint128.ZERO);
        return new Command.Entry(
                Uint128.of(lastKey.incrementAndGet()),
                Collections.nCopies(Bounds.MAX_LEGS, leg),
                0,
                Uint128.ZERO,
                Conditions.NONE);
    }

    @Test
    void shouldNotBeHarmedByLargeFramesWhoseAnswersNobodyTakes() throws Exception {
        final Session greedy = engine.openSession();
        final List<AccountId> accounts = Collections.nCopies(Bounds.MAX_ACCOUNTS_READ, account(3));
        final List<Conditions.Expectation> wrong =
                Collections.nCopies(Bounds.MAX_EXPECTATIONS, new Conditions.Expectation(account(3), 1));
        final List<Request> requests = new ArrayList<>();
        requests.add(new Read.GetAccounts(accounts));
        requests.add(new Command.Transfer(
                Uint128.of(1_000_000),
                BANK,
                account(3),
                1,
                false,
                0,
                Uint128.ZERO,
                new Conditions(Bounds.NO_DEADLINE, wrong)));
        assertHarmless(() -> {
            for (final Request request : requests) {
                final Outcome outcome = greedy.offer(request, 1);
                assertThat(outcome).isIn(Outcome.OK, Outcome.BACK_PRESSURED);
            }
            assertThat(greedy.offer(largeEntry(), 2)).isIn(Outcome.OK, Outcome.BACK_PRESSURED);
        });
        assertThat(greedy.droppedCount()).isPositive();
    }

    @Test
    void shouldNotBeHarmedByAFloodOfMalformedFrames() throws Exception {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        final Session flooding = engine.openSession();
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[512]);
        final RequestEncoder encoder = new RequestEncoder();
        final AtomicLong refused = new AtomicLong();
        assertHarmless(() -> {
            // A good frame in which a few bytes are wrong: nearly all of it must be believed for a moment.
            final int lengthBytes = encoder.encode(anyTransfer(), frame, 0);
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                frame.putByte(random.nextInt(lengthBytes), (byte) random.nextInt());
            }
            final int offeredBytes = random.nextInt(4) == 0 ? random.nextInt(frame.capacity()) : lengthBytes;
            final Outcome outcome = flooding.offer(frame, 0, offeredBytes, 1);
            if (outcome.stage() == Outcome.Stage.DOOR) {
                refused.incrementAndGet();
                assertThat(flooding.why()).isNotBlank();
            }
            flooding.poll(
                    (correlationId, buffer, offset, length) ->
                            assertThat(length).isPositive(),
                    100);
        });
        assertThat(refused.get()).describedAs("seed %s", seed).isPositive();
    }

    @Test
    void shouldNotBeHarmedByCallersWhoGiveUp() throws Exception {
        final FlorinClient client = engine.client();
        final SplittableRandom random = new SplittableRandom(1);
        assertHarmless(() -> {
            final CompletableFuture<Answer> given = client.send(anyTransfer());
            given.cancel(true);
            final CompletableFuture<Void> failing = client.send(anyTransfer()).thenAccept(answer -> {
                throw new IllegalStateException("a callback that fails");
            });
            final Command waited = anyTransfer();
            final Thread caller = new Thread(() -> client.call(waited));
            caller.start();
            if (random.nextBoolean()) {
                caller.interrupt();
            }
            caller.join();
            assertThatThrownBy(failing::join).hasMessageContaining("a callback that fails");
            // An interrupted caller waits on: its command is applied all the same.
            assertThat(client.send(new Read.GetOutcome(waited.key())).get())
                    .isInstanceOfSatisfying(
                            Answer.OfOutcome.class,
                            outcome -> assertThat(outcome.found()).isTrue());
        });
        assertThat(client.call(anyTransfer())).isInstanceOf(Answer.OfCommand.class);
    }

    @Test
    void shouldServeVirtualThreadsWhereTheJvmHasThem() throws Exception {
        final ExecutorService callers = virtualThreads();
        final FlorinClient client = engine.client();
        final List<Future<Answer>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 2_000; i++) {
                final Command command = anyTransfer();
                answers.add(callers.submit(() -> client.call(command)));
                if (i % 3 == 0) {
                    answers.remove(answers.size() - 1).cancel(true);
                }
            }
            callAsBystander();
            for (final Future<Answer> answer : answers) {
                assertThat(((Answer.OfCommand) answer.get()).outcome()).isEqualTo(Outcome.OK);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    /** One virtual thread a task from JDK 21 on; before that a few threads of the system. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return Runtime.version().feature() < 21
                ? Executors.newFixedThreadPool(8)
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
    }

    @Test
    void shouldReachNobodyElseThroughASessionThatWasClosedMeanwhile() throws Exception {
        assertHarmless(() -> {
            final Session session = engine.openSession();
            final Thread closing = new Thread(session::close);
            closing.start();
            for (int i = 0; i < 20; i++) {
                session.offer(anyTransfer(), Long.MIN_VALUE);
            }
            closing.join();
            try (SessionUser next = new SessionUser(engine)) {
                assertThat(next.command(anyTransfer()).outcome()).isEqualTo(Outcome.OK);
                next.poll();
                assertThat(next.answers()).isEmpty();
            }
        });
    }
}
