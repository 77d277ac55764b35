package dev.florin.statemachine.reference;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderRef;
import dev.florin.protocol.order.OrderSide;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Draws the prices, quantities and orders of commands: few prices and small quantities, so that much happens at each. */
final class OrderPicker {
    private static final int[] INSTRUMENTS = {1, 65_535, 20};
    private static final int UNKNOWN_INSTRUMENT = 4_242;
    private static final long[] TICKS = {1, 1, 5, 7};
    private static final long[] LOTS = {1, 1, 10, 1_000};

    private final SplittableRandom random;
    private final StreamSettings settings;
    private final ReferenceLedger model;
    private final Picker pick;
    /** The price in the middle, in ticks. */
    private final int middle;

    private final int spread;
    private final int quantities;

    OrderPicker(
            final SplittableRandom random,
            final StreamSettings settings,
            final ReferenceLedger model,
            final Picker pick) {
        this.random = random;
        this.settings = settings;
        this.model = model;
        this.pick = pick;
        this.middle = 1 + random.nextInt(1 << (1 + random.nextInt(10)));
        this.spread = 1 + random.nextInt(5);
        this.quantities = 1 + random.nextInt(1 << (1 + random.nextInt(6)));
    }

    boolean chance(final int percent) {
        return random.nextInt(100) < percent;
    }

    int count() {
        return settings.ledgers() < 2 ? 0 : Math.min(settings.ledgers() - 1, INSTRUMENTS.length);
    }

    int id(final int index) {
        return INSTRUMENTS[index];
    }

    /** What an instrument was made with, if there is any. */
    Optional<Command.CreateInstrument> madeInstrument() {
        final Collection<ModelInstrument> known = model.state().instruments.values();
        return known.isEmpty() ? Optional.empty() : Optional.of(any(known).made);
    }

    int instrument() {
        final Collection<Integer> known = model.state().instruments.keySet();
        if (known.isEmpty() || chance(settings.unknownShare() / 2)) {
            return UNKNOWN_INSTRUMENT;
        }
        return any(known);
    }

    long owner() {
        final int owner = Math.min(random.nextInt(settings.owners()), random.nextInt(settings.owners()));
        return owner == settings.owners() - 1 ? Long.MAX_VALUE : owner;
    }

    int accountType() {
        return chance(92) ? 0 : random.nextInt(3);
    }

    long tick() {
        return TICKS[random.nextInt(TICKS.length)];
    }

    long lot() {
        return chance(2) ? 1L << 61 : LOTS[random.nextInt(LOTS.length)];
    }

    OrderSide side() {
        return random.nextBoolean() ? OrderSide.BUY : OrderSide.SELL;
    }

    /** A price near the middle, mostly on tick. */
    long price(final int instrument) {
        final ModelInstrument known = model.state().instruments.get(instrument);
        final long tick = known == null ? 1 : known.made.tick();
        if (chance(1)) {
            return chance(50) ? Long.MAX_VALUE / tick * tick : tick;
        }
        final long ticks = Math.max(1, middle + random.nextInt(2 * spread + 1) - spread);
        return Math.max(1, ticks * tick + (chance(2) ? 1 : 0));
    }

    long quantity() {
        if (chance(1) && settings.hugeShare() > 0) {
            return Long.MAX_VALUE >> random.nextInt(20);
        }
        return 1L + random.nextInt(quantities);
    }

    OptionalLong optional(final int percent, final long value) {
        return chance(percent) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** About what a quantity costs, so that budgets are met and missed by a unit. */
    long budget(final long price, final long quantity) {
        final long about = price > Integer.MAX_VALUE || quantity > Integer.MAX_VALUE
                ? Long.MAX_VALUE
                : price * (1 + random.nextLong(quantity + 1)) + random.nextInt(7) - 3;
        return Math.max(1, about);
    }

    Fee fee() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> Fee.NONE;
            case 2 -> new Fee(0, random.nextInt(2_000));
            case 3 -> new Fee(random.nextInt(4), random.nextInt(100_000));
            case 4 -> new Fee(-random.nextInt(4), -random.nextInt(100_000));
            case 5 -> new Fee(random.nextInt(100) - 50L, random.nextInt(2_000_001) - Bounds.MAX_FEE_PPM);
            case 6 -> new Fee(1L + random.nextInt(middle * 10), 0);
            default -> new Fee(0, chance(50) ? Bounds.MAX_FEE_PPM : -Bounds.MAX_FEE_PPM);
        };
    }

    long bandPpm() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> 0;
            case 2 -> Long.MAX_VALUE;
            case 3 -> 1 + random.nextInt(1_000_000);
            default -> 1_000_000L / middle;
        };
    }

    /** Mostly back to open, or nothing would trade for long. */
    InstrumentState nextState(final int instrument) {
        final ModelInstrument known = model.state().instruments.get(instrument);
        final boolean isOpen = known == null || known.state == InstrumentState.OPEN;
        if (!isOpen && chance(70)) {
            return InstrumentState.OPEN;
        }
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> InstrumentState.AUCTION;
            case 4 -> InstrumentState.HALTED;
            case 5, 6 -> InstrumentState.CLOSED;
            default -> InstrumentState.OPEN;
        };
    }

    /** An open order mostly, else one that ended. */
    Optional<ModelOrder> order() {
        final Collection<ModelOrder> open = model.state().orders.values();
        final Collection<ModelOrder> done = model.state().doneOrders.values();
        if (!open.isEmpty() && (done.isEmpty() || chance(90))) {
            return Optional.of(any(open));
        }
        return done.isEmpty() ? Optional.empty() : Optional.of(any(done));
    }

    OrderRef name(final Optional<ModelOrder> order) {
        if (order.isEmpty() || chance(settings.unknownShare())) {
            return chance(50) ? OrderRef.ofId(1 + random.nextInt(500)) : OrderRef.ofKey(Uint128.of(3_000_000));
        }
        return chance(40)
                ? OrderRef.ofId(order.get().id)
                : OrderRef.ofKey(order.get().key());
    }

    long ownerOf(final Optional<ModelOrder> order) {
        return order.isEmpty() || chance(3) ? owner() : order.get().owner();
    }

    /** Any, but not 0. */
    long timeoutNs(final long timestampNs) {
        return Math.max(1, pick.timeoutNs(timestampNs));
    }

    <T> T any(final Collection<T> choices) {
        final int index = random.nextInt(choices.size());
        return choices instanceof List<T> list ? list.get(index) : new ArrayList<>(choices).get(index);
    }
}
