package dev.florin.protocol.answer;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.codec.AccountsAnswerDecoder;
import dev.florin.protocol.codec.CommandAnswerDecoder;
import dev.florin.protocol.codec.LedgersAnswerDecoder;
import dev.florin.protocol.codec.OutcomeAnswerDecoder;
import dev.florin.protocol.codec.RefusalDecoder;
import dev.florin.protocol.codec.TrialBalanceAnswerDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;

/**
 * The most bytes that the answer to a request may take. Whoever has no more under way than its queue of answers has room
 * for loses none.
 */
public final class AnswerBounds {
    private static final int COMMAND_LENGTH = Frames.HEADER_LENGTH
            + Math.max(
                    RefusalDecoder.BLOCK_LENGTH,
                    CommandAnswerDecoder.BLOCK_LENGTH + CommandAnswerDecoder.VersionsDecoder.sbeHeaderSize());

    private static final int ACCOUNTS_LENGTH = Frames.HEADER_LENGTH
            + AccountsAnswerDecoder.BLOCK_LENGTH
            + AccountsAnswerDecoder.AccountsDecoder.sbeHeaderSize();

    private static final int ACCOUNT_LENGTH = AccountsAnswerDecoder.AccountsDecoder.sbeBlockLength()
            + AccountsAnswerDecoder.AccountsDecoder.HoldsDecoder.sbeHeaderSize()
            + Bounds.MAX_HOLDS_READ * AccountsAnswerDecoder.AccountsDecoder.HoldsDecoder.sbeBlockLength();

    private AnswerBounds() {}

    /**
     * The most bytes that a request's answer may take, whatever becomes of the request.
     *
     * @param request to be answered.
     * @return bytes of a frame, a multiple of {@link Frames#ALIGNMENT}.
     * @throws IllegalArgumentException if nothing is known of the answers to such a request.
     */
    public static int maxLengthBytes(final Request request) {
        return Frames.align(unaligned(request));
    }

    private static int unaligned(final Request request) {
        if (request instanceof Command command) {
            final int named = command.conditions().expectations().size();
            return COMMAND_LENGTH
                    + Math.min(named, Bounds.MAX_EXPECTATIONS) * CommandAnswerDecoder.VersionsDecoder.sbeBlockLength();
        }
        if (request instanceof Read.GetAccounts get) {
            return ACCOUNTS_LENGTH + Math.min(get.accounts().size(), Bounds.MAX_ACCOUNTS_READ) * ACCOUNT_LENGTH;
        }
        if (request instanceof Read.GetOutcome) {
            return Frames.HEADER_LENGTH + OutcomeAnswerDecoder.BLOCK_LENGTH;
        }
        if (request instanceof Read.GetTrialBalance) {
            return Frames.HEADER_LENGTH
                    + TrialBalanceAnswerDecoder.BLOCK_LENGTH
                    + TrialBalanceAnswerDecoder.LedgersDecoder.sbeHeaderSize()
                    + Bounds.MAX_LEDGER * TrialBalanceAnswerDecoder.LedgersDecoder.sbeBlockLength();
        }
        if (request instanceof Read.GetLedgers) {
            return Frames.HEADER_LENGTH
                    + LedgersAnswerDecoder.BLOCK_LENGTH
                    + LedgersAnswerDecoder.LedgersDecoder.sbeHeaderSize()
                    + Bounds.MAX_LEDGER * LedgersAnswerDecoder.LedgersDecoder.sbeBlockLength();
        }
        throw new IllegalArgumentException("no bound is known of the answer to " + request);
    }
}
