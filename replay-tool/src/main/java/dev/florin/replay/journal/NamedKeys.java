package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Leg;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A key with all that commands under it refer to: the keys of holds and transfers, and what those refer to in turn. Tells
 * which commands have the key, and the accounts that all these name.
 */
public final class NamedKeys {
    private final Uint128 key;
    private final Set<Uint128> keys = new HashSet<>();
    private final Set<AccountId> accounts = new LinkedHashSet<>();
    private final SortedSet<Long> sequences = new TreeSet<>();
    private boolean isOfMatching;

    /**
     * Looks through a journal, once more for every step back: a reversal names a capture, which names a hold.
     *
     * @param directory of the journal.
     * @param key to start with.
     */
    public NamedKeys(final Path directory, final Uint128 key) {
        this.key = key;
        keys.add(key);
        int known;
        do {
            known = keys.size();
            JournalReplay.scan(directory, this::look);
        } while (keys.size() > known);
    }

    private void look(final CommandFrame frame) {
        isOfMatching |= frame.kind().isOfMatching();
        frame.command().filter(command -> keys.contains(command.key())).ifPresent(command -> {
            if (command.key().equals(key)) {
                sequences.add(frame.sequence());
            }
            follow(command);
        });
    }

    private void follow(final Command command) {
        accounts.addAll(InvolvedAccounts.of(command));
        if (command instanceof Command.Capture capture) {
            keys.add(capture.hold().key());
        } else if (command instanceof Command.Release release) {
            keys.add(release.hold().key());
        } else if (command instanceof Command.Reverse reverse) {
            keys.add(reverse.transfer());
        } else if (command instanceof Command.Entry entry) {
            entry.legs().forEach(leg -> hold(leg).ifPresent(keys::add));
        }
    }

    private static Optional<Uint128> hold(final Leg leg) {
        if (leg instanceof Leg.Capture capture) {
            return Optional.of(capture.hold().key());
        }
        return leg instanceof Leg.Release release ? Optional.of(release.hold().key()) : Optional.empty();
    }

    /**
     * The commands that have the key: the first, and its retries.
     *
     * @return their sequences, rising; empty if the journal holds none.
     */
    public SortedSet<Long> sequences() {
        return sequences;
    }

    /**
     * Whether any command of the journal is about instruments or orders.
     *
     * @return false for the journal of a mere ledger.
     */
    public boolean isOfMatching() {
        return isOfMatching;
    }

    /**
     * The accounts that are named.
     *
     * @return in the order in which they were met.
     */
    public Set<AccountId> accounts() {
        return accounts;
    }
}
