package dev.florin.replay.text;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.Names;
import dev.florin.statemachine.StateMachine;
import java.util.List;
import java.util.Locale;

/** Accounts as comma separated values, in minor units. */
final class AccountCsv implements AccountFormat {
    private final Names names;

    AccountCsv(final Names names) {
        this.names = names;
    }

    @Override
    public List<String> heading(final StateMachine state) {
        return List.of(
                "account,balance,debits_posted,credits_posted,debits_pending,credits_pending,floor,ceiling,state,version");
    }

    @Override
    public List<String> lines(final Answer.Account account) {
        return List.of(String.format(
                Locale.ROOT,
                "%s,%d,%d,%d,%d,%d,%s,%s,%s,%d",
                names.account(account.id()),
                account.balance(),
                account.debitsPosted(),
                account.creditsPosted(),
                account.debitsPending(),
                account.creditsPending(),
                account.floor() == Bounds.NO_FLOOR ? "none" : account.floor(),
                account.ceiling() == Bounds.NO_CEILING ? "none" : account.ceiling(),
                AccountFormat.stateOf(account),
                account.version()));
    }
}
