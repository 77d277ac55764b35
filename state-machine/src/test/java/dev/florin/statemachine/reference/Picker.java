package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Draws the accounts, amounts, holds and times of commands, mostly at the edges of what the model's state allows. */
final class Picker {
    static final int UNKNOWN_LEDGER = 4_242;
    private static final int[] LEDGERS = {752, 1, 65_535, 840, 2, 300, 301, 302};
    private static final int[] TYPES = {0, 0, 0, 0, 0, 0, 1, 255};
    private static final long UNKNOWN_OWNER = 999_999;

    private final SplittableRandom random;
    private final StreamSettings settings;
    private final ReferenceLedger model;

    Picker(final SplittableRandom random, final StreamSettings settings, final ReferenceLedger model) {
        this.random = random;
        this.settings = settings;
        this.model = model;
    }

    boolean chance(final int percent) {
        return random.nextInt(100) < percent;
    }

    int ledger() {
        return chance(settings.unknownShare()) ? UNKNOWN_LEDGER : LEDGERS[random.nextInt(settings.ledgers())];
    }

    /** A ledger of the stream by its place: 0 up to the number of ledgers. */
    int ledger(final int index) {
        return LEDGERS[index];
    }

    /** An account, mostly one that is there. The first are drawn more often, which makes them hot. */
    AccountId account(final int ledger) {
        return account(ledger, account -> true);
    }

    /** Another account on the same ledger. */
    AccountId accountBeside(final AccountId first) {
        AccountId second = first;
        while (second.equals(first)) {
            second = account(first.ledger(), account -> !account.id.equals(first));
        }
        return second;
    }

    /** An account to unfreeze or reopen, mostly one that needs it. */
    AccountId barredAccount() {
        final int ledger = ledger();
        return account(ledger, account -> account.closed || account.debitsFrozen || account.creditsFrozen);
    }

    private AccountId account(final int ledger, final Predicate<ModelAccount> isWanted) {
        if (chance(settings.unknownShare())) {
            return new AccountId(UNKNOWN_OWNER + random.nextInt(2), ledger, 0);
        }
        final List<AccountId> known = model.state().accounts.values().stream()
                .filter(account -> account.id.ledger() == ledger)
                .filter(isWanted)
                .map(account -> account.id)
                .toList();
        if (!known.isEmpty() && chance(92)) {
            return known.get(hot(known.size()));
        }
        final int owner = hot(settings.owners());
        final boolean isLast = owner == settings.owners() - 1;
        return new AccountId(isLast ? Long.MAX_VALUE : owner, ledger, TYPES[random.nextInt(TYPES.length)]);
    }

    private int hot(final int bound) {
        return Math.min(random.nextInt(bound), random.nextInt(bound));
    }

    /** An amount to move from one account to another. */
    long amount(final AccountId debit, final AccountId credit) {
        if (chance(settings.edgeShare())) {
            return near(edge(debit, credit));
        }
        if (chance(settings.hugeShare())) {
            return hugeAmount();
        }
        return chance(25) ? usualAmount() : modestAmount(debit);
    }

    /** Such that several of them can be paid. */
    private long modestAmount(final AccountId debit) {
        final ModelAccount account = model.state().accounts.get(debit);
        final Optional<BigInteger> available = account == null ? Optional.empty() : account.available();
        final BigInteger part = available.orElse(BigInteger.valueOf(1L << 20)).shiftRight(2 + random.nextInt(4));
        return part.signum() <= 0 ? smallAmount() : 1 + random.nextLong(part.longValueExact());
    }

    long smallAmount() {
        return 1L + random.nextInt(9);
    }

    private long usualAmount() {
        return 1 + random.nextLong(1L << (1 + random.nextInt(20)));
    }

    private long hugeAmount() {
        return switch (random.nextInt(4)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Bounds.MAX_LIMIT;
            case 2 -> Long.MAX_VALUE - random.nextInt(1_000);
            default -> 1 + random.nextLong(Long.MAX_VALUE);
        };
    }

    private BigInteger edge(final AccountId debitId, final AccountId creditId) {
        final ModelAccount debit = model.state().accounts.get(debitId);
        final ModelAccount credit = model.state().accounts.get(creditId);
        final BigInteger max = ModelAccount.MAX_COUNTER;
        if (debit == null || credit == null) {
            return max;
        }
        return switch (random.nextInt(settings.hugeShare() > 0 ? 6 : 4)) {
            case 0, 1 -> debit.available().orElse(BigInteger.TEN);
            case 2, 3 -> credit.room().orElse(BigInteger.TEN);
            case 4 -> max.subtract(debit.debitsPosted).subtract(debit.debitsPending);
            default -> max.subtract(credit.creditsPosted).subtract(credit.creditsPending);
        };
    }

