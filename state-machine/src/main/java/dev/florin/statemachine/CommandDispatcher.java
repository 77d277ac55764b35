package dev.florin.statemachine;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.codec.CaptureDecoder;
import dev.florin.protocol.codec.CloseAccountDecoder;
import dev.florin.protocol.codec.CreateLedgerDecoder;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.FreezeDecoder;
import dev.florin.protocol.codec.HoldDecoder;
import dev.florin.protocol.codec.OpenAccountDecoder;
import dev.florin.protocol.codec.ReleaseDecoder;
import dev.florin.protocol.codec.ReopenAccountDecoder;
import dev.florin.protocol.codec.ReverseDecoder;
import dev.florin.protocol.codec.SetLimitsDecoder;
import dev.florin.protocol.codec.TransferDecoder;
import dev.florin.protocol.codec.UnfreezeDecoder;
import dev.florin.statemachine.idempotency.Decision;
import dev.florin.statemachine.ledger.AccountCommands;
import dev.florin.statemachine.ledger.Accounts;
import dev.florin.statemachine.ledger.CurrentCommand;
import dev.florin.statemachine.ledger.HoldCommands;
import dev.florin.statemachine.ledger.Reversals;
import dev.florin.statemachine.ledger.Transfers;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Decodes commands and hands them to the rules. Owned by the engine thread. */
final class CommandDispatcher {
    private final CurrentCommand current;
    private final Accounts accounts;
    private final AccountCommands accountCommands;
    private final Transfers transfers;
    private final HoldCommands holds;
    private final Reversals reversals;
    private final EntryDispatcher entries;
    private final OrderDispatcher orders;
    private final CreateLedgerDecoder createLedger = new CreateLedgerDecoder();
    private final OpenAccountDecoder openAccount = new OpenAccountDecoder();
    private final SetLimitsDecoder setLimits = new SetLimitsDecoder();
    private final FreezeDecoder freeze = new FreezeDecoder();
    private final UnfreezeDecoder unfreeze = new UnfreezeDecoder();
    private final CloseAccountDecoder closeAccount = new CloseAccountDecoder();
    private final ReopenAccountDecoder reopenAccount = new ReopenAccountDecoder();
    private final TransferDecoder transfer = new TransferDecoder();
    private final HoldDecoder hold = new HoldDecoder();
    private final CaptureDecoder capture = new CaptureDecoder();
    private final ReleaseDecoder release = new ReleaseDecoder();
    private final ReverseDecoder reverse = new ReverseDecoder();

