package dev.florin.protocol.answer;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import java.math.BigInteger;
import java.util.List;

/** What comes back for a request. */
public sealed interface Answer {
    /**
     * What a command decided.
     *
     * @param sequence of the command; of a duplicate, that of the original.
     * @param timestampNs ns since the epoch, of the same.
     * @param kind of the command.
     * @param outcome what became of it.
     * @param duplicate true if this is the stored answer of an earlier command with the same key.
     * @param amount moved, held, captured, released or reversed, minor units; 0 where refused.
     * @param openedSequence of the command that opened the account, for open_account; else 0.
     * @param leg first failing leg of an entry, else {@link dev.florin.protocol.Bounds#NO_LEG}.
     * @param versions current versions of the accounts that were expected at others; empty unless {@link
     *     Outcome#VERSION_MISMATCH}.
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
            List<AccountVersion> versions)
            implements Answer {}

    /**
     * Refused after it was offered, without a sequence; the key stays free.
     *
     * @param outcome such as {@link Outcome#CLOSED}.
     */
    record Refused(Outcome outcome) implements Answer {}

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
            int leg)
            implements Answer {}

    /**
     * The ledgers there are.
     *
     * @param sequence of the last command seen.
     * @param ledgers by id.
     */
    record OfLedgers(long sequence, List<Ledger> ledgers) implements Answer {}

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
