package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Leg;
import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Sections 2, 4 and 5 of the contract for everything that moves or reserves money. */
final class MoneyRules {
    private final ModelState state;
    private final long sequence;
    private final long timestampNs;
    private final Consumer<HoldChange> listener;

    MoneyRules(
            final ModelState state, final long sequence, final long timestampNs, final Consumer<HoldChange> listener) {
        this.state = state;
        this.sequence = sequence;
        this.timestampNs = timestampNs;
        this.listener = listener;
    }

    void expire(final ModelHold hold) {
        giveBack(hold);
        finish(hold, Outcome.HOLD_EXPIRED, HoldChange.Status.EXPIRED, hold.remaining());
    }

    Effect transfer(
            final Uint128 key,
            final AccountId debitId,
            final AccountId creditId,
            final long amount,
            final boolean upTo) {
        final Effect effect = move(debitId, creditId, BigInteger.valueOf(amount), upTo);
        state.transfers.put(key, new ModelTransfer(debitId, creditId, effect.amount(), false));
        return effect;
    }

    Effect hold(
            final HoldId id,
            final AccountId debitId,
            final AccountId creditId,
            final long amount,
            final long timeoutNs) {
        requireParties(debitId, creditId);
        final ModelAccount debit = state.accounts.get(debitId);
        final ModelAccount credit = state.accounts.get(creditId);
        final BigInteger reserved = BigInteger.valueOf(amount);
        requireUsable(debit, credit);
        requireMoney(debit, credit, reserved);
        debit.debitsPending = debit.debitsPending.add(reserved);
        credit.creditsPending = credit.creditsPending.add(reserved);
        apply(debit, credit);
        state.openHolds.put(id, new ModelHold(id, debitId, creditId, sequence, expiresAtNs(timeoutNs), reserved));
        tell(id, HoldChange.Status.OPEN, reserved, reserved);
        return Effect.moved(reserved);
    }

    Effect capture(final Uint128 key, final HoldId id, final OptionalLong amount, final boolean keepOpen) {
        final ModelHold hold = requireHold(id);
        final Effect effect = captureOf(hold, amount, keepOpen);
        state.transfers.put(key, new ModelTransfer(hold.debit(), hold.credit(), effect.amount(), false));
        return effect;
    }

    Effect release(final HoldId id) {
        final ModelHold hold = requireHold(id);
        giveBack(hold);
        finish(hold, Outcome.HOLD_ALREADY_RELEASED, HoldChange.Status.RELEASED, hold.remaining());
        return Effect.moved(hold.remaining());
    }

    Effect leg(final HoldId id, final Leg leg) {
        if (leg instanceof Leg.Transfer transfer) {
            return move(transfer.debit(), transfer.credit(), BigInteger.valueOf(transfer.amount()), false);
        } else if (leg instanceof Leg.Hold hold) {
            return hold(id, hold.debit(), hold.credit(), hold.amount(), hold.timeoutNs());
        } else if (leg instanceof Leg.Capture capture) {
            return captureOf(requireHold(capture.hold()), capture.amount(), capture.keepOpen());
        } else if (leg instanceof Leg.Release release) {
            return release(release.hold());
        }
        throw new IllegalArgumentException("the model does not know " + leg);
    }

    Effect reverse(final Uint128 key, final OptionalLong amount) {
        final ModelTransfer original = state.transfers.get(key);
        Refused.when(original == null, Outcome.TRANSFER_NOT_FOUND);
        Refused.when(original.isUndone(), Outcome.ALREADY_REVERSED);
        final ModelAccount debit = state.accounts.get(original.credit());
        final ModelAccount credit = state.accounts.get(original.debit());
        requireUsable(debit, credit);
        final BigInteger asked = amount.isPresent() ? BigInteger.valueOf(amount.getAsLong()) : original.left();
        Refused.when(asked.compareTo(original.left()) > 0, Outcome.EXCEEDS_TRANSFER);
        requireMoney(debit, credit, asked);
        post(debit, credit, asked);
        state.transfers.put(key, original.afterReversing(asked));
        return Effect.moved(asked);
    }

    private Effect move(
            final AccountId debitId, final AccountId creditId, final BigInteger amount, final boolean upTo) {
        requireParties(debitId, creditId);
        final ModelAccount debit = state.accounts.get(debitId);
        final ModelAccount credit = state.accounts.get(creditId);
        requireUsable(debit, credit);
        BigInteger moved = amount;
        if (upTo) {
            moved = moved.min(debit.available().orElse(moved)).min(credit.room().orElse(moved));
        }
        requireMoney(debit, credit, moved);
        post(debit, credit, moved);
        return Effect.moved(moved);
    }

