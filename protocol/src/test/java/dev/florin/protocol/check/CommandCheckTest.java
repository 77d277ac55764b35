package dev.florin.protocol.check;

import static dev.florin.protocol.support.SmallRequests.capture;
import static dev.florin.protocol.support.SmallRequests.createLedger;
import static dev.florin.protocol.support.SmallRequests.entry;
import static dev.florin.protocol.support.SmallRequests.hold;
import static dev.florin.protocol.support.SmallRequests.open;
import static dev.florin.protocol.support.SmallRequests.reverse;
import static dev.florin.protocol.support.SmallRequests.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.codec.EntryDecoder;
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

/** Every outcome at the door, and which of two reasons goes first. */
final class CommandCheckTest {
    private static final Uint128 KEY = SampleRequests.KEY;
    private static final Uint128 NO_KEY = Uint128.ZERO;
    private static final Uint128 REF = Uint128.ZERO;
    private static final AccountId ANNA = AccountId.of(42, 752);
    private static final AccountId SHOP = AccountId.of(7, 752);
    private static final AccountId EURO = AccountId.of(7, 978);
    private static final AccountId UNKNOWN = AccountId.of(7, 0);
    private static final AccountId UNKNOWN_TOO = AccountId.of(8, 0);
    private static final OptionalLong ALL = OptionalLong.empty();
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
                keyless("create_ledger", new Command.CreateLedger(NO_KEY, 1, "SEK", 2, NONE)),
                keyless("open_account", new Command.OpenAccount(NO_KEY, ANNA, 0, 0, NONE)),
                keyless("set_limits", new Command.SetLimits(NO_KEY, ANNA, OptionalLong.of(0), ALL, NONE)),
                keyless("freeze", new Command.Freeze(NO_KEY, ANNA, Side.BOTH, NONE)),
                keyless("unfreeze", new Command.Unfreeze(NO_KEY, ANNA, Side.BOTH, NONE)),
                keyless("close", new Command.CloseAccount(NO_KEY, ANNA, NONE)),
                keyless("reopen", new Command.ReopenAccount(NO_KEY, ANNA, NONE)),
                keyless("hold", hold(NO_KEY, ANNA, SHOP, 1, 0)),
                keyless("outcome", new Read.GetOutcome(NO_KEY)),
                keyless("capture", capture(NO_KEY, HoldId.of(KEY), ALL)),
                keyless("release", new Command.Release(NO_KEY, HoldId.of(KEY), 0, REF, NONE)),
                keyless("entry", entry(NO_KEY, List.of(new Leg.Release(HoldId.of(KEY), 0, REF)))),
                keyless("reverse", reverse(NO_KEY, ALL)),
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
                        "LEDGER_NOT_FOUND of the debit side before LEDGER_MISMATCH",
                        transfer(KEY, UNKNOWN, SHOP, 1),
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

    private Outcome check(final byte[] frame) {
        return check.check(FrameBytes.exactly(frame), 0, frame.length);
    }

    private static Arguments keyless(final String kind, final Request request) {
        return refused("no key on " + kind, request, Outcome.KEY_ZERO, "key must be 1 or more");
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

    private static Conditions expecting(final AccountId account) {
        return new Conditions(Bounds.NO_DEADLINE, List.of(new Conditions.Expectation(account, 0)));
    }
}
