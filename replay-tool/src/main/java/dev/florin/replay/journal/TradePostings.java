package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the trades of a replay posted, and between whom: base, value and fees. Keeps the account type of every open order, which
 * only the command that placed it tells. Belongs to one thread.
 */
final class TradePostings {
    private static final int FEE_ACCOUNT_TYPE = 1;

    private final Names names;
    private final Map<Uint128, Integer> accountTypes = new HashMap<>();
    private final List<Event.Traded> trades = new ArrayList<>();
    private final List<Uint128> ended = new ArrayList<>();

    /** What a trade posts, in the contract's words. */
    enum Part {
        BASE("base"),
        VALUE("value"),
        FEE("fee"),
        REBATE("rebate");

        private final String text;

        Part(final String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** One posting of a trade. */
    record Posting(Event.Traded trade, Part part, AccountId debit, AccountId credit, long amount) {}

    TradePostings(final Names names) {
        this.names = names;
    }

    /** An event of the command that {@link #after} will be told of. */
    void onEvent(final Event event) {
        if (event instanceof Event.Traded traded) {
            trades.add(traded);
        } else if (event instanceof Event.OrderChanged changed
                && changed.status() != OrderStatus.RESTING
                && changed.status() != OrderStatus.WAITING) {
            ended.add(changed.order());
        }
    }

    /** The postings of the command's trades, in the order in which they were made. */
    List<Posting> after(final CommandFrame frame, final Answer.ToCommand answer) {
        final boolean isPlaced =
                frame.kind() == CommandKind.PLACE && answer.outcome().isSuccess() && !answer.duplicate();
        if (isPlaced) {
            final Command.Place place = (Command.Place) frame.command().orElseThrow();
            accountTypes.put(place.key(), place.accountType());
        }
        final List<Posting> postings = new ArrayList<>();
        trades.forEach(trade -> add(trade, postings));
        ended.forEach(accountTypes::remove);
        trades.clear();
        ended.clear();
        return postings;
    }

    private void add(final Event.Traded trade, final List<Posting> postings) {
        final Command.CreateInstrument instrument = names.madeInstrument(trade.instrument());
        final int base = instrument.baseLedger();
        final int quote = instrument.quoteLedger();
        final boolean isTakerBuyer = trade.takerSide() == OrderSide.BUY;
        final AccountId makerBase = account(trade.makerOwner(), base, trade.maker());
        final AccountId takerBase = account(trade.takerOwner(), base, trade.taker());
        final AccountId makerQuote = account(trade.makerOwner(), quote, trade.maker());
        final AccountId takerQuote = account(trade.takerOwner(), quote, trade.taker());
        postings.add(new Posting(
                trade,
                Part.BASE,
                isTakerBuyer ? makerBase : takerBase,
                isTakerBuyer ? takerBase : makerBase,
                Math.multiplyExact(trade.quantity(), instrument.lot())));
        postings.add(new Posting(
                trade,
                Part.VALUE,
                isTakerBuyer ? takerQuote : makerQuote,
                isTakerBuyer ? makerQuote : takerQuote,
                Math.multiplyExact(trade.price(), trade.quantity())));
        final AccountId fees = new AccountId(instrument.operator(), quote, FEE_ACCOUNT_TYPE);
        addFee(trade, makerQuote, fees, trade.makerFee(), postings);
        addFee(trade, takerQuote, fees, trade.takerFee(), postings);
    }

    private AccountId account(final long owner, final int ledger, final Uint128 order) {
        return new AccountId(owner, ledger, accountTypes.get(order));
    }

    private static void addFee(
            final Event.Traded trade,
            final AccountId payer,
            final AccountId fees,
            final long fee,
            final List<Posting> postings) {
        if (fee > 0) {
            postings.add(new Posting(trade, Part.FEE, payer, fees, fee));
        } else if (fee < 0) {
            postings.add(new Posting(trade, Part.REBATE, fees, payer, -fee));
        }
    }
}
