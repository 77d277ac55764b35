package dev.florin.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.gateway.request.Catalogue;
import dev.florin.gateway.request.DecodedLine;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.Answer.Fill;
import dev.florin.protocol.answer.Answer.Indicative;
import dev.florin.protocol.answer.Answer.Level;
import dev.florin.protocol.answer.Answer.OpenOrder;
import dev.florin.protocol.answer.Answer.OrderProgress;
import dev.florin.protocol.json.JsonLines;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The answers to lines about orders and books, to the letter. */
class TradingAnswerWriterTest {
    private static final OrderProgress RESTING = new OrderProgress(OrderStatus.RESTING, 4, 6);
    private static final List<Fill> FILLS =
            List.of(new Fill(2_500, 3, Uint128.of(19), 7), new Fill(2_505, 1, new Uint128(1, 10), 8));

    private final JsonLines json = new JsonLines();
    private final Catalogue catalogue = new Catalogue();
    private final TradingAnswerWriter writer = new TradingAnswerWriter(json, catalogue);
    private final AnswerWriter plain = new AnswerWriter(json);

    TradingAnswerWriterTest() {
        catalogue.addLedger(840, "USD", 2);
        catalogue.addInstrument(1, "BTC-USD", 840);
    }

    @Test
    void shouldTellTheFillsOfAnOrder() throws IOException {
        writer.writeOrder(line("place", "021"), order(CommandKind.PLACE, Outcome.OK, false, RESTING, FILLS));
        writer.writeOrder(line("replace", "22"), order(CommandKind.REPLACE, Outcome.OK, false, RESTING, List.of()));

        assertThat(drained())
                .isEqualTo("{\"op\":\"place\",\"key\":\"021\",\"seq\":21,\"at\":17,\"outcome\":\"OK\","
                        + "\"status\":\"resting\",\"filled\":4,\"remaining\":6,\"fills\":["
                        + "{\"price\":2500,\"quantity\":3,\"maker\":\"19\",\"maker_owner\":7},"
                        + "{\"price\":2505,\"quantity\":1,\"maker\":\"00000000-0000-0001-0000-00000000000a\","
                        + "\"maker_owner\":8}]}\n"
                        + "{\"op\":\"replace\",\"key\":\"22\",\"seq\":21,\"at\":17,\"outcome\":\"OK\","
                        + "\"status\":\"resting\",\"filled\":4,\"remaining\":6,\"fills\":[]}\n");
    }

