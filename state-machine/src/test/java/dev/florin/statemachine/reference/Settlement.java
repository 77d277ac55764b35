package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Posts a trade, in order and in full, or leaves everything as it was and tells whose account cannot take it. */
final class Settlement {
    private final Market market;
    private final boolean isUncross;

    /** {@code isUncross}: rebates may have given a market buy more to spend than was found to be covered. */
    Settlement(final Market market, final boolean isUncross) {
        this.market = market;
        this.isUncross = isUncross;
    }

    /** {@code isCovered}: the debit is of what was found to be covered, so that its counter has room for it. */
    private record Posting(
            AccountId debit,
            AccountId credit,
            BigInteger amount,
            ModelOrder debitedFor,
            ModelOrder creditedFor,
            boolean isCovered) {}

    /** A trade that is to be. The fees are what is posted: a seller pays no more than the proceeds. */
    private static final class Deal {
        private final ModelOrder maker;
        private final ModelOrder taker;
        private final long price;
        private final long quantity;
        private final ModelOrder buyer;
        private final ModelOrder seller;
        private final BigInteger value;
        private final BigInteger makerFee;
        private final BigInteger takerFee;

        private Deal(final ModelOrder maker, final ModelOrder taker, final long price, final long quantity) {
            this.maker = maker;
            this.taker = taker;
            this.price = price;
            this.quantity = quantity;
            this.buyer = maker.isBuy() ? maker : taker;
            this.seller = maker.isBuy() ? taker : maker;
            this.value = ModelOrder.value(price, quantity);
            this.makerFee = posted(maker, maker.nextFee(maker.makerFee, price, quantity));
            this.takerFee = posted(taker, taker.nextFee(taker.takerFee, price, quantity));
        }

        private BigInteger posted(final ModelOrder order, final BigInteger fee) {
            return order.isBuy() ? fee : fee.min(value);
        }

        private void charge() {
            maker.exactFees = maker.exactFees.add(ModelOrder.exactFee(maker.makerFee, price, quantity));
            taker.exactFees = taker.exactFees.add(ModelOrder.exactFee(taker.takerFee, price, quantity));
            final BigInteger buyerFee = buyer == maker ? makerFee : takerFee;
            final BigInteger sellerFee = seller == maker ? makerFee : takerFee;
            buyer.spent = buyer.spent.add(value).add(buyerFee);
            seller.received = seller.received.add(value).subtract(sellerFee);
        }
    }

    /**
     * Lets two orders trade.
     *
     * @return empty if they did; else the order whose account cannot take what it would be credited.
     */
    Optional<ModelOrder> trade(final ModelOrder maker, final ModelOrder taker, final long price, final long quantity) {
        final Deal deal = new Deal(maker, taker, price, quantity);
        final Map<AccountId, ModelAccount> before = new LinkedHashMap<>();
        for (final ModelOrder order : new ModelOrder[] {maker, taker}) {
            keep(before, order.payingAccount());
            keep(before, order.receivingAccount());
            keep(before, market.instrumentOf(order).clearingAccount(order.side()));
            keep(before, market.instrumentOf(order).feeAccount());
        }
        final BigInteger makerReserved = maker.reserved;
        final BigInteger takerReserved = taker.reserved;
        market.reserve(maker, BigInteger.ZERO);
        market.reserve(taker, BigInteger.ZERO);
        for (final Posting posting : postings(deal)) {
            final Optional<ModelOrder> unable = post(posting);
            if (unable.isPresent()) {
                market.state.accounts.putAll(before);
                maker.reserved = makerReserved;
                taker.reserved = takerReserved;
                return unable;
            }
        }
        deal.charge();
        done(deal);
        return Optional.empty();
    }

    private void keep(final Map<AccountId, ModelAccount> before, final AccountId id) {
        before.put(id, new ModelAccount(market.state.accounts.get(id)));
    }

    private Posting[] postings(final Deal deal) {
        return new Posting[] {
            new Posting(
                    deal.seller.payingAccount(),
                    deal.buyer.receivingAccount(),
                    deal.seller.lots(deal.quantity),
                    deal.seller,
                    deal.buyer,
                    true),
            new Posting(
                    deal.buyer.payingAccount(),
                    deal.seller.receivingAccount(),
                    deal.value,
                    deal.buyer,
                    deal.seller,
                    !isUncross),
            fee(deal.maker, deal.makerFee),
            fee(deal.taker, deal.takerFee)
        };
    }

    private Posting fee(final ModelOrder order, final BigInteger fee) {
        final AccountId trader = order.isBuy() ? order.payingAccount() : order.receivingAccount();
        final AccountId fees = market.instrumentOf(order).feeAccount();
        return fee.signum() < 0
                ? new Posting(fees, trader, fee.negate(), order, order, false)
                : new Posting(trader, fees, fee, order, order, order.isBuy() && !isUncross);
    }

    /** Empty where it was posted, else the order whose account cannot take its side. */
    private Optional<ModelOrder> post(final Posting posting) {
        if (posting.amount.signum() == 0) {
            return Optional.empty();
        }
        final ModelAccount debit = market.state.accounts.get(posting.debit);
        final ModelAccount credit = market.state.accounts.get(posting.credit);
        if (!posting.isCovered && debit.wouldDebitsOverflow(posting.amount)) {
            return Optional.of(posting.debitedFor);
        }
        if (credit.closed) {
            return Optional.of(posting.creditedFor);
        }
        debit.debitsPosted = debit.debitsPosted.add(posting.amount);
        final boolean isFull =
                credit.room().map(left -> left.compareTo(posting.amount) < 0).orElse(false);
        if (isFull || credit.wouldCreditsOverflow(posting.amount)) {
            return Optional.of(posting.creditedFor);
        }
        credit.creditsPosted = credit.creditsPosted.add(posting.amount);
        return Optional.empty();
    }

    private void done(final Deal deal) {
        for (final ModelOrder order : new ModelOrder[] {deal.maker, deal.taker}) {
            order.take(deal.quantity);
            order.filled += deal.quantity;
            market.reserve(order, order.toReserve());
            market.applyTo(order);
        }
        final ModelInstrument instrument = market.instrumentOf(deal.maker);
        instrument.traded(deal.price);
        market.events.add(new MarketEvent.Trade(
                market.sequence,
                market.timestampNs,
                instrument.id(),
                instrument.trades,
                deal.price,
                deal.quantity,
                deal.maker.key(),
                deal.taker.key(),
                deal.maker.owner(),
                deal.taker.owner(),
                deal.taker.side(),
                deal.makerFee.longValueExact(),
                deal.takerFee.longValueExact()));
    }
}
