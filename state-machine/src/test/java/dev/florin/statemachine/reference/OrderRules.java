package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.OrderStatus;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Section 9 of the contract for orders. */
final class OrderRules {
    private final Market market;
    private final ModelState state;

    OrderRules(final Market market) {
        this.market = market;
        this.state = market.state;
    }

    OrderEffect place(final Command.Place command) {
        final ModelInstrument instrument = state.instruments.get(command.instrument());
        Refused.when(instrument == null, Outcome.INSTRUMENT_NOT_FOUND);
        final ModelOrder order = new ModelOrder(command, instrument, market.sequence, market.timestampNs);
        final boolean enters = order.stop == 0 || isReached(instrument, order);
        requireState(instrument, order, enters);
        requireOnTick(instrument, order);
        requireAccounts(order);
        requireUnfrozen(order);
        final boolean isOpened = openReceivingAccount(order);
        try {
            requireMoney(order, enters ? Matching.required(market, order) : order.toReserve());
        } catch (final Refused refused) {
            close(order, isOpened);
            throw refused;
        }
        state.orders.put(order.id, order);
        market.reserve(order, order.toReserve());
        final Matching.Entered entered;
        try {
            entered = enters ? new Matching(market).enter(order) : waitForTrigger(order);
        } catch (final Refused refused) {
            final ModelOrder refusedOrder = state.orders.remove(order.id);
            market.reserve(refusedOrder, BigInteger.ZERO);
            close(order, isOpened);
            throw refused;
        }
        market.applyTo(order);
        final OrderEffect effect = OrderEffect.of(order, entered.fills());
        new Stops(market).cascade(order.instrument(), entered.tradePrices());
        return effect;
    }

    OrderEffect replace(final Command.Replace command) {
        final ModelOrder order = find(command.order(), command.owner());
        final ModelInstrument instrument = market.instrumentOf(order);
        final ModelOrder wanted = new ModelOrder(order);
        wanted.price = command.price().orElse(order.price);
        wanted.open = newQuantity(command, order);
        if (command.stop().isPresent()) {
            wanted.stop = command.stop().getAsLong();
            wanted.stopRank = market.sequence;
        }
        final boolean isReady = order.isWaiting() && command.stop().isPresent() && isReached(instrument, wanted);
        final boolean keepsPlace = order.isResting() && wanted.price == order.price && wanted.open <= order.open;
        // Where nothing is left the order is cancelled, and goes nowhere.
        final boolean enters = wanted.open > 0 && (isReady || (order.isResting() && !keepsPlace));
        requireState(instrument, wanted, enters);
        requireMeaning(command, order);
        requireOnTick(instrument, wanted);
        if (wanted.open <= 0) {
            market.cancel(order);
            return OrderEffect.of(order, List.of());
        }
        requireAccounts(wanted);
        final BigInteger more = wanted.toReserve().subtract(order.reserved);
        final boolean needsMoney = more.signum() > 0
                || isTooLarge(wanted)
                || (isReady
                        && wanted.isMarket()
                        && wanted.isBuy()
                        && wanted.budgetLeft().isEmpty());
        if (needsMoney) {
            requireUnfrozen(wanted);
        }
        requireMoney(
                wanted, isReady ? more.max(Matching.required(market, wanted).subtract(order.reserved)) : more);
        return enters ? enterAgain(order, wanted) : change(order, wanted);
    }

    private static long newQuantity(final Command.Replace command, final ModelOrder order) {
        if (command.reduceBy().isPresent()) {
            return order.open - Math.min(order.open, command.reduceBy().getAsLong());
        }
        final long unknown =
                order.filled - Math.min(order.filled, command.filled().orElse(order.filled));
        return command.quantity().orElse(order.open) - unknown;
    }

    /** What the door cannot know: a market order has no price, and only a stop that waits has a trigger. */
    private static void requireMeaning(final Command.Replace command, final ModelOrder order) {
        Refused.when(command.price().isPresent() && order.isMarket(), Outcome.MALFORMED);
        Refused.when(command.stop().isPresent() && !order.isWaiting(), Outcome.MALFORMED);
    }

    /** In its place, or still waiting. */
    private OrderEffect change(final ModelOrder order, final ModelOrder wanted) {
        order.price = wanted.price;
        order.open = wanted.open;
        order.stop = wanted.stop;
        order.stopRank = wanted.stopRank;
        if (order.isResting()) {
            order.shown = Math.min(order.shown, order.open);
            market.touch(order);
        }
        market.reserve(order, order.toReserve());
        market.applyTo(order);
        market.tell(order);
        return OrderEffect.of(order, List.of());
    }

    /** Where it is refused, the order stays as it was, and where it was. */
    private OrderEffect enterAgain(final ModelOrder order, final ModelOrder wanted) {
        wanted.status = OrderStatus.NONE;
        state.orders.put(wanted.id, wanted);
        market.reserve(wanted, wanted.toReserve());
        final Matching.Entered entered;
        try {
            entered = new Matching(market).enter(wanted);
        } catch (final Refused refused) {
            market.reserve(state.orders.get(wanted.id), order.reserved);
            state.orders.put(order.id, order);
            throw refused;
        }
        if (order.isResting()) {
            market.touch(order);
        }
        market.applyTo(wanted);
        final OrderEffect effect = OrderEffect.of(wanted, entered.fills());
        new Stops(market).cascade(wanted.instrument(), entered.tradePrices());
        return effect;
    }

    OrderEffect cancel(final Command.Cancel command) {
        final ModelOrder order = find(command.order(), command.owner());
        market.cancel(order);
        return OrderEffect.of(order, List.of());
    }

