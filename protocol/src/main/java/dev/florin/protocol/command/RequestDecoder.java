package dev.florin.protocol.command;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Options;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.CaptureDecoder;
import dev.florin.protocol.codec.CloseAccountDecoder;
import dev.florin.protocol.codec.ConditionsDecoder;
import dev.florin.protocol.codec.CreateLedgerDecoder;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.FreezeDecoder;
import dev.florin.protocol.codec.GetAccountsDecoder;
import dev.florin.protocol.codec.GetLedgersDecoder;
import dev.florin.protocol.codec.GetOutcomeDecoder;
import dev.florin.protocol.codec.GetTrialBalanceDecoder;
import dev.florin.protocol.codec.HoldDecoder;
import dev.florin.protocol.codec.OpenAccountDecoder;
import dev.florin.protocol.codec.ReleaseDecoder;
import dev.florin.protocol.codec.ReopenAccountDecoder;
import dev.florin.protocol.codec.ReverseDecoder;
import dev.florin.protocol.codec.SetLimitsDecoder;
import dev.florin.protocol.codec.TransferDecoder;
import dev.florin.protocol.codec.UnfreezeDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;

/**
 * Reads requests back from frames that the door has let in, as tools do that show what a journal holds. The engine does
 * not: it works on the frames.
 */
public final class RequestDecoder {
    private final DirectBuffer buffer;
    private final int options;
    private final Conditions conditions;

    private RequestDecoder(final DirectBuffer buffer) {
        this.buffer = buffer;
        this.options = Frames.options(buffer, 0);
        this.conditions = conditions(buffer);
    }

    /**
     * Decodes the frame at the start of a buffer.
     *
     * @param buffer that holds it; only read.
     * @return the request.
     * @throws IllegalArgumentException if the frame is no request; a tick is none, for no client sends it.
     */
    public static Request decode(final DirectBuffer buffer) {
        return new RequestDecoder(buffer).decode();
    }

    /**
     * Decodes a frame.
     *
     * @param buffer that holds it; only read.
     * @param offset of its header.
     * @return as for {@link #decode(DirectBuffer)}.
     */
    public static Request decode(final DirectBuffer buffer, final int offset) {
        return decode(new UnsafeBuffer(buffer, offset, Frames.frameLength(buffer, offset)));
    }

    private Request decode() {
        return switch (Frames.templateId(buffer, 0)) {
            case CreateLedgerDecoder.TEMPLATE_ID -> createLedger(at(new CreateLedgerDecoder()));
            case OpenAccountDecoder.TEMPLATE_ID -> openAccount(at(new OpenAccountDecoder()));
            case SetLimitsDecoder.TEMPLATE_ID -> setLimits(at(new SetLimitsDecoder()));
            case FreezeDecoder.TEMPLATE_ID -> freeze(at(new FreezeDecoder()));
            case UnfreezeDecoder.TEMPLATE_ID -> unfreeze(at(new UnfreezeDecoder()));
            case CloseAccountDecoder.TEMPLATE_ID -> close(at(new CloseAccountDecoder()));
            case ReopenAccountDecoder.TEMPLATE_ID -> reopen(at(new ReopenAccountDecoder()));
            case TransferDecoder.TEMPLATE_ID -> transfer(at(new TransferDecoder()));
            case HoldDecoder.TEMPLATE_ID -> hold(at(new HoldDecoder()));
            case CaptureDecoder.TEMPLATE_ID -> capture(at(new CaptureDecoder()));
            case ReleaseDecoder.TEMPLATE_ID -> release(at(new ReleaseDecoder()));
            case EntryDecoder.TEMPLATE_ID -> entry(at(new EntryDecoder()));
            case ReverseDecoder.TEMPLATE_ID -> reverse(at(new ReverseDecoder()));
            case GetAccountsDecoder.TEMPLATE_ID -> getAccounts(at(new GetAccountsDecoder()));
            case GetTrialBalanceDecoder.TEMPLATE_ID -> new Read.GetTrialBalance();
            case GetOutcomeDecoder.TEMPLATE_ID -> getOutcome(at(new GetOutcomeDecoder()));
            case GetLedgersDecoder.TEMPLATE_ID -> new Read.GetLedgers();
            default -> new TradingRequestDecoder(buffer, conditions).decode();
        };
    }

