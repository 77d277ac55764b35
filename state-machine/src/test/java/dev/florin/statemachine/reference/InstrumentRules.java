package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderStatus;
import dev.florin.protocol.order.TimeInForce;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Section 9 of the contract for instruments. */
final class InstrumentRules {
    private final Market market;
    private final ModelState state;

    InstrumentRules(final Market market) {
        this.market = market;
        this.state = market.state;
    }

    Effect create(final Command.CreateInstrument command) {
        final Command.CreateInstrument content = (Command.CreateInstrument) Commands.content(command);
        final ModelInstrument existing = state.instruments.get(content.instrument());
        if (existing != null && withoutKey(existing.made).equals(withoutKey(content))) {
            return Effect.EXISTS;
        }
        final boolean isTaken = existing != null
                || state.instruments.values().stream()
                        .anyMatch(other -> other.made.code().equals(content.code()));
        Refused.when(isTaken, Outcome.INSTRUMENT_CONFLICT);
        Refused.when(!state.ledgers.containsKey(content.baseLedger()), Outcome.LEDGER_NOT_FOUND);
        Refused.when(!state.ledgers.containsKey(content.quoteLedger()), Outcome.LEDGER_NOT_FOUND);
        final ModelInstrument instrument = new ModelInstrument(content);
        state.instruments.put(instrument.id(), instrument);
        instrument.operatorAccounts().forEach(this::takeOver);
        market.events.add(
                new MarketEvent.Instrument(market.sequence, market.timestampNs, instrument.id(), instrument.state));
        return Effect.NONE;
    }

    private static Command withoutKey(final Command.CreateInstrument command) {
        return Commands.withKey(command, dev.florin.protocol.Uint128.ZERO);
    }

    private void takeOver(final AccountId id) {
        final ModelAccount account = state.accounts.computeIfAbsent(
                id, missing -> new ModelAccount(missing, market.sequence, Bounds.NO_FLOOR, Bounds.NO_CEILING));
        account.floor = Optional.empty();
        account.ceiling = Optional.empty();
        account.closed = false;
        account.debitsFrozen = false;
        account.creditsFrozen = false;
        account.servesInstrument = true;
        account.version = market.sequence;
    }

    Effect set(final Command.SetInstrument command) {
        final ModelInstrument instrument = state.instruments.get(command.instrument());
        Refused.when(instrument == null, Outcome.INSTRUMENT_NOT_FOUND);
        final boolean isOffTick = command.reference().isPresent()
                && !instrument.isOnTick(command.reference().getAsLong());
        Refused.when(isOffTick, Outcome.PRICE_OFF_TICK);
        command.reference().ifPresent(instrument::refer);
        command.bandPpm().ifPresent(band -> instrument.bandPpm = band);
        command.makerFee().ifPresent(fee -> instrument.makerFee = fee);
        command.takerFee().ifPresent(fee -> instrument.takerFee = fee);
        command.state().ifPresent(next -> enter(instrument, next));
        return Effect.NONE;
    }

    private void enter(final ModelInstrument instrument, final InstrumentState next) {
        List<Long> tradePrices = List.of();
        if (instrument.state == InstrumentState.AUCTION && next != InstrumentState.AUCTION) {
            tradePrices = new Auction(market).uncross(instrument);
        }
        market.enter(instrument, next);
        if (next == InstrumentState.CLOSED) {
            expireDayOrders(instrument);
        }
        if (next == InstrumentState.OPEN && !tradePrices.isEmpty()) {
            instrument.refer(tradePrices.get(tradePrices.size() - 1));
            new Stops(market).cascade(instrument.id(), tradePrices);
        }
    }

    private void expireDayOrders(final ModelInstrument instrument) {
        state.orders.values().stream()
                .filter(order -> order.instrument() == instrument.id())
                .filter(order -> order.placed.timeInForce() == TimeInForce.DAY)
                .sorted(Comparator.comparingLong(order -> order.id))
                .toList()
                .forEach(order -> market.end(order, OrderStatus.EXPIRED));
    }
}
