package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static dev.florin.engine.TestCommands.LEDGER;
import static dev.florin.engine.TestCommands.account;
import static dev.florin.engine.TestCommands.createLedger;
import static dev.florin.engine.TestCommands.open;
import static dev.florin.engine.TestCommands.openUnlimited;
import static dev.florin.engine.TestCommands.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.engine.counters.Health;
import dev.florin.journal.Durability;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Read;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EngineTest {
    @TempDir
    private Path directory;

    private EngineConfig.Builder config(final Durability durability) {
        return EngineConfig.builder(directory)
                .durability(durability)
                .keyRetention(100_000)
                .segmentLengthBytes(16L * 1024 * 1024)
                .minFreeDiskBytes(0);
    }

    private static long hashAfterClose(final Engine engine) {
        engine.close();
        return engine.stateHash();
    }

    private static void openTwo(final FlorinClient client) {
        client.call(createLedger(1));
        client.call(openUnlimited(2, BANK));
        client.call(open(3, account(42)));
    }

    private static Answer.Account read(final FlorinClient client, final AccountId id) {
        return ((Answer.OfAccounts) client.call(new Read.GetAccounts(List.of(id))))
                .accounts()
                .get(0);
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldAnswerInOrderAndRecoverTheSameState(final Durability durability) throws Exception {
        final long hash;
        try (Engine engine = Engine.open(config(durability).build())) {
            final FlorinClient client = engine.client();
            openTwo(client);
            final List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                answers.add(client.send(transfer(10 + i, BANK, account(42), 5)));
            }
            long sequence = 3;
            for (final CompletableFuture<Answer> answer : answers) {
                final Answer.OfCommand command = (Answer.OfCommand) answer.join();
                assertThat(command.outcome()).isEqualTo(Outcome.OK);
                assertThat(command.sequence()).isEqualTo(++sequence);
            }
            assertThat(read(client, account(42)).balance()).isEqualTo(50_000);
            hash = hashAfterClose(engine);
        }
        try (Engine engine = Engine.open(config(durability).build())) {
            assertThat(engine.recovery().lastSequence()).isEqualTo(10_003);
            assertThat(engine.recovery().stateHash()).isEqualTo(hash);
            final Answer.OfCommand again = (Answer.OfCommand) engine.client().call(transfer(10, BANK, account(42), 5));
            assertThat(again.duplicate()).isTrue();
            assertThat(again.sequence()).isEqualTo(4);
            assertThat(read(engine.client(), account(42)).balance()).isEqualTo(50_000);
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldRefuseAfterCloseAndKeepWhatWasAnswered(final Durability durability) throws Exception {
        final Engine engine = Engine.open(config(durability).build());
        final Session session = engine.openSession();
        assertThat(session.offer(createLedger(1), 1)).isEqualTo(Outcome.OK);
        engine.close();
        assertThat(session.offer(open(2, account(1)), 2)).isEqualTo(Outcome.CLOSED);
        assertThat(session.why()).contains("closed");
        final List<Answer> answers = new ArrayList<>();
        final AnswerDecoder decoder = new AnswerDecoder();
        session.poll((id, buffer, offset, length) -> answers.add(decoder.decode(buffer, offset)), 10);
        assertThat(answers).hasSize(1);
        assertThat(((Answer.OfCommand) answers.get(0)).outcome()).isEqualTo(Outcome.OK);
        assertThat(engine.client().call(createLedger(1)))
                .isEqualTo(new Answer.Refused(Outcome.CLOSED, Bounds.NO_LEG, "the engine is closed"));
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldCarryCommandsAndAnswersOfEverySize(final Durability durability) throws Exception {
        try (Engine engine =
                Engine.open(config(durability).answerQueueLengthBytes(64 * 1024).build())) {
            final FlorinClient client = engine.client();
            openTwo(client);
            final List<AccountId> many = new ArrayList<>(Collections.nCopies(10_000, account(42)));
            for (final int count : new int[] {1, 10, 100, 1_000, 10_000}) {
                final Answer.OfAccounts answer =
                        (Answer.OfAccounts) client.call(new Read.GetAccounts(many.subList(0, count)));
                assertThat(answer.accounts()).hasSize(count).allMatch(account -> account.exists());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldNotLetASessionThatNeverPollsStallOthers(final Durability durability) throws Exception {
        try (Engine engine =
                Engine.open(config(durability).answerQueueLengthBytes(64 * 1024).build())) {
            final FlorinClient client = engine.client();
            openTwo(client);
            final Session silent = engine.openSession();
            final int count = 20_000;
            for (int i = 0; i < count; i++) {
                final int key = 100 + i;
                Await.until(
                        "the engine takes it",
                        () -> silent.offer(transfer(key, BANK, account(42), 1), key) == Outcome.OK);
            }
            assertThat(read(client, account(42)).balance()).isEqualTo(count);
            assertThat(silent.droppedCount()).isPositive();
            final Answer.OfOutcome asked =
                    (Answer.OfOutcome) client.call(new Read.GetOutcome(Uint128.of(100 + count - 1)));
            assertThat(asked.found()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldUseTheIndexOfAClosedSessionAgain(final Durability durability) throws Exception {
        try (Engine engine = Engine.open(config(durability).build())) {
            final FlorinClient client = engine.client();
            openTwo(client);
            for (int i = 0; i < 200; i++) {
                final Session session = engine.openSession();
                session.offer(transfer(1_000 + i, BANK, account(42), 1), 1);
                session.close();
            }
            assertThat(read(client, account(42)).balance()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldTellOfItselfInTheCountersFile(final Durability durability) throws Exception {
        try (Engine engine = Engine.open(config(durability).build())) {
            openTwo(engine.client());
            try (CountersFile counters = CountersFile.open(directory)) {
                Await.until("the counters follow", () -> counters.get(Counter.LAST_SEQUENCE) == 3);
                assertThat(Health.of(counters.get(Counter.HEALTH))).isEqualTo(Health.RUNNING);
                assertThat(counters.get(Counter.ACCOUNTS)).isEqualTo(2);
                assertThat(counters.get(Counter.KEYS)).isEqualTo(3);
                hashAfterClose(engine);
                assertThat(Health.of(counters.get(Counter.HEALTH))).isEqualTo(Health.CLOSED);
                assertThat(counters.get(Counter.DURABLE_SEQUENCE)).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldRefuseASecondEngineOnTheSameDirectory(final Durability durability) throws Exception {
        final EngineConfig config = config(durability).build();
        try (Engine engine = Engine.open(config)) {
            assertThatThrownBy(() -> Engine.open(config)).hasMessageContaining(directory.toString());
            assertThat(engine.client().call(createLedger(1))).isInstanceOf(Answer.OfCommand.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldMoveAManualClockOnlyByAdvanceAndSequences(final Durability durability) throws Exception {
        try (Engine engine =
                Engine.open(config(durability).clock(ClockMode.MANUAL).build())) {
            final Session session = engine.openSession();
            session.offer(createLedger(1), 1);
            session.offerAdvance(2, 1_000);
            session.offer(openUnlimited(2, BANK), 3);
            assertThat(session.offerAdvance(4, -1)).isEqualTo(Outcome.MALFORMED);
            session.offerAdvance(5, 0);
            final List<Answer.OfCommand> answers = new ArrayList<>();
            final AnswerDecoder decoder = new AnswerDecoder();
            Await.until("all four are answered", () -> {
                session.poll(
                        (id, buffer, offset, length) -> answers.add((Answer.OfCommand) decoder.decode(buffer, offset)),
                        10);
                return answers.size() == 4;
            });
            assertThat(answers).extracting(Answer.OfCommand::timestampNs).containsExactly(1L, 1_002L, 1_003L, 1_004L);
            assertThat(answers).extracting(Answer.OfCommand::sequence).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldTakeTimestampsFromARecording(final Durability durability) throws Exception {
        try (Engine engine =
                Engine.open(config(durability).clock(ClockMode.RECORDED).build())) {
            final Session session = engine.openSession();
            session.offerAt(createLedger(1), 1, 500);
            session.offerAt(openUnlimited(2, BANK), 2, 900);
            session.offerTick(3, 901);
            session.offerAt(open(3, account(1)), 4, 901);
            session.offerAt(open(4, account(1)), 5, 5_000);
            final List<Answer> answers = new ArrayList<>();
            final AnswerDecoder decoder = new AnswerDecoder();
            Await.until("all five are answered", () -> {
                session.poll((id, buffer, offset, length) -> answers.add(decoder.decode(buffer, offset)), 10);
                return answers.size() == 5;
            });
            assertThat(answers.get(3)).isEqualTo(new Answer.Refused(Outcome.MALFORMED));
            answers.remove(3);
            assertThat(answers)
                    .extracting(answer -> ((Answer.OfCommand) answer).timestampNs())
                    .containsExactly(500L, 900L, 901L, 5_000L);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ClockMode.class,
            names = {"MANUAL", "RECORDED"})
    void shouldRefuseATimeThatNothingCouldFollow(final ClockMode clock) {
        try (Engine engine = Engine.open(config(Durability.FSYNC).clock(clock).build());
                SessionUser user = new SessionUser(engine)) {
            final Session session = user.session();
            for (final long timeNs : new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 1, (1L << 62) + 1}) {
                final Outcome offered = clock == ClockMode.MANUAL
                        ? session.offerAdvance(timeNs, timeNs)
                        : session.offerAt(createLedger(1), timeNs, timeNs);
                assertThat(offered).isEqualTo(Outcome.OK);
            }
            final Outcome offered = clock == ClockMode.MANUAL
                    ? session.offer(createLedger(1), 1)
                    : session.offerAt(createLedger(1), 1, 7);
            assertThat(offered).isEqualTo(Outcome.OK);
            Await.until(
                    "all four are answered",
                    () -> user.poll() >= 0 && user.answers().size() == 4);
            final List<Answer> answers = user.takeAnswers();
            assertThat(((Answer.OfCommand) answers.remove(3)).sequence()).isOne();
            assertThat(answers).containsOnly(new Answer.Refused(Outcome.MALFORMED));
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldRefuseMalformedFramesWithoutStoringAnything(final Durability durability) throws Exception {
        try (Engine engine = Engine.open(config(durability).build())) {
            final FlorinClient client = engine.client();
            assertThat(refusal(client, transfer(0, BANK, account(1), 1))).isEqualTo(Outcome.KEY_ZERO);
            assertThat(refusal(client, transfer(1, BANK, BANK, 1))).isEqualTo(Outcome.SAME_ACCOUNT);
            assertThat(refusal(client, transfer(1, BANK, AccountId.of(1, LEDGER + 1), 1)))
                    .isEqualTo(Outcome.LEDGER_MISMATCH);
            assertThat(((Answer.OfCommand) client.call(createLedger(1))).sequence())
                    .isOne();
        }
    }

    private static Outcome refusal(final FlorinClient client, final Command command) {
        return ((Answer.Refused) client.call(command)).outcome();
    }
}
