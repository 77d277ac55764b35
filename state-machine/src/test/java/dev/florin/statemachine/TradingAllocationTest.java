package dev.florin.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Once warm, orders, trades, stops and what is undone allocate nothing. */
final class TradingAllocationTest implements Egress {
    private static final int RETENTION = 4_000;
    private static final int WARM_UP_BATCHES = 100;
    private static final int ROUNDS_PER_BATCH = 40;
    private static final int BASE = 1;
    private static final int QUOTE = 2;

    private final StateMachine machine = new StateMachine(StateMachineConfig.withKeyRetention(RETENTION));
    private final RequestEncoder encoder = new RequestEncoder();
    private final UnsafeBuffer batch = new UnsafeBuffer(new byte[1024 * 1024]);
    private int lengthBytes;
    private int count;
    private long nextKey = 100;
    private long timestampNs;
    private long leftBytes;

    @Test
    void shouldAllocateNothingPerOrderOnceWarm() {
        machine.egress(this);
        add(new Command.CreateLedger(Uint128.of(1), BASE, "BTC", 0, Conditions.NONE));
        add(new Command.CreateLedger(Uint128.of(2), QUOTE, "USD", 0, Conditions.NONE));
        for (long trader = 0; trader < 4; trader++) {
            open(trader, BASE);
            open(trader, QUOTE);
        }
        add(new Command.CreateInstrument(
                key(), 1, "BTC-USD", BASE, QUOTE, 10, 1, 9, new Fee(0, 100), new Fee(1, 250), Conditions.NONE));
        apply();
        for (int i = 0; i < WARM_UP_BATCHES; i++) {
            fill(i);
            apply();
        }
        assertThat(CleanWindow.leastBytes(this::fill, this::apply)).isZero();
        assertThat(leftBytes).isPositive();
        assertThat(machine.audit()).isEmpty();
    }

    private void open(final long trader, final int ledger) {
        add(new Command.OpenAccount(
                key(), AccountId.of(trader, ledger), Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
    }

    private void fill(final int batchNumber) {
        for (int i = 0; i < ROUNDS_PER_BATCH; i++) {
            final long price = 1_000 + (batchNumber * 7L + i * 13L) % 50;
            final long rested = place(OrderSide.SELL, price, 5, TimeInForce.GTC, OptionalLong.empty());
            place(OrderSide.BUY, price + 40, 9, TimeInForce.FOK, OptionalLong.empty());
            place(OrderSide.BUY, price, 3, TimeInForce.GTC, OptionalLong.empty());
            place(OrderSide.BUY, price, 1, TimeInForce.IOC, OptionalLong.of(price));
            final OrderRef order = OrderRef.ofKey(Uint128.of(rested));
            add(new Command.Replace(
                    key(),
                    owner(rested),
                    order,
                    OptionalLong.of(price + 2),
                    OptionalLong.of(4),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Conditions.NONE));
            add(new Command.Cancel(key(), owner(rested), order, Conditions.NONE));
        }
        for (long trader = 0; trader < 4; trader++) {
            add(new Command.CancelAll(key(), trader, OptionalInt.empty(), Conditions.NONE));
        }
    }

    private static long owner(final long key) {
        return key & 3;
    }

    private long place(
            final OrderSide side,
            final long price,
            final long quantity,
            final TimeInForce timeInForce,
            final OptionalLong stop) {
        final Uint128 key = key();
        add(new Command.Place(
                key,
                owner(key.low()),
                0,
                1,
                side,
                OrderType.LIMIT,
                timeInForce,
                OptionalLong.of(price),
                quantity,
                false,
                OptionalLong.empty(),
                stop,
                OptionalLong.empty(),
                0,
                SelfTrade.ALLOW,
                Conditions.NONE));
        return key.low();
    }

    private Uint128 key() {
        nextKey++;
        return Uint128.of(nextKey);
    }

    private void add(final Command command) {
        lengthBytes += encoder.encode(command, batch, lengthBytes);
        count++;
    }

    private void apply() {
        machine.onBatch(machine.lastSequence() + 1, timestampNs + 1, batch, 0, lengthBytes, count);
        timestampNs += count;
        lengthBytes = 0;
        count = 0;
    }

    @Override
    public void onAnswer(final DirectBuffer buffer, final int offset, final int answerLengthBytes) {
        leftBytes += answerLengthBytes;
    }

    @Override
    public boolean takesEvents() {
        return true;
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int eventLengthBytes) {
        leftBytes += eventLengthBytes;
    }
}
