package dev.florin.protocol.check;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.CancelAllDecoder;
import dev.florin.protocol.codec.CancelDecoder;
import dev.florin.protocol.codec.CaptureDecoder;
import dev.florin.protocol.codec.CloseAccountDecoder;
import dev.florin.protocol.codec.CreateInstrumentDecoder;
import dev.florin.protocol.codec.CreateLedgerDecoder;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.FreezeDecoder;
import dev.florin.protocol.codec.GetAccountsDecoder;
import dev.florin.protocol.codec.GetBookDecoder;
import dev.florin.protocol.codec.GetInstrumentsDecoder;
import dev.florin.protocol.codec.GetLedgersDecoder;
import dev.florin.protocol.codec.GetOrdersDecoder;
import dev.florin.protocol.codec.GetOutcomeDecoder;
import dev.florin.protocol.codec.GetTrialBalanceDecoder;
import dev.florin.protocol.codec.HoldDecoder;
import dev.florin.protocol.codec.OpenAccountDecoder;
import dev.florin.protocol.codec.PlaceDecoder;
import dev.florin.protocol.codec.ReleaseDecoder;
import dev.florin.protocol.codec.ReopenAccountDecoder;
import dev.florin.protocol.codec.ReplaceDecoder;
import dev.florin.protocol.codec.ReverseDecoder;
import dev.florin.protocol.codec.SetInstrumentDecoder;
import dev.florin.protocol.codec.SetLimitsDecoder;
import dev.florin.protocol.codec.TransferDecoder;
import dev.florin.protocol.codec.UnfreezeDecoder;
import org.agrona.DirectBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * Says of an encoded request whether it may enter the engine: the outcomes "at the door" of the contract's sections 5 and 9,
 * in their order, on the bytes that would be journaled. Believes nothing: any bytes may be given. Allocates nothing. Holds
 * flyweights and the details of the last refusal, so it belongs to one thread.
 */
public final class CommandCheck {
    private final FrameShape shape = new FrameShape();
    private final EntryCheck entryCheck = new EntryCheck();
    private final InstrumentCheck instrumentCheck = new InstrumentCheck();
    private final OrderCheck orderCheck = new OrderCheck();
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
    private final GetAccountsDecoder getAccounts = new GetAccountsDecoder();
    private final GetOutcomeDecoder getOutcome = new GetOutcomeDecoder();

    private String why;
    private int leg;

    /**
     * Checks one frame.
     *
     * @param buffer that holds the frame; only read.
     * @param offset of its header.
     * @param length in bytes of what is there from the offset on.
     * @return {@link Outcome#OK}, or the first reason at the door against it.
     */
    public Outcome check(final DirectBuffer buffer, final int offset, final int length) {
        leg = Bounds.NO_LEG;
        why = shape.check(buffer, offset, length);
        if (why != null) {
            return Outcome.MALFORMED;
        }
        final Outcome outcome = checkContent(buffer, offset);
        return outcome == Outcome.OK && shape.isExpectedLedgerMissing()
                ? refuseWith(Outcome.LEDGER_NOT_FOUND)
                : outcome;
    }