    CommandDispatcher(
            final CurrentCommand current,
            final Accounts accounts,
            final AccountCommands accountCommands,
            final Transfers transfers,
            final HoldCommands holds,
            final Reversals reversals,
            final EntryDispatcher entries,
            final OrderDispatcher orders) {
        this.current = current;
        this.accounts = accounts;
        this.accountCommands = accountCommands;
        this.transfers = transfers;
        this.holds = holds;
        this.reversals = reversals;
        this.entries = entries;
        this.orders = orders;
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
        } else if (templateId == HoldDecoder.TEMPLATE_ID) {
            applyHold(frames, offset, debitHint, creditHint, decision);
        } else {
            applyOther(templateId, frames, offset, decision);
        }
    }

    private void applyOther(
            final int templateId, final UnsafeBuffer frames, final int offset, final Decision decision) {
        switch (templateId) {
            case CaptureDecoder.TEMPLATE_ID -> applyCapture(frames, offset, decision);
            case ReleaseDecoder.TEMPLATE_ID -> applyRelease(frames, offset, decision);
            case EntryDecoder.TEMPLATE_ID -> entries.apply(frames, offset, decision);
            case ReverseDecoder.TEMPLATE_ID -> applyReverse(frames, offset, decision);
            case OpenAccountDecoder.TEMPLATE_ID -> applyOpenAccount(frames, offset, decision);
            case SetLimitsDecoder.TEMPLATE_ID -> applySetLimits(frames, offset, decision);
            case FreezeDecoder.TEMPLATE_ID -> applyFreeze(frames, offset, decision);
            case UnfreezeDecoder.TEMPLATE_ID -> applyUnfreeze(frames, offset, decision);
            case CloseAccountDecoder.TEMPLATE_ID -> applyClose(frames, offset, decision);
            case ReopenAccountDecoder.TEMPLATE_ID -> applyReopen(frames, offset, decision);
            case CreateLedgerDecoder.TEMPLATE_ID -> applyCreateLedger(frames, offset, decision);
            default -> orders.apply(templateId, frames, offset, decision);
        }
    }

    private void applyTransfer(
            final UnsafeBuffer frames,
            final int offset,
            final int debitHint,
            final int creditHint,
            final Decision decision) {
        Frames.wrap(transfer, frames, offset);
        final int ledger = transfer.debitLedger();
        requireSameLedger(ledger, transfer.creditLedger());
        final int debit = accounts.find(debitHint, transfer.debitOwner(), ledger, transfer.debitType());
        final int credit = accounts.find(creditHint, transfer.creditOwner(), ledger, transfer.creditType());
        final boolean upTo = (Frames.options(frames, offset) & Options.UP_TO) != 0;
        transfers.transfer(ledger, debit, credit, transfer.amount(), upTo, decision);
    }

    private void applyHold(
            final UnsafeBuffer frames,
            final int offset,
            final int debitHint,
            final int creditHint,
            final Decision decision) {
        Frames.wrap(hold, frames, offset);
        current.tag(hold.code(), hold.refHigh(), hold.refLow());
        final int ledger = hold.debitLedger();
        requireSameLedger(ledger, hold.creditLedger());
        final int debit = accounts.find(debitHint, hold.debitOwner(), ledger, hold.debitType());
        final int credit = accounts.find(creditHint, hold.creditOwner(), ledger, hold.creditType());
        holds.hold(ledger, debit, credit, hold.amount(), hold.timeoutNs(), Bounds.NO_LEG, decision);
    }

    private void applyCapture(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(capture, frames, offset);
        current.tag(capture.code(), capture.refHigh(), capture.refLow());
        final int options = Frames.options(frames, offset);
        holds.capture(
                capture.holdHigh(),
                capture.holdLow(),
                capture.holdLeg(),
                (options & Options.ALL) != 0,
                capture.amount(),
                (options & Options.KEEP_OPEN) != 0,
                decision);
    }

    private void applyRelease(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(release, frames, offset);
        current.tag(release.code(), release.refHigh(), release.refLow());
        holds.release(release.holdHigh(), release.holdLow(), release.holdLeg(), decision);
    }

    private void applyReverse(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(reverse, frames, offset);
        final boolean all = (Frames.options(frames, offset) & Options.ALL) != 0;
        reversals.reverse(reverse.transferHigh(), reverse.transferLow(), all, reverse.amount(), decision);
    }

    private void applyCreateLedger(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(createLedger, frames, offset);
        final int code = offset + Frames.HEADER_LENGTH + CreateLedgerDecoder.codeEncodingOffset();
        accountCommands.createLedger(
                createLedger.ledger(),
                frames.getLong(code, ByteOrder.LITTLE_ENDIAN),
                frames.getLong(code + Long.BYTES, ByteOrder.LITTLE_ENDIAN),
                createLedger.scale(),
                decision);
    }

    private void applyOpenAccount(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(openAccount, frames, offset);
        accountCommands.open(
                openAccount.owner(),
                openAccount.ledger(),
                openAccount.accountType(),
                openAccount.floor(),
                openAccount.ceiling(),
                decision);
    }

    private void applySetLimits(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(setLimits, frames, offset);
        final int ledger = setLimits.ledger();
        final int options = Frames.options(frames, offset);
        accountCommands.setLimits(
                ledger,
                accounts.find(setLimits.owner(), ledger, setLimits.accountType()),
                (options & Options.FLOOR_GIVEN) != 0,
                setLimits.floor(),
                (options & Options.CEILING_GIVEN) != 0,
                setLimits.ceiling(),
                decision);
    }

    private void applyFreeze(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(freeze, frames, offset);
        final int slot = accounts.find(freeze.owner(), freeze.ledger(), freeze.accountType());
        accountCommands.freeze(freeze.ledger(), slot, sides(frames, offset), decision);
    }

    private void applyUnfreeze(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(unfreeze, frames, offset);
        final int slot = accounts.find(unfreeze.owner(), unfreeze.ledger(), unfreeze.accountType());
        accountCommands.unfreeze(unfreeze.ledger(), slot, sides(frames, offset), decision);
    }

    private void applyClose(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(closeAccount, frames, offset);
        final int ledger = closeAccount.ledger();
        final int slot = accounts.find(closeAccount.owner(), ledger, closeAccount.accountType());
        accountCommands.close(ledger, slot, decision);
    }

    private void applyReopen(final UnsafeBuffer frames, final int offset, final Decision decision) {
        Frames.wrap(reopenAccount, frames, offset);
        final int ledger = reopenAccount.ledger();
        final int slot = accounts.find(reopenAccount.owner(), ledger, reopenAccount.accountType());
        accountCommands.reopen(ledger, slot, decision);
    }

    private void requireSameLedger(final int debitLedger, final int creditLedger) {
        if (debitLedger != creditLedger) {
            throw new IllegalStateException("sequence " + current.sequence() + ": ledgers " + debitLedger + " and "
                    + creditLedger + " passed the door together");
        }
    }

    private static int sides(final UnsafeBuffer frames, final int offset) {
        final int options = Frames.options(frames, offset);
        return ((options & Options.DEBITS) != 0 ? Accounts.DEBITS_FROZEN : 0)
                | ((options & Options.CREDITS) != 0 ? Accounts.CREDITS_FROZEN : 0);
    }
}
