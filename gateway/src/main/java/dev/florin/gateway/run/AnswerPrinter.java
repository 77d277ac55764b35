package dev.florin.gateway.run;

import dev.florin.gateway.answer.AnswerWriter;
import dev.florin.gateway.answer.TradingAnswerWriter;
import dev.florin.gateway.request.Catalogue;
import dev.florin.gateway.request.DecodedLine;
import dev.florin.gateway.request.LineAction;
import dev.florin.gateway.request.Refusal;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.json.JsonLines;
import org.agrona.DirectBuffer;

/**
 * Writes the answers in the order of the lines: those that the engine gives, and between them those that the door gave
 * by itself. Counts them, and learns of new ledgers and instruments. Belongs to one thread.
 */
final class AnswerPrinter {
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final PendingLines pending;
    private final Catalogue catalogue;
    private final AnswerWriter writer;
    private final TradingAnswerWriter trading;
    private final Tally tally;

    AnswerPrinter(final PendingLines pending, final Catalogue catalogue, final JsonLines json, final Tally tally) {
        this.pending = pending;
        this.catalogue = catalogue;
        this.writer = new AnswerWriter(json);
        this.trading = new TradingAnswerWriter(json, catalogue);
        this.tally = tally;
    }

    /** Takes an answer of the engine, which come in the order in which lines were offered. */
    void onAnswer(final long correlationId, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        printRefusals();
        if (pending.isEmpty() || pending.head() != correlationId) {
            throw new IllegalStateException("an answer of the engine is missing: line index " + correlationId
                    + " is answered, " + pending.head() + " is next");
        }
        print(pending.oldest(), decoder.decode(buffer, offset));
        pending.removeOldest();
    }

    /** Writes the door's own answers up to the first line that waits for the engine. */
    void printRefusals() {
        while (!pending.isEmpty() && pending.oldest().refusal() != null) {
            printRefusal(pending.oldest(), pending.oldest().refusal());
            pending.removeOldest();
        }
    }

    private void printRefusal(final PendingLine line, final Refusal refusal) {
        writer.writeRefusal(line.line(), line.lineNumber(), refusal);
        tally.onRefused(refusal.outcome());
    }

    private void print(final PendingLine pendingLine, final Answer answer) {
        final DecodedLine line = pendingLine.line();
        if (answer instanceof Answer.OfCommand command) {
            writer.writeCommand(line, command);
            onCommand(line, command);
        } else if (answer instanceof Answer.OfOrder order) {
            trading.writeOrder(line, order);
            tally.onCommand(order.outcome(), order.duplicate());
        } else if (answer instanceof Answer.Refused refused) {
            final Outcome outcome = refused.outcome();
            printRefusal(pendingLine, new Refusal(outcome, Bounds.NO_LEG, lateRefusalWords(outcome)));
        } else {
            printRead(line, answer);
            tally.onRead();
        }
    }

    private void printRead(final DecodedLine line, final Answer answer) {
        if (answer instanceof Answer.OfAccounts accounts) {
            writer.writeAccounts(line, accounts);
        } else if (answer instanceof Answer.OfTrialBalance trialBalance) {
            writer.writeTrialBalance(line, trialBalance);
        } else if (answer instanceof Answer.OfOutcome outcome) {
            writer.writeOutcome(line, outcome);
        } else if (answer instanceof Answer.OfBook book) {
            trading.writeBook(line, book);
        } else if (answer instanceof Answer.OfOrders orders) {
            trading.writeOrders(line, orders);
        } else {
            throw new IllegalStateException("no line asks for " + answer);
        }
    }

    private void onCommand(final DecodedLine line, final Answer.OfCommand answer) {
        if (answer.kind() == CommandKind.TICK) {
            tally.onTick();
            return;
        }
        tally.onCommand(answer.outcome(), answer.duplicate());
        if (answer.outcome().isSuccess() && line.action() instanceof LineAction.Offer offer) {
            learn(offer.request());
        }
    }

    private void learn(final Request made) {
        if (made instanceof Command.CreateLedger ledger) {
            catalogue.addLedger(ledger.ledger(), ledger.code(), ledger.scale());
        } else if (made instanceof Command.CreateInstrument instrument) {
            catalogue.addInstrument(instrument.instrument(), instrument.code(), instrument.quoteLedger());
        }
    }

    /** Why the engine refuses what its door had taken. */
    private static String lateRefusalWords(final Outcome outcome) {
        return switch (outcome) {
            case MALFORMED ->
                "time does not go back, nor beyond 2^62 ns: at must be later than that of the last"
                        + " command, and advance must stay below the end of time";
            case CLOSED -> "the engine closed before it applied this: send it again, with the same key";
            default -> "refused by the engine before it was applied: send it again, with the same key";
        };
    }
}
