package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.Durability;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More GTD orders fall due at one moment than may expire before one command, and nobody sends a command. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OrdersDueAtOnceTest {
    private static final int ORDERS = 2 * Bounds.MAX_EXPIRIES + 1;
    private static final long DUE_AFTER_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long ADVANCE_ID = 1L << 40;
    private static final int QUOTE = 840;
    private static final int INSTRUMENT = 1;
    private static final long TRADER = 1;

    private static Command order(final long number, final long timeoutNs) {
        return new Command.Place(
                new Uint128(1, number),
                TRADER,
                0,
                INSTRUMENT,
                OrderSide.SELL,
                OrderType.LIMIT,
                TimeInForce.GTD,
                OptionalLong.of(100),
                1,
                false,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                timeoutNs,
                SelfTrade.CANCEL_TAKER,
                Conditions.NONE);
    }

    private static int openOrders(final SessionUser user) {
        return ((Answer.OfOrders) user.call(new Read.GetOrders(TRADER)))
                .orders()
                .size();
    }

    @Test
    void shouldTickByItselfUntilNothingIsDue(@TempDir final Path directory) {
        final EngineConfig config = TestEngines.config(directory, Durability.MEMORY_MAPPED)
                .clock(ClockMode.MANUAL)
                .build();
        try (Engine engine = Engine.open(config);
                SessionUser user = new SessionUser(engine)) {
            openMarket(user);
            // Every command is stamped one nanosecond after the one before: so all fall due at the same moment.
            for (int i = 0; i < ORDERS; i++) {
                user.offer(order(i, DUE_AFTER_NS - i));
            }
            user.awaitAll();
            final List<Answer> answers = user.takeAnswers();
            assertThat(answers).hasSize(ORDERS).allMatch(answer -> ((Answer.OfOrder) answer).outcome() == Outcome.OK);
            final long sequence = ((Answer.OfOrder) answers.get(ORDERS - 1)).sequence();

            assertThat(user.session().offerAdvance(ADVANCE_ID, DUE_AFTER_NS)).isEqualTo(Outcome.OK);
            Await.until("the orders have expired", () -> {
                user.poll();
                return openOrders(user) == 0;
            });
            // The advance ticks once and expires ten thousand; two ticks of the engine's own the rest.
            Await.until("the ticks are counted", () -> engine.lastSequence() == sequence + 3);
            assertThat(TestEngines.read(user, AccountId.of(TRADER, TestCommands.LEDGER))
                            .debitsPending())
                    .isZero();
        }
    }

    private static void openMarket(final SessionUser user) {
        final List<Command> commands = List.of(
                TestCommands.createLedger(1),
                new Command.CreateLedger(Uint128.of(2), QUOTE, "USD", 2, Conditions.NONE),
                TestCommands.openUnlimited(3, AccountId.of(TRADER, TestCommands.LEDGER)),
                TestCommands.openUnlimited(4, AccountId.of(TRADER, QUOTE)),
                new Command.CreateInstrument(
                        Uint128.of(5),
                        INSTRUMENT,
                        "SEK-USD",
                        TestCommands.LEDGER,
                        QUOTE,
                        1,
                        1,
                        9,
                        Fee.NONE,
                        Fee.NONE,
                        Conditions.NONE));
        for (final Command command : commands) {
            assertThat(user.command(command).outcome()).isEqualTo(Outcome.OK);
        }
    }
}