    private Outcome checkContent(final DirectBuffer buffer, final int offset) {
        return switch (Frames.templateId(buffer, offset)) {
            case TransferDecoder.TEMPLATE_ID -> checkTransfer(buffer, offset);
            case HoldDecoder.TEMPLATE_ID -> checkHold(buffer, offset);
            case CaptureDecoder.TEMPLATE_ID -> checkCapture(buffer, offset);
            case ReleaseDecoder.TEMPLATE_ID -> checkRelease(buffer, offset);
            case EntryDecoder.TEMPLATE_ID -> checkEntry(buffer, offset);
            case ReverseDecoder.TEMPLATE_ID -> checkReverse(buffer, offset);
            case CreateLedgerDecoder.TEMPLATE_ID -> checkCreateLedger(buffer, offset);
            case OpenAccountDecoder.TEMPLATE_ID -> checkOpenAccount(buffer, offset);
            case SetLimitsDecoder.TEMPLATE_ID -> checkSetLimits(buffer, offset);
            case FreezeDecoder.TEMPLATE_ID -> {
                wrap(freeze, buffer, offset);
                yield checkFreeze(
                        Frames.options(buffer, offset),
                        freeze.keyHigh() | freeze.keyLow(),
                        freeze.owner(),
                        freeze.ledger());
            }
            case UnfreezeDecoder.TEMPLATE_ID -> {
                wrap(unfreeze, buffer, offset);
                yield checkFreeze(
                        Frames.options(buffer, offset),
                        unfreeze.keyHigh() | unfreeze.keyLow(),
                        unfreeze.owner(),
                        unfreeze.ledger());
            }
            case CloseAccountDecoder.TEMPLATE_ID -> {
                wrap(closeAccount, buffer, offset);
                yield checkAccount(
                        closeAccount.keyHigh() | closeAccount.keyLow(), closeAccount.owner(), closeAccount.ledger());
            }
            case ReopenAccountDecoder.TEMPLATE_ID -> {
                wrap(reopenAccount, buffer, offset);
                yield checkAccount(
                        reopenAccount.keyHigh() | reopenAccount.keyLow(),
                        reopenAccount.owner(),
                        reopenAccount.ledger());
            }
            case GetAccountsDecoder.TEMPLATE_ID -> checkGetAccounts(buffer, offset);
            case GetOutcomeDecoder.TEMPLATE_ID -> checkGetOutcome(buffer, offset);
            case GetTrialBalanceDecoder.TEMPLATE_ID, GetLedgersDecoder.TEMPLATE_ID, GetInstrumentsDecoder.TEMPLATE_ID ->
                checkReserved(buffer.getLong(offset + Frames.HEADER_LENGTH));
            case CreateInstrumentDecoder.TEMPLATE_ID, SetInstrumentDecoder.TEMPLATE_ID ->
                checkInstrument(buffer, offset);
            default -> checkOrder(buffer, offset);
        };
    }

    private Outcome checkInstrument(final DirectBuffer buffer, final int offset) {
        final Outcome outcome = Frames.templateId(buffer, offset) == CreateInstrumentDecoder.TEMPLATE_ID
                ? instrumentCheck.checkCreate(buffer, offset)
                : instrumentCheck.checkSet(buffer, offset);
        why = outcome == Outcome.OK ? null : instrumentCheck.why();
        return outcome;
    }

    private Outcome checkOrder(final DirectBuffer buffer, final int offset) {
        final Outcome outcome = switch (Frames.templateId(buffer, offset)) {
            case PlaceDecoder.TEMPLATE_ID -> orderCheck.checkPlace(buffer, offset);
            case ReplaceDecoder.TEMPLATE_ID -> orderCheck.checkReplace(buffer, offset);
            case CancelDecoder.TEMPLATE_ID -> orderCheck.checkCancel(buffer, offset);
            case CancelAllDecoder.TEMPLATE_ID -> orderCheck.checkCancelAll(buffer, offset);
            case GetBookDecoder.TEMPLATE_ID -> orderCheck.checkGetBook(buffer, offset);
            case GetOrdersDecoder.TEMPLATE_ID -> orderCheck.checkGetOrders(buffer, offset);
            default ->
                throw new IllegalStateException("the shape of template " + Frames.templateId(buffer, offset)
                        + " is known, but not its content");
        };
        why = outcome == Outcome.OK ? null : orderCheck.why();
        return outcome;
    }

    /**
     * The leg of an entry that the last check refused.
     *
     * @return 0..999, or {@link Bounds#NO_LEG}.
     */
    public int leg() {
        return leg;
    }

    /**
     * Why the last check refused, in words for people.
     *
     * @return null where it accepted.
     */
    public String why() {
        return why;
    }

