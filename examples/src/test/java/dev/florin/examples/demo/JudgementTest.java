package dev.florin.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.FlorinClient;
import dev.florin.engine.Session;
import dev.florin.examples.demo.race.Bazaar;
import dev.florin.examples.demo.race.Phase;
import dev.florin.examples.demo.race.Race;
import dev.florin.examples.demo.race.Scene;
import dev.florin.examples.demo.race.Shop;
import dev.florin.journal.Durability;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The judge must find what is wrong: a demo that cannot fail shows nothing. */
@Timeout(60)
class JudgementTest {
    private static final int FRONT_ENDS = 3;
    private static final int ROUNDS = 3;

    @TempDir
    private Path directory;

    private final Plan plan = new Plan(FRONT_ENDS);
    private Engine engine;
    private FlorinClient client;

    @BeforeEach
    void openAndRun() {
        engine = Engine.open(EngineConfig.builder(directory.resolve("ledger"))
                .durability(Durability.MEMORY_MAPPED)
                .keyRetention(200_000)
                .segmentLengthBytes(32L * 1024 * 1024)
                .minFreeDiskBytes(0)
                .build());
        client = engine.client();
        Shop.setUp().forEach(this::call);
        Bazaar.setUp().forEach(this::call);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private Answer.ToCommand call(final Command command) {
        return (Answer.ToCommand) client.call(command);
    }

    /** Front ends that send some rounds, one after the other, and take down what they are told. */
    private long[] send(final int rounds) {
        final long[] sent = new long[FRONT_ENDS];
        final List<AnswerLog> logs = new ArrayList<>();
        for (int i = 0; i < FRONT_ENDS; i++) {
            logs.add(AnswerLog.create(directory.resolve("answers-" + i)));
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < FRONT_ENDS; i++) {
                for (final Step step : plan.steps(round, i, Long.MAX_VALUE)) {
                    logs.get(i).add(GivenAnswer.of(call(step.command())));
                    sent[i]++;
                }
            }
        }
        logs.forEach(AnswerLog::close);
        return sent;
    }

    private AskAgain askAgain(final long[] sent) {
        final List<AnswerLogReader> given = new ArrayList<>();
        for (int i = 0; i < FRONT_ENDS; i++) {
            given.add(AnswerLogReader.open(directory.resolve("answers-" + i)));
        }
        try (Session session = engine.openSession()) {
            final AskAgain again = new AskAgain(plan, session, given, sent, engine.lastSequence());
            again.run();
            return again;
        } finally {
            given.forEach(AnswerLogReader::close);
        }
    }

    private Verdict judge(final AskAgain again) {
        final Verdict verdict = new Verdict();
        final Books books = new Books(client, plan, again.scenes());
        books.judgeRaces(again.tally(), verdict);
        books.judgeSums(verdict);
        return verdict;
    }

    @Test
    void shouldFindNothingWhereNothingIsWrong() {
        final long[] sent = send(ROUNDS);
        sent[1] += 5;
        final AskAgain again = askAgain(sent);
        assertThat(again.differences()).isEmpty();
        assertThat(again.contradictions()).isEmpty();
        assertThat(again.inFlight()).isEqualTo(5);
        assertThat(again.inFlightKept()).isZero();
        assertThat(again.scenes()).isEqualTo((ROUNDS + 1L) * Plan.SCENES_PER_ROUND);
        assertThat(judge(again).lines()).allMatch(line -> line.startsWith("  ok"));
    }

    @Test
    void shouldFindAnAnswerThatDiffers() throws Exception {
        final long[] sent = send(1);
        final Path file = directory.resolve("answers-2");
        final byte[] bytes = Files.readAllBytes(file);
        bytes[GivenAnswer.LENGTH + 7]++;
        Files.write(file, bytes);
        assertThat(askAgain(sent).differences()).hasSize(1);
    }

    @Test
    void shouldFindAnAnswerThatTheEngineForgot() {
        final long[] sent = send(1);
        try (AnswerLog log = AnswerLog.create(directory.resolve("answers-of-a-lost-command"))) {
            log.add(new GivenAnswer(1, 1, 1, 0, Outcome.OK, 0));
        }
        assertThat(directory
                        .resolve("answers-0")
                        .toFile()
                        .renameTo(directory.resolve("answers-lost").toFile()))
                .isTrue();
        assertThat(directory
                        .resolve("answers-of-a-lost-command")
                        .toFile()
                        .renameTo(directory.resolve("answers-0").toFile()))
                .isTrue();
        assertThat(askAgain(sent).differences()).hasSize(1);
    }

    @Test
    void shouldFindMoneyThatMovedAside() {
        final AskAgain again = askAgain(send(1));
        for (final Race race : plan.races()) {
            final List<AccountId> wallets = race.wallets(new Scene(5, FRONT_ENDS));
            final AccountId from = wallets.isEmpty() ? Shop.accounts().get(3) : wallets.get(0);
            call(transfer(from, Shop.accounts().get(0)));
        }
        final Verdict verdict = judge(again);
        // A wallet that a capture emptied has nothing to be taken from.
        assertThat(verdict.brokenCount()).isGreaterThanOrEqualTo(plan.races().size() - 1L);
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.lines()).anyMatch(line -> line.contains("for example"));
    }

    @Test
    void shouldFindGoldOutsideOfTheWalletsOfTraders() {
        final AskAgain again = askAgain(send(1));
        final AccountId aside = AccountId.of(77, Bazaar.GOLD);
        call(new Command.OpenAccount(Uint128.random(), aside, 0, Bounds.NO_CEILING, Conditions.NONE));
        call(transfer(Bazaar.mine(), aside));
        assertThat(judge(again).lines())
                .filteredOn(line -> !line.startsWith("  ok"))
                .singleElement()
                .asString()
                .contains("gold: ");
    }

    @Test
    void shouldFindAnOutcomeTooMany() {
        final AskAgain again = askAgain(send(1));
        again.tally().count(plan.races().get(0), Phase.ACT, Outcome.OK);
        assertThat(judge(again).brokenCount()).isEqualTo(1);
    }

    @Test
    void shouldFindAWalletOpenedTwiceAndAPaymentMadeTwice() {
        for (final Race race : List.of(plan.races().get(3), plan.races().get(4))) {
            final Scene scene = new Scene(0, FRONT_ENDS);
            assertThat(race.contradiction(Phase.ACT, scene, opened(10))).isEmpty();
            assertThat(race.contradiction(Phase.ACT, scene, opened(10))).isEmpty();
            assertThat(race.contradiction(Phase.ACT, scene, opened(11))).isPresent();
        }
    }

    private static Answer.OfCommand opened(final long sequence) {
        return new Answer.OfCommand(
                sequence, sequence, CommandKind.OPEN_ACCOUNT, Outcome.OK, false, 0, sequence, Bounds.NO_LEG, List.of());
    }

    private static Command transfer(final AccountId debit, final AccountId credit) {
        return new Command.Transfer(Uint128.random(), debit, credit, 1, false, 0, Uint128.ZERO, Conditions.NONE);
    }
}
