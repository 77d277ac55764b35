package dev.florin.statemachine;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.codec.AccountsAnswerEncoder;
import dev.florin.protocol.codec.CancelAllDecoder;
import dev.florin.protocol.codec.GetAccountsDecoder;
import dev.florin.protocol.codec.GetBookDecoder;
import dev.florin.protocol.codec.GetInstrumentsDecoder;
import dev.florin.protocol.codec.GetLedgersDecoder;
import dev.florin.protocol.codec.GetOrdersDecoder;
import dev.florin.protocol.codec.GetOutcomeDecoder;
import dev.florin.protocol.codec.GetTrialBalanceDecoder;
import dev.florin.protocol.codec.LedgersAnswerEncoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.OpenAccountDecoder;
import dev.florin.protocol.codec.OutcomeAnswerEncoder;
import dev.florin.protocol.codec.TrialBalanceAnswerEncoder;
import dev.florin.statemachine.idempotency.OutcomeStore;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.Holds;
import dev.florin.statemachine.ledger.Ledgers;
import dev.florin.statemachine.settlement.Market;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Answers reads. Changes nothing but its buffer, which grows to the largest answer given. Owned by the engine thread. */
final class ReadServer {
    private static final int MORE_HOLDS = 8;
    private static final int CODE_LAST_OFFSET = Long.BYTES;

    private final Ledgers ledgers;
    private final Accounts accounts;
    private final Holds holds;
    private final OutcomeStore outcomes;
    private final MarketReads market;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final GetAccountsDecoder getAccounts = new GetAccountsDecoder();
    private final GetOutcomeDecoder getOutcome = new GetOutcomeDecoder();
    private final AccountsAnswerEncoder accountsAnswer = new AccountsAnswerEncoder();
    private final TrialBalanceAnswerEncoder trialBalanceAnswer = new TrialBalanceAnswerEncoder();
    private final OutcomeAnswerEncoder outcomeAnswer = new OutcomeAnswerEncoder();
    private final LedgersAnswerEncoder ledgersAnswer = new LedgersAnswerEncoder();

    ReadServer(
            final Ledgers ledgers,
            final Accounts accounts,
            final Holds holds,
            final OutcomeStore outcomes,
            final Market marketState) {
        this.ledgers = ledgers;
        this.accounts = accounts;
        this.holds = holds;
        this.outcomes = outcomes;
        market = new MarketReads(marketState, buffer, header);
    }

    /**
     * Answers one read.
     *
     * @param request that holds the read, checked before.
     * @param offset of its header.
     * @param lastSequence of the state.
     * @param egress that takes the answer.
     */
    void serve(final DirectBuffer request, final int offset, final long lastSequence, final Egress egress) {
        final int templateId = Frames.templateId(request, offset);
        final int bodyLength = switch (templateId) {
            case GetAccountsDecoder.TEMPLATE_ID -> readAccounts(request, offset, lastSequence);
            case GetOutcomeDecoder.TEMPLATE_ID -> readOutcome(request, offset);
            case GetTrialBalanceDecoder.TEMPLATE_ID -> readTrialBalance(lastSequence);
            case GetLedgersDecoder.TEMPLATE_ID -> readLedgers(lastSequence);
            case GetBookDecoder.TEMPLATE_ID -> market.readBook(request, offset, lastSequence);
            case GetOrdersDecoder.TEMPLATE_ID -> market.readOrders(request, offset, lastSequence);
            case GetInstrumentsDecoder.TEMPLATE_ID -> market.readInstruments(lastSequence);
            default ->
                throw new IllegalStateException(
                        "template " + templateId + " is no read, but passed the door after sequence " + lastSequence);
        };
        final int unalignedLength = Frames.HEADER_LENGTH + bodyLength;
        final int length = Frames.align(unalignedLength);
        for (int i = unalignedLength; i < length; i++) {
            buffer.putByte(i, (byte) 0);
        }
        header.wrap(buffer, 0).frameLength(length).conditionsLength(0);
        view.wrap(buffer, 0, length);
        egress.onAnswer(view, 0, length);
    }

