package dev.florin.protocol.check;

import static dev.florin.protocol.support.SmallRequests.capture;
import static dev.florin.protocol.support.SmallRequests.createLedger;
import static dev.florin.protocol.support.SmallRequests.entry;
import static dev.florin.protocol.support.SmallRequests.hold;
import static dev.florin.protocol.support.SmallRequests.open;
import static dev.florin.protocol.support.SmallRequests.reverse;
import static dev.florin.protocol.support.SmallRequests.setLimits;
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
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Side;
import dev.florin.protocol.support.FrameBytes;
import dev.florin.protocol.support.Patched;
import dev.florin.protocol.support.SampleRequests;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is malformed in a command's own fields, and in those of a leg. */
final class MalformedFieldsTest {
    private static final Uint128 KEY = SampleRequests.KEY;
    private static final Uint128 REF = Uint128.ZERO;
    private static final AccountId ANNA = AccountId.of(42, 752);
    private static final AccountId SHOP = AccountId.of(7, 752);
    private static final OptionalLong ALL = OptionalLong.empty();
    private static final Conditions NONE = Conditions.NONE;
    private static final int BLOCK = Frames.HEADER_LENGTH;
    private static final int NO_LEG = Bounds.NO_LEG;

    private final CommandCheck check = new CommandCheck();

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
                        Patched.of(setLimits(ALL, ALL)),
                        "set_limits needs a floor, a ceiling or both"),
                malformed(
                        "new floor too low",
                        Patched.of(setLimits(OptionalLong.of(-Bounds.MAX_LIMIT - 1), ALL)),
                        newLimits),
                malformed(
                        "new ceiling too high",
                        Patched.of(setLimits(ALL, OptionalLong.of(Bounds.MAX_LIMIT + 1))),
                        newLimits),
                malformed(
                        "floor not given",
                        Patched.of(setLimits(ALL, OptionalLong.of(1)))
                                .put64(BLOCK + SetLimitsDecoder.floorEncodingOffset(), 1),
                        newLimits),
                malformed(
                        "ceiling not given",
                        Patched.of(setLimits(OptionalLong.of(1), ALL))
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
                        "release of leg 1000",
                        Patched.of(new Command.Release(KEY, HoldId.of(KEY), 0, REF, NONE))
                                .put16(BLOCK + ReleaseDecoder.holdLegEncodingOffset(), 1_000),
                        leg),
                malformed(
                        "release of leg 65534",
                        Patched.of(new Command.Release(KEY, HoldId.of(KEY), 0, REF, NONE))
                                .put16(BLOCK + ReleaseDecoder.holdLegEncodingOffset(), 65_534),
                        leg),
                malformed(
                        "reversal of all, with amount",
                        Patched.of(reverse(KEY, ALL)).put64(BLOCK + ReverseDecoder.amountEncodingOffset(), -1),
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
                malformed(
                        "release of leg 1000",
                        leg(releaseLeg()).put16(at(LegField.HOLD_LEG), 1_000),
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

    private static Arguments malformed(final String name, final Patched frame, final String why) {
        return Arguments.of(name, frame, why);
    }
}
