package dev.florin.statemachine;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.ConditionsDecoder;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.CurrentCommand;
import org.agrona.DirectBuffer;

/** Says whether a command's conditions hold: {@code not_after} first, then {@code expect}. Owned by the engine thread. */
final class ConditionsCheck {
    private final CurrentCommand current;
    private final Accounts accounts;
    private final ConditionsDecoder conditions = new ConditionsDecoder();

    ConditionsCheck(final CurrentCommand current, final Accounts accounts) {
        this.current = current;
        this.accounts = accounts;
    }

    /**
     * Checks the conditions of a frame that has some.
     *
     * @param frames that hold the command.
     * @param offset of its header.
     * @return {@link Outcome#OK}, {@link Outcome#TOO_LATE} or {@link Outcome#VERSION_MISMATCH}.
     */
    Outcome check(final DirectBuffer frames, final int offset) {
        final int start = offset + Frames.frameLength(frames, offset) - Frames.conditionsLength(frames, offset);
        Frames.wrap(conditions, frames, start);
        if (current.timestampNs() > conditions.notAfterNs()) {
            return Outcome.TOO_LATE;
        }
        final ConditionsDecoder.ExpectationsDecoder expectations = conditions.expectations();
        while (expectations.hasNext()) {
            expectations.next();
            final int slot = accounts.find(expectations.owner(), expectations.ledger(), expectations.accountType());
            if (accounts.version(slot) != expectations.version()) {
                return Outcome.VERSION_MISMATCH;
            }
        }
        return Outcome.OK;
    }

    /** What the conditions checked last expect, from the first on. */
    ConditionsDecoder.ExpectationsDecoder expectations() {
        conditions.sbeRewind();
        return conditions.expectations();
    }
}
