package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import java.util.List;
import java.util.OptionalLong;

/** An instrument of the model: what it was made with, and what changes. */
final class ModelInstrument {
    private static final int FEE_ACCOUNT_TYPE = 1;
    private static final int CLEARING_ACCOUNT_TYPE = 2;

    final Command.CreateInstrument made;
    Fee makerFee;
    Fee takerFee;
    InstrumentState state = InstrumentState.OPEN;
    /** Millionths of the anchor; 0: no band. */
    long bandPpm;
    /** The last trade as of the last command, or the reference price if that was set since. */
    OptionalLong anchor = OptionalLong.empty();

    OptionalLong lastTradePrice = OptionalLong.empty();
    /** Whether the last trade is younger than the anchor. */
    boolean hasTradedSinceAnchor;

    long trades;

    ModelInstrument(final Command.CreateInstrument made) {
        this.made = made;
        this.makerFee = made.makerFee();
        this.takerFee = made.takerFee();
    }

    ModelInstrument(final ModelInstrument other) {
        made = other.made;
        makerFee = other.makerFee;
        takerFee = other.takerFee;
        state = other.state;
        bandPpm = other.bandPpm;
        anchor = other.anchor;
        lastTradePrice = other.lastTradePrice;
        hasTradedSinceAnchor = other.hasTradedSinceAnchor;
        trades = other.trades;
    }

    int id() {
        return made.instrument();
    }

    boolean isOnTick(final long price) {
        return price % made.tick() == 0;
    }

    AccountId feeAccount() {
        return new AccountId(made.operator(), made.quoteLedger(), FEE_ACCOUNT_TYPE);
    }

    /** The credit side of what orders of a side reserve. */
    AccountId clearingAccount(final OrderSide side) {
        final int ledger = side == OrderSide.BUY ? made.quoteLedger() : made.baseLedger();
        return new AccountId(made.operator(), ledger, CLEARING_ACCOUNT_TYPE);
    }

    List<AccountId> operatorAccounts() {
        return List.of(feeAccount(), clearingAccount(OrderSide.SELL), clearingAccount(OrderSide.BUY));
    }

    /** A new command begins: what was traded before it anchors the band. */
    void anchorToLastTrade() {
        if (hasTradedSinceAnchor) {
            anchor = lastTradePrice;
            hasTradedSinceAnchor = false;
        }
    }

    void traded(final long price) {
        trades++;
        lastTradePrice = OptionalLong.of(price);
        hasTradedSinceAnchor = true;
    }

    void refer(final long price) {
        anchor = OptionalLong.of(price);
        hasTradedSinceAnchor = false;
    }
}
