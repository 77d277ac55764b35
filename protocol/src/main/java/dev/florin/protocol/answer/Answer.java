package dev.florin.protocol.answer;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.order.InstrumentState;
import dev.florin.protocol.order.OrderSide;
import dev.florin.protocol.order.OrderStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What comes back for a request. */
public sealed interface Answer {
    /** An answer to a command. */
    sealed interface ToCommand extends Answer {
        /**
         * The command's sequence.
         *
         * @return 1 or more; of a duplicate, that of the original.
         */
        long sequence();

        /**
         * When it was stamped.
         *
         * @return ns since the epoch; of a duplicate, of the original.
         */
        long timestampNs();

        /**
         * The kind of the command.
         *
         * @return as sent; of a duplicate the same.
         */
        CommandKind kind();

        /**
         * What became of it.
         *
         * @return never a refusal at the door.
         */
        Outcome outcome();

        /**
         * Whether this is the stored answer of an earlier command with the same key.
         *
         * @return true if nothing was changed.
         */
        boolean duplicate();
    }

    /**
     * What became of a command; of {@code place}, {@code replace} and {@code cancel} only what is no decision.
     *
     * @param sequence of the command; of a duplicate, that of the original.
     * @param timestampNs ns since the epoch, of the same.
     * @param kind of the command.
     * @param outcome what became of it.
     * @param duplicate true if this is the stored answer of an earlier command with the same key.
     * @param amount moved, held, captured, released or reversed, minor units; of cancel_all the orders cancelled; 0 where
     *     refused.
     * @param openedSequence of the command that opened the account, for open_account; else 0.
     * @param leg first failing leg of an entry, else {@link dev.florin.protocol.Bounds#NO_LEG}.
     * @param versions current versions of the accounts that were expected at others; empty unless {@link
     *     Outcome#VERSION_MISMATCH}.
     * @param more true: cancel_all stopped at its bound, and there are more orders.
     */
    record OfCommand(
            long sequence,
            long timestampNs,
            CommandKind kind,
            Outcome outcome,
            boolean duplicate,
            long amount,
            long openedSequence,
            int leg,
            List<AccountVersion> versions,
            boolean more)
            implements ToCommand {
        /**
         * An answer that is not cut at a bound.
         *
         * @param sequence as above, like all others.
         * @param timestampNs ns since the epoch.
         * @param kind of the command.
         * @param outcome what became of it.
         * @param duplicate whether stored.
         * @param amount minor units.
         * @param openedSequence of open_account.
         * @param leg of an entry.
         * @param versions of accounts.
         */
        public OfCommand(
                final long sequence,
                final long timestampNs,
                final CommandKind kind,
                final Outcome outcome,
                final boolean duplicate,
                final long amount,
                final long openedSequence,
                final int leg,
                final List<AccountVersion> versions) {
            this(sequence, timestampNs, kind, outcome, duplicate, amount, openedSequence, leg, versions, false);
        }
    }

    /**
     * What {@code place}, {@code replace} or {@code cancel} decided.
     *
     * @param sequence of the command; of a duplicate, that of the original.
     * @param timestampNs ns since the epoch, of the same.
     * @param kind of the command.
     * @param outcome what became of it.
     * @param duplicate true if this is the stored answer of an earlier command with the same key.
     * @param order how the order stands, before the stops that the command triggered.
     * @param fills the trades of the order as taker in this command, in order; none in a duplicate.
     */
    record OfOrder(
            long sequence,
            long timestampNs,
            CommandKind kind,
            Outcome outcome,
            boolean duplicate,
            OrderProgress order,
            List<Fill> fills)
            implements ToCommand {}

    /**
     * Refused without a sequence, at the door or after it was offered; the key stays free.
     *
     * @param outcome such as {@link Outcome#CLOSED}.
     * @param leg 0..999 where a leg of an entry was refused at the door, else {@link Bounds#NO_LEG}.
     * @param why in words for people, where it was refused at the door; else null.
     */
    record Refused(Outcome outcome, int leg, String why) implements Answer {
        /**
         * Refused after it was offered.
         *
         * @param outcome such as {@link Outcome#CLOSED}.
         */
        public Refused(final Outcome outcome) {
            this(outcome, Bounds.NO_LEG, null);
        }
    }

