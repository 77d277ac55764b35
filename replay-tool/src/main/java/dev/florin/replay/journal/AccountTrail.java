package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.codec.HoldEventDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Leg;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;

/**
 * Follows one account through a replay: which commands concern it, also those that name only a hold or a transfer of it,
 * and what they moved. Keeps the open holds and the transfers of this account alone.
 */
public final class AccountTrail {
    private static final int EXPIRED = 4;

    private final AccountId account;
    private final Map<HoldId, Reserved> holds = new HashMap<>();
    private final Map<Uint128, Parties> transfers = new HashMap<>();
    private final HoldEventDecoder holdEvent = new HoldEventDecoder();
    private final List<Movement> movements = new ArrayList<>();
    private CommandFrame frame;
    private boolean isConcerned;

    private record Parties(AccountId debit, AccountId credit) {}

    private record Reserved(Parties parties, long amount) {}

    /**
     * Starts before the first command.
     *
     * @param account to follow.
     */
    public AccountTrail(final AccountId account) {
        this.account = account;
    }

    /**
     * Follows an event, which comes before {@link #follow} of its command.
     *
     * @param buffer that holds the event's frame.
     * @param offset of its header.
     */
    public void onEvent(final DirectBuffer buffer, final int offset) {
        if (Frames.templateId(buffer, offset) == HoldEventDecoder.TEMPLATE_ID) {
            Frames.wrap(holdEvent, buffer, offset);
            if (holdEvent.status() == EXPIRED) {
                holds.remove(new HoldId(new Uint128(holdEvent.holdHigh(), holdEvent.holdLow()), holdEvent.holdLeg()));
            }
        }
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
        final Uint128 key = frame.command().orElseThrow().key();
        if (account.equals(parties.debit())) {
            movements.add(new Movement(
                    frame.sequence(), frame.timestampNs(), kind, key, leg, parties.credit(), -amount, code, ref));
        } else if (account.equals(parties.credit())) {
            movements.add(new Movement(
                    frame.sequence(), frame.timestampNs(), kind, key, leg, parties.debit(), amount, code, ref));
        }
    }

    /** Of what is not about money between two accounts. */
    private boolean isNamed(final Command command) {
        return InvolvedAccounts.of(command).contains(account)
                || InvolvedAccounts.trader(command).equals(OptionalLong.of(account.owner()));
    }
}