    Effect cancelAll(final long owner, final OptionalInt instrument) {
        final boolean isUnknown = instrument.isPresent() && !state.instruments.containsKey(instrument.getAsInt());
        Refused.when(isUnknown, Outcome.INSTRUMENT_NOT_FOUND);
        final List<ModelOrder> orders = state.orders.values().stream()
                .filter(order -> order.owner() == owner)
                .filter(order -> instrument.isEmpty() || order.instrument() == instrument.getAsInt())
                .sorted(Comparator.comparingLong(order -> order.id))
                .toList();
        orders.stream().limit(Bounds.MAX_CANCEL_ALL).forEach(market::cancel);
        final boolean isCut = orders.size() > Bounds.MAX_CANCEL_ALL;
        return Effect.counted(isCut ? Bounds.MAX_CANCEL_ALL : orders.size(), isCut);
    }

    private ModelOrder find(final OrderRef name, final long owner) {
        final ModelOrder order = state.orders.values().stream()
                .filter(it -> name.isId()
                        ? name.name().high() == 0 && name.name().low() == it.id
                        : name.name().equals(it.key()))
                .findFirst()
                .orElse(null);
        if (order == null) {
            final ModelOrder done = name.isId() ? null : state.doneOrders.get(name.name());
            Refused.when(done == null || done.owner() != owner, Outcome.ORDER_NOT_FOUND);
            Refused.when(true, Outcome.ORDER_DONE);
        }
        Refused.when(order.owner() != owner, Outcome.ORDER_NOT_FOUND);
        return order;
    }

    private static boolean isReached(final ModelInstrument instrument, final ModelOrder order) {
        return instrument.lastTradePrice.isPresent()
                && Stops.isReached(order, order.stop, instrument.lastTradePrice.getAsLong());
    }

    private Matching.Entered waitForTrigger(final ModelOrder order) {
        order.status = OrderStatus.WAITING;
        market.tell(order);
        return Matching.Entered.NOTHING;
    }

    /** What the instrument takes now. {@code enters}: the order goes to the back of the book, or would trade. */
    private static void requireState(final ModelInstrument instrument, final ModelOrder order, final boolean enters) {
        Refused.when(instrument.state == InstrumentState.HALTED, Outcome.INSTRUMENT_HALTED);
        Refused.when(instrument.state == InstrumentState.CLOSED, Outcome.INSTRUMENT_CLOSED);
        if (instrument.state == InstrumentState.AUCTION && enters) {
            final boolean isBarred =
                    order.placed.postOnly() || order.isFillOrKill() || (order.neverRests() && !order.isMarket());
            Refused.when(isBarred, Outcome.IN_AUCTION);
            final boolean isBlank =
                    order.isMarket() && order.isBuy() && order.placed.budget().isEmpty();
            Refused.when(isBlank, Outcome.BUDGET_MISSING);
        }
    }

    private static void requireOnTick(final ModelInstrument instrument, final ModelOrder order) {
        Refused.when(!instrument.isOnTick(order.price) || !instrument.isOnTick(order.stop), Outcome.PRICE_OFF_TICK);
    }

    private void requireAccounts(final ModelOrder order) {
        final AccountId debitId = order.payingAccount();
        final AccountId creditId = order.receivingAccount();
        final ModelAccount debit = state.accounts.get(debitId);
        final ModelAccount credit = state.accounts.get(creditId);
        final boolean serves = (debit != null && debit.servesInstrument) || (credit != null && credit.servesInstrument);
        Refused.when(serves, Outcome.SAME_ACCOUNT);
        Refused.when(debit == null, Outcome.DEBIT_ACCOUNT_NOT_FOUND);
        Refused.when(debit.closed, Outcome.DEBIT_ACCOUNT_CLOSED);
        Refused.when(credit != null && credit.closed, Outcome.CREDIT_ACCOUNT_CLOSED);
    }

    private void requireUnfrozen(final ModelOrder order) {
        final ModelAccount credit = state.accounts.get(order.receivingAccount());
        Refused.when(state.accounts.get(order.payingAccount()).debitsFrozen, Outcome.DEBIT_FROZEN);
        Refused.when(credit != null && credit.creditsFrozen, Outcome.CREDIT_FROZEN);
    }

    /** Whether everything about the order can be counted, and the account covers what more it must reserve. */
    void requireMoney(final ModelOrder order, final BigInteger more) {
        final ModelAccount debit = state.accounts.get(order.payingAccount());
        final ModelAccount credit =
                state.accounts.get(market.instrumentOf(order).clearingAccount(order.side()));
        Refused.when(isTooLarge(order), Outcome.OVERFLOW);
        if (more.signum() > 0) {
            Refused.when(debit.wouldDebitsOverflow(more) || credit.wouldCreditsOverflow(more), Outcome.OVERFLOW);
            final boolean isShort =
                    debit.available().map(left -> left.compareTo(more) < 0).orElse(false);
            Refused.when(isShort, Outcome.INSUFFICIENT_FUNDS);
        }
    }

    private static boolean isTooLarge(final ModelOrder order) {
        final boolean isValueTooLarge =
                !order.isMarket() && order.costAt(order.price).compareTo(ModelAccount.MAX_COUNTER) > 0;
        return isValueTooLarge || order.lots(order.open).compareTo(ModelAccount.MAX_COUNTER) > 0;
    }

    private void close(final ModelOrder order, final boolean isOpened) {
        if (isOpened) {
            state.accounts.remove(order.receivingAccount());
        }
    }

    private boolean openReceivingAccount(final ModelOrder order) {
        final AccountId id = order.receivingAccount();
        return state.accounts.putIfAbsent(id, new ModelAccount(id, market.sequence, 0, Bounds.NO_CEILING)) == null;
    }
}
