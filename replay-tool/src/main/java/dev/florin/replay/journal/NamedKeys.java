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

/**
 * A key with all that commands under it refer to: the keys of holds and transfers, and what those refer to in turn. Tells
 * the accounts that all these name.
 */
public final class NamedKeys {
    private final Uint128 key;
    private final Set<Uint128> keys = new HashSet<>();
    private final Set<AccountId> accounts = new LinkedHashSet<>();
    private boolean isFound;

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
            JournalReplay.scan(directory, frame -> frame.command().ifPresent(this::look));
        } while (keys.size() > known);
    }

    private void look(final Command command) {
        if (!keys.contains(command.key())) {
            return;
        }
        isFound |= command.key().equals(key);
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
     * Whether any command has the key.
     *
     * @return false if the journal holds none.
     */
    public boolean isFound() {
        return isFound;
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
