package dev.florin.protocol.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.CaptureDecoder;
import dev.florin.protocol.codec.CreateLedgerDecoder;
import dev.florin.protocol.codec.EntryDecoder;
import dev.florin.protocol.codec.GetAccountsDecoder;
import dev.florin.protocol.codec.HoldDecoder;
import dev.florin.protocol.codec.OpenAccountDecoder;
import dev.florin.protocol.codec.ReleaseDecoder;
import dev.florin.protocol.codec.ReverseDecoder;
import dev.florin.protocol.codec.SetLimitsDecoder;
import dev.florin.protocol.codec.TransferDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.Side;
import dev.florin.protocol.support.FrameBytes;
import dev.florin.protocol.support.Patched;
import dev.florin.protocol.support.SampleRequests;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every outcome at the door, what is malformed in a command's own fields, and which of two reasons goes first. */
final class CommandCheckTest {
    private static final Uint128 KEY = SampleRequests.KEY;
    private static final Uint128 NO_KEY = Uint128.ZERO;
    private static final Uint128 REF = Uint128.ZERO;
    private static final AccountId ANNA = AccountId.of(42, 752);
    private static final AccountId SHOP = AccountId.of(7, 752);
    private static final AccountId EURO = AccountId.of(7, 978);
    private static final AccountId UNKNOWN = AccountId.of(7, 0);
    private static final AccountId UNKNOWN_TOO = AccountId.of(8, 0);
    private static final Conditions NONE = Conditions.NONE;
    private static final int BLOCK = Frames.HEADER_LENGTH;
    private static final int NO_LEG = Bounds.NO_LEG;

    private final CommandCheck check = new CommandCheck();