    /**
     * Accounts as of one sequence.
     *
     * @param sequence of the last command seen.
     * @param accounts in the order asked.
     */
    record OfAccounts(long sequence, List<Account> accounts) implements Answer {}

    /**
     * The sums of every ledger.
     *
     * @param sequence of the last command seen.
     * @param ledgers by id.
     */
    record OfTrialBalance(long sequence, List<LedgerSums> ledgers) implements Answer {}

    /**
     * What a key decided.
     *
     * @param key asked about.
     * @param found false where nothing was decided, or it is forgotten; the other fields then mean nothing.
     * @param kind of the command that decided.
     * @param sequence of that command.
     * @param timestampNs of that command.
     * @param outcome what became of it.
     * @param amount as in its answer.
     * @param openedSequence as in its answer.
     * @param leg as in its answer.
     * @param order as in its answer; {@link OrderProgress#NONE} where it told none.
     * @param more as in its answer.
     */
    record OfOutcome(
            Uint128 key,
            boolean found,
            CommandKind kind,
            long sequence,
            long timestampNs,
            Outcome outcome,
            long amount,
            long openedSequence,
            int leg,
            OrderProgress order,
            boolean more)
            implements Answer {
        /**
         * What a command of the ledger decided.
         *
         * @param key asked about; as above, like all others.
         * @param found whether there is anything to tell.
         * @param kind of the command.
         * @param sequence of that command.
         * @param timestampNs of that command.
         * @param outcome what became of it.
         * @param amount minor units.
         * @param openedSequence of open_account.
         * @param leg of an entry.
         */
        public OfOutcome(
                final Uint128 key,
                final boolean found,
                final CommandKind kind,
                final long sequence,
                final long timestampNs,
                final Outcome outcome,
                final long amount,
                final long openedSequence,
                final int leg) {
            this(
                    key,
                    found,
                    kind,
                    sequence,
                    timestampNs,
                    outcome,
                    amount,
                    openedSequence,
                    leg,
                    OrderProgress.NONE,
                    false);
        }
    }

    /**
     * The ledgers there are.
     *
     * @param sequence of the last command seen.
     * @param ledgers by id.
     */
    record OfLedgers(long sequence, List<Ledger> ledgers) implements Answer {}

    /**
     * A book as of one sequence.
     *
     * @param sequence of the last command seen.
     * @param instrument id.
     * @param state of the instrument; empty: there is none with this id.
     * @param indicative in an auction, what uncrossing now would trade; else empty.
     * @param bids by falling price.
     * @param asks by rising price.
     */
    record OfBook(
            long sequence,
            int instrument,
            Optional<InstrumentState> state,
            Optional<Indicative> indicative,
            List<Level> bids,
            List<Level> asks)
            implements Answer {}

    /**
     * The open orders of an owner.
     *
     * @param sequence of the last command seen.
     * @param owner whose.
     * @param orders by order id.
     * @param more true: there are more than shown.
     */
    record OfOrders(long sequence, long owner, List<OpenOrder> orders, boolean more) implements Answer {}

    /**
     * The instruments there are.
     *
     * @param sequence of the last command seen.
     * @param instruments by id.
     */
    record OfInstruments(long sequence, List<Instrument> instruments) implements Answer {}

    /**
     * How an order stands.
     *
     * @param status {@link OrderStatus#NONE} where there is no order to tell of.
     * @param filled lots traded since it was placed.
     * @param remaining lots that are, or were, left untraded.
     */
    record OrderProgress(OrderStatus status, long filled, long remaining) {
        /** There is no order to tell of. */
        public static final OrderProgress NONE = new OrderProgress(OrderStatus.NONE, 0, 0);
    }

    /**
     * A trade, as its taker sees it.
     *
     * @param price quote minor units for one lot.
     * @param quantity lots.
     * @param maker key that placed the maker's order.
     * @param makerOwner who owns that order.
     */
    record Fill(long price, long quantity, Uint128 maker, long makerOwner) {}

    /**
     * What an uncross would trade.
     *
     * @param price 0: nothing would trade.
     * @param quantity lots.
     */
    record Indicative(long price, long quantity) {}

