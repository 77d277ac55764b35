package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Changes one field of a command, so that it is the same key with another content. */
final class Mutator {
    private final SplittableRandom random;
    private final OrderMutator orders;

    Mutator(final SplittableRandom random) {
        this.random = random;
        this.orders = new OrderMutator(random);
    }

    Command mutate(final Command command) {
        if (command instanceof Command.Transfer c) {
            return mutateTransfer(c);
        } else if (command instanceof Command.Hold c) {
            return mutateHold(c);
        } else if (command instanceof Command.Capture c) {
            return mutateCapture(c);
        } else if (command instanceof Command.Release c) {
            return random.nextBoolean()
                    ? new Command.Release(c.key(), c.hold(), other(c.code()), c.ref(), c.conditions())
                    : new Command.Release(c.key(), other(c.hold()), c.code(), c.ref(), c.conditions());
        } else if (command instanceof Command.Entry c) {
            return mutateEntry(c);
        } else if (command instanceof Command.Reverse c) {
            return mutateReverse(c);
        }
        return mutateAccountCommand(command);
    }

    private Command mutateTransfer(final Command.Transfer c) {
        return switch (random.nextInt(6)) {
            case 0 ->
                new Command.Transfer(
                        c.key(), c.debit(), c.credit(), other(c.amount()), c.upTo(), c.code(), c.ref(), c.conditions());
            case 1 ->
                new Command.Transfer(
                        c.key(), c.debit(), c.credit(), c.amount(), !c.upTo(), c.code(), c.ref(), c.conditions());
            case 2 ->
                new Command.Transfer(
                        c.key(), c.debit(), c.credit(), c.amount(), c.upTo(), other(c.code()), c.ref(), c.conditions());
            case 3 ->
                new Command.Transfer(
                        c.key(), c.debit(), c.credit(), c.amount(), c.upTo(), c.code(), other(c.ref()), c.conditions());
            case 4 ->
                new Command.Transfer(
                        c.key(), c.credit(), c.debit(), c.amount(), c.upTo(), c.code(), c.ref(), c.conditions());
            default ->
                new Command.Transfer(
                        c.key(),
                        otherOwner(c.debit(), c.credit()),
                        c.credit(),
                        c.amount(),
                        c.upTo(),
                        c.code(),
                        c.ref(),
                        c.conditions());
        };
    }

    private Command mutateHold(final Command.Hold c) {
        return switch (random.nextInt(4)) {
            case 0 ->
                new Command.Hold(
                        c.key(),
                        c.debit(),
                        c.credit(),
                        other(c.amount()),
                        c.timeoutNs(),
                        c.code(),
                        c.ref(),
                        c.conditions());
            case 1 ->
                new Command.Hold(
                        c.key(),
                        c.debit(),
                        c.credit(),
                        c.amount(),
                        other(c.timeoutNs()),
                        c.code(),
                        c.ref(),
                        c.conditions());
            case 2 ->
                new Command.Hold(
                        c.key(),
                        c.debit(),
                        c.credit(),
                        c.amount(),
                        c.timeoutNs(),
                        c.code(),
                        other(c.ref()),
                        c.conditions());
            default ->
                new Command.Hold(
                        c.key(), c.credit(), c.debit(), c.amount(), c.timeoutNs(), c.code(), c.ref(), c.conditions());
        };
    }

    private Command mutateCapture(final Command.Capture c) {
        return switch (random.nextInt(4)) {
            case 0 ->
                new Command.Capture(
                        c.key(), c.hold(), other(c.amount()), c.keepOpen(), c.code(), c.ref(), c.conditions());
            case 1 ->
                new Command.Capture(c.key(), c.hold(), c.amount(), !c.keepOpen(), c.code(), c.ref(), c.conditions());
            case 2 ->
                new Command.Capture(
                        c.key(), other(c.hold()), c.amount(), c.keepOpen(), c.code(), c.ref(), c.conditions());
            default ->
                new Command.Capture(
                        c.key(), c.hold(), c.amount(), c.keepOpen(), other(c.code()), c.ref(), c.conditions());
        };
    }

    private Command mutateReverse(final Command.Reverse c) {
        return switch (random.nextInt(3)) {
            case 0 -> new Command.Reverse(c.key(), c.transfer(), other(c.amount()), c.code(), c.ref(), c.conditions());
            case 1 -> new Command.Reverse(c.key(), other(c.transfer()), c.amount(), c.code(), c.ref(), c.conditions());
            default -> new Command.Reverse(c.key(), c.transfer(), c.amount(), c.code(), other(c.ref()), c.conditions());
        };
    }

