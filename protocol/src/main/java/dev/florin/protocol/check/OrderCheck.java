package dev.florin.protocol.check;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.CancelAllDecoder;
import dev.florin.protocol.codec.CancelDecoder;
import dev.florin.protocol.codec.GetBookDecoder;
import dev.florin.protocol.codec.GetOrdersDecoder;
import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.protocol.codec.ReplaceDecoder;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderType;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * Checks commands and reads about orders, whose shape was found right: first their form, then the key, then instrument,
 * prices and quantities. Fields that an option declares absent must be 0, so that equal content has equal bytes.
 */
final class OrderCheck {
    private static final String OWNER = "owner must be 0..2^63-1";
    private static final String ABSENT = "what is not given must be 0";

    private final PlaceDecoder place = new PlaceDecoder();
    private final ReplaceDecoder replace = new ReplaceDecoder();
    private final CancelDecoder cancel = new CancelDecoder();
    private final CancelAllDecoder cancelAll = new CancelAllDecoder();
    private final GetBookDecoder getBook = new GetBookDecoder();
    private final GetOrdersDecoder getOrders = new GetOrdersDecoder();
    private String why;

    String why() {
        return why;
    }

    Outcome checkPlace(final DirectBuffer buffer, final int offset) {
        final int options = Frames.options(buffer, offset);
        wrap(place, buffer, offset);
        final String fault = placeFault(options);
        if (fault != null) {
            return malformed(fault);
        }
        if ((place.keyHigh() | place.keyLow()) == 0) {
            return refuseWith(Outcome.KEY_ZERO);
        }
        if (place.instrument() == 0) {
            return refuseWith(Outcome.INSTRUMENT_NOT_FOUND);
        }
        if (isBelowOne(options, Options.PRICE_GIVEN, place.price())
                || isBelowOne(options, Options.STOP_GIVEN, place.stop())) {
            return refuseWith(Outcome.PRICE_INVALID);
        }
        return place.quantity() < 1 || isBelowOne(options, Options.DISPLAY_GIVEN, place.display())
                ? refuseWith(Outcome.QUANTITY_INVALID)
                : Outcome.OK;
    }

    private String placeFault(final int options) {
        if (place.owner() < 0) {
            return OWNER;
        }
        if (!OrderSide.isCode(place.side())
                || !OrderType.isCode(place.orderType())
                || !TimeInForce.isCode(place.timeInForce())
                || !SelfTrade.isCode(place.selfTrade())
                || place.reserved() != 0) {
            return "side, type, tif and self_trade must be of those that there are";
        }
        final long absent = absent(options, Options.PRICE_GIVEN, place.price())
                | absent(options, Options.STOP_GIVEN, place.stop())
                | absent(options, Options.DISPLAY_GIVEN, place.display())
                | absent(options, Options.BUDGET_GIVEN, place.budget());
        if (absent != 0) {
            return ABSENT;
        }
        final String ofTime = timeFault();
        return ofTime == null ? typeFault(options) : ofTime;
    }

    private String timeFault() {
        final boolean isGtd = place.timeInForce() == TimeInForce.GTD.code();
        if (place.timeoutNs() < 0) {
            return "timeout must be 0..2^63-1 ns";
        }
        if (isGtd != place.timeoutNs() > 0) {
            return isGtd ? "a GTD order needs a timeout" : "only a GTD order has a timeout";
        }
        return null;
    }

    private String typeFault(final int options) {
        final boolean isMarket = place.orderType() == OrderType.MARKET.code();
        final int timeInForce = place.timeInForce();
        final boolean isFok = timeInForce == TimeInForce.FOK.code();
        final boolean mayRest = !isMarket && !isFok && timeInForce != TimeInForce.IOC.code();
        if (isMarket == given(options, Options.PRICE_GIVEN)) {
            return isMarket ? "a market order has no price" : "a limit order needs a price";
        }
        if (isMarket && !isFok && !isMarketTime(timeInForce, given(options, Options.STOP_GIVEN))) {
            return "a market order is IOC or FOK; DAY and GTD end one that waits for its stop";
        }
        if (!mayRest && given(options, Options.POST_ONLY)) {
            return "post_only needs an order that may rest";
        }
        if (!mayRest && given(options, Options.DISPLAY_GIVEN)) {
            return "display needs an order that may rest";
        }
        return given(options, Options.BUDGET_GIVEN) ? budgetFault(mayRest, isFok) : null;
    }

    private static boolean isMarketTime(final int timeInForce, final boolean isStop) {
        return timeInForce == TimeInForce.IOC.code()
                || (isStop && (timeInForce == TimeInForce.DAY.code() || timeInForce == TimeInForce.GTD.code()));
    }

    private String budgetFault(final boolean mayRest, final boolean isFok) {
        if (place.budget() < 1) {
            return "budget must be 1..2^63-1";
        }
        if (mayRest) {
            return "an order that may rest has no budget";
        }
        return place.side() == OrderSide.SELL.code() && !isFok ? "of sells only FOK orders have a budget" : null;
    }

