package dev.florin.statemachine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.statemachine.StateMachineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What no random stream reaches: more stops than one command may trigger. */
final class OrderBoundsTest {
    private static final int BASE = 1;
    private static final int QUOTE = 2;
    private static final int INSTRUMENT = 1;
    private static final long BANK = 0;
    private static final long STOPPER = 1;

    private final List<Step> steps = new ArrayList<>();

    @Test
    void shouldHaltWhereACascadeOfStopsPassesItsBound() {
        prepare();
        for (int i = 0; i < Bounds.MAX_STOP_CASCADE + 2; i++) {
            place(STOPPER, OrderSide.BUY, OptionalLong.of(100), 50);
        }
        // 1,002 wait for a trade at 100: this one lets 1,000 enter, which rest at 50, and halts the instrument.
        place(BANK, OrderSide.SELL, OptionalLong.empty(), 100);
        place(STOPPER, OrderSide.BUY, OptionalLong.empty(), 100);
        place(STOPPER, OrderSide.BUY, OptionalLong.empty(), 100);

        final ReferenceLedger model = new ReferenceLedger();
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).applyTo(model, i + 1L);
        }
        assertThat(model.state().orders.values().stream()
                        .filter(ModelOrder::isWaiting)
                        .count())
                .isEqualTo(2);
        assertThat(Differential.run(steps, 1, StateMachineConfig.withKeyRetention(4_000)))
                .isEmpty();
    }

    private void prepare() {
        for (final int ledger : new int[] {BASE, QUOTE}) {
            apply(new Command.CreateLedger(nextKey(), ledger, "L" + ledger, 0, Conditions.NONE));
            apply(new Command.OpenAccount(
                    nextKey(), AccountId.of(BANK, ledger), Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
            apply(new Command.OpenAccount(
                    nextKey(), AccountId.of(STOPPER, ledger), Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
        }
        apply(new Command.CreateInstrument(
                nextKey(), INSTRUMENT, "I", BASE, QUOTE, 1, 1, BANK, Fee.NONE, Fee.NONE, Conditions.NONE));
    }

    private void place(final long owner, final OrderSide side, final OptionalLong stop, final long price) {
        apply(new Command.Place(
                nextKey(),
                owner,
                0,
                INSTRUMENT,
                side,
                OrderType.LIMIT,
                TimeInForce.GTC,
                OptionalLong.of(price),
                1,
                false,
                OptionalLong.empty(),
                stop,
                OptionalLong.empty(),
                0,
                SelfTrade.CANCEL_TAKER,
                Conditions.NONE));
    }

    private Uint128 nextKey() {
        return Uint128.of(steps.size() + 1L);
    }

    private void apply(final Command command) {
        steps.add(Step.of(steps.size() + 1L, command));
    }
}