    private Outcome checkTransfer(final DirectBuffer buffer, final int offset) {
        wrap(transfer, buffer, offset);
        if ((transfer.debitOwner() | transfer.creditOwner()) < 0) {
            return malformed("owner must be 0..2^63-1");
        }
        if ((transfer.keyHigh() | transfer.keyLow()) == 0) {
            return keyZero();
        }
        return refuseWith(PartiesCheck.check(
                transfer.debitOwner(),
                transfer.debitLedger(),
                transfer.debitType(),
                transfer.creditOwner(),
                transfer.creditLedger(),
                transfer.creditType(),
                transfer.amount()));
    }

    private Outcome checkHold(final DirectBuffer buffer, final int offset) {
        wrap(hold, buffer, offset);
        if ((hold.debitOwner() | hold.creditOwner()) < 0) {
            return malformed("owner must be 0..2^63-1");
        }
        if (hold.timeoutNs() < 0) {
            return malformed("timeout must be 0..2^63-1 ns");
        }
        if ((hold.keyHigh() | hold.keyLow()) == 0) {
            return keyZero();
        }
        return refuseWith(PartiesCheck.check(
                hold.debitOwner(),
                hold.debitLedger(),
                hold.debitType(),
                hold.creditOwner(),
                hold.creditLedger(),
                hold.creditType(),
                hold.amount()));
    }

    private Outcome checkCapture(final DirectBuffer buffer, final int offset) {
        wrap(capture, buffer, offset);
        final boolean all = (Frames.options(buffer, offset) & Options.ALL) != 0;
        if (capture.holdLeg() >= Bounds.MAX_LEGS && capture.holdLeg() != Bounds.NO_LEG) {
            return malformed("the leg of a hold must be 0..999");
        }
        if (all && capture.amount() != 0) {
            return malformed("a capture of all carries no amount");
        }
        if ((capture.keyHigh() | capture.keyLow()) == 0) {
            return keyZero();
        }
        return all ? Outcome.OK : refuseWith(PartiesCheck.amount(capture.amount()));
    }

    private Outcome checkRelease(final DirectBuffer buffer, final int offset) {
        wrap(release, buffer, offset);
        if (release.holdLeg() >= Bounds.MAX_LEGS && release.holdLeg() != Bounds.NO_LEG) {
            return malformed("the leg of a hold must be 0..999");
        }
        return (release.keyHigh() | release.keyLow()) == 0 ? keyZero() : Outcome.OK;
    }

    private Outcome checkReverse(final DirectBuffer buffer, final int offset) {
        wrap(reverse, buffer, offset);
        final boolean all = (Frames.options(buffer, offset) & Options.ALL) != 0;
        if (all && reverse.amount() != 0) {
            return malformed("a reversal of all carries no amount");
        }
        if ((reverse.keyHigh() | reverse.keyLow()) == 0) {
            return keyZero();
        }
        return all ? Outcome.OK : refuseWith(PartiesCheck.amount(reverse.amount()));
    }

    private Outcome checkEntry(final DirectBuffer buffer, final int offset) {
        final Outcome outcome = entryCheck.check(buffer, offset);
        leg = entryCheck.leg();
        why = entryCheck.why();
        return outcome;
    }

    private Outcome checkCreateLedger(final DirectBuffer buffer, final int offset) {
        wrap(createLedger, buffer, offset);
        if (createLedger.ledger() == 0) {
            return malformed("ledger id must be 1..65535");
        }
        if (createLedger.scale() > Bounds.MAX_SCALE) {
            return malformed("scale must be 0..18");
        }
        final int codeOffset = offset + Frames.HEADER_LENGTH + CreateLedgerDecoder.codeEncodingOffset();
        if (!CodeForm.isCode(buffer, codeOffset, CreateLedgerDecoder.codeLength(), Bounds.MAX_LEDGER_CODE_LENGTH)) {
            return malformed("a ledger's code is 1-12 of A-Z 0-9 . _ -");
        }
        return (createLedger.keyHigh() | createLedger.keyLow()) == 0 ? keyZero() : Outcome.OK;
    }

