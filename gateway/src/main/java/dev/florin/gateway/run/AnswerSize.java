package dev.florin.gateway.run;

import dev.florin.gateway.request.LineAction;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;

/** The most bytes that the answer to a line may take, so that a session's queue of answers never overflows. */
final class AnswerSize {
    /** A command's answer, with the queue's own bytes around it. */
    private static final int COMMAND_LENGTH = 128;

    private static final int VERSION_LENGTH = 24;
    private static final int HOLD_LENGTH = 40;
    private static final int ACCOUNT_LENGTH = 96 + Bounds.MAX_HOLDS_READ * HOLD_LENGTH;
    private static final int LEDGER_LENGTH = 96;

    private AnswerSize() {}

    static long of(final LineAction action) {
        return action instanceof LineAction.Offer offer ? of(offer.request()) : COMMAND_LENGTH;
    }

    private static long of(final Request request) {
        if (request instanceof Command command) {
            return COMMAND_LENGTH
                    + (long) VERSION_LENGTH
                            * command.conditions().expectations().size();
        }
        if (request instanceof Read.GetAccounts get) {
            return COMMAND_LENGTH + (long) ACCOUNT_LENGTH * get.accounts().size();
        }
        return request instanceof Read.GetOutcome
                ? COMMAND_LENGTH
                : COMMAND_LENGTH + (long) LEDGER_LENGTH * Bounds.MAX_LEDGER;
    }
}
