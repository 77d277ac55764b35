package dev.florin.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.codec.CommandAnswerEncoder;
import dev.florin.protocol.codec.HoldEventEncoder;
import dev.florin.protocol.codec.InstrumentEventEncoder;
import dev.florin.protocol.codec.LevelEventEncoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.OrderEventEncoder;
import dev.florin.protocol.codec.TradeEventEncoder;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLinesTest {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final JsonLines json = new JsonLines();
    private final EventLines writer = new EventLines(json, id -> "I-" + id);

    @ParameterizedTest
    @CsvSource({"1, open", "2, captured", "3, released", "4, expired"})
    void shouldTellWhatBecameOfAHold(final short status, final String word) throws IOException {
        encode(0, 5, Bounds.NO_LEG, status);
        writer.write(buffer, 8);
        encode(1, 10, 3, status);
        writer.write(buffer, 8);

        assertThat(drained())
                .isEqualTo("{\"event\":\"hold\",\"seq\":22,\"at\":17,\"hold\":\"5\",\"status\":\"" + word
                        + "\",\"amount\":30000,\"remaining\":1}\n"
                        + "{\"event\":\"hold\",\"seq\":22,\"at\":17,\"hold\":\"00000000-0000-0001-0000-00000000000a#3\","
                        + "\"status\":\"" + word + "\",\"amount\":30000,\"remaining\":1}\n");
    }

    @Test
    void shouldTellTheClientsOwnMarksOfWhatChangedAHold() throws IOException {
        new HoldEventEncoder()
                .wrapAndApplyHeader(buffer, 8, new MessageHeaderEncoder())
                .sequence(22)
                .timestampNs(17)
                .holdHigh(0)
                .holdLow(5)
                .amount(30_000)
                .remaining(1)
                .holdLeg(Bounds.NO_LEG)
                .status((short) 1)
                .refHigh(0)
                .refLow(901)
                .code(7);
        writer.write(buffer, 8);

        assertThat(drained()).isEqualTo("""
            {"event":"hold","seq":22,"at":17,"hold":"5","status":"open","amount":30000,"remaining":1,"code":7,"ref":"901"}
            """);
    }

    @Test
    void shouldTellTrades() throws IOException {
        final TradeEventEncoder trade =
                new TradeEventEncoder().wrapAndApplyHeader(buffer, 8, new MessageHeaderEncoder());
        trade.sequence(21).timestampNs(17).trade(1).price(2_500).quantity(4);
        trade.makerHigh(0).makerLow(19).takerHigh(1).takerLow(10).makerOwner(7).takerOwner(42);
        trade.makerFee(-1).takerFee(3).instrument(1).takerSide(OrderSide.BUY.code());
        writer.write(buffer, 8);

        assertThat(drained())
                .isEqualTo(
                        "{\"event\":\"trade\",\"seq\":21,\"at\":17,\"trade\":1,\"instrument\":\"I-1\",\"price\":2500,\"quantity\":4,\"maker\":\"19\",\"taker\":\"00000000-0000-0001-0000-00000000000a\",\"maker_owner\":7,\"taker_owner\":42,\"taker_side\":\"buy\",\"maker_fee\":-1,\"taker_fee\":3}\n");
    }

    @Test
    void shouldTellOrdersLevelsAndInstruments() throws IOException {
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        final OrderEventEncoder order = new OrderEventEncoder().wrapAndApplyHeader(buffer, 8, header);
        order.sequence(21)
                .timestampNs(17)
                .orderHigh(0)
                .orderLow(19)
                .owner(7)
                .filled(4)
                .remaining(0);
        order.instrument(1).status(OrderStatus.FILLED.code());
        writer.write(buffer, 8);
        final LevelEventEncoder level = new LevelEventEncoder().wrapAndApplyHeader(buffer, 8, header);
        level.sequence(21).timestampNs(17).price(2_500).quantity(6).orders(1).instrument(1);
        level.side(OrderSide.SELL.code());
        writer.write(buffer, 8);
        final InstrumentEventEncoder instrument = new InstrumentEventEncoder().wrapAndApplyHeader(buffer, 8, header);
        instrument.sequence(25).timestampNs(18).instrument(1).state(InstrumentState.AUCTION.code());
        writer.write(buffer, 8);

        assertThat(drained()).isEqualTo("""
            {"event":"order","seq":21,"at":17,"order":"19","owner":7,"status":"filled","remaining":0}
            {"event":"level","seq":21,"at":17,"instrument":"I-1","side":"sell","price":2500,"quantity":6,"orders":1}
            {"event":"instrument","seq":25,"at":18,"instrument":"I-1","state":"auction"}
            """);
    }

    @Test
    void shouldRefuseFramesThatAreNoEvents() {
        new CommandAnswerEncoder().wrapAndApplyHeader(buffer, 8, new MessageHeaderEncoder());

        assertThatThrownBy(() -> writer.write(buffer, 8)).hasMessageContaining("is no event");
    }

    private void encode(final long high, final long low, final int leg, final short status) {
        new HoldEventEncoder()
                .wrapAndApplyHeader(buffer, 8, new MessageHeaderEncoder())
                .sequence(22)
                .timestampNs(17)
                .holdHigh(high)
                .holdLow(low)
                .amount(30_000)
                .remaining(1)
                .holdLeg(leg)
                .status(status)
                .refHigh(0)
                .refLow(0)
                .code(0);
    }

    private String drained() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        json.drainTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
