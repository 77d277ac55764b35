package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import java.math.BigInteger;
import java.util.Optional;

/** An account of the model. Figures are unbounded integers, so that no sum can hide an overflow. */
final class ModelAccount {
    static final BigInteger MAX_COUNTER = BigInteger.valueOf(Long.MAX_VALUE);

    final AccountId id;
    final long openedSequence;
    BigInteger debitsPosted = BigInteger.ZERO;
    BigInteger creditsPosted = BigInteger.ZERO;
    BigInteger debitsPending = BigInteger.ZERO;
    BigInteger creditsPending = BigInteger.ZERO;
    Optional<BigInteger> floor;
    Optional<BigInteger> ceiling;
    boolean debitsFrozen;
    boolean creditsFrozen;
    boolean closed;
    /** A fee or clearing account: it does not trade, keeps no limits and is never closed. */
    boolean servesInstrument;

    long version;

    ModelAccount(final AccountId id, final long sequence, final long floor, final long ceiling) {
        this.id = id;
        this.openedSequence = sequence;
        this.version = sequence;
        this.floor = floorOf(floor);
        this.ceiling = ceilingOf(ceiling);
    }

    ModelAccount(final ModelAccount other) {
        this.id = other.id;
        this.openedSequence = other.openedSequence;
        this.debitsPosted = other.debitsPosted;
        this.creditsPosted = other.creditsPosted;
        this.debitsPending = other.debitsPending;
        this.creditsPending = other.creditsPending;
        this.floor = other.floor;
        this.ceiling = other.ceiling;
        this.debitsFrozen = other.debitsFrozen;
        this.creditsFrozen = other.creditsFrozen;
        this.closed = other.closed;
        this.servesInstrument = other.servesInstrument;
        this.version = other.version;
    }

    static Optional<BigInteger> floorOf(final long floor) {
        return floor == Bounds.NO_FLOOR ? Optional.empty() : Optional.of(BigInteger.valueOf(floor));
    }

    static Optional<BigInteger> ceilingOf(final long ceiling) {
        return ceiling == Bounds.NO_CEILING ? Optional.empty() : Optional.of(BigInteger.valueOf(ceiling));
    }

    BigInteger balance() {
        return creditsPosted.subtract(debitsPosted);
    }

    /** What may still be debited; empty: without limit. */
    Optional<BigInteger> available() {
        return floor.map(lowest -> balance().subtract(debitsPending).subtract(lowest));
    }

    /** What may still be credited; empty: without limit. */
    Optional<BigInteger> room() {
        return ceiling.map(highest -> highest.subtract(balance()).subtract(creditsPending));
    }

    /** Whether the account stands within its own limits, with what is pending counted against it. */
    boolean isWithinLimits() {
        return available().map(left -> left.signum() >= 0).orElse(true)
                && room().map(left -> left.signum() >= 0).orElse(true);
    }

    boolean hasSameFiguresAs(final ModelAccount other) {
        return debitsPosted.equals(other.debitsPosted)
                && creditsPosted.equals(other.creditsPosted)
                && debitsPending.equals(other.debitsPending)
                && creditsPending.equals(other.creditsPending);
    }

    boolean isEmpty() {
        return balance().signum() == 0 && debitsPending.signum() == 0 && creditsPending.signum() == 0;
    }

    boolean wouldDebitsOverflow(final BigInteger amount) {
        return debitsPosted.add(debitsPending).add(amount).compareTo(MAX_COUNTER) > 0;
    }

    boolean wouldCreditsOverflow(final BigInteger amount) {
        return creditsPosted.add(creditsPending).add(amount).compareTo(MAX_COUNTER) > 0;
    }
}
