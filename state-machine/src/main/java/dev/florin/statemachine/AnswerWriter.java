package dev.florin.statemachine;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.CancelAllDecoder;
import dev.florin.protocol.codec.CommandAnswerEncoder;
import dev.florin.protocol.codec.ConditionsDecoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.OpenAccountDecoder;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.idempotency.OutcomeStore;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.settlement.Fills;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the answers to commands. All but one kind differ in a few fields only, which are written over the answer before;
 * that kind has a scratch buffer of its own, which the largest fits in. Owned by the engine thread.
 */
final class AnswerWriter {
    private static final int UNALIGNED_LENGTH = Frames.HEADER_LENGTH
            + CommandAnswerEncoder.BLOCK_LENGTH
            + CommandAnswerEncoder.VersionsEncoder.sbeHeaderSize();
    private static final int LENGTH = Frames.align(UNALIGNED_LENGTH);
    private static final int MAX_LENGTH = Frames.align(
            UNALIGNED_LENGTH + Bounds.MAX_EXPECTATIONS * CommandAnswerEncoder.VersionsEncoder.sbeBlockLength());

    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandAnswerEncoder answer = new CommandAnswerEncoder();
    private final UnsafeBuffer mismatchScratch = new UnsafeBuffer(new byte[MAX_LENGTH]);
    private final MessageHeaderEncoder mismatchHeader = new MessageHeaderEncoder();
    private final CommandAnswerEncoder mismatch = new CommandAnswerEncoder();
    private final CurrentCommand current;
    private final OutcomeStore outcomes;
    private final Accounts accounts;
    private final Fills fills;
    private final OrderAnswerWriter orders = new OrderAnswerWriter();
    private Egress egress = Egress.NONE;

    AnswerWriter(
            final CurrentCommand current, final OutcomeStore outcomes, final Accounts accounts, final Fills fills) {
        this.current = current;
        this.outcomes = outcomes;
        this.accounts = accounts;
        this.fills = fills;
        answer.wrapAndApplyHeader(scratch, 0, header).versionsCount(0);
        header.frameLength(LENGTH).conditionsLength(0).options(0);
    }

    void egress(final Egress newEgress) {
        egress = newEgress;
    }

    /** What the command at hand decided. */
    void decided(final int kind, final Decision decision) {
        if (egress == Egress.NONE) {
            return;
        }
        if (OrderAnswerWriter.isAboutOrder(kind)) {
            orders.write(
                    egress,
                    0,
                    current.sequence(),
                    current.timestampNs(),
                    kind,
                    decision.outcome().code(),
                    decision.leg(),
                    decision.figure(),
                    decision.link(),
                    fills);
        } else {
            write(
                    options(kind, decision.link()),
                    current.sequence(),
                    current.timestampNs(),
                    kind,
                    decision.outcome().code(),
                    decision.figure(),
                    decision.leg());
        }
    }

    /** A command that decided nothing: a tick, or one refused without touching its key. */
    void undecided(final int kind, final Outcome outcome) {
        if (egress != Egress.NONE) {
            write(0, current.sequence(), current.timestampNs(), kind, outcome.code(), 0, Bounds.NO_LEG);
        }
    }

    /** The stored answer once more. */
    void duplicate(final int location) {
        if (egress == Egress.NONE) {
            return;
        }
        final int kind = outcomes.kind(location);
        if (OrderAnswerWriter.isAboutOrder(kind)) {
            orders.write(
                    egress,
                    Options.DUPLICATE,
                    outcomes.sequence(location),
                    outcomes.timestampNs(location),
                    kind,
                    outcomes.outcomeCode(location),
                    outcomes.leg(location),
                    outcomes.figure(location),
                    outcomes.link(location),
                    null);
        } else {
            write(
                    Options.DUPLICATE | options(kind, outcomes.link(location)),
                    outcomes.sequence(location),
                    outcomes.timestampNs(location),
                    kind,
                    outcomes.outcomeCode(location),
                    outcomes.figure(location),
                    outcomes.leg(location));
        }
    }

    private static int options(final int kind, final long link) {
        return kind == CancelAllDecoder.TEMPLATE_ID && link != 0 ? Options.MORE : 0;
    }

    private void write(
            final int options,
            final long sequence,
            final long timestampNs,
            final int kind,
            final int outcomeCode,
            final long figure,
            final int leg) {
        final boolean isOpening = kind == OpenAccountDecoder.TEMPLATE_ID;
        header.options(options);
        answer.sequence(sequence).timestampNs(timestampNs);
        answer.amount(isOpening ? 0 : figure).openedSequence(isOpening ? figure : 0);
        answer.kind(kind).leg(leg).outcome((short) outcomeCode);
        egress.onAnswer(scratch, 0, LENGTH);
    }

    /** Refused because of versions: tells the current ones of all accounts that the command named in its conditions. */
    void versionMismatch(final int kind, final ConditionsDecoder.ExpectationsDecoder expectations) {
        if (egress == Egress.NONE) {
            return;
        }
        mismatch.wrapAndApplyHeader(mismatchScratch, 0, mismatchHeader);
        mismatch.sequence(current.sequence())
                .timestampNs(current.timestampNs())
                .amount(0)
                .openedSequence(0);
        mismatch.kind(kind).leg(Bounds.NO_LEG).outcome(Outcome.VERSION_MISMATCH.code());
        final CommandAnswerEncoder.VersionsEncoder versions = mismatch.versionsCount(expectations.count());
        while (expectations.hasNext()) {
            expectations.next();
            final long owner = expectations.owner();
            final int ledger = expectations.ledger();
            final short type = expectations.accountType();
            versions.next().owner(owner).ledger(ledger).accountType(type);
            versions.version(accounts.version(accounts.find(owner, ledger, type)));
        }
        final int unalignedLength = Frames.HEADER_LENGTH + mismatch.encodedLength();
        final int length = Frames.align(unalignedLength);
        mismatchScratch.setMemory(unalignedLength, length - unalignedLength, (byte) 0);
        mismatchHeader.frameLength(length).conditionsLength(0).options(0);
        egress.onAnswer(mismatchScratch, 0, length);
    }
}
