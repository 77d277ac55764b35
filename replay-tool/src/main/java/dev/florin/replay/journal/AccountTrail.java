package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.event.EventDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;

/**
 * Follows one account through a replay: which commands concern it, also those that name only a hold or a transfer of it,
 * and what they moved. Keeps the open holds and the transfers of this account alone.
 */
public final class AccountTrail {
    private final AccountId account;
    private final Map<HoldId, Reserved> holds = new HashMap<>();
    private final Map<Uint128, Parties> transfers = new HashMap<>();
    private final EventDecoder events = new EventDecoder();
    private final TradePostings trades;
    private final List<Movement> movements = new ArrayList<>();
    private CommandFrame frame;
    private boolean isConcerned;

    private record Parties(AccountId debit, AccountId credit) {}

    private record Reserved(Parties parties, long amount) {}

    /**
     * Starts before the first command.
     *
     * @param account to follow.
     * @param names of instruments, which tell what their trades move.
     */
    public AccountTrail(final AccountId account, final Names names) {
        this.account = account;
        trades = new TradePostings(names);
    }

    /**
     * Follows an event, which comes before {@link #follow} of its command.
     *
     * @param buffer that holds the event's frame.
     * @param offset of its header.
     */
    public void onEvent(final DirectBuffer buffer, final int offset) {
        final Event event = events.decode(buffer, offset);
        if (event instanceof Event.HoldChanged hold && hold.status() == Event.HoldStatus.EXPIRED) {
            holds.remove(hold.hold());
        }
        trades.onEvent(event);
    }

    /**
     * Follows a command.
     *
     * @param of the command.
     * @param answer that it got.
     * @return whether it concerns the account.
     */
    public boolean follow(final CommandFrame of, final Answer.ToCommand answer) {
        frame = of;
        movements.clear();
        isConcerned = false;
        of.command().ifPresent(command -> {
            final boolean isApplied = answer.outcome() == Outcome.OK && !answer.duplicate();
            final long amount = answer instanceof Answer.OfCommand decided ? decided.amount() : 0;
            follow(command, isApplied, amount);
        });
        trades.after(of, answer).forEach(this::move);
        return isConcerned;
    }

    /**
     * What the last command moved to or from the account, in the order of legs.
     *
     * @return movements; valid until the next command.
     */
    public List<Movement> movements() {
        return movements;
    }

    private void follow(final Command command, final boolean isApplied, final long amount) {
        if (command instanceof Command.Transfer transfer) {
            final Parties parties = concern(transfer.debit(), transfer.credit());
            if (isApplied && isConcerned) {
                transfers.put(transfer.key(), parties);
                move(CommandKind.TRANSFER, Bounds.NO_LEG, parties, amount, transfer.code(), transfer.ref());
            }
        } else if (command instanceof Command.Hold hold) {
            final Parties parties = concern(hold.debit(), hold.credit());
            if (isApplied && isConcerned) {
                holds.put(HoldId.of(hold.key()), new Reserved(parties, amount));
            }
        } else if (command instanceof Command.Capture capture) {
            final Reserved reserved = concern(capture.hold());
            if (isApplied && reserved != null) {
                transfers.put(capture.key(), reserved.parties());
                capture(capture.hold(), reserved, amount, capture.keepOpen());
                move(CommandKind.CAPTURE, Bounds.NO_LEG, reserved.parties(), amount, capture.code(), capture.ref());
            }
        } else if (command instanceof Command.Release release) {
            concern(release.hold());
            if (isApplied) {
                holds.remove(release.hold());
            }
        } else if (command instanceof Command.Entry entry) {
            followLegs(entry, isApplied);
        } else if (command instanceof Command.Reverse reverse) {
            reverse(reverse, isApplied, amount);
        } else {
            isConcerned = isNamed(command);
        }
    }

    private void reverse(final Command.Reverse reverse, final boolean isApplied, final long amount) {
        final Parties moved = transfers.get(reverse.transfer());
        isConcerned = moved != null;
        if (isApplied && moved != null) {
            final Parties mirror = new Parties(moved.credit(), moved.debit());
            move(CommandKind.REVERSE, Bounds.NO_LEG, mirror, amount, reverse.code(), reverse.ref());
        }
    }

