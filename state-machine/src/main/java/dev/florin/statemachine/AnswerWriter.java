package dev.florin.statemachine;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.CommandAnswerEncoder;
import dev.florin.protocol.codec.ConditionsDecoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.OpenAccountDecoder;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.idempotency.OutcomeStore;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.CurrentCommand;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the answers to commands, from a scratch buffer that the largest of them fits in. Owned by the engine thread. */
final class AnswerWriter {
    private static final int FIXED_LENGTH = Frames.HEADER_LENGTH
            + CommandAnswerEncoder.BLOCK_LENGTH
            + CommandAnswerEncoder.VersionsEncoder.sbeHeaderSize();
    private static final int CAPACITY = Frames.align(
            FIXED_LENGTH + Bounds.MAX_EXPECTATIONS * CommandAnswerEncoder.VersionsEncoder.sbeBlockLength());

    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[CAPACITY]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandAnswerEncoder answer = new CommandAnswerEncoder();
    private final CurrentCommand current;
    private final OutcomeStore outcomes;
    private final Accounts accounts;
    private Egress egress = Egress.NONE;

    AnswerWriter(final CurrentCommand current, final OutcomeStore outcomes, final Accounts accounts) {
        this.current = current;
        this.outcomes = outcomes;
        this.accounts = accounts;
    }

    void egress(final Egress newEgress) {
        egress = newEgress;
    }

    /** What the command at hand decided. */
    void decided(final int kind, final Decision decision) {
        if (egress == Egress.NONE) {
            return;
        }
        begin(0, current.sequence(), current.timestampNs());
        figures(kind, decision.outcome().code(), decision.figure(), decision.leg());
        answer.versionsCount(0);
        end();
    }

    /** A command that decided nothing: a tick, or one refused without touching its key. */
    void undecided(final int kind, final Outcome outcome) {
        if (egress == Egress.NONE) {
            return;
        }
        begin(0, current.sequence(), current.timestampNs());
        figures(kind, outcome.code(), 0, Bounds.NO_LEG);
        answer.versionsCount(0);
        end();
    }

    /** The stored answer once more. */
    void duplicate(final int location) {
        if (egress == Egress.NONE) {
            return;
        }
        begin(Options.DUPLICATE, outcomes.sequence(location), outcomes.timestampNs(location));
        figures(
                outcomes.kind(location),
                outcomes.outcomeCode(location),
                outcomes.figure(location),
                outcomes.leg(location));
        answer.versionsCount(0);
        end();
    }

    /** Refused because of versions: tells the current ones of all accounts that the command named in its conditions. */
    void versionMismatch(final int kind, final ConditionsDecoder.ExpectationsDecoder expectations) {
        if (egress == Egress.NONE) {
            return;
        }
        begin(0, current.sequence(), current.timestampNs());
        figures(kind, Outcome.VERSION_MISMATCH.code(), 0, Bounds.NO_LEG);
        final CommandAnswerEncoder.VersionsEncoder versions = answer.versionsCount(expectations.count());
        while (expectations.hasNext()) {
            expectations.next();
            final long owner = expectations.owner();
            final int ledger = expectations.ledger();
            final short type = expectations.accountType();
            versions.next().owner(owner).ledger(ledger).accountType(type);
            versions.version(accounts.version(accounts.find(owner, ledger, type)));
        }
        end();
    }

    private void begin(final int options, final long sequence, final long timestampNs) {
        answer.wrapAndApplyHeader(scratch, 0, header);
        header.conditionsLength(0).options(options);
        answer.sequence(sequence).timestampNs(timestampNs);
    }

    private void figures(final int kind, final int outcomeCode, final long figure, final int leg) {
        final boolean isOpening = kind == OpenAccountDecoder.TEMPLATE_ID;
        answer.amount(isOpening ? 0 : figure).openedSequence(isOpening ? figure : 0);
        answer.kind(kind).leg(leg).outcome((short) outcomeCode);
    }

    private void end() {
        final int unalignedLength = Frames.HEADER_LENGTH + answer.encodedLength();
        final int length = Frames.align(unalignedLength);
        for (int i = unalignedLength; i < length; i++) {
            scratch.putByte(i, (byte) 0);
        }
        header.frameLength(length);
        egress.onAnswer(scratch, 0, length);
    }
}
