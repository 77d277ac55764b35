package dev.florin.examples.trading;

import dev.florin.engine.Engine;
import dev.florin.engine.client.EventFeed;
import dev.florin.engine.client.Exchange;
import dev.florin.engine.client.Florin;
import dev.florin.engine.client.Instrument;
import dev.florin.engine.client.Key;
import dev.florin.engine.client.Ledger;
import dev.florin.engine.client.Money;
import dev.florin.engine.client.Order;
import dev.florin.engine.client.PlaceBuilder;
import dev.florin.engine.client.Receipt;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.order.Fee;
import java.util.List;

/** From two funded wallets to a trade, a settled one: whoever trades has the money, and has the goods, at once. */
public final class FirstTrade {
    private FirstTrade() {}

    /**
     * Trades 1,000 minor units of BTC a lot against USD.
     *
     * @param engine on which owner 7 has BTC and owner 42 has USD.
     * @param trades takes what was traded.
     * @return what the buyer paid for, on the wallet.
     */
    public static Money run(final Engine engine, final List<Event> trades) {
        // example
        Florin florin = Florin.on(engine);
        Exchange exchange = florin.exchange(); // one for all threads
        Ledger btc = florin.ledger("BTC");
        Instrument market = new Instrument(1, "BTC-USD", btc, florin.ledger("USD"), 1_000, 5);
        exchange.createInstrument(market, 9)
                .makerFee(new Fee(0, 100)) // millionths of the value
                .takerFee(new Fee(0, 250))
                .callOrThrow();

        try (EventFeed feed = EventFeed.of(engine)) {
            exchange.sell(Key.random(), 7, market, 4).at(market.price("25.00")).callOrThrow();

            Key key = Key.random(); // goes into your own database first
            PlaceBuilder buy = exchange.buy(key, 42, market, 10).at(market.price("25.00"));
            Receipt.Placed bought = buy.callOrThrow(); // 4 lots traded and settled, 6 rest
            Receipt.Placed again = buy.callOrThrow(); // the same order: nothing trades twice

            Order rest = bought.order();
            exchange.replace(Key.random(), rest)
                    .quantity(8, bought.progress().filled())
                    .callOrThrow();
            exchange.cancel(Key.random(), rest).callOrThrow(); // what it reserved is free again

            assert bought.fills().size() == 1 && again.isDuplicate();
            while (feed.poll(event -> trades.add(event), 100) > 0) {
                Thread.onSpinWait(); // trades, orders and price levels, in order, for the market data
            }
            return florin.read(btc.account(42)).balance(); // 4 lots
        }
        // end of example
    }
}
