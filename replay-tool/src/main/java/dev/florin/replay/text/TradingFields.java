package dev.florin.replay.text;

import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.SelfTrade;
import dev.florin.protocol.order.TimeInForce;
import dev.florin.replay.journal.Names;

/** The fields of commands about instruments and orders. */
final class TradingFields {
    private TradingFields() {}

    /** Puts the fields of a command; false where it is about neither. */
    static boolean putIfTrading(final JsonFields fields, final Command command, final Names names) {
        if (command instanceof Command.CreateInstrument it) {
            putInstrument(fields, it, names);
        } else if (command instanceof Command.SetInstrument it) {
            fields.put("instrument", names.instrument(it.instrument()));
            it.state().ifPresent(state -> fields.put("state", state.text()));
            fields.put("reference", it.reference()).put("band_ppm", it.bandPpm());
            it.makerFee().ifPresent(fee -> fields.put("maker_fee", fee(fee)));
            it.takerFee().ifPresent(fee -> fields.put("taker_fee", fee(fee)));
        } else if (command instanceof Command.Place it) {
            putOrder(fields, it, names);
        } else if (command instanceof Command.Replace it) {
            putReference(fields.put("owner", it.owner()), it.order())
                    .put("price", it.price())
                    .put("quantity", it.quantity())
                    .put("reduce_by", it.reduceBy())
                    .put("filled", it.filled())
                    .put("stop", it.stop());
        } else if (command instanceof Command.Cancel it) {
            putReference(fields.put("owner", it.owner()), it.order());
        } else if (command instanceof Command.CancelAll it) {
            fields.put("owner", it.owner());
            it.instrument().ifPresent(id -> fields.put("instrument", names.instrument(id)));
        } else {
            return false;
        }
        return true;
    }

    private static void putInstrument(final JsonFields fields, final Command.CreateInstrument it, final Names names) {
        fields.put("instrument", it.code()).put("id", it.instrument());
        fields.put("base", names.ledger(it.baseLedger())).put("quote", names.ledger(it.quoteLedger()));
        fields.put("lot", it.lot()).put("tick", it.tick()).put("operator", it.operator());
        fields.put("maker_fee", fee(it.makerFee())).put("taker_fee", fee(it.takerFee()));
    }

    private static void putOrder(final JsonFields fields, final Command.Place it, final Names names) {
        fields.put("owner", it.owner());
        if (it.accountType() != 0) {
            fields.put("account_type", it.accountType());
        }
        fields.put("instrument", names.instrument(it.instrument()));
        fields.put("side", it.side().text()).put("type", it.type().text());
        fields.put("price", it.price()).put("quantity", it.quantity());
        if (it.timeInForce() != TimeInForce.GTC) {
            fields.put("tif", it.timeInForce().text());
        }
        fields.putIf("post_only", it.postOnly()).put("display", it.display());
        fields.put("stop", it.stop()).put("budget", it.budget());
        CommandFields.putTimeout(fields, it.timeoutNs());
        if (it.selfTrade() != SelfTrade.CANCEL_TAKER) {
            fields.put("self_trade", it.selfTrade().text());
        }
    }

    private static JsonFields putReference(final JsonFields fields, final OrderRef order) {
        return order.isId()
                ? fields.put("order_id", order.name().low())
                : fields.put("order", order.name().toString());
    }

    private static JsonFields fee(final Fee fee) {
        return new JsonFields().put("per_lot", fee.perLot()).put("ppm", fee.ppm());
    }
}
