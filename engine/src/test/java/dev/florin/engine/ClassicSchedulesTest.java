package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static dev.florin.engine.TestCommands.account;
import static dev.florin.engine.TestCommands.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.Durability;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The schedules that lose money in wallets which read the balance, check it and write it back, each from several threads
 * at once, again and again with new wallets. After each, the books balance and a replay gives the same state.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClassicSchedulesTest {
    private static final int ROUNDS = Boolean.getBoolean("florin.long") ? 20_000 : 100;

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong lastKey = new AtomicLong();
    private final AtomicLong lastOwner = new AtomicLong();
    private Engine engine;
    private FlorinClient client;

    @BeforeEach
    void open() {
        engine = Engine.open(TestEngines.config(directory, Durability.FSYNC).build());
        client = engine.client();
        decide(TestCommands.createLedger(newKey()));
        decide(TestCommands.openUnlimited(newKey(), BANK));
    }

    @AfterEach
    void closeAndCompareWithAReplay() {
        threads.shutdownNow();
        try (SessionUser user = new SessionUser(engine)) {
            TestEngines.assertBalanced(user);
        }
        engine.close();
        assertThat(TestEngines.replay(directory).stateHash()).isEqualTo(engine.stateHash());
    }

    private long newKey() {
        return lastKey.incrementAndGet();
    }

    private Answer.OfCommand decide(final Command command) {
        return (Answer.OfCommand) client.call(command);
    }

    /** A wallet that nobody else uses. */
    private AccountId wallet(final long amount) {
        final AccountId wallet = account(lastOwner.incrementAndGet());
        assertThat(decide(TestCommands.open(newKey(), wallet)).outcome()).isEqualTo(Outcome.OK);
        if (amount > 0) {
            assertThat(decide(transfer(newKey(), BANK, wallet, amount)).outcome())
                    .isEqualTo(Outcome.OK);
        }
        return wallet;
    }

    private long balance(final AccountId wallet) {
        return ((Answer.OfAccounts) client.call(new Read.GetAccounts(List.of(wallet))))
                .accounts()
                .get(0)
                .balance();
    }

    /** Runs actions on threads of their own, which start together; the results in the order of the actions. */
    private <T> List<T> atOnce(final List<Callable<T>> actions) throws Exception {
        final CyclicBarrier start = new CyclicBarrier(actions.size());
        final List<Future<T>> running = new ArrayList<>();
        for (final Callable<T> action : actions) {
            running.add(threads.submit(() -> {
                start.await();
                return action.call();
            }));
        }
        final List<T> results = new ArrayList<>();
        for (final Future<T> each : running) {
            results.add(each.get());
        }
        return results;
    }

    private List<Answer.OfCommand> decideAtOnce(final Command... commands) throws Exception {
        final List<Callable<Answer.OfCommand>> actions = new ArrayList<>();
        for (final Command command : commands) {
            actions.add(() -> decide(command));
        }
        return atOnce(actions);
    }

    private static List<Outcome> outcomes(final List<Answer.OfCommand> answers) {
        return answers.stream().map(Answer.OfCommand::outcome).toList();
    }

    @Test
    void shouldPayOneOfTwoWithdrawalsOf800From1000() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            final AccountId wallet = wallet(1_000);
            final List<Answer.OfCommand> answers =
                    decideAtOnce(transfer(newKey(), wallet, BANK, 800), transfer(newKey(), wallet, BANK, 800));
            assertThat(outcomes(answers)).containsExactlyInAnyOrder(Outcome.OK, Outcome.INSUFFICIENT_FUNDS);
            assertThat(balance(wallet)).isEqualTo(200);
        }
    }

    @Test
    void shouldLoseNeitherAWithdrawalNorTheBonusCreditedMeanwhile() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            final AccountId wallet = wallet(1_000);
            final List<Answer.OfCommand> answers =
                    decideAtOnce(transfer(newKey(), wallet, BANK, 800), transfer(newKey(), BANK, wallet, 500));
            assertThat(outcomes(answers)).containsOnly(Outcome.OK);
            assertThat(balance(wallet)).isEqualTo(700);
        }
    }

    @Test
    void shouldFinishWhenAPaysBWhileBPaysA() throws Exception {
        // So little that payments are refused, too.
        final AccountId a = wallet(10);
        final AccountId b = wallet(10);
        final LongFunction<Callable<List<Outcome>>> payer = amount -> () -> {
            final List<Outcome> outcomes = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                final boolean isForth = amount > 0;
                final Command payment = transfer(newKey(), isForth ? a : b, isForth ? b : a, Math.abs(amount));
                outcomes.add(decide(payment).outcome());
                assertThat(balance(isForth ? a : b)).isBetween(0L, 20L);
            }
            return outcomes;
        };
        final List<List<Outcome>> outcomes =
                atOnce(List.of(payer.apply(3), payer.apply(-3), payer.apply(2), payer.apply(-2)));
        // Nobody holds a lock that another waits for: all have ended. What was paid is what the wallets differ by.
        final long moved = 3 * (count(outcomes.get(1)) - count(outcomes.get(0)))
                + 2 * (count(outcomes.get(3)) - count(outcomes.get(2)));
        assertThat(balance(a)).isEqualTo(10 + moved);
        assertThat(balance(b)).isEqualTo(10 - moved);
    }

    private static long count(final List<Outcome> outcomes) {
        assertThat(outcomes).isSubsetOf(Outcome.OK, Outcome.INSUFFICIENT_FUNDS);
        return outcomes.stream().filter(Outcome.OK::equals).count();
    }

    @Test
    void shouldOpenOneWalletOnADoubleRegistration() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            final AccountId wallet = account(lastOwner.incrementAndGet());
            final List<Answer.OfCommand> answers = decideAtOnce(
                    TestCommands.open(newKey(), wallet),
                    TestCommands.open(newKey(), wallet),
                    TestCommands.open(newKey(), wallet));
            assertThat(outcomes(answers)).containsExactlyInAnyOrder(Outcome.OK, Outcome.EXISTS, Outcome.EXISTS);
            final long openedBy = answers.stream()
                    .filter(answer -> answer.outcome() == Outcome.OK)
                    .findAny()
                    .orElseThrow()
                    .sequence();
            assertThat(answers).allMatch(answer -> answer.openedSequence() == openedBy);
        }
    }

    @Test
    void shouldPayOnceWhenARetryOvertakesTheAnswerThatCameTooLate() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            final AccountId wallet = wallet(1_000);
            final Command payment = transfer(newKey(), wallet, BANK, 400);
            final CompletableFuture<Answer> first = client.send(payment);
            try {
                first.get(1, TimeUnit.MICROSECONDS);
            } catch (final TimeoutException e) {
                assertThat(first).isNotCancelled(); // no answer in time is no answer: asks again, twice
            }
            final List<Answer.OfCommand> again = decideAtOnce(payment, payment);
            final Answer.OfCommand paid = (Answer.OfCommand) first.join();
            assertThat(paid.duplicate()).isFalse();
            assertThat(again).allSatisfy(answer -> {
                assertThat(answer.duplicate()).isTrue();
                assertThat(answer.outcome()).isEqualTo(Outcome.OK);
                assertThat(answer.sequence()).isEqualTo(paid.sequence());
                assertThat(answer.timestampNs()).isEqualTo(paid.timestampNs());
                assertThat(answer.amount()).isEqualTo(400);
            });
            assertThat(balance(wallet)).isEqualTo(600);
        }
    }

    @Test
    void shouldWithdrawOnceWhenTwoApiNodesAreAskedTheSame() throws Exception {
        try (SessionUser oneNode = new SessionUser(engine);
                SessionUser otherNode = new SessionUser(engine)) {
            for (int round = 0; round < ROUNDS; round++) {
                final AccountId wallet = wallet(1_000);
                final Request withdrawal = transfer(new Uint128(1, newKey()), wallet, BANK, 800);
                final List<Answer.OfCommand> answers =
                        atOnce(List.of(() -> oneNode.command(withdrawal), () -> otherNode.command(withdrawal)));
                assertThat(outcomes(answers)).containsOnly(Outcome.OK);
                assertThat(answers.stream().map(Answer.OfCommand::duplicate)).containsExactlyInAnyOrder(false, true);
                assertThat(answers.get(0).sequence()).isEqualTo(answers.get(1).sequence());
                assertThat(balance(wallet)).isEqualTo(200);
            }
        }
    }
}
