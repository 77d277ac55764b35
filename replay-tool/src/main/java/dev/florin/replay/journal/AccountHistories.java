package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.answer.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** How some accounts change in a journal from a sequence on, to be compared with another journal. Belongs to one thread. */
public final class AccountHistories implements Step {
    private final JournalReplay replay;
    private final TouchedAccounts touched;
    private final List<AccountId> wanted;
    private final Set<AccountId> isWanted;
    private final long fromSequence;
    private final Map<AccountId, TreeMap<Long, Answer.Account>> states = new HashMap<>();
    private boolean isBegun;

    private AccountHistories(final JournalReplay replay, final List<AccountId> wanted, final long fromSequence) {
        this.replay = replay;
        this.wanted = wanted;
        this.fromSequence = fromSequence;
        isWanted = new HashSet<>(wanted);
        touched = new TouchedAccounts(replay.names());
        wanted.forEach(account -> states.put(account, new TreeMap<>()));
    }

    /**
     * Replays a journal and keeps what becomes of accounts.
     *
     * @param replay that has not begun.
     * @param wanted the accounts.
     * @param fromSequence of the first command that matters.
     * @return their histories.
     */
    public static AccountHistories of(
            final JournalReplay replay, final List<AccountId> wanted, final long fromSequence) {
        final AccountHistories histories = new AccountHistories(replay, wanted, fromSequence);
        replay.run(histories);
        histories.begin();
        return histories;
    }

    @Override
    public boolean before(final CommandFrame frame) {
        if (frame.sequence() == fromSequence) {
            begin();
        }
        return true;
    }

    /** Where the journal ends before, it is its end. */
    private void begin() {
        if (!isBegun) {
            isBegun = true;
            keep(wanted, fromSequence - 1);
        }
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset) {
        touched.onEvent(buffer, offset);
    }

    @Override
    public void after(final CommandFrame frame, final Answer.ToCommand answer) {
        final Set<AccountId> changed = touched.after(frame, answer);
        if (isBegun) {
            final List<AccountId> some = new ArrayList<>(changed);
            some.retainAll(isWanted);
            keep(some, frame.sequence());
        }
    }

    private void keep(final List<AccountId> accounts, final long sequence) {
        final List<Answer.Account> now = replay.read(accounts);
        for (int i = 0; i < accounts.size(); i++) {
            states.get(accounts.get(i)).put(sequence, now.get(i));
        }
    }

    /**
     * The first sequence after which an account is not the same in two journals.
     *
     * @param account that was wanted of both.
     * @param other histories from the same sequence on.
     * @return a sequence.
     * @throws IllegalArgumentException if it never differs.
     */
    public long firstDifference(final AccountId account, final AccountHistories other) {
        final Set<Long> sequences = new TreeSet<>(states.get(account).keySet());
        sequences.addAll(other.states.get(account).keySet());
        for (final long sequence : sequences) {
            if (!at(account, sequence).equals(other.at(account, sequence))) {
                return sequence;
            }
        }
        throw new IllegalArgumentException("account " + account + " is the same in both");
    }

    private Answer.Account at(final AccountId account, final long sequence) {
        return states.get(account).floorEntry(sequence).getValue();
    }
}
