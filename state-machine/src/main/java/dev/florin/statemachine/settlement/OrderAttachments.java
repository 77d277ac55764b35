package dev.florin.statemachine.settlement;

import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.statemachine.idempotency.Attachments;
import dev.florin.statemachine.idempotency.OutcomeStore;
import dev.florin.statemachine.matching.OrderBook;

/**
 * What hangs on outcomes of commands that placed an order, beside what the ledger hangs on others: the outcome is kept for
 * as long as the order is open. The order is found by its id, which is the outcome's sequence. Owned by the engine thread.
 */
final class OrderAttachments implements Attachments {
    private final OutcomeStore outcomes;
    private final OrderBook book;
    private final Attachments ofLedger;

    OrderAttachments(final OutcomeStore outcomes, final OrderBook book, final Attachments ofLedger) {
        this.outcomes = outcomes;
        this.book = book;
        this.ofLedger = ofLedger;
    }

    @Override
    public boolean isOpen(final int location) {
        return isOrder(location) ? book.find(outcomes.sequence(location)) != 0 : ofLedger.isOpen(location);
    }

    @Override
    public void moved(final int location) {
        if (!isOrder(location)) {
            ofLedger.moved(location);
        } else if (location < 0) {
            book.orders().pinnedLocation(book.find(outcomes.sequence(location)), location);
        }
    }

    @Override
    public void forgotten(final int location) {
        if (!isOrder(location)) {
            ofLedger.forgotten(location);
        }
    }

    private boolean isOrder(final int location) {
        return outcomes.kind(location) == PlaceDecoder.TEMPLATE_ID;
    }
}