    Outcome checkReplace(final DirectBuffer buffer, final int offset) {
        final int options = Frames.options(buffer, offset);
        wrap(replace, buffer, offset);
        final String fault = replaceFault(options);
        if (fault != null) {
            return malformed(fault);
        }
        if ((replace.keyHigh() | replace.keyLow()) == 0) {
            return refuseWith(Outcome.KEY_ZERO);
        }
        if (isBelowOne(options, Options.PRICE_GIVEN, replace.price())
                || isBelowOne(options, Options.STOP_GIVEN, replace.stop())) {
            return refuseWith(Outcome.PRICE_INVALID);
        }
        return isBelowOne(options, Options.QUANTITY_GIVEN, replace.quantity())
                        || isBelowOne(options, Options.REDUCE_BY_GIVEN, replace.reduceBy())
                ? refuseWith(Outcome.QUANTITY_INVALID)
                : Outcome.OK;
    }

    private String replaceFault(final int options) {
        final int changes = options & ~Options.BY_ORDER_ID;
        if (replace.owner() < 0) {
            return OWNER;
        }
        if (changes == 0) {
            return "a replace needs something to change";
        }
        if (given(options, Options.REDUCE_BY_GIVEN) && changes != Options.REDUCE_BY_GIVEN) {
            return "reduce_by is given alone";
        }
        if (given(options, Options.FILLED_GIVEN) && !given(options, Options.QUANTITY_GIVEN)) {
            return "filled needs a quantity";
        }
        if (replace.filled() < 0) {
            return "filled must be 0..2^63-1";
        }
        final long absent = absent(options, Options.PRICE_GIVEN, replace.price())
                | absent(options, Options.STOP_GIVEN, replace.stop())
                | absent(options, Options.QUANTITY_GIVEN, replace.quantity())
                | absent(options, Options.REDUCE_BY_GIVEN, replace.reduceBy())
                | absent(options, Options.FILLED_GIVEN, replace.filled());
        return absent != 0 ? ABSENT : orderFault(options, replace.orderHigh(), replace.orderLow());
    }

    Outcome checkCancel(final DirectBuffer buffer, final int offset) {
        wrap(cancel, buffer, offset);
        final String fault = cancel.owner() < 0
                ? OWNER
                : orderFault(Frames.options(buffer, offset), cancel.orderHigh(), cancel.orderLow());
        if (fault != null) {
            return malformed(fault);
        }
        return (cancel.keyHigh() | cancel.keyLow()) == 0 ? refuseWith(Outcome.KEY_ZERO) : Outcome.OK;
    }

    Outcome checkCancelAll(final DirectBuffer buffer, final int offset) {
        wrap(cancelAll, buffer, offset);
        final boolean isOfOne = given(Frames.options(buffer, offset), Options.INSTRUMENT_GIVEN);
        if (cancelAll.owner() < 0) {
            return malformed(OWNER);
        }
        if (!isOfOne && cancelAll.instrument() != 0) {
            return malformed(ABSENT);
        }
        if ((cancelAll.keyHigh() | cancelAll.keyLow()) == 0) {
            return refuseWith(Outcome.KEY_ZERO);
        }
        return isOfOne && cancelAll.instrument() == 0 ? refuseWith(Outcome.INSTRUMENT_NOT_FOUND) : Outcome.OK;
    }

    Outcome checkGetBook(final DirectBuffer buffer, final int offset) {
        wrap(getBook, buffer, offset);
        if (getBook.depth() < 1 || getBook.depth() > Bounds.MAX_BOOK_DEPTH) {
            return malformed("depth must be 1..10000");
        }
        return getBook.instrument() == 0 ? refuseWith(Outcome.INSTRUMENT_NOT_FOUND) : Outcome.OK;
    }

    Outcome checkGetOrders(final DirectBuffer buffer, final int offset) {
        wrap(getOrders, buffer, offset);
        return getOrders.owner() < 0 ? malformed(OWNER) : Outcome.OK;
    }

    private static String orderFault(final int options, final long high, final long low) {
        return given(options, Options.BY_ORDER_ID) && (high != 0 || low < 1) ? "order_id must be 1..2^63-1" : null;
    }

    private static boolean given(final int options, final int option) {
        return (options & option) != 0;
    }

    private static long absent(final int options, final int option, final long value) {
        return given(options, option) ? 0 : value;
    }

    private static boolean isBelowOne(final int options, final int option, final long value) {
        return given(options, option) && value < 1;
    }

    private Outcome malformed(final String reason) {
        why = reason;
        return Outcome.MALFORMED;
    }

    private Outcome refuseWith(final Outcome outcome) {
        why = Refusals.words(outcome);
        return outcome;
    }

    private static void wrap(final MessageDecoderFlyweight decoder, final DirectBuffer buffer, final int offset) {
        decoder.wrap(buffer, offset + Frames.HEADER_LENGTH, decoder.sbeBlockLength(), Frames.version(buffer, offset));
    }
}
