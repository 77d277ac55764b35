package dev.florin.protocol.command;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.CaptureEncoder;
import dev.florin.protocol.codec.CloseAccountEncoder;
import dev.florin.protocol.codec.ConditionsEncoder;
import dev.florin.protocol.codec.CreateLedgerEncoder;
import dev.florin.protocol.codec.EntryEncoder;
import dev.florin.protocol.codec.FreezeEncoder;
import dev.florin.protocol.codec.GetAccountsEncoder;
import dev.florin.protocol.codec.GetBookEncoder;
import dev.florin.protocol.codec.GetInstrumentsEncoder;
import dev.florin.protocol.codec.GetLedgersEncoder;
import dev.florin.protocol.codec.GetOrdersEncoder;
import dev.florin.protocol.codec.GetOutcomeEncoder;
import dev.florin.protocol.codec.GetTrialBalanceEncoder;
import dev.florin.protocol.codec.HoldEncoder;
import dev.florin.protocol.codec.MessageHeaderEncoder;
import dev.florin.protocol.codec.OpenAccountEncoder;
import dev.florin.protocol.codec.ReleaseEncoder;
import dev.florin.protocol.codec.ReopenAccountEncoder;
import dev.florin.protocol.codec.ReverseEncoder;
import dev.florin.protocol.codec.SetLimitsEncoder;
import dev.florin.protocol.codec.TickEncoder;
import dev.florin.protocol.codec.TransferEncoder;
import dev.florin.protocol.codec.UnfreezeEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Writes requests as frames. Holds flyweights, so it belongs to one thread. Values that do not fit in a frame (a ledger
 * code of more than 16 characters, an instrument's of more than 32, more legs than a group can count) are refused with an exception; everything else is
 * written as it is, for {@link dev.florin.protocol.check.CommandCheck} to judge.
 */
public final class RequestEncoder {
    private static final int MAX_GROUP_COUNT = 65_534;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CreateLedgerEncoder createLedger = new CreateLedgerEncoder();
    private final OpenAccountEncoder openAccount = new OpenAccountEncoder();
    private final SetLimitsEncoder setLimits = new SetLimitsEncoder();
    private final FreezeEncoder freeze = new FreezeEncoder();
    private final UnfreezeEncoder unfreeze = new UnfreezeEncoder();
    private final CloseAccountEncoder closeAccount = new CloseAccountEncoder();
    private final ReopenAccountEncoder reopenAccount = new ReopenAccountEncoder();
    private final TransferEncoder transfer = new TransferEncoder();
    private final HoldEncoder hold = new HoldEncoder();
    private final CaptureEncoder capture = new CaptureEncoder();
    private final ReleaseEncoder release = new ReleaseEncoder();
    private final EntryEncoder entry = new EntryEncoder();
    private final ReverseEncoder reverse = new ReverseEncoder();
    private final TickEncoder tick = new TickEncoder();
    private final GetAccountsEncoder getAccounts = new GetAccountsEncoder();
    private final GetTrialBalanceEncoder getTrialBalance = new GetTrialBalanceEncoder();
    private final GetOutcomeEncoder getOutcome = new GetOutcomeEncoder();
    private final GetLedgersEncoder getLedgers = new GetLedgersEncoder();
    private final GetBookEncoder getBook = new GetBookEncoder();
    private final GetOrdersEncoder getOrders = new GetOrdersEncoder();
    private final GetInstrumentsEncoder getInstruments = new GetInstrumentsEncoder();
    private final ConditionsEncoder conditions = new ConditionsEncoder();
    private final TradingEncoder trading = new TradingEncoder(header);

    /**
     * Writes a request as one frame.
     *
     * @param request what to write.
     * @param buffer to write into; expandable, or of at least {@link Bounds#MAX_FRAME_LENGTH} bytes from the offset.
     * @param offset where the frame starts; a multiple of 8.
     * @return bytes of the frame, a multiple of 8.
     */
    public int encode(final Request request, final MutableDirectBuffer buffer, final int offset) {
        if (request instanceof Command command) {
            final int bodyLength = encodeCommand(command, buffer, offset);
            return finishCommand(command.conditions(), buffer, offset, bodyLength);
        }
        return finish(buffer, offset, encodeRead((Read) request, buffer, offset), 0);
    }

    /**
     * Writes a tick, which only the engine's own clock makes.
     *
     * @param buffer to write into.
     * @param offset where the frame starts; a multiple of 8.
     * @return bytes of the frame.
     */
    public int encodeTick(final MutableDirectBuffer buffer, final int offset) {
        clearOptions(buffer, offset);
        tick.wrapAndApplyHeader(buffer, offset, header).reserved(0);
        return finish(buffer, offset, tick.encodedLength(), 0);
    }

    private int encodeCommand(final Command command, final MutableDirectBuffer buffer, final int offset) {
        clearOptions(buffer, offset);
        if (command instanceof Command.Transfer c) {
            return encodeTransfer(c, buffer, offset);
        } else if (command instanceof Command.Hold c) {
            return encodeHold(c, buffer, offset);
        } else if (command instanceof Command.Capture c) {
            return encodeCapture(c, buffer, offset);
        } else if (command instanceof Command.Release c) {
            return encodeRelease(c, buffer, offset);
        } else if (command instanceof Command.Entry c) {
            return encodeEntry(c, buffer, offset);
        } else if (command instanceof Command.Reverse c) {
            return encodeReverse(c, buffer, offset);
        } else if (command instanceof Command.CreateLedger c) {
            return encodeCreateLedger(c, buffer, offset);
        }
        return encodeAccountCommand(command, buffer, offset);
    }

    private int encodeAccountCommand(final Command command, final MutableDirectBuffer buffer, final int offset) {
        if (command instanceof Command.OpenAccount c) {
            return encodeOpenAccount(c, buffer, offset);
        } else if (command instanceof Command.SetLimits c) {
            return encodeSetLimits(c, buffer, offset);
        } else if (command instanceof Command.Freeze c) {
            return encodeFreeze(c, buffer, offset);
        } else if (command instanceof Command.Unfreeze c) {
            return encodeUnfreeze(c, buffer, offset);
        } else if (command instanceof Command.CloseAccount c) {
            return encodeClose(c, buffer, offset);
        } else if (command instanceof Command.ReopenAccount c) {
            return encodeReopen(c, buffer, offset);
        }
        return trading.encode(command, buffer, offset);
    }

    private int encodeRead(final Read read, final MutableDirectBuffer buffer, final int offset) {
        clearOptions(buffer, offset);
        if (read instanceof Read.GetAccounts r) {
            return encodeGetAccounts(r, buffer, offset);
        } else if (read instanceof Read.GetOutcome r) {
            getOutcome.wrapAndApplyHeader(buffer, offset, header);
            getOutcome.keyHigh(r.key().high()).keyLow(r.key().low());
            return getOutcome.encodedLength();
        } else if (read instanceof Read.GetTrialBalance) {
            getTrialBalance.wrapAndApplyHeader(buffer, offset, header).reserved(0);
            return getTrialBalance.encodedLength();
        } else if (read instanceof Read.GetLedgers) {
            getLedgers.wrapAndApplyHeader(buffer, offset, header).reserved(0);
            return getLedgers.encodedLength();
        }
        return encodeTradingRead(read, buffer, offset);
    }

    private int encodeTradingRead(final Read read, final MutableDirectBuffer buffer, final int offset) {
        if (read instanceof Read.GetBook r) {
            getBook.wrapAndApplyHeader(buffer, offset, header).depth(r.depth());
            getBook.instrument(FieldRanges.unsignedShort(r.instrument(), "instrument id"));
            return getBook.encodedLength();
        } else if (read instanceof Read.GetOrders r) {
            getOrders.wrapAndApplyHeader(buffer, offset, header).owner(r.owner());
            return getOrders.encodedLength();
        } else if (read instanceof Read.GetInstruments) {
            getInstruments.wrapAndApplyHeader(buffer, offset, header).reserved(0);
            return getInstruments.encodedLength();
        }
        throw new IllegalArgumentException("no encoding for " + read.getClass().getName());
    }

    private int encodeCreateLedger(final Command.CreateLedger c, final MutableDirectBuffer buffer, final int offset) {
        if (c.code().length() > CreateLedgerEncoder.codeLength()) {
            throw new IllegalArgumentException("no frame can hold the ledger code '" + c.code() + "'");
        }
        createLedger.wrapAndApplyHeader(buffer, offset, header);
        createLedger.keyHigh(c.key().high()).keyLow(c.key().low());
        createLedger
                .code(c.code())
                .ledger(FieldRanges.unsignedShort(c.ledger(), "ledger id"))
                .scale(FieldRanges.unsignedByte(c.scale(), "scale"));
        return createLedger.encodedLength();
    }

    private int encodeOpenAccount(final Command.OpenAccount c, final MutableDirectBuffer buffer, final int offset) {
        final AccountId account = c.account();
        openAccount.wrapAndApplyHeader(buffer, offset, header);
        openAccount.keyHigh(c.key().high()).keyLow(c.key().low()).owner(account.owner());
        openAccount.floor(c.floor()).ceiling(c.ceiling()).ledger(account.ledger());
        openAccount.accountType((short) account.type());
        return openAccount.encodedLength();
    }

    private int encodeSetLimits(final Command.SetLimits c, final MutableDirectBuffer buffer, final int offset) {
        final AccountId account = c.account();
        setLimits.wrapAndApplyHeader(buffer, offset, header);
        header.options((c.floor().isPresent() ? Options.FLOOR_GIVEN : 0)
                | (c.ceiling().isPresent() ? Options.CEILING_GIVEN : 0));
        setLimits.keyHigh(c.key().high()).keyLow(c.key().low()).owner(account.owner());
        setLimits.floor(c.floor().orElse(0)).ceiling(c.ceiling().orElse(0));
        setLimits.ledger(account.ledger()).accountType((short) account.type());
        return setLimits.encodedLength();
    }

    private int encodeFreeze(final Command.Freeze c, final MutableDirectBuffer buffer, final int offset) {
        final AccountId account = c.account();
        freeze.wrapAndApplyHeader(buffer, offset, header);
        header.options(c.side().options());
        freeze.keyHigh(c.key().high()).keyLow(c.key().low()).owner(account.owner());
        freeze.ledger(account.ledger()).accountType((short) account.type());
        return freeze.encodedLength();
    }

    private int encodeUnfreeze(final Command.Unfreeze c, final MutableDirectBuffer buffer, final int offset) {
        final AccountId account = c.account();
        unfreeze.wrapAndApplyHeader(buffer, offset, header);
        header.options(c.side().options());
        unfreeze.keyHigh(c.key().high()).keyLow(c.key().low()).owner(account.owner());
        unfreeze.ledger(account.ledger()).accountType((short) account.type());
        return unfreeze.encodedLength();
    }

    private int encodeClose(final Command.CloseAccount c, final MutableDirectBuffer buffer, final int offset) {
        final AccountId account = c.account();
        closeAccount.wrapAndApplyHeader(buffer, offset, header);
        closeAccount.keyHigh(c.key().high()).keyLow(c.key().low()).owner(account.owner());
        closeAccount.ledger(account.ledger()).accountType((short) account.type());
        return closeAccount.encodedLength();
    }

    private int encodeReopen(final Command.ReopenAccount c, final MutableDirectBuffer buffer, final int offset) {
        final AccountId account = c.account();
        reopenAccount.wrapAndApplyHeader(buffer, offset, header);
        reopenAccount.keyHigh(c.key().high()).keyLow(c.key().low()).owner(account.owner());
        reopenAccount.ledger(account.ledger()).accountType((short) account.type());
        return reopenAccount.encodedLength();
    }

    private int encodeTransfer(final Command.Transfer c, final MutableDirectBuffer buffer, final int offset) {
        transfer.wrapAndApplyHeader(buffer, offset, header);
        header.options(c.upTo() ? Options.UP_TO : 0);
        transfer.keyHigh(c.key().high()).keyLow(c.key().low());
        transfer.debitOwner(c.debit().owner()).creditOwner(c.credit().owner()).amount(c.amount());
        transfer.refHigh(c.ref().high()).refLow(c.ref().low());
        transfer.debitLedger(c.debit().ledger()).creditLedger(c.credit().ledger());
        transfer.debitType((short) c.debit().type())
                .creditType((short) c.credit().type())
                .code(FieldRanges.unsignedShort(c.code(), "code"));
        return transfer.encodedLength();
    }

    private int encodeHold(final Command.Hold c, final MutableDirectBuffer buffer, final int offset) {
        hold.wrapAndApplyHeader(buffer, offset, header);
        hold.keyHigh(c.key().high()).keyLow(c.key().low());
        hold.debitOwner(c.debit().owner()).creditOwner(c.credit().owner()).amount(c.amount());
        hold.refHigh(c.ref().high()).refLow(c.ref().low());
        hold.debitLedger(c.debit().ledger()).creditLedger(c.credit().ledger());
        hold.debitType((short) c.debit().type()).creditType((short) c.credit().type());
        hold.code(FieldRanges.unsignedShort(c.code(), "code")).timeoutNs(c.timeoutNs());
        return hold.encodedLength();
    }

    private int encodeCapture(final Command.Capture c, final MutableDirectBuffer buffer, final int offset) {
        capture.wrapAndApplyHeader(buffer, offset, header);
        header.options((c.amount().isPresent() ? 0 : Options.ALL) | (c.keepOpen() ? Options.KEEP_OPEN : 0));
        capture.keyHigh(c.key().high()).keyLow(c.key().low());
        capture.holdHigh(c.hold().key().high()).holdLow(c.hold().key().low());
        capture.amount(c.amount().orElse(0))
                .refHigh(c.ref().high())
                .refLow(c.ref().low());
        capture.holdLeg(c.hold().leg()).code(FieldRanges.unsignedShort(c.code(), "code"));
        return capture.encodedLength();
    }

    private int encodeRelease(final Command.Release c, final MutableDirectBuffer buffer, final int offset) {
        release.wrapAndApplyHeader(buffer, offset, header);
        release.keyHigh(c.key().high()).keyLow(c.key().low());
        release.holdHigh(c.hold().key().high()).holdLow(c.hold().key().low());
        release.refHigh(c.ref().high()).refLow(c.ref().low());
        release.holdLeg(c.hold().leg()).code(FieldRanges.unsignedShort(c.code(), "code"));
        return release.encodedLength();
    }

    private int encodeReverse(final Command.Reverse c, final MutableDirectBuffer buffer, final int offset) {
        reverse.wrapAndApplyHeader(buffer, offset, header);
        header.options(c.amount().isPresent() ? 0 : Options.ALL);
        reverse.keyHigh(c.key().high()).keyLow(c.key().low());
        reverse.transferHigh(c.transfer().high()).transferLow(c.transfer().low());
        reverse.amount(c.amount().orElse(0))
                .refHigh(c.ref().high())
                .refLow(c.ref().low());
        reverse.code(FieldRanges.unsignedShort(c.code(), "code"));
        return reverse.encodedLength();
    }

    private int encodeEntry(final Command.Entry c, final MutableDirectBuffer buffer, final int offset) {
        requireCount(c.legs().size(), "legs");
        entry.wrapAndApplyHeader(buffer, offset, header);
        entry.keyHigh(c.key().high()).keyLow(c.key().low());
        entry.refHigh(c.ref().high()).refLow(c.ref().low()).code(FieldRanges.unsignedShort(c.code(), "code"));
        final EntryEncoder.LegsEncoder legs = entry.legsCount(c.legs().size());
        for (final Leg leg : c.legs()) {
            encodeLeg(leg, legs.next());
        }
        return entry.encodedLength();
    }

    private static void encodeLeg(final Leg leg, final EntryEncoder.LegsEncoder out) {
        if (leg instanceof Leg.Transfer t) {
            encodeParties(out.kind(TransferEncoder.TEMPLATE_ID).options(0), t.debit(), t.credit(), t.amount());
            encodeOwn(out, t.code(), t.ref());
            encodeHoldOfLeg(out.timeoutNs(0), Uint128.ZERO, 0);
        } else if (leg instanceof Leg.Hold h) {
            encodeParties(out.kind(HoldEncoder.TEMPLATE_ID).options(0), h.debit(), h.credit(), h.amount());
            encodeOwn(out, h.code(), h.ref());
            encodeHoldOfLeg(out.timeoutNs(h.timeoutNs()), Uint128.ZERO, 0);
        } else if (leg instanceof Leg.Capture c) {
            final int options = (c.amount().isPresent() ? 0 : Options.ALL) | (c.keepOpen() ? Options.KEEP_OPEN : 0);
            encodeNoParties(
                    out.kind(CaptureEncoder.TEMPLATE_ID).options(options),
                    c.amount().orElse(0));
            encodeOwn(out, c.code(), c.ref());
            encodeHoldOfLeg(out.timeoutNs(0), c.hold().key(), c.hold().leg());
        } else if (leg instanceof Leg.Release r) {
            encodeNoParties(out.kind(ReleaseEncoder.TEMPLATE_ID).options(0), 0);
            encodeOwn(out, r.code(), r.ref());
            encodeHoldOfLeg(out.timeoutNs(0), r.hold().key(), r.hold().leg());
        }
    }

    private static void encodeParties(
            final EntryEncoder.LegsEncoder out, final AccountId debit, final AccountId credit, final long amount) {
        out.debitLedger(debit.ledger()).creditLedger(credit.ledger());
        out.debitType((short) debit.type()).creditType((short) credit.type());
        out.debitOwner(debit.owner()).creditOwner(credit.owner()).amount(amount);
    }

    private static void encodeNoParties(final EntryEncoder.LegsEncoder out, final long amount) {
        out.debitLedger(0).creditLedger(0).debitType((short) 0).creditType((short) 0);
        out.debitOwner(0).creditOwner(0).amount(amount);
    }

    private static void encodeOwn(final EntryEncoder.LegsEncoder out, final int code, final Uint128 ref) {
        out.code(FieldRanges.unsignedShort(code, "code")).refHigh(ref.high()).refLow(ref.low());
    }

    private static void encodeHoldOfLeg(final EntryEncoder.LegsEncoder out, final Uint128 hold, final int leg) {
        out.holdHigh(hold.high()).holdLow(hold.low()).holdLeg(leg).reserved(0);
    }

    private int encodeGetAccounts(final Read.GetAccounts r, final MutableDirectBuffer buffer, final int offset) {
        requireCount(r.accounts().size(), "accounts");
        getAccounts.wrapAndApplyHeader(buffer, offset, header).reserved(0);
        final GetAccountsEncoder.AccountsEncoder accounts =
                getAccounts.accountsCount(r.accounts().size());
        for (final AccountId account : r.accounts()) {
            accounts.next().owner(account.owner()).ledger(account.ledger()).accountType((short) account.type());
        }
        return getAccounts.encodedLength();
    }

    private int finishCommand(
            final Conditions under, final MutableDirectBuffer buffer, final int offset, final int bodyLength) {
        if (under.isEmpty()) {
            return finish(buffer, offset, bodyLength, 0);
        }
        final int start = offset + Frames.align(Frames.HEADER_LENGTH + bodyLength);
        zero(buffer, offset + Frames.HEADER_LENGTH + bodyLength, start);
        return finish(buffer, offset, bodyLength, encodeConditions(under, buffer, start));
    }

    private int encodeConditions(final Conditions under, final MutableDirectBuffer buffer, final int offset) {
        final int count = under.expectations().size();
        if (count > Bounds.MAX_EXPECTATIONS) {
            throw new IllegalArgumentException("expect names " + count + " accounts, at most 2000 are allowed");
        }
        clearOptions(buffer, offset);
        conditions.wrapAndApplyHeader(buffer, offset, header).notAfterNs(under.notAfterNs());
        final ConditionsEncoder.ExpectationsEncoder expectations = conditions.expectationsCount(count);
        for (final Conditions.Expectation expectation : under.expectations()) {
            final AccountId account = expectation.account();
            expectations.next().owner(account.owner()).version(expectation.version());
            expectations.ledger(account.ledger()).accountType((short) account.type());
        }
        return finish(buffer, offset, conditions.encodedLength(), 0);
    }

    private int finish(
            final MutableDirectBuffer buffer, final int offset, final int bodyLength, final int conditionsLength) {
        final int end = offset + Frames.HEADER_LENGTH + bodyLength;
        final int alignedEnd = offset + Frames.align(Frames.HEADER_LENGTH + bodyLength);
        if (conditionsLength == 0) {
            zero(buffer, end, alignedEnd);
        }
        final int frameLength = alignedEnd - offset + conditionsLength;
        header.wrap(buffer, offset).frameLength(frameLength).conditionsLength(conditionsLength);
        return frameLength;
    }

    private void clearOptions(final MutableDirectBuffer buffer, final int offset) {
        header.wrap(buffer, offset).frameLength(0).conditionsLength(0).options(0);
    }

    private static void zero(final MutableDirectBuffer buffer, final int from, final int to) {
        if (to > from) {
            buffer.setMemory(from, to - from, (byte) 0);
        }
    }

    private static void requireCount(final int count, final String what) {
        if (count > MAX_GROUP_COUNT) {
            throw new IllegalArgumentException(count + " " + what + " do not fit in a frame");
        }
    }
}