    private <T extends MessageDecoderFlyweight> T at(final T decoder) {
        return Frames.wrap(decoder, buffer, 0);
    }

    private static Conditions conditions(final DirectBuffer buffer) {
        final int length = Frames.conditionsLength(buffer, 0);
        if (length == 0) {
            return Conditions.NONE;
        }
        final int offset = Frames.frameLength(buffer, 0) - length;
        final ConditionsDecoder decoder = new ConditionsDecoder();
        Frames.wrap(decoder, buffer, offset);
        final long notAfterNs = decoder.notAfterNs();
        final List<Conditions.Expectation> expectations = new ArrayList<>();
        for (final ConditionsDecoder.ExpectationsDecoder each : decoder.expectations()) {
            final AccountId account = new AccountId(each.owner(), each.ledger(), each.accountType());
            expectations.add(new Conditions.Expectation(account, each.version()));
        }
        return new Conditions(notAfterNs, expectations);
    }

    private boolean has(final int option) {
        return (options & option) != 0;
    }

    private static Uint128 wide(final long high, final long low) {
        return new Uint128(high, low);
    }

    private Side side() {
        if (has(Options.DEBITS)) {
            return has(Options.CREDITS) ? Side.BOTH : Side.DEBITS;
        }
        return Side.CREDITS;
    }

    private static OptionalLong unless(final boolean absent, final long amount) {
        return absent ? OptionalLong.empty() : OptionalLong.of(amount);
    }

    private Request createLedger(final CreateLedgerDecoder d) {
        return new Command.CreateLedger(wide(d.keyHigh(), d.keyLow()), d.ledger(), d.code(), d.scale(), conditions);
    }

    private Request openAccount(final OpenAccountDecoder d) {
        final AccountId account = new AccountId(d.owner(), d.ledger(), d.accountType());
        return new Command.OpenAccount(wide(d.keyHigh(), d.keyLow()), account, d.floor(), d.ceiling(), conditions);
    }

    private Request setLimits(final SetLimitsDecoder d) {
        return new Command.SetLimits(
                wide(d.keyHigh(), d.keyLow()),
                new AccountId(d.owner(), d.ledger(), d.accountType()),
                unless(!has(Options.FLOOR_GIVEN), d.floor()),
                unless(!has(Options.CEILING_GIVEN), d.ceiling()),
                conditions);
    }

    private Request freeze(final FreezeDecoder d) {
        final AccountId account = new AccountId(d.owner(), d.ledger(), d.accountType());
        return new Command.Freeze(wide(d.keyHigh(), d.keyLow()), account, side(), conditions);
    }

    private Request unfreeze(final UnfreezeDecoder d) {
        final AccountId account = new AccountId(d.owner(), d.ledger(), d.accountType());
        return new Command.Unfreeze(wide(d.keyHigh(), d.keyLow()), account, side(), conditions);
    }

    private Request close(final CloseAccountDecoder d) {
        final AccountId account = new AccountId(d.owner(), d.ledger(), d.accountType());
        return new Command.CloseAccount(wide(d.keyHigh(), d.keyLow()), account, conditions);
    }

    private Request reopen(final ReopenAccountDecoder d) {
        final AccountId account = new AccountId(d.owner(), d.ledger(), d.accountType());
        return new Command.ReopenAccount(wide(d.keyHigh(), d.keyLow()), account, conditions);
    }

    private Request transfer(final TransferDecoder d) {
        return new Command.Transfer(
                wide(d.keyHigh(), d.keyLow()),
                new AccountId(d.debitOwner(), d.debitLedger(), d.debitType()),
                new AccountId(d.creditOwner(), d.creditLedger(), d.creditType()),
                d.amount(),
                has(Options.UP_TO),
                d.code(),
                wide(d.refHigh(), d.refLow()),
                conditions);
    }

