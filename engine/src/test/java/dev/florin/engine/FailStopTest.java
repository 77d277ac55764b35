package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static dev.florin.engine.TestCommands.account;
import static dev.florin.engine.TestCommands.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.engine.counters.Health;
import dev.florin.journal.Durability;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.RequestEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When something breaks, the engine stops at once, says why, answers nothing more, and recovers at the next start. */
@Timeout(120)
class FailStopTest {
    private static final int MAX_TRANSFERS = 2_000_000;
    private static final int FIRST_KEY = 1_000;

    @TempDir
    private Path directory;

    private final FaultyFiles disk = new FaultyFiles();

    private Engine engine;

    private Engine open(final Durability durability) {
        engine = Engine.open(
                TestEngines.config(directory, durability).fileLayer(disk).build());
        return engine;
    }

    /** Whatever a test left, so that the next one starts without its threads. */
    @AfterEach
    void closeEngine() {
        disk.commits().open();
        disk.segmentSyncs().open();
        if (engine != null) {
            closeFailed(engine);
        }
    }

    private static void closeFailed(final Engine engine) {
        try {
            engine.close();
        } catch (final EngineFailedException stopped) {
            assertThat(engine.failure()).isSameAs(stopped);
        }
    }

    /** Offers transfers until the engine refuses them, and returns how many it took. */
    private static int offerUntilClosed(final SessionUser user) {
        for (int i = 0; i < MAX_TRANSFERS; i++) {
            Outcome outcome = Outcome.BACK_PRESSURED;
            while (outcome == Outcome.BACK_PRESSURED) {
                outcome = user.session().offer(transfer(FIRST_KEY + i, BANK, account(1), 1), FIRST_KEY + i);
                user.poll();
            }
            if (outcome != Outcome.OK) {
                assertThat(outcome).isEqualTo(Outcome.CLOSED);
                return i;
            }
        }
        throw new AssertionError("the engine goes on over a broken disk");
    }

    private void assertHealthOnDisk(final Health expected) {
        try (CountersFile counters = CountersFile.open(directory)) {
            assertThat(Health.of(counters.get(Counter.HEALTH))).isEqualTo(expected);
        }
    }

    private static void assertFailed(final CompletableFuture<Answer> future) {
        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(EngineFailedException.class);
    }

    /** Every answer that came before the end must come again, from a healthy disk. */
    private void assertRecovers(final Durability durability, final Map<Long, Answer> answered) {
        try (Engine engine =
                        Engine.open(TestEngines.config(directory, durability).build());
                SessionUser user = new SessionUser(engine)) {
            assertThat(engine.recovery().stateHash())
                    .isEqualTo(TestEngines.replay(directory).stateHash());
            answered.forEach((key, answer) -> {
                final Answer.OfOutcome asked = (Answer.OfOutcome) user.call(new Read.GetOutcome(Uint128.of(key)));
                assertThat(asked.found()).isTrue();
                assertThat(asked.sequence()).isEqualTo(((Answer.OfCommand) answer).sequence());
            });
            assertThat(user.command(transfer(1, BANK, account(1), 1)).outcome()).isEqualTo(Outcome.KEY_REUSED);
            TestEngines.assertBalanced(user);
            assertHealthOnDisk(Health.RUNNING);
        }
        assertHealthOnDisk(Health.CLOSED);
    }

    /** The first hundred transfers, with keys below those of the others. */
    private static void answerHundred(final SessionUser user) {
        for (int key = 101; key <= 200; key++) {
            assertThat(user.session().offer(transfer(key, BANK, account(1), 1), key))
                    .isEqualTo(Outcome.OK);
        }
        Await.until(
                "a hundred are answered",
                () -> user.poll() >= 0 && user.answers().size() == 100);
    }

    @Test
    void shouldStopWhenACommitFails() {
        open(Durability.FSYNC);
        final SessionUser user = new SessionUser(engine);
        TestEngines.openAccounts(user, 1, 0);
        answerHundred(user);

        disk.commits().shut();
        final List<CompletableFuture<Answer>> underWay = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            underWay.add(engine.client().send(transfer(i + 300, BANK, account(1), 1)));
        }
        Await.until("a commit hangs", disk.commits()::holdsSomebody);
        disk.commits().breakDown();
        disk.commits().open();

        underWay.forEach(FailStopTest::assertFailed);
        final int taken = offerUntilClosed(user);
        assertThat(user.session().why()).contains(FaultyFiles.DISK_ERROR);
        assertThat(user.answers())
                .describedAs("answers, %s offers taken after the failure", taken)
                .hasSize(100);
        assertRefusedAsClosed(engine.client().call(new Read.GetTrialBalance()));
        assertThat(engine.failure()).hasMessageContaining(FaultyFiles.DISK_ERROR);
        assertHealthOnDisk(Health.FAILED);

