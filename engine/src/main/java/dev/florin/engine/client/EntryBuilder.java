package dev.florin.engine.client;

import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Leg;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * An entry: 1 to 1,000 legs over any ledgers, all of them or none, in order, each seeing the ones before it. A hold that
 * leg i makes is {@code ledger.hold(key, i)}, also for later legs of the same entry.
 */
public final class EntryBuilder extends TaggedBuilder<Receipt.Entered, EntryBuilder> {
    private static final long NEVER = 0;

    private final List<Leg> legs = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private int unfinishedLegs;

    EntryBuilder(final Caller caller, final Key key) {
        super(caller, key);
    }

    /**
     * Adds a leg that moves money.
     *
     * @return to be told from, to and amount.
     */
    @CheckReturnValue
    public Movement.From<EntryBuilder> transfer() {
        unfinishedLegs++;
        return new Movement.From<>((debit, credit, amount) -> {
            unfinishedLegs--;
            return add(new Leg.Transfer(debit.id(), credit.id(), amount.minor(), 0, Uint128.ZERO));
        });
    }

    /**
     * Adds a leg that reserves money until it is captured or released.
     *
     * @return to be told from, to and amount.
     */
    @CheckReturnValue
    public Movement.From<EntryBuilder> hold() {
        return hold(NEVER);
    }

    /**
     * Adds a leg that reserves money for a time.
     *
     * @param timeout after the entry's time stamp, above 0.
     * @return to be told from, to and amount.
     */
    @CheckReturnValue
    public Movement.From<EntryBuilder> hold(final Duration timeout) {
        return hold(HoldBuilder.requireTimeout(timeout));
    }

    private Movement.From<EntryBuilder> hold(final long timeoutNs) {
        unfinishedLegs++;
        return new Movement.From<>((debit, credit, amount) -> {
            unfinishedLegs--;
            holds.add(debit.ledger().hold(key(), legs.size()));
            return add(new Leg.Hold(debit.id(), credit.id(), amount.minor(), timeoutNs, 0, Uint128.ZERO));
        });
    }

    /**
     * Adds a leg that captures all that a hold still reserves.
     *
     * @param hold which.
     * @return this.
     */
    public EntryBuilder capture(final Hold hold) {
        return add(new Leg.Capture(hold.id(), OptionalLong.empty(), false, 0, Uint128.ZERO));
    }

    /**
     * Adds a leg that captures a part of a hold and gives back the rest.
     *
     * @param hold which.
     * @param part at least 1 minor unit of the hold's ledger.
     * @return this.
     * @throws IllegalArgumentException if it is an amount of another ledger.
     */
    public EntryBuilder capture(final Hold hold, final Money part) {
        final OptionalLong amount = OptionalLong.of(part.of(hold.ledger()));
        return add(new Leg.Capture(hold.id(), amount, false, 0, Uint128.ZERO));
    }

    /**
     * Adds a leg that captures a part of a hold and keeps the rest held.
     *
     * @param hold which.
     * @param part at least 1 minor unit of the hold's ledger.
     * @return this.
     * @throws IllegalArgumentException if it is an amount of another ledger.
     */
    public EntryBuilder captureKeepingOpen(final Hold hold, final Money part) {
        final OptionalLong amount = OptionalLong.of(part.of(hold.ledger()));
        return add(new Leg.Capture(hold.id(), amount, true, 0, Uint128.ZERO));
    }

    /**
     * Adds a leg that gives back what a hold still reserves.
     *
     * @param hold which.
     * @return this.
     */
    public EntryBuilder release(final Hold hold) {
        return add(new Leg.Release(hold.id(), 0, Uint128.ZERO));
    }

    /**
     * Gives the leg added last its own marks, beside those of the entry.
     *
     * @param businessCode 0..65535.
     * @param reference any.
     * @return this.
     * @throws IllegalStateException if there is no leg yet.
     */
    public EntryBuilder tagLeg(final int businessCode, final Uint128 reference) {
        if (legs.isEmpty()) {
            throw new IllegalStateException("add a leg first");
        }
        final int last = legs.size() - 1;
        legs.set(last, tagged(legs.get(last), requireCode(businessCode), reference));
        return this;
    }

    private static Leg tagged(final Leg leg, final int code, final Uint128 ref) {
        if (leg instanceof Leg.Transfer t) {
            return new Leg.Transfer(t.debit(), t.credit(), t.amount(), code, ref);
        }
        if (leg instanceof Leg.Hold h) {
            return new Leg.Hold(h.debit(), h.credit(), h.amount(), h.timeoutNs(), code, ref);
        }
        if (leg instanceof Leg.Capture c) {
            return new Leg.Capture(c.hold(), c.amount(), c.keepOpen(), code, ref);
        }
        return new Leg.Release(((Leg.Release) leg).hold(), code, ref);
    }

    private EntryBuilder add(final Leg leg) {
        legs.add(leg);
        return this;
    }

    @Override
    EntryBuilder self() {
        return this;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if a leg was begun and never given its amount.
     */
    @Override
    public Command command() {
        if (unfinishedLegs != 0) {
            throw new IllegalStateException("a leg of the entry was begun and never given its amount");
        }
        return new Command.Entry(key().value(), legs, code(), ref(), conditions());
    }

    @Override
    Receipt.Entered receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        return new Receipt.Entered(stamp, holds);
    }
}