    @Test
    void shouldLetInWhatIsRight() {
        SampleRequests.byTemplate().forEach((template, request) -> {
            assertThat(check(FrameBytes.of(request))).as(template).isEqualTo(Outcome.OK);
            assertThat(check.why()).isNull();
            assertThat(check.leg()).isEqualTo(NO_LEG);
        });
        assertThat(check(FrameBytes.of(SampleRequests.withConditions()))).isEqualTo(Outcome.OK);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"edgesThatAreRight"})
    void shouldLetInTheEdges(final String name, final Request request) {
        assertThat(check(FrameBytes.of(request))).as(check.why()).isEqualTo(Outcome.OK);
    }

    static Stream<Arguments> edgesThatAreRight() {
        final Leg release = new Leg.Release(new HoldId(NO_KEY, 999), 0, REF);
        return Stream.of(
                Arguments.of("largest amount", transfer(KEY, ANNA, SHOP, Long.MAX_VALUE)),
                Arguments.of("smallest key of the upper half", transfer(new Uint128(1, 0), ANNA, SHOP, 1)),
                Arguments.of("largest id, scale and code", createLedger(65_535, "A-Z0.9_XYZ-1", 18)),
                Arguments.of("smallest id, scale and code", createLedger(1, ".", 0)),
                Arguments.of("widest limits", open(-Bounds.MAX_LIMIT, Bounds.MAX_LIMIT)),
                Arguments.of("limits the wrong way round", open(Bounds.MAX_LIMIT, -Bounds.MAX_LIMIT)),
                Arguments.of("no limits", open(Bounds.NO_FLOOR, Bounds.NO_CEILING)),
                Arguments.of("longest timeout", hold(KEY, ANNA, SHOP, 1, Long.MAX_VALUE)),
                Arguments.of("no account read", new Read.GetAccounts(List.of())),
                Arguments.of("a hold that no key can name", capture(KEY, HoldId.of(NO_KEY), OptionalLong.of(1))),
                Arguments.of("a thousand legs", entry(KEY, Collections.nCopies(1_000, release))),
                Arguments.of("not_after 0", new Command.CloseAccount(KEY, ANNA, new Conditions(0, List.of()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"everyOutcome", "orderOfRefusal"})
    void shouldRefuseWithTheFirstReason(
            final String name, final byte[] frame, final Outcome outcome, final int leg, final String why) {
        assertThat(check(frame)).isEqualTo(outcome);
        assertThat(check.leg()).isEqualTo(leg);
        assertThat(check.why()).isEqualTo(why);
    }

    static Stream<Arguments> everyOutcome() {
        return Stream.of(
                refused("no key", transfer(NO_KEY, ANNA, SHOP, 1), Outcome.KEY_ZERO, "key must be 1 or more"),
                refused("no legs", entry(KEY, List.of()), Outcome.NO_LEGS, "an entry needs at least 1 leg"),
                refused(
                        "too many legs",
                        entry(KEY, Collections.nCopies(1_001, new Leg.Release(HoldId.of(KEY), 0, REF))),
                        Outcome.TOO_MANY_LEGS,
                        "an entry has at most 1000 legs"),
                refused(
                        "unknown ledger",
                        transfer(KEY, UNKNOWN, UNKNOWN_TOO, 1),
                        Outcome.LEDGER_NOT_FOUND,
                        "no ledger has this code"),
                refused("amount 0", transfer(KEY, ANNA, SHOP, 0), Outcome.AMOUNT_ZERO, "amount must be at least 1"),
                refused(
                        "amount -1",
                        transfer(KEY, ANNA, SHOP, -1),
                        Outcome.AMOUNT_NEGATIVE,
                        "amount must not be negative"),
                refused(
                        "least amount",
                        transfer(KEY, ANNA, SHOP, Long.MIN_VALUE),
                        Outcome.AMOUNT_NEGATIVE,
                        "amount must not be negative"),
                refused(
                        "one account",
                        transfer(KEY, ANNA, ANNA, 1),
                        Outcome.SAME_ACCOUNT,
                        "debit and credit are the same account"),
                refused(
                        "two ledgers",
                        transfer(KEY, ANNA, EURO, 1),
                        Outcome.LEDGER_MISMATCH,
                        "debit and credit are on different ledgers"),
                refused(
                        "two ledgers of one owner",
                        transfer(KEY, SHOP, EURO, 1),
                        Outcome.LEDGER_MISMATCH,
                        "debit and credit are on different ledgers"),
                refused("hold of 0", hold(KEY, ANNA, SHOP, 0, 0), Outcome.AMOUNT_ZERO, "amount must be at least 1"),
                refused(
                        "hold on one account",
                        hold(KEY, ANNA, ANNA, 1, 0),
                        Outcome.SAME_ACCOUNT,
                        "debit and credit are the same account"),
                refused(
                        "capture of 0",
                        capture(KEY, HoldId.of(KEY), OptionalLong.of(0)),
                        Outcome.AMOUNT_ZERO,
                        "amount must be at least 1"),
                refused(
                        "capture of -1",
                        capture(KEY, HoldId.of(KEY), OptionalLong.of(-1)),
                        Outcome.AMOUNT_NEGATIVE,
                        "amount must not be negative"),
                refused(
                        "reversal of 0",
                        reverse(KEY, OptionalLong.of(0)),
                        Outcome.AMOUNT_ZERO,
                        "amount must be at least 1"),
                refused(
                        "reversal of -1",
                        reverse(KEY, OptionalLong.of(-1)),
                        Outcome.AMOUNT_NEGATIVE,
                        "amount must not be negative"),
                refused(
                        "read of an unknown ledger",
                        new Read.GetAccounts(List.of(ANNA, UNKNOWN)),
                        Outcome.LEDGER_NOT_FOUND,
                        "no ledger has this code"),
                refused(
                        "expect on an unknown ledger",
                        new Command.CloseAccount(KEY, ANNA, expecting(UNKNOWN)),
                        Outcome.LEDGER_NOT_FOUND,
                        "no ledger has this code"));
    }

    /** For every two neighbours in the contract's order: both reasons hold, the first is told. */
    static Stream<Arguments> orderOfRefusal() {
        final Leg right = new Leg.Transfer(ANNA, SHOP, 1, 0, REF);
        final Leg zero = new Leg.Transfer(ANNA, SHOP, 0, 0, REF);
        final Leg same = new Leg.Transfer(ANNA, ANNA, 1, 0, REF);
        final Leg unknown = new Leg.Transfer(UNKNOWN, UNKNOWN_TOO, 1, 0, REF);
        final String owner = "owner must be 0..2^63-1";
        return Stream.of(
                refused(
                        "MALFORMED before KEY_ZERO",
                        Patched.of(transfer(NO_KEY, ANNA, SHOP, 1))
                                .put64(BLOCK + TransferDecoder.creditOwnerEncodingOffset(), -1),
                        Outcome.MALFORMED,
                        NO_LEG,
                        owner),
                refused(
                        "MALFORMED before AMOUNT_ZERO",
                        Patched.of(transfer(KEY, ANNA, SHOP, 0))
                                .put64(BLOCK + TransferDecoder.debitOwnerEncodingOffset(), -1),
                        Outcome.MALFORMED,
                        NO_LEG,
                        owner),
                refused(
                        "MALFORMED of a late leg before KEY_ZERO",
                        Patched.of(entry(NO_KEY, List.of(zero, right)))
                                .put64(Patched.leg(1, EntryDecoder.LegsDecoder.debitOwnerEncodingOffset()), -1),
                        Outcome.MALFORMED,
                        1,
                        owner),
                refused(
                        "MALFORMED of the last of too many legs before TOO_MANY_LEGS",
                        Patched.of(entry(KEY, Collections.nCopies(1_001, right)))
                                .put64(Patched.leg(1_000, EntryDecoder.LegsDecoder.debitOwnerEncodingOffset()), -1),
                        Outcome.MALFORMED,
                        1_000,
                        owner),
                refused("KEY_ZERO before NO_LEGS", entry(NO_KEY, List.of()), Outcome.KEY_ZERO, "key must be 1 or more"),
                refused(
                        "KEY_ZERO before TOO_MANY_LEGS",
                        entry(NO_KEY, Collections.nCopies(1_001, right)),
                        Outcome.KEY_ZERO,
                        "key must be 1 or more"),
                refused(
                        "KEY_ZERO before LEDGER_NOT_FOUND",
                        transfer(NO_KEY, UNKNOWN, UNKNOWN_TOO, 1),
                        Outcome.KEY_ZERO,
                        "key must be 1 or more"),
                refused(
                        "KEY_ZERO before AMOUNT_ZERO",
                        hold(NO_KEY, ANNA, SHOP, 0, 0),
                        Outcome.KEY_ZERO,
                        "key must be 1 or more"),
                refused(
                        "KEY_ZERO before LEDGER_NOT_FOUND of expect",
                        new Command.CloseAccount(NO_KEY, ANNA, expecting(UNKNOWN)),
                        Outcome.KEY_ZERO,
                        "key must be 1 or more"),
                refused(
                        "TOO_MANY_LEGS before AMOUNT_ZERO of the first leg",
                        entry(KEY, Collections.nCopies(1_001, zero)),
                        Outcome.TOO_MANY_LEGS,
                        "an entry has at most 1000 legs"),
                refused(
                        "LEDGER_NOT_FOUND before AMOUNT_ZERO",
                        transfer(KEY, UNKNOWN, UNKNOWN_TOO, 0),
                        Outcome.LEDGER_NOT_FOUND,
                        "no ledger has this code"),
                refused(
                        "LEDGER_NOT_FOUND before SAME_ACCOUNT",
                        transfer(KEY, UNKNOWN, UNKNOWN, 1),
                        Outcome.LEDGER_NOT_FOUND,
                        "no ledger has this code"),
                refused(
                        "LEDGER_NOT_FOUND before LEDGER_MISMATCH",
                        transfer(KEY, ANNA, UNKNOWN, 1),
                        Outcome.LEDGER_NOT_FOUND,
                        "no ledger has this code"),
                refused(
                        "AMOUNT_ZERO before SAME_ACCOUNT",
                        transfer(KEY, ANNA, ANNA, 0),
                        Outcome.AMOUNT_ZERO,
                        "amount must be at least 1"),
                refused(
                        "AMOUNT_NEGATIVE before SAME_ACCOUNT",
                        transfer(KEY, ANNA, ANNA, -1),
                        Outcome.AMOUNT_NEGATIVE,
                        "amount must not be negative"),
                refused(
                        "AMOUNT_NEGATIVE before LEDGER_MISMATCH",
                        transfer(KEY, ANNA, EURO, -1),
                        Outcome.AMOUNT_NEGATIVE,
                        "amount must not be negative"),
                refused(
                        "SAME_ACCOUNT of leg 1 before LEDGER_NOT_FOUND of leg 2",
                        Patched.of(entry(KEY, List.of(right, same, unknown))),
                        Outcome.SAME_ACCOUNT,
                        1,
                        "debit and credit are the same account"),
                refused(
                        "AMOUNT_ZERO of the first leg before SAME_ACCOUNT of the next",
                        Patched.of(entry(KEY, List.of(zero, same))),
                        Outcome.AMOUNT_ZERO,
                        0,
                        "amount must be at least 1"),
                refused(
                        "AMOUNT_ZERO before LEDGER_NOT_FOUND of expect",
                        new Command.Transfer(KEY, ANNA, SHOP, 0, false, 0, REF, expecting(UNKNOWN)),
                        Outcome.AMOUNT_ZERO,
                        "amount must be at least 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedFields")
    void shouldRefuseMalformedFields(final String name, final Patched frame, final String why) {
        assertThat(check(frame.bytes())).isEqualTo(Outcome.MALFORMED);
        assertThat(check.why()).isEqualTo(why);
        assertThat(check.leg()).isEqualTo(NO_LEG);
    }

    static Stream<Arguments> malformedFields() {
        final String code = "a ledger's code is 1-12 of A-Z 0-9 . _ -";
        final String limits = "limits must be within +-2^62, or none";
        final String newLimits = "limits must be within +-2^62, or none; 0 where not given";
        final String side = "side must be debits, credits or both";
        final String leg = "the leg of a hold must be 0..999";
        final int codeOffset = BLOCK + CreateLedgerDecoder.codeEncodingOffset();
        return Stream.of(
                malformed("ledger 0", Patched.of(createLedger(0, "SEK", 2)), "ledger id must be 1..65535"),
                malformed("scale 19", Patched.of(createLedger(1, "SEK", 19)), "scale must be 0..18"),
                malformed("scale 255", Patched.of(createLedger(1, "SEK", 255)), "scale must be 0..18"),
                malformed("no code", Patched.of(createLedger(1, "", 2)), code),
                malformed("code of 13", Patched.of(createLedger(1, "ABCDEFGHIJKLM", 2)), code),
                malformed("code of 16", Patched.of(createLedger(1, "ABCDEFGHIJKLMNOP", 2)), code),
                malformed("lower case", Patched.of(createLedger(1, "sek", 2)), code),
                malformed("slash", Patched.of(createLedger(1, "A/B", 2)), code),
                malformed("space", Patched.of(createLedger(1, "A B", 2)), code),
                malformed("beyond ASCII", Patched.of(createLedger(1, "SEK", 2)).put8(codeOffset, 0xC4), code),
                malformed(
                        "hole in the code",
                        Patched.of(createLedger(1, "SEK", 2)).put8(codeOffset + 1, 0),
                        code),
                malformed(
                        "bytes behind it", Patched.of(createLedger(1, "SEK", 2)).put8(codeOffset + 15, 'X'), code),
                malformed("floor too low", Patched.of(open(-Bounds.MAX_LIMIT - 1, 0)), limits),
                malformed("floor too high", Patched.of(open(Bounds.MAX_LIMIT + 1, 0)), limits),
                malformed("floor as a ceiling's none", Patched.of(open(Bounds.NO_CEILING, 0)), limits),
                malformed("ceiling too low", Patched.of(open(0, -Bounds.MAX_LIMIT - 1)), limits),
                malformed("ceiling too high", Patched.of(open(0, Bounds.MAX_LIMIT + 1)), limits),
                malformed("ceiling as a floor's none", Patched.of(open(0, Bounds.NO_FLOOR)), limits),
                malformed(
                        "owner of an account",
                        Patched.of(open(0, 0)).put64(BLOCK + OpenAccountDecoder.ownerEncodingOffset(), -1),
                        "owner must be 0..2^63-1"),
                malformed(
                        "nothing to set",
                        Patched.of(setLimits(OptionalLong.empty(), OptionalLong.empty())),
                        "set_limits needs a floor, a ceiling or both"),
                malformed(
                        "new floor too low",
                        Patched.of(setLimits(OptionalLong.of(-Bounds.MAX_LIMIT - 1), OptionalLong.empty())),
                        newLimits),
                malformed(
                        "new ceiling too high",
                        Patched.of(setLimits(OptionalLong.empty(), OptionalLong.of(Bounds.MAX_LIMIT + 1))),
                        newLimits),
                malformed(
                        "floor not given",
                        Patched.of(setLimits(OptionalLong.empty(), OptionalLong.of(1)))
                                .put64(BLOCK + SetLimitsDecoder.floorEncodingOffset(), 1),
                        newLimits),
                malformed(
                        "ceiling not given",
                        Patched.of(setLimits(OptionalLong.of(1), OptionalLong.empty()))
                                .put64(BLOCK + SetLimitsDecoder.ceilingEncodingOffset(), 1),
                        newLimits),
                malformed(
                        "freeze of nothing",
                        Patched.of(new Command.Freeze(KEY, ANNA, Side.BOTH, NONE))
                                .options(0),
                        side),
                malformed(
                        "unfreeze of nothing",
                        Patched.of(new Command.Unfreeze(KEY, ANNA, Side.BOTH, NONE))
                                .options(0),
                        side),
                malformed("timeout", Patched.of(hold(KEY, ANNA, SHOP, 1, -1)), "timeout must be 0..2^63-1 ns"),
                malformed(
                        "owner of a hold",
                        Patched.of(hold(KEY, ANNA, SHOP, 1, 0))
                                .put64(BLOCK + HoldDecoder.creditOwnerEncodingOffset(), Long.MIN_VALUE),
                        "owner must be 0..2^63-1"),
                malformed(
                        "capture of all, with amount",
                        Patched.of(capture(KEY, HoldId.of(KEY), OptionalLong.of(1)))
                                .options(Options.ALL),
                        "a capture of all carries no amount"),
                malformed(
                        "capture of leg 1000",
                        Patched.of(capture(KEY, HoldId.of(KEY), OptionalLong.of(1)))
                                .put16(BLOCK + CaptureDecoder.holdLegEncodingOffset(), 1_000),
                        leg),
                malformed(
                        "release of leg 65534",
                        Patched.of(new Command.Release(KEY, HoldId.of(KEY), 0, REF, NONE))
                                .put16(BLOCK + ReleaseDecoder.holdLegEncodingOffset(), 65_534),
                        leg),
                malformed(
                        "reversal of all, with amount",
                        Patched.of(reverse(KEY, OptionalLong.empty()))
                                .put64(BLOCK + ReverseDecoder.amountEncodingOffset(), -1),
                        "a reversal of all carries no amount"),
                malformed(
                        "owner of a read",
                        Patched.of(new Read.GetAccounts(List.of(ANNA, SHOP)))
                                .put64(
                                        Patched.accountRead(
                                                1, GetAccountsDecoder.AccountsDecoder.ownerEncodingOffset()),
                                        -1),
                        "owner must be 0..2^63-1"),
                malformed(
                        "reserved bytes of get",
                        Patched.of(new Read.GetAccounts(List.of(ANNA))).put32(BLOCK, 1),
                        "reserved bytes must be 0"),
                malformed(
                        "reserved bytes of trial_balance",
                        Patched.of(new Read.GetTrialBalance()).put64(BLOCK, Long.MIN_VALUE),
                        "reserved bytes must be 0"),
                malformed(
                        "10,001 accounts",
                        Patched.of(new Read.GetAccounts(Collections.nCopies(10_001, ANNA))),
                        "a get reads at most 10000 accounts"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedLegs")
    void shouldRefuseMalformedLegs(final String name, final Patched frame, final String why) {
        assertThat(check(frame.bytes())).isEqualTo(Outcome.MALFORMED);
        assertThat(check.why()).isEqualTo(why);
        assertThat(check.leg()).isEqualTo(1);
    }

    static Stream<Arguments> malformedLegs() {
        final String kind = "a leg is a transfer, hold, capture or release";
        final String noHold = "a transfer or hold names no hold";
        final String noParties = "a capture or release names no accounts and no timeout";
        final String noTransferOption = "a transfer in an entry has no options (up_to is for transfers alone)";
        return Stream.of(
                malformed("kind 0", leg(transferLeg()).put16(at(LegField.KIND), 0), kind),
                malformed("entry in an entry", leg(transferLeg()).put16(at(LegField.KIND), 12), kind),
                malformed("reversal in an entry", leg(transferLeg()).put16(at(LegField.KIND), 13), kind),
                malformed(
                        "reserved",
                        leg(transferLeg()).put16(at(LegField.RESERVED), 1),
                        "reserved bytes of a leg must be 0"),
                malformed("up_to", leg(transferLeg()).put16(at(LegField.OPTIONS), Options.UP_TO), noTransferOption),
                malformed(
                        "timeout of a transfer",
                        leg(transferLeg()).put64(at(LegField.TIMEOUT), 1),
                        "a transfer has no timeout"),
                malformed("hold of a transfer", leg(transferLeg()).put64(at(LegField.HOLD_LOW), 1), noHold),
                malformed("hold's leg of a transfer", leg(transferLeg()).put16(at(LegField.HOLD_LEG), 1), noHold),
                malformed(
                        "owner of a transfer",
                        leg(transferLeg()).put64(at(LegField.CREDIT_OWNER), -1),
                        "owner must be 0..2^63-1"),
                malformed("option of a hold", leg(holdLeg()).put16(at(LegField.OPTIONS), 1), "a hold has no options"),
                malformed(
                        "timeout of a hold",
                        leg(holdLeg()).put64(at(LegField.TIMEOUT), -1),
                        "timeout must be 0..2^63-1 ns"),
                malformed("hold of a hold", leg(holdLeg()).put64(at(LegField.HOLD_HIGH), 1), noHold),
                malformed(
                        "owner of a hold",
                        leg(holdLeg()).put64(at(LegField.DEBIT_OWNER), -1),
                        "owner must be 0..2^63-1"),
                malformed(
                        "option of a capture",
                        leg(captureLeg()).put16(at(LegField.OPTIONS), 4),
                        "a capture has no such option"),
                malformed(
                        "capture of all, with amount",
                        leg(captureLeg()).put16(at(LegField.OPTIONS), Options.ALL),
                        "a capture of all carries no amount"),
                malformed(
                        "capture of leg 1000",
                        leg(captureLeg()).put16(at(LegField.HOLD_LEG), 1_000),
                        "the leg of a hold must be 0..999"),
                malformed("ledger of a capture", leg(captureLeg()).put16(at(LegField.DEBIT_LEDGER), 1), noParties),
                malformed("type of a capture", leg(captureLeg()).put8(at(LegField.CREDIT_TYPE), 1), noParties),
                malformed("timeout of a capture", leg(captureLeg()).put64(at(LegField.TIMEOUT), 1), noParties),
                malformed(
                        "option of a release",
                        leg(releaseLeg()).put16(at(LegField.OPTIONS), Options.ALL),
                        "a release has neither options nor amount"),
                malformed(
                        "amount of a release",
                        leg(releaseLeg()).put64(at(LegField.AMOUNT), 1),
                        "a release has neither options nor amount"),
                malformed("owner of a release", leg(releaseLeg()).put64(at(LegField.DEBIT_OWNER), 1), noParties));
    }

    private enum LegField {
        KIND(EntryDecoder.LegsDecoder.kindEncodingOffset()),
        OPTIONS(EntryDecoder.LegsDecoder.optionsEncodingOffset()),
        DEBIT_LEDGER(EntryDecoder.LegsDecoder.debitLedgerEncodingOffset()),
        CREDIT_TYPE(EntryDecoder.LegsDecoder.creditTypeEncodingOffset()),
        HOLD_LEG(EntryDecoder.LegsDecoder.holdLegEncodingOffset()),
        RESERVED(EntryDecoder.LegsDecoder.reservedEncodingOffset()),
        DEBIT_OWNER(EntryDecoder.LegsDecoder.debitOwnerEncodingOffset()),
        CREDIT_OWNER(EntryDecoder.LegsDecoder.creditOwnerEncodingOffset()),
        AMOUNT(EntryDecoder.LegsDecoder.amountEncodingOffset()),
        HOLD_HIGH(EntryDecoder.LegsDecoder.holdHighEncodingOffset()),
        HOLD_LOW(EntryDecoder.LegsDecoder.holdLowEncodingOffset()),
        TIMEOUT(EntryDecoder.LegsDecoder.timeoutNsEncodingOffset());

        private final int offset;

        LegField(final int offset) {
            this.offset = offset;
        }
    }

    private static int at(final LegField field) {
        return Patched.leg(1, field.offset);
    }

    private static Patched leg(final Leg second) {
        return Patched.of(entry(KEY, List.of(transferLeg(), second)));
    }

    private static Leg transferLeg() {
        return new Leg.Transfer(ANNA, SHOP, 1, 0, REF);
    }

    private static Leg holdLeg() {
        return new Leg.Hold(ANNA, SHOP, 1, 0, 0, REF);
    }

    private static Leg captureLeg() {
        return new Leg.Capture(HoldId.of(KEY), OptionalLong.of(1), false, 0, REF);
    }

    private static Leg releaseLeg() {
        return new Leg.Release(HoldId.of(KEY), 0, REF);
    }

    private Outcome check(final byte[] frame) {
        return check.check(FrameBytes.exactly(frame), 0, frame.length);
    }

    private static Arguments refused(
            final String name, final Request request, final Outcome outcome, final String why) {
        return Arguments.of(name, FrameBytes.of(request), outcome, legOf(request, outcome), why);
    }

    private static Arguments refused(
            final String name, final Patched frame, final Outcome outcome, final int leg, final String why) {
        return Arguments.of(name, frame.bytes(), outcome, leg, why);
    }

    private static int legOf(final Request request, final Outcome outcome) {
        assertThat(request instanceof Command.Entry && outcome.code() > Outcome.TOO_MANY_LEGS.code())
                .as("say the leg")
                .isFalse();
        return NO_LEG;
    }

    private static Arguments malformed(final String name, final Patched frame, final String why) {
        return Arguments.of(name, frame, why);
    }

    private static Conditions expecting(final AccountId account) {
        return new Conditions(Bounds.NO_DEADLINE, List.of(new Conditions.Expectation(account, 0)));
    }

    private static Request createLedger(final int id, final String code, final int scale) {
        return new Command.CreateLedger(KEY, id, code, scale, NONE);
    }

    private static Request open(final long floor, final long ceiling) {
        return new Command.OpenAccount(KEY, ANNA, floor, ceiling, NONE);
    }

    private static Request setLimits(final OptionalLong floor, final OptionalLong ceiling) {
        return new Command.SetLimits(KEY, ANNA, floor, ceiling, NONE);
    }

    private static Request transfer(
            final Uint128 key, final AccountId debit, final AccountId credit, final long amount) {
        return new Command.Transfer(key, debit, credit, amount, false, 0, REF, NONE);
    }

    private static Request hold(
            final Uint128 key, final AccountId debit, final AccountId credit, final long amount, final long timeoutNs) {
        return new Command.Hold(key, debit, credit, amount, timeoutNs, 0, REF, NONE);
    }

    private static Request capture(final Uint128 key, final HoldId hold, final OptionalLong amount) {
        return new Command.Capture(key, hold, amount, false, 0, REF, NONE);
    }

    private static Request reverse(final Uint128 key, final OptionalLong amount) {
        return new Command.Reverse(key, KEY, amount, 0, REF, NONE);
    }

    private static Request entry(final Uint128 key, final List<Leg> legs) {
        return new Command.Entry(key, legs, 0, REF, NONE);
    }
}
