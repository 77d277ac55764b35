package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import java.time.Instant;
import java.util.List;

/** What a command did. */
public sealed interface Receipt {
    /**
     * When, and in which place, it was done.
     *
     * @return the stamp of the command that did it.
     */
    Stamp stamp();

    /**
     * Whether the command had been done before, so that this is the first answer again.
     *
     * @return true for a retry that came second.
     */
    default boolean isDuplicate() {
        return stamp().duplicate();
    }

    /**
     * The place of a command in the one order of all commands.
     *
     * @param sequence 1, 2, 3, ... of the command; of a duplicate, that of the first.
     * @param timestampNs ns since the epoch, of the same.
     * @param duplicate true if this is an earlier answer again.
     */
    record Stamp(long sequence, long timestampNs, boolean duplicate) {
        private static final long NS_PER_SECOND = 1_000_000_000L;

        /**
         * The time stamp.
         *
         * @return when the engine took the command in.
         */
        public Instant at() {
            return Instant.ofEpochSecond(
                    Math.floorDiv(timestampNs, NS_PER_SECOND), Math.floorMod(timestampNs, NS_PER_SECOND));
        }
    }

    /**
     * A transfer or capture moved money.
     *
     * @param stamp of the command.
     * @param amount moved; less than asked, and perhaps 0, only for a transfer of {@code upTo}.
     * @param posting names it, to be reversed.
     */
    record Posted(Stamp stamp, Money amount, Posting posting) implements Receipt {}

    /**
     * A hold reserves money.
     *
     * @param stamp of the command.
     * @param amount reserved.
     * @param hold names it, to be captured or released.
     */
    record Held(Stamp stamp, Money amount, Hold hold) implements Receipt {}

    /**
     * A release gave back what a hold reserved.
     *
     * @param stamp of the command.
     * @param amount given back.
     */
    record Released(Stamp stamp, Money amount) implements Receipt {}

    /**
     * A transfer or capture was undone.
     *
     * @param stamp of the command.
     * @param amount moved back.
     */
    record Reversed(Stamp stamp, Money amount) implements Receipt {}

    /**
     * An entry took effect with all of its legs.
     *
     * @param stamp of the command.
     * @param holds made by its hold legs, in the order of the legs.
     */
    record Entered(Stamp stamp, List<Hold> holds) implements Receipt {
        /** Copies the list. */
        public Entered {
            holds = List.copyOf(holds);
        }
    }

    /**
     * An account is there.
     *
     * @param stamp of the command.
     * @param account which.
     * @param existed true if an earlier command had opened it.
     * @param openedSequence of the command that opened it.
     */
    record Opened(Stamp stamp, Account account, boolean existed, long openedSequence) implements Receipt {}

    /**
     * A ledger is there.
     *
     * @param stamp of the command.
     * @param ledger which.
     * @param existed true if an earlier command had made it.
     */
    record LedgerCreated(Stamp stamp, Ledger ledger, boolean existed) implements Receipt {}

    /**
     * An instrument is there.
     *
     * @param stamp of the command.
     * @param instrument which.
     * @param existed true if an earlier command had made it.
     */
    record InstrumentCreated(Stamp stamp, Instrument instrument, boolean existed) implements Receipt {}

    /**
     * State, reference price, band or fees of an instrument are as asked.
     *
     * @param stamp of the command.
     * @param instrument which.
     */
    record InstrumentSet(Stamp stamp, Instrument instrument) implements Receipt {}

    /**
     * An order was taken in, and perhaps traded.
     *
     * @param stamp of the command.
     * @param order names it, to be replaced or cancelled.
     * @param progress how it stands after the command.
     * @param fills its trades in this command; none in a duplicate.
     */
    record Placed(Stamp stamp, Order order, Answer.OrderProgress progress, List<Answer.Fill> fills) implements Receipt {
        /** Copies the list. */
        public Placed {
            fills = List.copyOf(fills);
        }
    }

    /**
     * An order was changed, and perhaps traded.
     *
     * @param stamp of the command.
     * @param order which.
     * @param progress how it stands after the command.
     * @param fills its trades in this command; none in a duplicate.
     */
    record Replaced(Stamp stamp, Order order, Answer.OrderProgress progress, List<Answer.Fill> fills)
            implements Receipt {
        /** Copies the list. */
        public Replaced {
            fills = List.copyOf(fills);
        }
    }

    /**
     * An order was cancelled.
     *
     * @param stamp of the command.
     * @param order which.
     * @param progress how it ended.
     */
    record Cancelled(Stamp stamp, Order order, Answer.OrderProgress progress) implements Receipt {}

    /**
     * Orders of an owner were cancelled.
     *
     * @param stamp of the command.
     * @param count how many.
     * @param more true if there are more, for the next such command.
     */
    record AllCancelled(Stamp stamp, long count, boolean more) implements Receipt {}

    /**
     * Limits, freezes or the state of an account are as asked.
     *
     * @param stamp of the command.
     * @param account which.
     */
    record Changed(Stamp stamp, Account account) implements Receipt {}
}