    /** Legs of a refused entry concern the account, too, though nothing came of them. */
    private void followLegs(final Command.Entry entry, final boolean isApplied) {
        boolean isAnyConcerned = false;
        for (int i = 0; i < entry.legs().size(); i++) {
            isConcerned = false;
            followLeg(entry.key(), i, entry.legs().get(i), isApplied);
            isAnyConcerned |= isConcerned;
        }
        isConcerned = isAnyConcerned;
    }

    private void followLeg(final Uint128 key, final int index, final Leg leg, final boolean isApplied) {
        if (leg instanceof Leg.Transfer transfer) {
            final Parties parties = concern(transfer.debit(), transfer.credit());
            if (isApplied) {
                move(CommandKind.TRANSFER, index, parties, transfer.amount(), transfer.code(), transfer.ref());
            }
        } else if (leg instanceof Leg.Hold hold) {
            final Parties parties = concern(hold.debit(), hold.credit());
            if (isApplied && isConcerned) {
                holds.put(new HoldId(key, index), new Reserved(parties, hold.amount()));
            }
        } else if (leg instanceof Leg.Capture capture) {
            final Reserved reserved = concern(capture.hold());
            if (isApplied && reserved != null) {
                final OptionalLong given = capture.amount();
                final long amount = given.orElse(reserved.amount());
                capture(capture.hold(), reserved, amount, capture.keepOpen());
                move(CommandKind.CAPTURE, index, reserved.parties(), amount, capture.code(), capture.ref());
            }
        } else if (leg instanceof Leg.Release release) {
            concern(release.hold());
            if (isApplied) {
                holds.remove(release.hold());
            }
        }
    }

    private Parties concern(final AccountId debit, final AccountId credit) {
        isConcerned = account.equals(debit) || account.equals(credit);
        return new Parties(debit, credit);
    }

    private Reserved concern(final HoldId hold) {
        final Reserved reserved = holds.get(hold);
        isConcerned = reserved != null;
        return reserved;
    }

    private void capture(final HoldId hold, final Reserved reserved, final long amount, final boolean keepOpen) {
        final long left = reserved.amount() - amount;
        if (keepOpen && left > 0) {
            holds.put(hold, new Reserved(reserved.parties(), left));
        } else {
            holds.remove(hold);
        }
    }

    private void move(
            final CommandKind kind,
            final int leg,
            final Parties parties,
            final long amount,
            final int code,
            final Uint128 ref) {
        if (account.equals(parties.debit())) {
            movements.add(movement(kind, leg, parties.credit(), -amount, code, ref, Optional.empty()));
        } else if (account.equals(parties.credit())) {
            movements.add(movement(kind, leg, parties.debit(), amount, code, ref, Optional.empty()));
        }
    }

    /** Buyer and seller may be one account: then the posting is on both its sides. */
    private void move(final TradePostings.Posting posting) {
        final Event.Traded trade = posting.trade();
        final Optional<Movement.TradePart> part = Optional.of(new Movement.TradePart(
                trade.instrument(), trade.trade(), posting.part().text(), trade.price(), trade.quantity()));
        if (account.equals(posting.debit())) {
            isConcerned = true;
            movements.add(
                    movement(frame.kind(), Bounds.NO_LEG, posting.credit(), -posting.amount(), 0, Uint128.ZERO, part));
        }
        if (account.equals(posting.credit())) {
            isConcerned = true;
            movements.add(
                    movement(frame.kind(), Bounds.NO_LEG, posting.debit(), posting.amount(), 0, Uint128.ZERO, part));
        }
    }

    private Movement movement(
            final CommandKind kind,
            final int leg,
            final AccountId counterparty,
            final long amount,
            final int code,
            final Uint128 ref,
            final Optional<Movement.TradePart> trade) {
        return new Movement(
                frame.sequence(),
                frame.timestampNs(),
                kind,
                frame.command().orElseThrow().key(),
                leg,
                counterparty,
                amount,
                code,
                ref,
                trade);
    }

    /** Of what is not about money between two accounts. */
    private boolean isNamed(final Command command) {
        return InvolvedAccounts.of(command).contains(account)
                || InvolvedAccounts.trader(command).equals(OptionalLong.of(account.owner()));
    }
}