        assertThatThrownBy(engine::close)
                .isInstanceOf(EngineFailedException.class)
                .hasMessageContaining(FaultyFiles.DISK_ERROR);
        assertHealthOnDisk(Health.FAILED);
        assertThat(TestEngines.florinThreads()).isEmpty();
        assertRecovers(Durability.FSYNC, user.answers());
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldStopWhenASegmentCannotBeSynced(final Durability durability) {
        open(durability);
        final SessionUser user = new SessionUser(engine);
        TestEngines.openAccounts(user, 1, 0);
        answerHundred(user);
        disk.segmentSyncs().breakDown();
        offerUntilClosed(user); // a segment fills, is rolled, and cannot be sealed
        assertThat(user.session().why()).contains(FaultyFiles.DISK_ERROR);
        Await.until("nothing more is answered", () -> user.poll() == 0);
        assertThatThrownBy(engine::close).isInstanceOf(EngineFailedException.class);
        assertHealthOnDisk(Health.FAILED);
        assertThat(user.answers()).isNotEmpty();
        assertThat(TestEngines.florinThreads()).isEmpty();
        assertRecovers(durability, sample(user.answers()));
    }

    private static Map<Long, Answer> sample(final Map<Long, Answer> answers) {
        answers.keySet().removeIf(key -> key >= FIRST_KEY && key % 1_000 != 7);
        return answers;
    }

    /** A command that the state machine does not know: a broken invariant, which no door would let through. */
    private static void publishPoison(final Engine engine) {
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[64]);
        new RequestEncoder().encodeTick(frame, 0);
        frame.putInt(0, frame.capacity());
        frame.putShort(6, (short) Frames.MAX_COMMAND_TEMPLATE_ID);
        final CommandRing ring = engine.core().ring();
        assertThat(ring.publish(Slot.REQUEST, Batch.NO_SESSION, 0, 0, frame, 0, frame.capacity()))
                .isEqualTo(CommandRing.PUBLISHED);
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldStopWhenTheStateMachineThrows(final Durability durability) {
        open(durability);
        final SessionUser user = new SessionUser(engine);
        final int before = TestEngines.openAccounts(user, 1, 0);
        final CompletableFuture<Answer> answered = engine.client().send(transfer(100, BANK, account(1), 1));
        answered.join();
        publishPoison(engine);
        offerUntilClosed(user);
        assertThat(engine.failure()).hasMessageContaining("sequence " + (before + 2));
        assertFailedOrRefused(engine.client().send(transfer(101, BANK, account(1), 1)));
        assertHealthOnDisk(Health.FAILED);
        assertThatThrownBy(engine::close).isInstanceOf(EngineFailedException.class);
        assertThat(TestEngines.florinThreads()).isEmpty();

        // It is in the journal, and no replay can pass it: the next start says where, and holds nothing.
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> open(durability)).hasMessageContaining("sequences " + (before + 2));
            assertHealthOnDisk(Health.FAILED);
            assertThat(TestEngines.florinThreads()).isEmpty();
        }
    }

    private static void assertFailedOrRefused(final CompletableFuture<Answer> future) {
        Await.until("the future is done", future::isDone);
        if (!future.isCompletedExceptionally()) {
            assertRefusedAsClosed(future.join());
        }
    }

    private static void assertRefusedAsClosed(final Answer answer) {
        assertThat(((Answer.Refused) answer).outcome()).isEqualTo(Outcome.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldLoseNothingWhenItsThreadsAreInterrupted(final Durability durability) {
        open(durability);
        final SessionUser user = new SessionUser(engine);
        TestEngines.openAccounts(user, 1, 0);
        answerHundred(user);
        int key = FIRST_KEY;
        int takenCount = 100;
        Outcome outcome = Outcome.OK;
        for (int round = 0; round < 20 && outcome != Outcome.CLOSED; round++) {
            for (int i = 0; i < 100; i++) {
                key++;
                outcome = user.session().offer(transfer(key, BANK, account(1), 1), key);
                takenCount += outcome == Outcome.OK ? 1 : 0;
            }
            interruptFlorinThreads();
            user.poll();
        }
        final int expectedCount = takenCount;
        Await.until("all is answered, or the engine has stopped", () -> {
            user.poll();
            return user.answers().size() == expectedCount || engine.failure() != null;
        });
        closeFailed(engine);
        user.poll();
        assertThat(user.answers()).hasSizeGreaterThanOrEqualTo(100);
        assertRecovers(durability, user.answers());
    }

    private static void interruptFlorinThreads() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("florin-"))
                .forEach(Thread::interrupt);
    }
}
