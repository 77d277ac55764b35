package dev.florin.statemachine;

import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.codec.CreateLedgerDecoder;
import dev.florin.protocol.codec.OpenAccountDecoder;
import dev.florin.protocol.codec.TransferDecoder;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.ledger.AccountCommands;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.ledger.Transfers;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/** Decodes commands and hands them to the rules. Owned by the engine thread. */
final class CommandDispatcher {
    private final CurrentCommand current;
    private final Accounts accounts;
    private final AccountCommands accountCommands;
    private final Transfers transfers;
    private final CreateLedgerDecoder createLedger = new CreateLedgerDecoder();
    private final OpenAccountDecoder openAccount = new OpenAccountDecoder();
    private final TransferDecoder transfer = new TransferDecoder();

    CommandDispatcher(
            final CurrentCommand current,
            final Accounts accounts,
            final AccountCommands accountCommands,
            final Transfers transfers) {
        this.current = current;
        this.accounts = accounts;
        this.accountCommands = accountCommands;
        this.transfers = transfers;
    }

    /**
     * Applies a command whose key is free and whose conditions hold.
     *
     * @param frames that hold the command.
     * @param offset of its header.
     * @param debitHint most likely the slot of its debit side, or 0.
     * @param creditHint most likely the slot of its credit side, or 0.
     * @param decision filled.
     */
    void apply(
            final UnsafeBuffer frames,
            final int offset,
            final int debitHint,
            final int creditHint,
            final Decision decision) {
        final int templateId = Frames.templateId(frames, offset);
        if (templateId == TransferDecoder.TEMPLATE_ID) {
            applyTransfer(frames, offset, debitHint, creditHint, decision);
            return;
        }
        switch (templateId) {
            case CreateLedgerDecoder.TEMPLATE_ID -> applyCreateLedger(frames, offset, decision);
            case OpenAccountDecoder.TEMPLATE_ID -> applyOpenAccount(frames, offset, decision);
            default -> throw new IllegalStateException(
                    "sequence " + current.sequence() + ": template " + templateId + " passed the door");
        }
    }

    private void applyTransfer(
            final UnsafeBuffer frames,
            final int offset,
            final int debitHint,
            final int creditHint,
            final Decision decision) {
        wrap(transfer, frames, offset);
        final int ledger = transfer.debitLedger();
        final int debit = accounts.find(debitHint, transfer.debitOwner(), ledger, transfer.debitType());
        final int credit =
                accounts.find(creditHint, transfer.creditOwner(), transfer.creditLedger(), transfer.creditType());
        final boolean upTo = (Frames.options(frames, offset) & Options.UP_TO) != 0;
        transfers.transfer(ledger, debit, credit, transfer.amount(), upTo, decision);
    }

    private void applyCreateLedger(final UnsafeBuffer frames, final int offset, final Decision decision) {
        wrap(createLedger, frames, offset);
        final int code = offset + Frames.HEADER_LENGTH + CreateLedgerDecoder.codeEncodingOffset();
        accountCommands.createLedger(
                createLedger.ledger(),
                frames.getLong(code, ByteOrder.LITTLE_ENDIAN),
                frames.getLong(code + Long.BYTES, ByteOrder.LITTLE_ENDIAN),
                createLedger.scale(),
                decision);
    }

    private void applyOpenAccount(final UnsafeBuffer frames, final int offset, final Decision decision) {
        wrap(openAccount, frames, offset);
        accountCommands.open(
                openAccount.owner(),
                openAccount.ledger(),
                openAccount.accountType(),
                openAccount.floor(),
                openAccount.ceiling(),
                decision);
    }

    private static void wrap(final MessageDecoderFlyweight decoder, final UnsafeBuffer frames, final int offset) {
        decoder.wrap(
                frames,
                offset + Frames.HEADER_LENGTH,
                Frames.blockLength(frames, offset),
                Frames.version(frames, offset));
    }
}
