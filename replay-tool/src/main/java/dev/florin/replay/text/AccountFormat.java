package dev.florin.replay.text;

import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.Names;
import dev.florin.statemachine.StateMachine;
import java.util.List;

/** How accounts are printed. */
public interface AccountFormat {
    /**
     * For people, in major units.
     *
     * @param names of the ledgers.
     * @return a line for every account, and one for each of its holds.
     */
    static AccountFormat words(final Names names) {
        return new AccountWords(names);
    }

    /**
     * For programs, in minor units.
     *
     * @param names of the ledgers.
     * @return an object for every account, as {@code get} of the JSON door answers it.
     */
    static AccountFormat json(final Names names) {
        return new AccountJson(names);
    }

    /**
     * For spreadsheets, in minor units.
     *
     * @param names of the ledgers.
     * @return comma separated values.
     */
    static AccountFormat csv(final Names names) {
        return new AccountCsv(names);
    }

    /**
     * What stands above all accounts.
     *
     * @param state that they are of.
     * @return lines.
     */
    List<String> heading(StateMachine state);

    /**
     * An account.
     *
     * @param account that exists.
     * @return lines.
     */
    List<String> lines(Answer.Account account);

    /**
     * Open, frozen or closed, as text doors call it.
     *
     * @param account that exists.
     * @return one word.
     */
    static String stateOf(final Answer.Account account) {
        if (account.closed()) {
            return "closed";
        }
        if (account.debitsFrozen()) {
            return account.creditsFrozen() ? "frozen" : "frozen_debits";
        }
        return account.creditsFrozen() ? "frozen_credits" : "open";
    }
}
