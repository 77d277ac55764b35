package dev.florin.protocol.command;

import dev.florin.protocol.Options;
import dev.florin.protocol.codec.CancelAllEncoder;
import dev.florin.protocol.codec.CancelEncoder;
import dev.florin.protocol.codec.CreateInstrumentEncoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.PlaceEncoder;
import dev.florin.protocol.codec.ReplaceEncoder;
import dev.florin.protocol.codec.SetInstrumentEncoder;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.TimeInForce;
import java.util.OptionalLong;
import org.agrona.MutableDirectBuffer;

/** Writes the blocks of instruments and orders; the rest of the frame is {@link RequestEncoder}'s. */
final class TradingEncoder {
    private final MessageHeaderEncoder header;
    private final CreateInstrumentEncoder createInstrument = new CreateInstrumentEncoder();
    private final SetInstrumentEncoder setInstrument = new SetInstrumentEncoder();
    private final PlaceEncoder place = new PlaceEncoder();
    private final ReplaceEncoder replace = new ReplaceEncoder();
    private final CancelEncoder cancel = new CancelEncoder();
    private final CancelAllEncoder cancelAll = new CancelAllEncoder();

    TradingEncoder(final MessageHeaderEncoder header) {
        this.header = header;
    }

    /** Writes header and block; returns the block's bytes. */
    int encode(final Command command, final MutableDirectBuffer buffer, final int offset) {
        if (command instanceof Command.Place c) {
            return encodePlace(c, buffer, offset);
        } else if (command instanceof Command.Cancel c) {
            return encodeCancel(c, buffer, offset);
        } else if (command instanceof Command.Replace c) {
            return encodeReplace(c, buffer, offset);
        } else if (command instanceof Command.CancelAll c) {
            return encodeCancelAll(c, buffer, offset);
        } else if (command instanceof Command.SetInstrument c) {
            return encodeSetInstrument(c, buffer, offset);
        } else if (command instanceof Command.CreateInstrument c) {
            return encodeCreateInstrument(c, buffer, offset);
        }
        throw new IllegalArgumentException(
                "no encoding for " + command.getClass().getName());
    }

    private int encodeCreateInstrument(
            final Command.CreateInstrument c, final MutableDirectBuffer buffer, final int offset) {
        if (c.code().length() > CreateInstrumentEncoder.codeLength()) {
            throw new IllegalArgumentException("no frame can hold the instrument code '" + c.code() + "'");
        }
        createInstrument.wrapAndApplyHeader(buffer, offset, header);
        createInstrument.keyHigh(c.key().high()).keyLow(c.key().low()).code(c.code());
        createInstrument.lot(c.lot()).tick(c.tick()).operatorId(c.operator());
        createInstrument
                .makerPerLot(c.makerFee().perLot())
                .takerPerLot(c.takerFee().perLot());
        createInstrument.makerPpm(c.makerFee().ppm()).takerPpm(c.takerFee().ppm());
        createInstrument
                .instrument(FieldRanges.unsignedShort(c.instrument(), "instrument id"))
                .baseLedger(FieldRanges.unsignedShort(c.baseLedger(), "base ledger"))
                .quoteLedger(FieldRanges.unsignedShort(c.quoteLedger(), "quote ledger"));
        return createInstrument.encodedLength();
    }

    private int encodeSetInstrument(final Command.SetInstrument c, final MutableDirectBuffer buffer, final int offset) {
        final Fee makerFee = c.makerFee().orElse(Fee.NONE);
        final Fee takerFee = c.takerFee().orElse(Fee.NONE);
        setInstrument.wrapAndApplyHeader(buffer, offset, header);
        header.options((c.state().isPresent() ? Options.STATE_GIVEN : 0)
                | given(c.reference(), Options.REFERENCE_GIVEN)
                | given(c.bandPpm(), Options.BAND_GIVEN)
                | (c.makerFee().isPresent() ? Options.MAKER_FEE_GIVEN : 0)
                | (c.takerFee().isPresent() ? Options.TAKER_FEE_GIVEN : 0));
        setInstrument.keyHigh(c.key().high()).keyLow(c.key().low());
        setInstrument.reference(c.reference().orElse(0)).bandPpm(c.bandPpm().orElse(0));
        setInstrument.makerPerLot(makerFee.perLot()).takerPerLot(takerFee.perLot());
        setInstrument.makerPpm(makerFee.ppm()).takerPpm(takerFee.ppm());
        setInstrument
                .instrument(FieldRanges.unsignedShort(c.instrument(), "instrument id"))
                .state(c.state().map(InstrumentState::code).orElse((short) 0));
        return setInstrument.encodedLength();
    }