    private int readAccounts(final DirectBuffer request, final int offset, final long lastSequence) {
        Frames.wrap(getAccounts, request, offset);
        final GetAccountsDecoder.AccountsDecoder asked = getAccounts.accounts();
        accountsAnswer.wrapAndApplyHeader(buffer, 0, header);
        header.options(0);
        accountsAnswer.sequence(lastSequence);
        final AccountsAnswerEncoder.AccountsEncoder answers = accountsAnswer.accountsCount(asked.count());
        while (asked.hasNext()) {
            asked.next();
            answers.next();
            answers.owner(asked.owner()).ledger(asked.ledger()).accountType(asked.accountType());
            final int slot = accounts.find(asked.owner(), asked.ledger(), asked.accountType());
            if (slot == 0) {
                writeMissing(answers);
            } else {
                writeAccount(answers, slot);
            }
        }
        return accountsAnswer.encodedLength();
    }

    private static void writeMissing(final AccountsAnswerEncoder.AccountsEncoder answer) {
        answer.debitsPosted(0).creditsPosted(0).debitsPending(0).creditsPending(0);
        answer.floor(0).ceiling(0).version(0).state((short) 0);
        answer.holdsCount(0);
    }

    private void writeAccount(final AccountsAnswerEncoder.AccountsEncoder answer, final int slot) {
        answer.debitsPosted(accounts.debitsPosted(slot)).creditsPosted(accounts.creditsPosted(slot));
        answer.debitsPending(accounts.debitsPending(slot)).creditsPending(accounts.creditsPending(slot));
        answer.floor(accounts.floor(slot)).ceiling(accounts.ceiling(slot)).version(accounts.version(slot));
        final int shown = countHolds(slot, Bounds.MAX_HOLDS_READ + 1);
        final boolean isMore = shown > Bounds.MAX_HOLDS_READ;
        final int state = accounts.state(slot) & ~Accounts.SERVING;
        answer.state((short) (state | (isMore ? MORE_HOLDS : 0)));
        writeHolds(answer, accounts.firstHold(slot), Math.min(shown, Bounds.MAX_HOLDS_READ));
    }

    /** Holds that reserve debits of an account, counted no further than a bound. */
    private int countHolds(final int slot, final int bound) {
        int count = 0;
        for (int hold = accounts.firstHold(slot); hold != 0 && count < bound; hold = holds.next(hold)) {
            count++;
        }
        return count;
    }

    private void writeHolds(final AccountsAnswerEncoder.AccountsEncoder answer, final int firstHold, final int count) {
        final AccountsAnswerEncoder.AccountsEncoder.HoldsEncoder group = answer.holdsCount(count);
        int hold = firstHold;
        for (int i = 0; i < count; i++) {
            group.next()
                    .holdHigh(holds.keyHigh(hold))
                    .holdLow(holds.keyLow(hold))
                    .holdLeg(holds.leg(hold));
            group.remaining(holds.remaining(hold)).expiresAtNs(holds.expiryNs(hold));
            hold = holds.next(hold);
        }
    }

    private int readOutcome(final DirectBuffer request, final int offset) {
        Frames.wrap(getOutcome, request, offset);
        final int location = outcomes.find(getOutcome.keyHigh(), getOutcome.keyLow());
        outcomeAnswer.wrapAndApplyHeader(buffer, 0, header);
        header.options(location == 0 ? 0 : Options.FOUND);
        outcomeAnswer.keyHigh(getOutcome.keyHigh()).keyLow(getOutcome.keyLow());
        outcomeAnswer.filled(0).remaining(0).status((short) 0);
        if (location == 0) {
            outcomeAnswer.sequence(0).timestampNs(0).amount(0).openedSequence(0);
            outcomeAnswer.kind(0).leg(Bounds.NO_LEG).outcome((short) 0);
        } else {
            writeOutcome(location);
        }
        return outcomeAnswer.encodedLength();
    }

