package dev.florin.protocol.command;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import java.util.List;

/**
 * Under which a command may be applied. Conditions are not part of its content: a retry may carry others.
 *
 * @param notAfterNs stamped later than this (ns since the epoch), the command is refused {@code TOO_LATE};
 *     {@link Bounds#NO_DEADLINE} for none.
 * @param expectations versions that must hold, in the order in which a mismatch reports them.
 */
public record Conditions(long notAfterNs, List<Expectation> expectations) {
    /** No conditions. */
    public static final Conditions NONE = new Conditions(Bounds.NO_DEADLINE, List.of());

    /** Copies the list. */
    public Conditions {
        expectations = List.copyOf(expectations);
    }

    /**
     * Whether there is nothing to check.
     *
     * @return true if the command is applied whatever the time and the versions.
     */
    public boolean isEmpty() {
        return notAfterNs == Bounds.NO_DEADLINE && expectations.isEmpty();
    }

    /**
     * An account expected at a version.
     *
     * @param account which.
     * @param version as an earlier answer told it; 0: the account does not exist.
     */
    public record Expectation(AccountId account, long version) {}
}