    private Request hold(final HoldDecoder d) {
        return new Command.Hold(
                wide(d.keyHigh(), d.keyLow()),
                new AccountId(d.debitOwner(), d.debitLedger(), d.debitType()),
                new AccountId(d.creditOwner(), d.creditLedger(), d.creditType()),
                d.amount(),
                d.timeoutNs(),
                d.code(),
                wide(d.refHigh(), d.refLow()),
                conditions);
    }

    private Request capture(final CaptureDecoder d) {
        return new Command.Capture(
                wide(d.keyHigh(), d.keyLow()),
                new HoldId(wide(d.holdHigh(), d.holdLow()), d.holdLeg()),
                unless(has(Options.ALL), d.amount()),
                has(Options.KEEP_OPEN),
                d.code(),
                wide(d.refHigh(), d.refLow()),
                conditions);
    }

    private Request release(final ReleaseDecoder d) {
        return new Command.Release(
                wide(d.keyHigh(), d.keyLow()),
                new HoldId(wide(d.holdHigh(), d.holdLow()), d.holdLeg()),
                d.code(),
                wide(d.refHigh(), d.refLow()),
                conditions);
    }

    private Request reverse(final ReverseDecoder d) {
        return new Command.Reverse(
                wide(d.keyHigh(), d.keyLow()),
                wide(d.transferHigh(), d.transferLow()),
                unless(has(Options.ALL), d.amount()),
                d.code(),
                wide(d.refHigh(), d.refLow()),
                conditions);
    }

    private Request entry(final EntryDecoder d) {
        final Uint128 key = wide(d.keyHigh(), d.keyLow());
        final Uint128 ref = wide(d.refHigh(), d.refLow());
        final int code = d.code();
        final List<Leg> legs = new ArrayList<>();
        for (final EntryDecoder.LegsDecoder leg : d.legs()) {
            legs.add(leg(leg));
        }
        return new Command.Entry(key, legs, code, ref, conditions);
    }

    private static Leg leg(final EntryDecoder.LegsDecoder d) {
        final Uint128 ref = wide(d.refHigh(), d.refLow());
        final AccountId debit = new AccountId(d.debitOwner(), d.debitLedger(), d.debitType());
        final AccountId credit = new AccountId(d.creditOwner(), d.creditLedger(), d.creditType());
        final HoldId hold = new HoldId(wide(d.holdHigh(), d.holdLow()), d.holdLeg());
        final boolean isAll = (d.options() & Options.ALL) != 0;
        return switch (d.kind()) {
            case TransferDecoder.TEMPLATE_ID -> new Leg.Transfer(debit, credit, d.amount(), d.code(), ref);
            case HoldDecoder.TEMPLATE_ID -> new Leg.Hold(debit, credit, d.amount(), d.timeoutNs(), d.code(), ref);
            case CaptureDecoder.TEMPLATE_ID ->
                new Leg.Capture(hold, unless(isAll, d.amount()), (d.options() & Options.KEEP_OPEN) != 0, d.code(), ref);
            case ReleaseDecoder.TEMPLATE_ID -> new Leg.Release(hold, d.code(), ref);
            default -> throw new IllegalArgumentException("no leg is of kind " + d.kind());
        };
    }

    private static Request getAccounts(final GetAccountsDecoder d) {
        final List<AccountId> accounts = new ArrayList<>();
        for (final GetAccountsDecoder.AccountsDecoder each : d.accounts()) {
            accounts.add(new AccountId(each.owner(), each.ledger(), each.accountType()));
        }
        return new Read.GetAccounts(accounts);
    }

    private static Request getOutcome(final GetOutcomeDecoder d) {
        return new Read.GetOutcome(wide(d.keyHigh(), d.keyLow()));
    }
}