    private Command mutateEntry(final Command.Entry c) {
        final List<Leg> legs = new ArrayList<>(c.legs());
        final int index = random.nextInt(legs.size());
        switch (random.nextInt(4)) {
            case 0 -> legs.set(index, withOtherCode(legs.get(index)));
            case 1 -> {
                if (legs.size() < Bounds.MAX_LEGS) {
                    legs.add(legs.get(index));
                }
            }
            case 2 -> {
                if (legs.size() > 1) {
                    legs.remove(index);
                }
            }
            default -> {
                return new Command.Entry(c.key(), legs, other(c.code()), c.ref(), c.conditions());
            }
        }
        return new Command.Entry(c.key(), legs, c.code(), c.ref(), c.conditions());
    }

    private static Leg withOtherCode(final Leg leg) {
        if (leg instanceof Leg.Transfer t) {
            return new Leg.Transfer(t.debit(), t.credit(), t.amount(), other(t.code()), t.ref());
        } else if (leg instanceof Leg.Hold h) {
            return new Leg.Hold(h.debit(), h.credit(), h.amount(), h.timeoutNs(), other(h.code()), h.ref());
        } else if (leg instanceof Leg.Capture c) {
            return new Leg.Capture(c.hold(), c.amount(), c.keepOpen(), other(c.code()), c.ref());
        } else if (leg instanceof Leg.Release r) {
            return new Leg.Release(r.hold(), other(r.code()), r.ref());
        }
        throw new IllegalArgumentException("the generator does not know " + leg);
    }

    private Command mutateAccountCommand(final Command command) {
        if (command instanceof Command.CreateLedger c) {
            return new Command.CreateLedger(c.key(), c.ledger(), c.code(), (c.scale() + 1) % 19, c.conditions());
        } else if (command instanceof Command.OpenAccount c) {
            return random.nextBoolean()
                    ? new Command.OpenAccount(
                            c.key(), c.account(), c.floor() == 0 ? -1 : 0, c.ceiling(), c.conditions())
                    : new Command.OpenAccount(c.key(), otherOwner(c.account()), c.floor(), c.ceiling(), c.conditions());
        } else if (command instanceof Command.SetLimits c) {
            final OptionalLong floor = c.floor().isPresent() ? OptionalLong.empty() : OptionalLong.of(0);
            final OptionalLong ceiling = floor.isEmpty() ? OptionalLong.of(0) : c.ceiling();
            return new Command.SetLimits(c.key(), c.account(), floor, ceiling, c.conditions());
        } else if (command instanceof Command.Freeze c) {
            return new Command.Freeze(c.key(), c.account(), other(c.side()), c.conditions());
        } else if (command instanceof Command.Unfreeze c) {
            return random.nextBoolean()
                    ? new Command.Freeze(c.key(), c.account(), c.side(), c.conditions())
                    : new Command.Unfreeze(c.key(), c.account(), other(c.side()), c.conditions());
        } else if (command instanceof Command.CloseAccount c) {
            return new Command.ReopenAccount(c.key(), c.account(), c.conditions());
        } else if (command instanceof Command.ReopenAccount c) {
            return new Command.ReopenAccount(c.key(), otherOwner(c.account()), c.conditions());
        }
        return orders.mutate(command);
    }

    private static AccountId otherOwner(final AccountId account) {
        return new AccountId(account.owner() ^ 64, account.ledger(), account.type());
    }

    /** Not the account on the other side, which the door would refuse. */
    private static AccountId otherOwner(final AccountId debit, final AccountId credit) {
        final AccountId other = otherOwner(debit);
        return other.equals(credit)
                ? otherOwner(new AccountId(debit.owner() ^ 128, debit.ledger(), debit.type()))
                : other;
    }

    private static long other(final long amount) {
        return amount == Long.MAX_VALUE ? amount - 1 : amount + 1;
    }

    private static int other(final int code) {
        return (code + 1) & 0xFFFF;
    }

    private static Uint128 other(final Uint128 value) {
        return new Uint128(value.high(), value.low() ^ (1L << 40));
    }

    private static OptionalLong other(final OptionalLong amount) {
        return amount.isPresent() ? OptionalLong.empty() : OptionalLong.of(1);
    }

    private static HoldId other(final HoldId hold) {
        return hold.leg() == 0 ? HoldId.of(hold.key()) : new HoldId(hold.key(), 0);
    }

    private static Side other(final Side side) {
        return side == Side.BOTH ? Side.DEBITS : Side.BOTH;
    }
}