    /**
     * The orders at one price.
     *
     * @param price quote minor units for one lot.
     * @param quantity displayed lots.
     * @param orders how many.
     */
    record Level(long price, long quantity, int orders) {}

    /**
     * An open order.
     *
     * @param key that placed it.
     * @param orderId sequence of the command that placed it.
     * @param instrument id.
     * @param side buy or sell.
     * @param price 0: a market order.
     * @param stop trigger price while it waits for it, else 0.
     * @param progress how it stands.
     */
    record OpenOrder(
            Uint128 key, long orderId, int instrument, OrderSide side, long price, long stop, OrderProgress progress) {}

    /**
     * An instrument.
     *
     * @param id 1..65535.
     * @param code such as {@code BTC-USD}.
     * @param baseLedger id of the ledger that is traded.
     * @param quoteLedger id of the ledger that it is paid in.
     * @param lot base minor units in one lot.
     * @param tick that prices are multiples of.
     * @param state what it takes.
     */
    record Instrument(
            int id, String code, int baseLedger, int quoteLedger, long lot, long tick, InstrumentState state) {}

    /**
     * An account at a version.
     *
     * @param account which.
     * @param version sequence of the last command that changed it; 0: it does not exist.
     */
    record AccountVersion(AccountId account, long version) {}

    /**
     * An account as read.
     *
     * @param id which.
     * @param exists false: all else is 0.
     * @param debitsPosted lifetime debits, minor units.
     * @param creditsPosted lifetime credits.
     * @param debitsPending what open holds and orders reserve of it.
     * @param creditsPending what open holds would bring it.
     * @param floor lowest balance, {@link dev.florin.protocol.Bounds#NO_FLOOR} for unlimited.
     * @param ceiling highest balance, {@link dev.florin.protocol.Bounds#NO_CEILING} for unlimited.
     * @param debitsFrozen true: no new debits.
     * @param creditsFrozen true: no new credits.
     * @param closed true: closed.
     * @param version sequence of the last command that changed it.
     * @param holds the oldest of those that reserve its debits.
     * @param moreHolds true: there are more than shown.
     */
    record Account(
            AccountId id,
            boolean exists,
            long debitsPosted,
            long creditsPosted,
            long debitsPending,
            long creditsPending,
            long floor,
            long ceiling,
            boolean debitsFrozen,
            boolean creditsFrozen,
            boolean closed,
            long version,
            List<OpenHold> holds,
            boolean moreHolds) {
        /**
         * What the account owns.
         *
         * @return creditsPosted - debitsPosted; cannot overflow, for both are at least 0.
         */
        public long balance() {
            return creditsPosted - debitsPosted;
        }

        /**
         * What may still be debited: balance - debitsPending - floor.
         *
         * @return saturated at 2^63-1, also where the floor is none.
         */
        public long available() {
            if (floor == Long.MIN_VALUE) {
                return Long.MAX_VALUE;
            }
            final BigInteger exact = BigInteger.valueOf(balance())
                    .subtract(BigInteger.valueOf(debitsPending))
                    .subtract(BigInteger.valueOf(floor));
            return exact.min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
        }
    }

    /**
     * A hold that still reserves something.
     *
     * @param id its name.
     * @param remaining minor units.
     * @param expiresAtNs ns since the epoch, {@link dev.florin.protocol.Bounds#NO_EXPIRY} for never.
     */
    record OpenHold(HoldId id, long remaining, long expiresAtNs) {}

    /**
     * The sums over the accounts of a ledger, minor units.
     *
     * @param ledger which.
     * @param debitsPosted sum.
     * @param creditsPosted sum, equal to debitsPosted.
     * @param debitsPending sum.
     * @param creditsPending sum, equal to debitsPending.
     */
    record LedgerSums(
            Ledger ledger,
            BigInteger debitsPosted,
            BigInteger creditsPosted,
            BigInteger debitsPending,
            BigInteger creditsPending) {}

    /**
     * A ledger.
     *
     * @param id 1..65535.
     * @param code such as {@code SEK}.
     * @param scale decimals.
     */
    record Ledger(int id, String code, int scale) {}
}