    /** The figure itself, one less or one more, as far as an amount may be so. */
    private long near(final BigInteger figure) {
        final BigInteger amount = figure.add(BigInteger.valueOf(random.nextInt(3) - 1L));
        return amount.max(BigInteger.ONE).min(ModelAccount.MAX_COUNTER).longValueExact();
    }

    /** Part of what is left of a hold or a transfer, all of it, or just too much. */
    OptionalLong amountOf(final Optional<BigInteger> left) {
        if (chance(40)) {
            return OptionalLong.empty();
        }
        if (left.isEmpty() || left.get().signum() == 0) {
            return OptionalLong.of(smallAmount());
        }
        if (chance(settings.edgeShare())) {
            return OptionalLong.of(near(left.get()));
        }
        return OptionalLong.of(1 + random.nextLong(left.get().longValueExact()));
    }

    /** An open hold mostly, else a finished one, one that never was, or one of another leg. */
    HoldId hold() {
        final int choice = random.nextInt(100);
        if (choice < 80 && !model.state().openHolds.isEmpty()) {
            return any(model.state().openHolds.keySet());
        } else if (choice < 92 && !model.state().finishedHolds.isEmpty()) {
            return any(model.state().finishedHolds.keySet());
        } else if (choice < 96 && !model.state().openHolds.isEmpty()) {
            final Uint128 key = any(model.state().openHolds.keySet()).key();
            return new HoldId(key, chance(50) ? Bounds.NO_LEG : random.nextInt(4));
        }
        return HoldId.of(Uint128.of(1_000_000L + random.nextInt(10)));
    }

    /** What a hold still reserves; empty where it is not open. */
    Optional<BigInteger> remaining(final HoldId id) {
        return Optional.ofNullable(model.state().openHolds.get(id)).map(ModelHold::remaining);
    }

    /** The key of a transfer or capture mostly, else of anything that was sent, or of nothing. */
    Uint128 transfer(final List<Uint128> keys) {
        final int choice = random.nextInt(100);
        if (choice < 75 && !model.state().transfers.isEmpty()) {
            return any(model.state().transfers.keySet());
        } else if (choice < 97 && !keys.isEmpty()) {
            return any(keys);
        }
        return Uint128.of(2_000_000L + random.nextInt(10));
    }

    /** What is left of a transfer to reverse; empty where there is none. */
    Optional<BigInteger> left(final Uint128 transfer) {
        return Optional.ofNullable(model.state().transfers.get(transfer)).map(ModelTransfer::left);
    }

    long timeoutNs(final long timestampNs) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> 0;
            case 4 -> 1L + random.nextInt(20);
            case 5, 6 -> 1L + random.nextInt(2_000);
            case 7, 8 -> 1L + random.nextInt(1_000_000_000);
            default -> Long.MAX_VALUE - random.nextInt(3) - (chance(50) ? timestampNs : 0);
        };
    }

    /** A floor that a new account may have; sometimes one that it may not. */
    long floor(final AccountId account) {
        if (account.owner() == 0 && chance(80)) {
            return Bounds.NO_FLOOR;
        }
        return switch (random.nextInt(12)) {
            case 0 -> Bounds.NO_FLOOR;
            case 1 -> -Bounds.MAX_LIMIT;
            case 2, 3 -> -usualAmount();
            case 4 -> chance(50) ? smallAmount() : Bounds.MAX_LIMIT;
            default -> 0;
        };
    }

    /** A ceiling that a new account may have; sometimes one that it may not. */
    long ceiling() {
        return switch (random.nextInt(12)) {
            case 0 -> 0;
            case 1 -> Bounds.MAX_LIMIT;
            case 2, 3 -> usualAmount();
            case 4 -> chance(50) ? -smallAmount() : -Bounds.MAX_LIMIT;
            default -> Bounds.NO_CEILING;
        };
    }

    /** A floor just where the account stands, or any. */
    long newFloor(final AccountId id) {
        final ModelAccount account = model.state().accounts.get(id);
        if (account == null || chance(50)) {
            return floor(id);
        }
        return limitNear(account.balance().subtract(account.debitsPending));
    }

    /** A ceiling just where the account stands, or any. */
    long newCeiling(final AccountId id) {
        final ModelAccount account = model.state().accounts.get(id);
        if (account == null || chance(50)) {
            return ceiling();
        }
        return limitNear(account.balance().add(account.creditsPending));
    }

    private long limitNear(final BigInteger figure) {
        final BigInteger farthest = BigInteger.valueOf(Bounds.MAX_LIMIT);
        return figure.add(BigInteger.valueOf(random.nextInt(3) - 1L))
                .max(farthest.negate())
                .min(farthest)
                .longValueExact();
    }

    <T> T any(final Collection<T> choices) {
        final int index = random.nextInt(choices.size());
        return choices instanceof List<T> list ? list.get(index) : new ArrayList<>(choices).get(index);
    }
}
