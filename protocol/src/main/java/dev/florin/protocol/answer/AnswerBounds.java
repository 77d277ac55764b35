package dev.florin.protocol.answer;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.codec.AccountsAnswerDecoder;
import dev.florin.protocol.codec.BookAnswerDecoder;
import dev.florin.protocol.codec.CommandAnswerDecoder;
import dev.florin.protocol.codec.InstrumentsAnswerDecoder;
import dev.florin.protocol.codec.LedgersAnswerDecoder;
import dev.florin.protocol.codec.OrderAnswerDecoder;
import dev.florin.protocol.codec.OrdersAnswerDecoder;
import dev.florin.protocol.codec.OutcomeAnswerDecoder;
import dev.florin.protocol.codec.RefusalDecoder;
import dev.florin.protocol.codec.TrialBalanceAnswerDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;

/**
 * The most bytes that the answer to a request may take of its session's queue. Whoever has no more under way than the queue
 * has room for loses none. An order may have as many fills as it has lots, and seldom has many: its longer answers travel
 * aside, so that many orders may be under way at once, also where nobody can tell how much of them may trade.
 */
public final class AnswerBounds {
    /** Bytes of a frame: longer answers about orders travel aside of the queue. Some 100 fills. */
    public static final int MAX_QUEUED_ORDER_LENGTH = 4 * 1024;

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

    private static final int ORDER_LENGTH =
            Frames.HEADER_LENGTH + OrderAnswerDecoder.BLOCK_LENGTH + OrderAnswerDecoder.FillsDecoder.sbeHeaderSize();

    private AnswerBounds() {}

    /**
     * The most bytes that a request's answer may take of a queue, whatever becomes of the request.
     *
     * @param request to be answered.
     * @return bytes of a frame, a multiple of {@link Frames#ALIGNMENT}.
     * @throws IllegalArgumentException if nothing is known of the answers to such a request.
     */
    public static int maxQueuedLengthBytes(final Request request) {
        return Frames.align(unaligned(request));
    }

    private static int unaligned(final Request request) {
        return request instanceof Command command ? ofCommand(command) : ofRead((Read) request);
    }

    private static int ofCommand(final Command command) {
        final int named = command.conditions().expectations().size();
        final int undecided = COMMAND_LENGTH
                + Math.min(named, Bounds.MAX_EXPECTATIONS) * CommandAnswerDecoder.VersionsDecoder.sbeBlockLength();
        if (command instanceof Command.Place place) {
            return Math.max(undecided, ofFills(place.quantity()));
        } else if (command instanceof Command.Replace replace) {
            // What may trade of a replaced order is its new quantity; only the engine knows the old one.
            final long most =
                    replace.reduceBy().isPresent() ? 0 : replace.quantity().orElse(Long.MAX_VALUE);
            return Math.max(undecided, ofFills(most));
        }
        return command instanceof Command.Cancel ? Math.max(undecided, ofFills(0)) : undecided;
    }

    /** Every fill is of at least one lot. */
    private static int ofFills(final long most) {
        final int fitting = (MAX_QUEUED_ORDER_LENGTH - ORDER_LENGTH) / OrderAnswerDecoder.FillsDecoder.sbeBlockLength();
        final int count = (int) Math.max(0, Math.min(most, fitting));
        return ORDER_LENGTH + count * OrderAnswerDecoder.FillsDecoder.sbeBlockLength();
    }

    private static int ofRead(final Read read) {
        if (read instanceof Read.GetAccounts get) {
            return ACCOUNTS_LENGTH + Math.min(get.accounts().size(), Bounds.MAX_ACCOUNTS_READ) * ACCOUNT_LENGTH;
        } else if (read instanceof Read.GetOutcome) {
            return Frames.HEADER_LENGTH + OutcomeAnswerDecoder.BLOCK_LENGTH;
        } else if (read instanceof Read.GetTrialBalance) {
            return Frames.HEADER_LENGTH
                    + TrialBalanceAnswerDecoder.BLOCK_LENGTH
                    + TrialBalanceAnswerDecoder.LedgersDecoder.sbeHeaderSize()
                    + Bounds.MAX_LEDGER * TrialBalanceAnswerDecoder.LedgersDecoder.sbeBlockLength();
        } else if (read instanceof Read.GetLedgers) {
            return Frames.HEADER_LENGTH
                    + LedgersAnswerDecoder.BLOCK_LENGTH
                    + LedgersAnswerDecoder.LedgersDecoder.sbeHeaderSize()
                    + Bounds.MAX_LEDGER * LedgersAnswerDecoder.LedgersDecoder.sbeBlockLength();
        }
        return ofTradingRead(read);
    }

    private static int ofTradingRead(final Read read) {
        if (read instanceof Read.GetBook get) {
            final int depth = Math.max(0, Math.min(get.depth(), Bounds.MAX_BOOK_DEPTH));
            return Frames.HEADER_LENGTH
                    + BookAnswerDecoder.BLOCK_LENGTH
                    + BookAnswerDecoder.BidsDecoder.sbeHeaderSize()
                    + depth * BookAnswerDecoder.BidsDecoder.sbeBlockLength()
                    + BookAnswerDecoder.AsksDecoder.sbeHeaderSize()
                    + depth * BookAnswerDecoder.AsksDecoder.sbeBlockLength();
        } else if (read instanceof Read.GetOrders) {
            return Frames.HEADER_LENGTH
                    + OrdersAnswerDecoder.BLOCK_LENGTH
                    + OrdersAnswerDecoder.OrdersDecoder.sbeHeaderSize()
                    + Bounds.MAX_ORDERS_READ * OrdersAnswerDecoder.OrdersDecoder.sbeBlockLength();
        } else if (read instanceof Read.GetInstruments) {
            return Frames.HEADER_LENGTH
                    + InstrumentsAnswerDecoder.BLOCK_LENGTH
                    + InstrumentsAnswerDecoder.InstrumentsDecoder.sbeHeaderSize()
                    + Bounds.MAX_INSTRUMENT * InstrumentsAnswerDecoder.InstrumentsDecoder.sbeBlockLength();
        }
        throw new IllegalArgumentException("no bound is known of the answer to " + read);
    }
}