    private void writeOutcome(final int location) {
        final int kind = outcomes.kind(location);
        final long figure = outcomes.figure(location);
        final int leg = outcomes.leg(location);
        final boolean isOpening = kind == OpenAccountDecoder.TEMPLATE_ID;
        final boolean isOfOrder = OrderAnswerWriter.isAboutOrder(kind);
        outcomeAnswer.sequence(outcomes.sequence(location)).timestampNs(outcomes.timestampNs(location));
        outcomeAnswer.amount(isOpening || isOfOrder ? 0 : figure).openedSequence(isOpening ? figure : 0);
        outcomeAnswer.kind(kind).leg(isOfOrder ? Bounds.NO_LEG : leg);
        outcomeAnswer.outcome((short) outcomes.outcomeCode(location));
        if (isOfOrder && leg != Bounds.NO_LEG) {
            outcomeAnswer.filled(figure).remaining(outcomes.link(location)).status((short) leg);
        }
        if (kind == CancelAllDecoder.TEMPLATE_ID && outcomes.link(location) != 0) {
            header.options(Options.FOUND | Options.MORE);
        }
    }

    private int readTrialBalance(final long lastSequence) {
        trialBalanceAnswer.wrapAndApplyHeader(buffer, 0, header);
        header.options(0);
        trialBalanceAnswer.sequence(lastSequence);
        final TrialBalanceAnswerEncoder.LedgersEncoder answers = trialBalanceAnswer.ledgersCount(ledgers.count());
        for (int id = ledgers.next(0); id != 0; id = ledgers.next(id)) {
            answers.next();
            final int start = trialBalanceAnswer.limit() - TrialBalanceAnswerEncoder.LedgersEncoder.sbeBlockLength();
            putCode(start + TrialBalanceAnswerEncoder.LedgersEncoder.codeEncodingOffset(), id);
            answers.ledger(id).scale((short) ledgers.scale(id));
            answers.debitsPostedHigh(ledgers.sumHigh(id, Ledgers.DEBITS_POSTED))
                    .debitsPostedLow(ledgers.sumLow(id, Ledgers.DEBITS_POSTED));
            answers.creditsPostedHigh(ledgers.sumHigh(id, Ledgers.CREDITS_POSTED))
                    .creditsPostedLow(ledgers.sumLow(id, Ledgers.CREDITS_POSTED));
            answers.debitsPendingHigh(ledgers.sumHigh(id, Ledgers.DEBITS_PENDING))
                    .debitsPendingLow(ledgers.sumLow(id, Ledgers.DEBITS_PENDING));
            answers.creditsPendingHigh(ledgers.sumHigh(id, Ledgers.CREDITS_PENDING))
                    .creditsPendingLow(ledgers.sumLow(id, Ledgers.CREDITS_PENDING));
        }
        return trialBalanceAnswer.encodedLength();
    }

    private int readLedgers(final long lastSequence) {
        ledgersAnswer.wrapAndApplyHeader(buffer, 0, header);
        header.options(0);
        ledgersAnswer.sequence(lastSequence);
        final LedgersAnswerEncoder.LedgersEncoder answers = ledgersAnswer.ledgersCount(ledgers.count());
        for (int id = ledgers.next(0); id != 0; id = ledgers.next(id)) {
            answers.next();
            final int start = ledgersAnswer.limit() - LedgersAnswerEncoder.LedgersEncoder.sbeBlockLength();
            putCode(start + LedgersAnswerEncoder.LedgersEncoder.codeEncodingOffset(), id);
            answers.ledger(id).scale((short) ledgers.scale(id));
        }
        return ledgersAnswer.encodedLength();
    }

    private void putCode(final int position, final int id) {
        buffer.putLong(position, ledgers.codeFirst(id), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(position + CODE_LAST_OFFSET, ledgers.codeLast(id), ByteOrder.LITTLE_ENDIAN);
    }
}