    private Effect captureOf(final ModelHold hold, final OptionalLong amount, final boolean keepOpen) {
        final BigInteger captured = amount.isPresent() ? BigInteger.valueOf(amount.getAsLong()) : hold.remaining();
        Refused.when(captured.compareTo(hold.remaining()) > 0, Outcome.EXCEEDS_HOLD);
        giveBack(hold);
        final ModelAccount debit = state.accounts.get(hold.debit());
        final ModelAccount credit = state.accounts.get(hold.credit());
        post(debit, credit, captured);
        final BigInteger rest = hold.remaining().subtract(captured);
        if (keepOpen && rest.signum() > 0) {
            debit.debitsPending = debit.debitsPending.add(rest);
            credit.creditsPending = credit.creditsPending.add(rest);
            state.openHolds.put(hold.id(), hold.withRemaining(rest));
            tell(hold.id(), HoldChange.Status.OPEN, captured, rest);
        } else {
            finish(hold, Outcome.HOLD_ALREADY_CAPTURED, HoldChange.Status.CAPTURED, captured);
        }
        return Effect.moved(captured);
    }

    private void requireParties(final AccountId debitId, final AccountId creditId) {
        Refused.when(!state.ledgers.containsKey(debitId.ledger()), Outcome.LEDGER_NOT_FOUND);
        Refused.when(!state.accounts.containsKey(debitId), Outcome.DEBIT_ACCOUNT_NOT_FOUND);
        Refused.when(!state.accounts.containsKey(creditId), Outcome.CREDIT_ACCOUNT_NOT_FOUND);
    }

    /** An open hold. One that is due but waits behind the bound of expiries is dead all the same. */
    private ModelHold requireHold(final HoldId id) {
        final ModelHold hold = state.openHolds.get(id);
        if (hold == null) {
            final Outcome finished = state.finishedHolds.get(id);
            Refused.when(finished == null, Outcome.HOLD_NOT_FOUND);
            Refused.when(true, finished);
        }
        Refused.when(isDead(hold), Outcome.HOLD_EXPIRED);
        return hold;
    }

    private static void requireUsable(final ModelAccount debit, final ModelAccount credit) {
        Refused.when(debit.closed, Outcome.DEBIT_ACCOUNT_CLOSED);
        Refused.when(credit.closed, Outcome.CREDIT_ACCOUNT_CLOSED);
        Refused.when(debit.debitsFrozen, Outcome.DEBIT_FROZEN);
        Refused.when(credit.creditsFrozen, Outcome.CREDIT_FROZEN);
    }

    private static void requireMoney(final ModelAccount debit, final ModelAccount credit, final BigInteger amount) {
        Refused.when(debit.wouldDebitsOverflow(amount) || credit.wouldCreditsOverflow(amount), Outcome.OVERFLOW);
        final boolean isShort =
                debit.available().map(left -> left.compareTo(amount) < 0).orElse(false);
        Refused.when(isShort, Outcome.INSUFFICIENT_FUNDS);
        final boolean isFull =
                credit.room().map(left -> left.compareTo(amount) < 0).orElse(false);
        Refused.when(isFull, Outcome.CEILING_EXCEEDED);
    }

    private void post(final ModelAccount debit, final ModelAccount credit, final BigInteger amount) {
        debit.debitsPosted = debit.debitsPosted.add(amount);
        credit.creditsPosted = credit.creditsPosted.add(amount);
        apply(debit, credit);
    }

    private void giveBack(final ModelHold hold) {
        final ModelAccount debit = state.accounts.get(hold.debit());
        final ModelAccount credit = state.accounts.get(hold.credit());
        debit.debitsPending = debit.debitsPending.subtract(hold.remaining());
        credit.creditsPending = credit.creditsPending.subtract(hold.remaining());
        apply(debit, credit);
    }

    private void finish(
            final ModelHold hold, final Outcome why, final HoldChange.Status status, final BigInteger amount) {
        state.openHolds.remove(hold.id());
        state.finishedHolds.put(hold.id(), why);
        tell(hold.id(), status, amount, BigInteger.ZERO);
    }

    private void apply(final ModelAccount debit, final ModelAccount credit) {
        debit.version = sequence;
        credit.version = sequence;
    }

    private boolean isDead(final ModelHold hold) {
        return hold.expiresAtNs() != Bounds.NO_EXPIRY && hold.expiresAtNs() <= timestampNs;
    }

    private long expiresAtNs(final long timeoutNs) {
        final BigInteger expiry = BigInteger.valueOf(timestampNs).add(BigInteger.valueOf(timeoutNs));
        final boolean isNever = timeoutNs == 0 || expiry.compareTo(BigInteger.valueOf(Bounds.NO_EXPIRY)) > 0;
        return isNever ? Bounds.NO_EXPIRY : expiry.longValueExact();
    }

    private void tell(
            final HoldId id, final HoldChange.Status status, final BigInteger amount, final BigInteger remaining) {
        listener.accept(
                new HoldChange(sequence, timestampNs, id, status, amount.longValueExact(), remaining.longValueExact()));
    }
}
