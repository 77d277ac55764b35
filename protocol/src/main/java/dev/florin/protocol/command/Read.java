package dev.florin.protocol.command;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Uint128;
import java.util.List;

/** A read: changes nothing, carries no key, gets no sequence and is not journaled. */
public sealed interface Read extends Request {
    /**
     * Accounts, all as of one sequence.
     *
     * @param accounts at most {@link dev.florin.protocol.Bounds#MAX_ACCOUNTS_READ}.
     */
    record GetAccounts(List<AccountId> accounts) implements Read {
        /** Copies the list. */
        public GetAccounts {
            accounts = List.copyOf(accounts);
        }
    }

    /** The sums of every ledger, by ledger id. */
    record GetTrialBalance() implements Read {}

    /**
     * What a key decided.
     *
     * @param key of a command.
     */
    record GetOutcome(Uint128 key) implements Read {}

    /** Id, code and scale of every ledger, by ledger id. */
    record GetLedgers() implements Read {}

    /**
     * A book: depth by price.
     *
     * @param instrument id.
     * @param depth most price levels of each side, 1..{@link dev.florin.protocol.Bounds#MAX_BOOK_DEPTH}.
     */
    record GetBook(int instrument, int depth) implements Read {}

    /**
     * The open orders of an owner, by order id, at most {@link dev.florin.protocol.Bounds#MAX_ORDERS_READ}.
     *
     * @param owner whose.
     */
    record GetOrders(long owner) implements Read {}

    /** Id, code, ledgers, lot, tick and state of every instrument, by instrument id. */
    record GetInstruments() implements Read {}
}
