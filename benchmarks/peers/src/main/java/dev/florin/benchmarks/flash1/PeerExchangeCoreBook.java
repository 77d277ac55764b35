package dev.florin.benchmarks.flash1;

import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.IOrderBook;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;

/** The direct book of exchange-core, with its events used over and over, as its own pipeline does. */
final class PeerExchangeCoreBook implements Book {
    private static final long USER = 1;

    private final Reports reports;
    private final IOrderBook book;
    private final OrderCommand command = new OrderCommand();
    private MatcherTradeEvent free;

    PeerExchangeCoreBook(final Reports reports) {
        this.reports = reports;
        final CoreSymbolSpecification symbol = CoreSymbolSpecification.builder()
                .symbolId(1)
                .type(SymbolType.CURRENCY_EXCHANGE_PAIR)
                .baseCurrency(1)
                .quoteCurrency(2)
                .baseScaleK(1)
                .quoteScaleK(1)
                .build();
        book = new OrderBookDirectImpl(
                symbol,
                ObjectsPool.createDefaultTestPool(),
                new OrderBookEventsHelper(this::takeEvent),
                LoggingConfiguration.DEFAULT);
    }

    private MatcherTradeEvent takeEvent() {
        final MatcherTradeEvent event = free;
        if (event == null) {
            return new MatcherTradeEvent();
        }
        free = event.nextEvent;
        event.nextEvent = null;
        return event;
    }

    @Override
    public void place(
            final long sequence,
            final boolean isBuy,
            final boolean isImmediate,
            final long quantity,
            final long id,
            final long price) {
        reports.placed(sequence, isBuy, id, price, quantity);
        enter(sequence, isBuy, isImmediate, quantity, id, price);
    }

    private void enter(
            final long sequence,
            final boolean isBuy,
            final boolean isImmediate,
            final long quantity,
            final long id,
            final long price) {
        command.command = OrderCommandType.PLACE_ORDER;
        command.orderType = isImmediate ? OrderType.IOC : OrderType.GTC;
        command.orderId = id;
        command.uid = USER;
        command.symbol = 1;
        command.action = isBuy ? OrderAction.BID : OrderAction.ASK;
        command.price = price;
        command.reserveBidPrice = price;
        command.size = quantity;
        process();
        boolean isCancelled = false;
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                reports.traded(sequence, event.price, event.size, event.matchedOrderId, id);
            } else {
                // What is left of an immediate order is told before its trades.
                isCancelled = true;
            }
        }
        if (isCancelled) {
            reports.cancelled(sequence, isBuy, id, price);
        }
        release();
    }

    @Override
    public void cancel(final long sequence, final long id) {
        if (cancelled(id)) {
            reports.cancelled(sequence, command.action == OrderAction.BID, id, command.matcherEvent.price);
        } else {
            reports.cancelRefused(sequence, id);
        }
        release();
    }

    @Override
    public void modify(
            final long sequence, final boolean isBuy, final long quantity, final long id, final long price) {
        final boolean isOpen = cancelled(id);
        release();
        if (isOpen) {
            enter(sequence, isBuy, false, quantity, id, price);
            reports.modified(sequence, isBuy, id, price, quantity);
        } else {
            reports.modifyRefused(sequence, id);
        }
    }

    private boolean cancelled(final long id) {
        command.command = OrderCommandType.CANCEL_ORDER;
        command.orderId = id;
        command.uid = USER;
        process();
        return command.resultCode == CommandResultCode.SUCCESS;
    }

    private void process() {
        command.matcherEvent = null;
        command.resultCode = CommandResultCode.VALID_FOR_MATCHING_ENGINE;
        command.resultCode = IOrderBook.processCommand(book, command);
    }

    private void release() {
        if (command.matcherEvent != null) {
            command.matcherEvent.findTail().nextEvent = free;
            free = command.matcherEvent;
            command.matcherEvent = null;
        }
    }
}
