package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several accounts, all as of one sequence: no command came between. Immutable. */
public final class Snapshot {
    private final long sequence;
    private final Map<Account, AccountView> views;

    private Snapshot(final long sequence, final Map<Account, AccountView> views) {
        this.sequence = sequence;
        this.views = views;
    }

    static Snapshot of(final List<Account> accounts, final Answer.OfAccounts answer) {
        final Map<Account, AccountView> views = new LinkedHashMap<>();
        for (int i = 0; i < accounts.size(); i++) {
            views.put(
                    accounts.get(i),
                    new AccountView(accounts.get(i), answer.accounts().get(i)));
        }
        return new Snapshot(answer.sequence(), views);
    }

    /**
     * Sequence of the last command that the figures include.
     *
     * @return 0 where there was none.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * An account that was asked for.
     *
     * @param account which.
     * @return as it was.
     * @throws IllegalArgumentException if it was not asked for.
     */
    public AccountView get(final Account account) {
        final AccountView view = views.get(account);
        if (view == null) {
            throw new IllegalArgumentException("account " + account + " was not read, only " + views.keySet());
        }
        return view;
    }

    /**
     * All accounts that were asked for.
     *
     * @return in the order asked.
     */
    public List<AccountView> accounts() {
        return List.copyOf(views.values());
    }
}
