package dev.florin.protocol.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.protocol.support.Orders;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The bounds of answers about orders: as many fills as lots may trade, up to what travels aside. */
final class TradingAnswerBoundsTest {
    private static final OptionalLong NONE = OptionalLong.empty();
    private static final int LARGEST = AnswerBounds.MAX_QUEUED_ORDER_LENGTH;

    @Test
    void shouldMakeRoomForAFillOfEveryLot() {
        assertThat(ofPlace(10)).isEqualTo(464);
        assertThat(ofPlace(90)).isEqualTo(ofPlace(10) + 80 * 40);
        assertThat(ofPlace(0)).isEqualTo(ofPlace(-1));
    }

    @Test
    void shouldTakeNoMoreOfTheQueueHoweverMuchMayTrade() {
        assertThat(ofPlace(Long.MAX_VALUE)).isBetween(LARGEST - 40, LARGEST);
        assertThat(ofReplace(OptionalLong.of(1), NONE, NONE)).isBetween(LARGEST - 40, LARGEST);
    }

    @Test
    void shouldBoundReplacesByTheirNewQuantity() {
        assertThat(ofReplace(NONE, OptionalLong.of(10), NONE)).isEqualTo(464);
        assertThat(ofReplace(NONE, NONE, OptionalLong.of(10))).isLessThan(80);
    }

    @Test
    void shouldBoundReadsByTheirDepth() {
        assertThat(AnswerBounds.maxQueuedLengthBytes(new Read.GetBook(1, 1))).isEqualTo(96);
        assertThat(AnswerBounds.maxQueuedLengthBytes(new Read.GetBook(1, 11))).isEqualTo(96 + 400);
        assertThat(AnswerBounds.maxQueuedLengthBytes(new Read.GetOrders(1))).isEqualTo(36 + 4 + 60 * 10_000);
        assertThat(AnswerBounds.maxQueuedLengthBytes(new Read.GetInstruments())).isGreaterThan(65_535 * 55);
    }

    private static int ofPlace(final long quantity) {
        return AnswerBounds.maxQueuedLengthBytes(
                Orders.limit(TimeInForce.GTC).quantity(quantity).place());
    }

    private static int ofReplace(final OptionalLong price, final OptionalLong quantity, final OptionalLong reduceBy) {
        return AnswerBounds.maxQueuedLengthBytes(new Command.Replace(
                Uint128.of(1), 42, OrderRef.ofId(21), price, quantity, reduceBy, NONE, NONE, Conditions.NONE));
    }
}
