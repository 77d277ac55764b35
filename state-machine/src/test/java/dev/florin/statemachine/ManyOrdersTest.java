package dev.florin.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.statemachine.reference.DecodingEgress;
import dev.florin.statemachine.reference.MarketEvent;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More orders of one owner than one command may cancel, and more that fall due than may expire before one command. */
final class ManyOrdersTest {
    private static final int BASE = 1;
    private static final int QUOTE = 2;
    private static final int INSTRUMENT = 1;
    private static final int OTHER_INSTRUMENT = 2;
    private static final long TRADER = 1;
    private static final long BYSTANDER = 2;
    private static final long OPERATOR = 9;
    private static final long PRICE = 100;
    private static final long DUE_NS = 1_000_000_000;

    private final StateMachine machine = new StateMachine(StateMachineConfig.withKeyRetention(1_000));
    private final DecodingEgress egress = new DecodingEgress();
    private final RequestEncoder encoder = new RequestEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private long nowNs;
    private long keyCount;

    @BeforeEach
    void openMarket() {
        machine.egress(egress);
        for (final int ledger : new int[] {BASE, QUOTE}) {
            apply(new Command.CreateLedger(key(), ledger, "L" + ledger, 0, Conditions.NONE));
            for (final long owner : new long[] {TRADER, BYSTANDER}) {
                apply(new Command.OpenAccount(
                        key(), AccountId.of(owner, ledger), Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
            }
        }
        for (final int instrument : new int[] {INSTRUMENT, OTHER_INSTRUMENT}) {
            apply(new Command.CreateInstrument(
                    key(),
                    instrument,
                    "I" + instrument,
                    BASE,
                    QUOTE,
                    1,
                    1,
                    OPERATOR,
                    Fee.NONE,
                    Fee.NONE,
                    Conditions.NONE));
        }
    }

    @Test
    void shouldCancelTenThousandOrdersAndTheRestWithTheNextCommand() {
        placeAll(Bounds.MAX_CANCEL_ALL + 3, INSTRUMENT, TimeInForce.GTC);
        place(BYSTANDER, INSTRUMENT, OrderSide.SELL, TimeInForce.GTC);

        final Answer.OfCommand first = cancelAll(OptionalInt.empty());
        assertThat(first.amount()).isEqualTo(Bounds.MAX_CANCEL_ALL);
        assertThat(first.more()).isTrue();
        assertThat(ordersOf(TRADER)).hasSize(3).allMatch(order -> order.orderId() > Bounds.MAX_CANCEL_ALL);

        final Answer.OfCommand second = cancelAll(OptionalInt.empty());
        assertThat(second.amount()).isEqualTo(3);
        assertThat(second.more()).isFalse();
        assertThat(machine.openOrderCount()).isEqualTo(1);
        assertThat(machine.audit()).isEmpty();
    }

    @Test
    void shouldNotSpeakOfMoreWhereExactlyTheBoundIsCancelled() {
        placeAll(Bounds.MAX_CANCEL_ALL, INSTRUMENT, TimeInForce.GTC);
        place(TRADER, OTHER_INSTRUMENT, OrderSide.SELL, TimeInForce.GTC);

        final Answer.OfCommand answer = cancelAll(OptionalInt.of(INSTRUMENT));
        assertThat(answer.amount()).isEqualTo(Bounds.MAX_CANCEL_ALL);
        assertThat(answer.more()).isFalse();
        assertThat(ordersOf(TRADER)).extracting(Answer.OpenOrder::instrument).containsExactly(OTHER_INSTRUMENT);
    }

    @Test
    void shouldAnswerARepeatedCancelAllAsItDidAtItsBound() {
        placeAll(Bounds.MAX_CANCEL_ALL + 1, INSTRUMENT, TimeInForce.GTC);
        final Command cancel = new Command.CancelAll(key(), TRADER, OptionalInt.empty(), Conditions.NONE);
        final Answer.OfCommand first = (Answer.OfCommand) apply(cancel);

        final Answer.OfCommand repeated = (Answer.OfCommand) apply(cancel);
        assertThat(repeated.duplicate()).isTrue();
        assertThat(repeated.more()).isTrue();
        assertThat(repeated.amount()).isEqualTo(first.amount());
        assertThat(machine.openOrderCount()).isEqualTo(1);
    }

    @Test
    void shouldExpireTenThousandOrdersBeforeACommandAndTheRestBeforeTheNext() {
        hold();
        placeAll(Bounds.MAX_EXPIRIES, INSTRUMENT, TimeInForce.GTD);
        hold();
        placeAll(Bounds.MAX_EXPIRIES, INSTRUMENT, TimeInForce.GTD);
        assertThat(machine.nextDueNs()).isEqualTo(DUE_NS);
        nowNs = DUE_NS - 1;

        // The hold and the first 9,999 orders: those that were made first.
        tick();
        assertThat(machine.openHoldCount()).isEqualTo(1);
        assertThat(machine.openOrderCount()).isEqualTo(Bounds.MAX_EXPIRIES + 1);
        assertThat(machine.nextDueNs()).isEqualTo(DUE_NS);

        // The last of the first orders, the other hold and 9,998 orders; what is left still trades.
        final Answer.OfOrder buy = place(BYSTANDER, INSTRUMENT, OrderSide.BUY, TimeInForce.IOC);
        assertThat(buy.order().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(machine.openHoldCount()).isZero();
        assertThat(machine.openOrderCount()).isEqualTo(1);

        tick();
        assertThat(machine.openOrderCount()).isZero();
        assertThat(machine.nextDueNs()).isEqualTo(Bounds.NO_EXPIRY);
        assertThat(machine.audit()).isEmpty();
    }

    @Test
    void shouldTellOfEveryOrderThatExpiresInTheOrderOfTheirIds() {
        placeAll(Bounds.MAX_EXPIRIES + 1, INSTRUMENT, TimeInForce.GTD);
        nowNs = DUE_NS;

        final List<Object> left = tick();
        final List<MarketEvent.Order> expired = left.stream()
                .filter(MarketEvent.Order.class::isInstance)
                .map(MarketEvent.Order.class::cast)
                .toList();
        assertThat(expired)
                .hasSize(Bounds.MAX_EXPIRIES)
                .allMatch(event -> event.status() == OrderStatus.EXPIRED)
                .isSortedAccordingTo(
                        Comparator.comparingLong(event -> event.order().low()));
        assertThat(left.get(left.size() - 2))
                .isInstanceOfSatisfying(
                        MarketEvent.Level.class,
                        level -> assertThat(level.orders()).isEqualTo(1));
    }

    private void placeAll(final int count, final int instrument, final TimeInForce timeInForce) {
        for (int i = 0; i < count; i++) {
            place(TRADER, instrument, OrderSide.SELL, timeInForce);
        }
    }

    private Answer.OfOrder place(
            final long owner, final int instrument, final OrderSide side, final TimeInForce timeInForce) {
        return (Answer.OfOrder) apply(new Command.Place(
                key(),
                owner,
                0,
                instrument,
                side,
                OrderType.LIMIT,
                timeInForce,
                OptionalLong.of(PRICE),
                1,
                false,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                timeInForce == TimeInForce.GTD ? DUE_NS - nowNs - 1 : 0,
                SelfTrade.CANCEL_TAKER,
                Conditions.NONE));
    }

    private void hold() {
        apply(new Command.Hold(
                key(),
                AccountId.of(TRADER, QUOTE),
                AccountId.of(BYSTANDER, QUOTE),
                1,
                DUE_NS - nowNs - 1,
                0,
                Uint128.ZERO,
                Conditions.NONE));
    }

    private Answer.OfCommand cancelAll(final OptionalInt instrument) {
        return (Answer.OfCommand) apply(new Command.CancelAll(key(), TRADER, instrument, Conditions.NONE));
    }

    private List<Answer.OpenOrder> ordersOf(final long owner) {
        machine.onRead(buffer, 0, encoder.encode(new Read.GetOrders(owner), buffer, 0));
        return ((Answer.OfOrders) egress.takeAnswer()).orders();
    }

    private Uint128 key() {
        keyCount++;
        return Uint128.of(keyCount);
    }

    private Answer apply(final Request request) {
        final List<Object> left = apply(encoder.encode(request, buffer, 0));
        return (Answer) left.get(left.size() - 1);
    }

    private List<Object> tick() {
        return apply(encoder.encodeTick(buffer, 0));
    }

    private List<Object> apply(final int lengthBytes) {
        nowNs++;
        machine.onBatch(machine.lastSequence() + 1, nowNs, buffer, 0, lengthBytes, 1);
        return egress.takeAll();
    }
}