    private int encodePlace(final Command.Place c, final MutableDirectBuffer buffer, final int offset) {
        final TimeInForce timeInForce = meaning(c);
        place.wrapAndApplyHeader(buffer, offset, header);
        header.options((c.postOnly() ? Options.POST_ONLY : 0)
                | given(c.price(), Options.PRICE_GIVEN)
                | given(c.stop(), Options.STOP_GIVEN)
                | given(c.display(), Options.DISPLAY_GIVEN)
                | given(c.budget(), Options.BUDGET_GIVEN));
        place.keyHigh(c.key().high()).keyLow(c.key().low()).owner(c.owner());
        place.price(c.price().orElse(0)).quantity(c.quantity());
        place.instrument(FieldRanges.unsignedShort(c.instrument(), "instrument id"))
                .accountType(FieldRanges.unsignedByte(c.accountType(), "account type"));
        place.side(c.side().code()).orderType(c.type().code());
        place.timeInForce(timeInForce.code()).selfTrade(c.selfTrade().code()).reserved((short) 0);
        place.display(c.display().orElse(0)).stop(c.stop().orElse(0));
        place.budget(c.budget().orElse(0)).timeoutNs(timeInForce == c.timeInForce() ? c.timeoutNs() : 0);
        return place.encodedLength();
    }

    /**
     * A market order is IOC unless it is FOK. While it waits for its stop it may also end with the day or by its time. What
     * the door will refuse stays as it is, so that the door sees it.
     */
    private static TimeInForce meaning(final Command.Place c) {
        final TimeInForce given = c.timeInForce();
        final boolean isWellFormed = given == TimeInForce.GTD ? c.timeoutNs() > 0 : c.timeoutNs() == 0;
        if (c.type() != OrderType.MARKET || given == TimeInForce.FOK || !isWellFormed) {
            return given;
        }
        final boolean endsWhileWaiting = given == TimeInForce.DAY || given == TimeInForce.GTD;
        return endsWhileWaiting && c.stop().isPresent() ? given : TimeInForce.IOC;
    }

    private int encodeReplace(final Command.Replace c, final MutableDirectBuffer buffer, final int offset) {
        replace.wrapAndApplyHeader(buffer, offset, header);
        header.options((c.order().isId() ? Options.BY_ORDER_ID : 0)
                | given(c.price(), Options.PRICE_GIVEN)
                | given(c.stop(), Options.STOP_GIVEN)
                | given(c.quantity(), Options.QUANTITY_GIVEN)
                | given(c.reduceBy(), Options.REDUCE_BY_GIVEN)
                | given(c.filled(), Options.FILLED_GIVEN));
        replace.keyHigh(c.key().high()).keyLow(c.key().low()).owner(c.owner());
        replace.orderHigh(c.order().name().high()).orderLow(c.order().name().low());
        replace.price(c.price().orElse(0)).quantity(c.quantity().orElse(0));
        replace.reduceBy(c.reduceBy().orElse(0)).filled(c.filled().orElse(0));
        replace.stop(c.stop().orElse(0));
        return replace.encodedLength();
    }

    private int encodeCancel(final Command.Cancel c, final MutableDirectBuffer buffer, final int offset) {
        cancel.wrapAndApplyHeader(buffer, offset, header);
        header.options(c.order().isId() ? Options.BY_ORDER_ID : 0);
        cancel.keyHigh(c.key().high()).keyLow(c.key().low()).owner(c.owner());
        cancel.orderHigh(c.order().name().high()).orderLow(c.order().name().low());
        return cancel.encodedLength();
    }

    private int encodeCancelAll(final Command.CancelAll c, final MutableDirectBuffer buffer, final int offset) {
        cancelAll.wrapAndApplyHeader(buffer, offset, header);
        header.options(c.instrument().isPresent() ? Options.INSTRUMENT_GIVEN : 0);
        cancelAll.keyHigh(c.key().high()).keyLow(c.key().low()).owner(c.owner());
        cancelAll.instrument(FieldRanges.unsignedShort(c.instrument().orElse(0), "instrument id"));
        return cancelAll.encodedLength();
    }

    private static int given(final OptionalLong value, final int option) {
        return value.isPresent() ? option : 0;
    }
}
