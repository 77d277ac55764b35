package dev.florin.statemachine;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.codec.CancelAllDecoder;
import dev.florin.protocol.codec.CancelDecoder;
import dev.florin.protocol.codec.CreateInstrumentDecoder;
import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.protocol.codec.ReplaceDecoder;
import dev.florin.protocol.codec.SetInstrumentDecoder;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.matching.WorkingOrder;
import dev.florin.statemachine.settlement.InstrumentCommands;
import dev.florin.statemachine.settlement.Market;
import dev.florin.statemachine.settlement.ReplaceCommands;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Decodes commands about instruments and orders and hands them to the rules. Owned by the engine thread. */
final class OrderDispatcher {
    private static final int BUY = OrderSide.BUY.code();
    private static final int MARKET = OrderType.MARKET.code();

    private final CurrentCommand current;
    private final Market market;
    private final WorkingOrder order = new WorkingOrder();
    private final ReplaceCommands.Change change = new ReplaceCommands.Change();
    private final InstrumentCommands.Content content = new InstrumentCommands.Content();
    private final InstrumentCommands.Change setting = new InstrumentCommands.Change();
    private final PlaceDecoder place = new PlaceDecoder();
    private final ReplaceDecoder replace = new ReplaceDecoder();
    private final CancelDecoder cancel = new CancelDecoder();
    private final CancelAllDecoder cancelAll = new CancelAllDecoder();
    private final CreateInstrumentDecoder createInstrument = new CreateInstrumentDecoder();
    private final SetInstrumentDecoder setInstrument = new SetInstrumentDecoder();

    OrderDispatcher(final CurrentCommand current, final Market market) {
        this.current = current;
        this.market = market;
    }

    /**
     * Applies a command whose key is free and whose conditions hold.
     *
     * @param templateId of the command.
     * @param frames that hold it.
     * @param offset of its header.
     * @param decision filled.
     */
    void apply(final int templateId, final UnsafeBuffer frames, final int offset, final Decision decision) {
        switch (templateId) {
            case PlaceDecoder.TEMPLATE_ID -> applyPlace(frames, offset, decision);
            case ReplaceDecoder.TEMPLATE_ID -> applyReplace(frames, offset, decision);
            case CancelDecoder.TEMPLATE_ID -> applyCancel(frames, offset, decision);
            case CancelAllDecoder.TEMPLATE_ID -> applyCancelAll(frames, offset, decision);
            case CreateInstrumentDecoder.TEMPLATE_ID -> applyCreateInstrument(frames, offset, decision);
            case SetInstrumentDecoder.TEMPLATE_ID -> applySetInstrument(frames, offset, decision);
            default ->
                throw new IllegalStateException(
                        "sequence " + current.sequence() + ": template " + templateId + " passed the door");
        }
    }

    private void applyPlace(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(place, frames, offset);
        order.owner = place.owner();
        order.accountType = place.accountType();
        order.instrument = place.instrument();
        order.side = place.side();
        order.isBuy = order.side == BUY;
        order.type = place.orderType();
        order.isMarket = order.type == MARKET;
        order.timeInForce = place.timeInForce();
        order.selfTrade = place.selfTrade();
        order.isPostOnly = (Frames.options(frames, offset) & Options.POST_ONLY) != 0;
        order.price = place.price();
        order.open = place.quantity();
        order.display = place.display();
        order.trigger = place.stop();
        order.budget = place.budget();
        if (order.open < 1) {
            throw new IllegalStateException(
                    "sequence " + current.sequence() + ": quantity " + order.open + " passed the door");
        }
        market.orderCommands().place(order, place.timeoutNs(), decision);
    }

    private void applyReplace(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(replace, frames, offset);
        final int options = Frames.options(frames, offset);
        final boolean isId = (options & Options.BY_ORDER_ID) != 0;
        final long high = replace.orderHigh();
        final long low = replace.orderLow();
        final long owner = replace.owner();
        change.price = replace.price();
        change.quantity = replace.quantity();
        change.reduceBy = replace.reduceBy();
        change.believedFilled = (options & Options.FILLED_GIVEN) != 0 ? replace.filled() : -1;
        change.trigger = replace.stop();
        final int row = market.find(isId, high, low);
        market.replaceCommands().replace(owner, row, market.missing(row, isId, high, low, owner), change, decision);
    }

    private void applyCancel(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(cancel, frames, offset);
        final boolean isId = (Frames.options(frames, offset) & Options.BY_ORDER_ID) != 0;
        final long high = cancel.orderHigh();
        final long low = cancel.orderLow();
        final long owner = cancel.owner();
        final int row = market.find(isId, high, low);
        market.orderCommands().cancel(owner, row, market.missing(row, isId, high, low, owner), decision);
    }

    private void applyCancelAll(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(cancelAll, frames, offset);
        market.orderCommands().cancelAll(cancelAll.owner(), cancelAll.instrument(), decision);
    }

    private void applyCreateInstrument(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(createInstrument, frames, offset);
        final int code = offset + Frames.HEADER_LENGTH + CreateInstrumentDecoder.codeEncodingOffset();
        for (int i = 0; i < content.code.length; i++) {
            content.code[i] = frames.getLong(code + i * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        }
        content.id = createInstrument.instrument();
        content.baseLedger = createInstrument.baseLedger();
        content.quoteLedger = createInstrument.quoteLedger();
        content.lot = createInstrument.lot();
        content.tick = createInstrument.tick();
        content.operator = createInstrument.operatorId();
        content.makerPerLot = createInstrument.makerPerLot();
        content.makerPpm = createInstrument.makerPpm();
        content.takerPerLot = createInstrument.takerPerLot();
        content.takerPpm = createInstrument.takerPpm();
        market.instrumentCommands().create(content, decision);
    }

    private void applySetInstrument(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(setInstrument, frames, offset);
        final int options = Frames.options(frames, offset);
        setting.id = setInstrument.instrument();
        setting.state = setInstrument.state();
        setting.reference = setInstrument.reference();
        setting.bandPpm = (options & Options.BAND_GIVEN) != 0 ? setInstrument.bandPpm() : -1;
        setting.hasMakerFee = (options & Options.MAKER_FEE_GIVEN) != 0;
        setting.makerPerLot = setInstrument.makerPerLot();
        setting.makerPpm = setInstrument.makerPpm();
        setting.hasTakerFee = (options & Options.TAKER_FEE_GIVEN) != 0;
        setting.takerPerLot = setInstrument.takerPerLot();
        setting.takerPpm = setInstrument.takerPpm();
        market.instrumentCommands().set(setting, decision);
    }
}