    @Test
    void shouldTellNoFillsOfCancelsAndDuplicates() throws IOException {
        final OrderProgress partial = new OrderProgress(OrderStatus.PARTIAL, 4, 6);
        writer.writeOrder(line("cancel", "23"), order(CommandKind.CANCEL, Outcome.OK, false, partial, List.of()));
        writer.writeOrder(line("place", "21"), order(CommandKind.PLACE, Outcome.OK, true, RESTING, List.of()));

        assertThat(drained()).isEqualTo("""
                {"op":"cancel","key":"23","seq":21,"at":17,"outcome":"OK","status":"partial","filled":4,"remaining":6}
                {"op":"place","key":"21","seq":21,"at":17,"outcome":"OK","status":"resting","filled":4,"remaining":6,"duplicate":true}
                """);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING_FILLED", "INSUFFICIENT_FUNDS", "SAME_ACCOUNT"})
    void shouldTellOnlyTheOutcomeOfRefusals(final Outcome outcome) throws IOException {
        writer.writeOrder(line("place", "21"), order(CommandKind.PLACE, outcome, false, OrderProgress.NONE, List.of()));

        assertThat(drained())
                .isEqualTo("{\"op\":\"place\",\"key\":\"21\",\"seq\":21,\"at\":17,\"outcome\":\"" + outcome + "\"}\n");
    }

    @Test
    void shouldTellHowManyWereCancelled() throws IOException {
        plain.writeCommand(line("cancel_all", "24"), cancelled(Outcome.OK, false, 3, false));
        plain.writeCommand(line("cancel_all", "24"), cancelled(Outcome.OK, true, 10_000, true));
        plain.writeCommand(line("cancel_all", "24"), cancelled(Outcome.INSTRUMENT_NOT_FOUND, false, 0, false));

        assertThat(drained()).isEqualTo("""
                {"op":"cancel_all","key":"24","seq":24,"at":17,"outcome":"OK","cancelled":3}
                {"op":"cancel_all","key":"24","seq":24,"at":17,"outcome":"OK","cancelled":10000,"more":true,"duplicate":true}
                {"op":"cancel_all","key":"24","seq":24,"at":17,"outcome":"INSTRUMENT_NOT_FOUND"}
                """);
    }

    @Test
    void shouldTellWhatKeysOfOrdersDecided() throws IOException {
        plain.writeOutcome(line("outcome", "21"), outcome(CommandKind.PLACE, 0, RESTING, false));
        plain.writeOutcome(line("outcome", "24"), outcome(CommandKind.CANCEL_ALL, 10_000, OrderProgress.NONE, true));

        assertThat(drained()).isEqualTo("""
                {"op":"outcome","key":"21","found":true,"of":"place","seq":5,"at":17,"outcome":"OK","status":"resting","filled":4,"remaining":6}
                {"op":"outcome","key":"24","found":true,"of":"cancel_all","seq":5,"at":17,"outcome":"OK","cancelled":10000,"more":true}
                """);
    }

    @Test
    void shouldTellBooks() throws IOException {
        final List<Level> bids = List.of(new Level(2_500, 6, 1), new Level(2_495, 9, 2));
        writer.writeBook(line("book", null), book(InstrumentState.OPEN, Optional.empty(), bids));
        writer.writeBook(
                line("book", null), book(InstrumentState.AUCTION, Optional.of(new Indicative(2_500, 4)), List.of()));
        writer.writeBook(
                line("book", null), book(InstrumentState.AUCTION, Optional.of(new Indicative(0, 0)), List.of()));

        assertThat(drained()).isEqualTo("""
                {"op":"book","seq":21,"instrument":"BTC-USD","state":"open","bids":[[2500,6,1],[2495,9,2]],"asks":[[2510,1,1]]}
                {"op":"book","seq":21,"instrument":"BTC-USD","state":"auction","bids":[],"asks":[[2510,1,1]],"indicative":[2500,4]}
                {"op":"book","seq":21,"instrument":"BTC-USD","state":"auction","bids":[],"asks":[[2510,1,1]],"indicative":null}
                """);
    }

    @Test
    void shouldTellOpenOrders() throws IOException {
        final OpenOrder limit = new OpenOrder(Uint128.of(21), 21, 1, OrderSide.BUY, 2_500, 0, RESTING);
        final OpenOrder stop = new OpenOrder(
                Uint128.of(22), 30, 1, OrderSide.SELL, 0, 2_400, new OrderProgress(OrderStatus.WAITING, 0, 5));
        writer.writeOrders(line("orders", null), new Answer.OfOrders(21, 42, List.of(limit, stop), false));
        writer.writeOrders(line("orders", null), new Answer.OfOrders(21, 43, List.of(), true));

        assertThat(drained())
                .isEqualTo("{\"op\":\"orders\",\"seq\":21,\"owner\":42,\"orders\":["
                        + "{\"order\":\"21\",\"order_id\":21,\"instrument\":\"BTC-USD\",\"side\":\"buy\",\"price\":2500,"
                        + "\"filled\":4,\"remaining\":6,\"status\":\"resting\"},"
                        + "{\"order\":\"22\",\"order_id\":30,\"instrument\":\"BTC-USD\",\"side\":\"sell\",\"stop\":2400,"
                        + "\"filled\":0,\"remaining\":5,\"status\":\"waiting\"}]}\n"
                        + "{\"op\":\"orders\",\"seq\":21,\"owner\":43,\"orders\":[],\"more\":true}\n");
    }

    @Test
    void shouldNotTellOfInstrumentsThatItDoesNotKnow() {
        final Answer.OfBook unknown =
                new Answer.OfBook(1, 2, Optional.of(InstrumentState.OPEN), Optional.empty(), List.of(), List.of());
        assertThatThrownBy(() -> writer.writeBook(line("book", null), unknown)).hasMessageContaining("instrument 2");
    }

    private static Answer.OfBook book(
            final InstrumentState state, final Optional<Indicative> indicative, final List<Level> bids) {
        return new Answer.OfBook(21, 1, Optional.of(state), indicative, bids, List.of(new Level(2_510, 1, 1)));
    }

    private static Answer.OfOrder order(
            final CommandKind kind,
            final Outcome outcome,
            final boolean duplicate,
            final OrderProgress progress,
            final List<Fill> fills) {
        return new Answer.OfOrder(21, 17, kind, outcome, duplicate, progress, fills);
    }

    private static Answer.OfCommand cancelled(
            final Outcome outcome, final boolean duplicate, final long count, final boolean more) {
        return new Answer.OfCommand(
                24, 17, CommandKind.CANCEL_ALL, outcome, duplicate, count, 0, Bounds.NO_LEG, List.of(), more);
    }

    private static Answer.OfOutcome outcome(
            final CommandKind kind, final long amount, final OrderProgress order, final boolean more) {
        return new Answer.OfOutcome(
                Uint128.of(21), true, kind, 5, 17, Outcome.OK, amount, 0, Bounds.NO_LEG, order, more);
    }

    private static DecodedLine line(final String op, final String key) {
        return new DecodedLine(op, key, null, List.of(), List.of(), null);
    }

    private String drained() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        json.drainTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
