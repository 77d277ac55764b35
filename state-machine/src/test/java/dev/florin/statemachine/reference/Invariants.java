package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.answer.Answer;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Section 6 of the contract, on what the state machine itself answers, command after command. */
final class Invariants {
    private final Map<AccountId, Answer.Account> before = new HashMap<>();

    /** Looks at all accounts and all sums as of one sequence; throws where the contract is broken. */
    void check(
            final Answer.OfAccounts accounts,
            final Answer.OfTrialBalance trialBalance,
            final Map<AccountId, BigInteger> reservedByOrders) {
        accounts.accounts().stream()
                .filter(Answer.Account::exists)
                .forEach(
                        account -> checkAccount(account, reservedByOrders.getOrDefault(account.id(), BigInteger.ZERO)));
        trialBalance.ledgers().forEach(sums -> checkLedger(sums, accounts.accounts()));
    }

    private void checkAccount(final Answer.Account account, final BigInteger reservedByOrders) {
        final BigInteger balance = BigInteger.valueOf(account.balance());
        final BigInteger lowest = balance.subtract(BigInteger.valueOf(account.debitsPending()));
        final BigInteger highest = balance.add(BigInteger.valueOf(account.creditsPending()));
        require(
                account.floor() == Bounds.NO_FLOOR || lowest.compareTo(BigInteger.valueOf(account.floor())) >= 0,
                "below its floor",
                account);
        require(highest.compareTo(BigInteger.valueOf(account.ceiling())) <= 0, "above its ceiling", account);
        require(account.debitsPending() >= 0 && account.creditsPending() >= 0, "pending below 0", account);
        require(!account.closed() || isEmpty(account), "closed, but not empty", account);
        final BigInteger held = account.holds().stream()
                .map(hold -> BigInteger.valueOf(hold.remaining()))
                .reduce(reservedByOrders, BigInteger::add);
        final int comparison = held.compareTo(BigInteger.valueOf(account.debitsPending()));
        require(
                account.moreHolds() ? comparison < 0 : comparison == 0,
                "debitsPending is not what its holds and orders reserve",
                account);
        checkAgainstBefore(account, before.put(account.id(), account));
    }

    private static void checkAgainstBefore(final Answer.Account account, final Answer.Account earlier) {
        if (earlier != null) {
            require(account.debitsPosted() >= earlier.debitsPosted(), "debitsPosted shrank", account);
            require(account.creditsPosted() >= earlier.creditsPosted(), "creditsPosted shrank", account);
            require(account.version() >= earlier.version(), "the version went back", account);
            require(
                    account.version() > earlier.version() || account.equals(earlier),
                    "changed, version did not",
                    account);
        }
    }

    private static boolean isEmpty(final Answer.Account account) {
        return account.balance() == 0 && account.debitsPending() == 0 && account.creditsPending() == 0;
    }

    private static void checkLedger(final Answer.LedgerSums sums, final List<Answer.Account> accounts) {
        require(sums.debitsPosted().equals(sums.creditsPosted()), "debits posted are not credits posted", sums);
        require(sums.debitsPending().equals(sums.creditsPending()), "debits pending are not credits pending", sums);
        final int ledger = sums.ledger().id();
        require(
                sums.debitsPosted().equals(sum(accounts, ledger, Answer.Account::debitsPosted)),
                "debits posted are not those of the accounts",
                sums);
        require(
                sums.debitsPending().equals(sum(accounts, ledger, Answer.Account::debitsPending)),
                "debits pending are not those of the accounts",
                sums);
    }

    private static BigInteger sum(
            final List<Answer.Account> accounts, final int ledger, final ToLongFunction<Answer.Account> figure) {
        return accounts.stream()
                .filter(account -> account.id().ledger() == ledger)
                .map(account -> BigInteger.valueOf(figure.applyAsLong(account)))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static void require(final boolean isSo, final String what, final Object subject) {
        if (!isSo) {
            throw new AssertionError(what + ": " + subject);
        }
    }
}