    private Outcome checkOpenAccount(final DirectBuffer buffer, final int offset) {
        wrap(openAccount, buffer, offset);
        if (!isLimit(openAccount.floor(), Bounds.NO_FLOOR) || !isLimit(openAccount.ceiling(), Bounds.NO_CEILING)) {
            return malformed("limits must be within +-2^62, or none");
        }
        return checkAccount(openAccount.keyHigh() | openAccount.keyLow(), openAccount.owner(), openAccount.ledger());
    }

    private Outcome checkSetLimits(final DirectBuffer buffer, final int offset) {
        wrap(setLimits, buffer, offset);
        final int options = Frames.options(buffer, offset);
        if (options == 0) {
            return malformed("set_limits needs a floor, a ceiling or both");
        }
        if (!isGivenLimit(options & Options.FLOOR_GIVEN, setLimits.floor(), Bounds.NO_FLOOR)
                || !isGivenLimit(options & Options.CEILING_GIVEN, setLimits.ceiling(), Bounds.NO_CEILING)) {
            return malformed("limits must be within +-2^62, or none; 0 where not given");
        }
        return checkAccount(setLimits.keyHigh() | setLimits.keyLow(), setLimits.owner(), setLimits.ledger());
    }

    private Outcome checkFreeze(final int options, final long keyBits, final long owner, final int ledger) {
        return options == 0 ? malformed("side must be debits, credits or both") : checkAccount(keyBits, owner, ledger);
    }

    private Outcome checkAccount(final long keyBits, final long owner, final int ledger) {
        if (owner < 0) {
            return malformed("owner must be 0..2^63-1");
        }
        if (keyBits == 0) {
            return keyZero();
        }
        return ledger == 0 ? refuseWith(Outcome.LEDGER_NOT_FOUND) : Outcome.OK;
    }

    private Outcome checkGetAccounts(final DirectBuffer buffer, final int offset) {
        wrap(getAccounts, buffer, offset);
        final GetAccountsDecoder.AccountsDecoder accounts = getAccounts.accounts();
        if (getAccounts.reserved() != 0) {
            return checkReserved(getAccounts.reserved());
        }
        if (accounts.count() > Bounds.MAX_ACCOUNTS_READ) {
            return malformed("a get reads at most 10000 accounts");
        }
        boolean isLedgerMissing = false;
        while (accounts.hasNext()) {
            accounts.next();
            if (accounts.owner() < 0) {
                return malformed("owner must be 0..2^63-1");
            }
            isLedgerMissing |= accounts.ledger() == 0;
        }
        return isLedgerMissing ? refuseWith(Outcome.LEDGER_NOT_FOUND) : Outcome.OK;
    }

    private Outcome checkGetOutcome(final DirectBuffer buffer, final int offset) {
        wrap(getOutcome, buffer, offset);
        return (getOutcome.keyHigh() | getOutcome.keyLow()) == 0 ? keyZero() : Outcome.OK;
    }

    private Outcome checkReserved(final long reserved) {
        return reserved == 0 ? Outcome.OK : malformed("reserved bytes must be 0");
    }

    private static boolean isLimit(final long limit, final long none) {
        return limit == none || (limit >= -Bounds.MAX_LIMIT && limit <= Bounds.MAX_LIMIT);
    }

    private static boolean isGivenLimit(final int given, final long limit, final long none) {
        return given != 0 ? isLimit(limit, none) : limit == 0;
    }

    private Outcome malformed(final String reason) {
        why = reason;
        return Outcome.MALFORMED;
    }

    private Outcome keyZero() {
        why = Refusals.KEY_ZERO;
        return Outcome.KEY_ZERO;
    }

    private Outcome refuseWith(final Outcome outcome) {
        why = Refusals.words(outcome);
        return outcome;
    }

    private static void wrap(final MessageDecoderFlyweight decoder, final DirectBuffer buffer, final int offset) {
        decoder.wrap(buffer, offset + Frames.HEADER_LENGTH, decoder.sbeBlockLength(), Frames.version(buffer, offset));
    }
}
