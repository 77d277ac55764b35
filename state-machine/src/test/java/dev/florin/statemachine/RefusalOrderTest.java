package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.EUR;
import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.account;
import static dev.florin.statemachine.Requests.capture;
import static dev.florin.statemachine.Requests.captureAll;
import static dev.florin.statemachine.Requests.captureKeepingOpen;
import static dev.florin.statemachine.Requests.close;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.freeze;
import static dev.florin.statemachine.Requests.hold;
import static dev.florin.statemachine.Requests.key;
import static dev.florin.statemachine.Requests.open;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.release;
import static dev.florin.statemachine.Requests.reopen;
import static dev.florin.statemachine.Requests.reverse;
import static dev.florin.statemachine.Requests.reverseAll;
import static dev.florin.statemachine.Requests.setLimits;
import static dev.florin.statemachine.Requests.transfer;
import static dev.florin.statemachine.Requests.transferUpTo;
import static dev.florin.statemachine.Requests.unfreeze;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Side;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every refusal, and of every two neighbours in the order of refusal a command that deserves both and gets the first. The
 * accounts and keys of {@link #prepare} are named by what is wrong with them.
 */
final class RefusalOrderTest {
    private static final long BANK = 0;
    private static final long BOTTOMLESS = 3;
    private static final long RICH = 1;
    private static final long POOR = 2;
    private static final long CLOSED = 10;
    private static final long CLOSED_TOO = 11;
    private static final long DEBITS_FROZEN = 12;
    private static final long CREDITS_FROZEN = 13;
    private static final long FROZEN_AND_CLOSED = 14;
    private static final long FULL = 20;
    private static final long TURNED_OVER = 30;
    private static final long HUGE = 31;
    private static final long MISSING = 99;
    private static final long MISSING_TOO = 98;

    private static final long USED_KEY = 500;
    private static final long OPEN_HOLD = 510;
    private static final long CAPTURED_HOLD = 511;
    private static final long RELEASED_HOLD = 512;
    private static final long EXPIRED_HOLD = 513;
    private static final long REFUSED_HOLD = 514;
    private static final long HALF_CAPTURED_HOLD = 515;
    private static final long TRANSFER = 520;
    private static final long REVERSED_TRANSFER = 521;
    private static final long TRANSFER_TO_CLOSED = 522;
    private static final long TRANSFER_OF_CLOSED = 523;
    private static final long TRANSFER_TO_FROZEN = 524;
    private static final long TRANSFER_OF_FROZEN = 525;
    private static final long TRANSFER_SPENT = 526;
    private static final long TRANSFER_OF_FULL = 527;
    private static final long TRANSFER_REVERSED_TO_CLOSED = 528;
    private static final long REFUSED_TRANSFER = 529;
    private static final long TRANSFER_TO_TURNED_OVER = 530;
    private static final long REVERSAL = 531;
    private static final long TRANSFER_CLOSED_TO_FROZEN = 532;
    private static final long TRANSFER_FROZEN_TO_CLOSED = 533;
    private static final long TRANSFER_FROZEN_BOTH = 534;
    private static final long CAPTURE = 540;
    private static final long KEY = 1_000;

    private static final long NEARLY_MAX = Long.MAX_VALUE - 1_000;

    private final Driver driver = new Driver();
    private long nextKey = 2_000;

    @BeforeEach
    void prepare() {
        applied(createLedger(nextKey++, SEK, "SEK", 2));
        applied(openUnlimited(nextKey++, BANK));
        applied(openUnlimited(nextKey++, BOTTOMLESS));
        for (final long owner : new long[] {
            RICH, POOR, CLOSED, CLOSED_TOO, DEBITS_FROZEN, CREDITS_FROZEN, FROZEN_AND_CLOSED, HUGE, TURNED_OVER
        }) {
            applied(open(nextKey++, owner));
        }
        applied(open(nextKey++, account(FULL), 0, 100));
        prepareTransfers();
        prepareHolds();
        applied(transfer(nextKey++, BANK, RICH, 1_000));
        applied(transfer(nextKey++, BANK, FULL, 100));
        applied(transfer(nextKey++, BOTTOMLESS, TURNED_OVER, NEARLY_MAX));
        applied(transfer(nextKey++, TURNED_OVER, HUGE, NEARLY_MAX));
        applied(transfer(USED_KEY, RICH, POOR, 1));
        applied(transfer(nextKey++, POOR, RICH, 1));
        applied(freeze(nextKey++, DEBITS_FROZEN, Side.DEBITS));
        applied(freeze(nextKey++, CREDITS_FROZEN, Side.CREDITS));
        applied(freeze(nextKey++, FROZEN_AND_CLOSED, Side.BOTH));
        applied(close(nextKey++, CLOSED));
        applied(close(nextKey++, CLOSED_TOO));
        applied(close(nextKey++, FROZEN_AND_CLOSED));
        assertThat(driver.machine().audit()).isEmpty();
    }

    /** Transfers to be reversed later, from and to accounts on which something will be wrong. */
    private void prepareTransfers() {
        applied(transfer(TRANSFER, BANK, RICH, 50));
        applied(transfer(REVERSED_TRANSFER, BANK, RICH, 50));
        applied(reverseAll(REVERSAL, REVERSED_TRANSFER));
        through(TRANSFER_TO_CLOSED, BANK, CLOSED);
        through(TRANSFER_OF_CLOSED, CLOSED, BANK);
        through(TRANSFER_TO_FROZEN, BANK, DEBITS_FROZEN);
        through(TRANSFER_OF_FROZEN, CREDITS_FROZEN, RICH);
        through(TRANSFER_CLOSED_TO_FROZEN, CLOSED, DEBITS_FROZEN);
        through(TRANSFER_FROZEN_TO_CLOSED, CREDITS_FROZEN, CLOSED_TOO);
        through(TRANSFER_FROZEN_BOTH, CREDITS_FROZEN, DEBITS_FROZEN);
        through(TRANSFER_SPENT, BANK, POOR);
        through(TRANSFER_OF_FULL, FULL, BANK);
        through(TRANSFER_TO_TURNED_OVER, BANK, TURNED_OVER);
        applied(transfer(TRANSFER_REVERSED_TO_CLOSED, BANK, CLOSED, 50));
        applied(reverseAll(nextKey++, TRANSFER_REVERSED_TO_CLOSED));
        assertThat(driver.outcome(transfer(REFUSED_TRANSFER, POOR, RICH, 1_000_000)))
                .isEqualTo(Outcome.INSUFFICIENT_FUNDS);
    }

    private void prepareHolds() {
        applied(hold(OPEN_HOLD, RICH, POOR, 20));
        applied(hold(CAPTURED_HOLD, BANK, RICH, 20));
        applied(captureAll(CAPTURE, CAPTURED_HOLD));
        applied(hold(RELEASED_HOLD, BANK, RICH, 20));
        applied(release(nextKey++, RELEASED_HOLD));
        applied(hold(EXPIRED_HOLD, BANK, RICH, 20, 1));
        applied(hold(HALF_CAPTURED_HOLD, BANK, RICH, 20));
        applied(captureKeepingOpen(nextKey++, HALF_CAPTURED_HOLD, 15));
        assertThat(driver.outcome(hold(REFUSED_HOLD, POOR, RICH, 1_000_000))).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
    }

    /** Moves 50 by the transfer to be reversed, and sees that neither side keeps anything of it. */
    private void through(final long transferKey, final long debit, final long credit) {
        if (debit != BANK) {
            applied(transfer(nextKey++, BANK, debit, 50));
        }
        applied(transfer(transferKey, debit, credit, 50));
        if (credit != BANK && credit != RICH) {
            empty(credit);
        }
    }

    private void empty(final long owner) {
        applied(transferUpTo(nextKey++, owner, BANK, Long.MAX_VALUE));
    }

    private void applied(final Command command) {
        assertThat(driver.outcome(command)).as("%s", command).isEqualTo(Outcome.OK);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({
        "keysAndConditions",
        "transfers",
        "holds",
        "captures",
        "releases",
        "reversals",
        "accountCommands",
        "openings",
        "ledgers"
    })
    void shouldRefuseForTheFirstReason(final Outcome expected, final String what, final Command command) {
        final long hashBefore = driver.machine().stateHash();
        final Answer.OfCommand answer = driver.apply(command);

        assertThat(answer.outcome()).isEqualTo(expected);
        assertThat(answer.duplicate()).isFalse();
        assertThat(answer.amount()).isZero();
        assertThat(answer.sequence()).isEqualTo(driver.machine().lastSequence());
        final boolean isStored = expected.stage() == Outcome.Stage.DECISION;
        assertThat(driver.apply(command).duplicate()).isEqualTo(isStored);
        assertThat(driver.machine().stateHash()).isNotEqualTo(hashBefore);
        assertThat(driver.machine().audit()).isEmpty();
    }

    private static Conditions tooLate() {
        return new Conditions(1, List.of());
    }

    private static Conditions otherVersion() {
        return new Conditions(Bounds.NO_DEADLINE, List.of(new Conditions.Expectation(account(RICH), 1)));
    }

    private static Conditions tooLateAndOtherVersion() {
        return new Conditions(1, otherVersion().expectations());
    }

    static Stream<Arguments> keysAndConditions() {
        return Stream.of(
                arguments(Outcome.KEY_REUSED, "another amount", transfer(USED_KEY, RICH, POOR, 2)),
                arguments(Outcome.KEY_REUSED, "another credit side", transfer(USED_KEY, RICH, BANK, 1)),
                arguments(Outcome.KEY_REUSED, "an option", transferUpTo(USED_KEY, RICH, POOR, 1)),
                arguments(Outcome.KEY_REUSED, "another command", hold(USED_KEY, RICH, POOR, 1)),
                arguments(
                        Outcome.KEY_REUSED,
                        "another ref",
                        new Command.Transfer(
                                key(USED_KEY),
                                account(RICH),
                                account(POOR),
                                1,
                                false,
                                0,
                                Uint128.of(1),
                                Conditions.NONE)),
                arguments(
                        Outcome.KEY_REUSED,
                        "before TOO_LATE",
                        transfer(USED_KEY, account(RICH), account(POOR), 2, tooLate())),
                arguments(Outcome.TOO_LATE, "alone", transfer(KEY, account(RICH), account(POOR), 1, tooLate())),
                arguments(
                        Outcome.TOO_LATE,
                        "before VERSION_MISMATCH",
                        transfer(KEY, account(RICH), account(POOR), 1, tooLateAndOtherVersion())),
                arguments(
                        Outcome.VERSION_MISMATCH,
                        "alone",
                        transfer(KEY, account(RICH), account(POOR), 1, otherVersion())),
                arguments(
                        Outcome.VERSION_MISMATCH,
                        "before LEDGER_NOT_FOUND",
                        transfer(KEY, AccountId.of(RICH, EUR), AccountId.of(POOR, EUR), 1, otherVersion())));
    }

    static Stream<Arguments> transfers() {
        return Stream.of(
                arguments(
                        Outcome.LEDGER_NOT_FOUND,
                        "before DEBIT_ACCOUNT_NOT_FOUND",
                        transfer(KEY, AccountId.of(RICH, EUR), AccountId.of(POOR, EUR), 1, Conditions.NONE)),
                arguments(
                        Outcome.DEBIT_ACCOUNT_NOT_FOUND,
                        "before CREDIT_ACCOUNT_NOT_FOUND",
                        transfer(KEY, MISSING, MISSING_TOO, 1)),
                arguments(
                        Outcome.DEBIT_ACCOUNT_NOT_FOUND,
                        "before CREDIT_ACCOUNT_CLOSED",
                        transfer(KEY, MISSING, CLOSED, 1)),
                arguments(
                        Outcome.CREDIT_ACCOUNT_NOT_FOUND,
                        "before DEBIT_ACCOUNT_CLOSED",
                        transfer(KEY, CLOSED, MISSING, 1)),
                arguments(
                        Outcome.CREDIT_ACCOUNT_NOT_FOUND, "before INSUFFICIENT_FUNDS", transfer(KEY, POOR, MISSING, 1)),
                arguments(
                        Outcome.DEBIT_ACCOUNT_CLOSED,
                        "before CREDIT_ACCOUNT_CLOSED",
                        transfer(KEY, CLOSED, CLOSED_TOO, 1)),
                arguments(
                        Outcome.DEBIT_ACCOUNT_CLOSED,
                        "before CREDIT_FROZEN",
                        transfer(KEY, FROZEN_AND_CLOSED, CREDITS_FROZEN, 1)),
                arguments(
                        Outcome.CREDIT_ACCOUNT_CLOSED,
                        "before DEBIT_FROZEN",
                        transfer(KEY, DEBITS_FROZEN, FROZEN_AND_CLOSED, 1)),
                arguments(
                        Outcome.DEBIT_FROZEN, "before CREDIT_FROZEN", transfer(KEY, DEBITS_FROZEN, CREDITS_FROZEN, 1)),
                arguments(Outcome.DEBIT_FROZEN, "before INSUFFICIENT_FUNDS", transfer(KEY, DEBITS_FROZEN, RICH, 1)),
                arguments(Outcome.CREDIT_FROZEN, "before OVERFLOW", transfer(KEY, TURNED_OVER, CREDITS_FROZEN, 1_000)),
                arguments(
                        Outcome.OVERFLOW,
                        "of debits, before INSUFFICIENT_FUNDS",
                        transfer(KEY, TURNED_OVER, FULL, 1_000)),
                arguments(
                        Outcome.OVERFLOW,
                        "of credits, before INSUFFICIENT_FUNDS",
                        transfer(KEY, RICH, TURNED_OVER, 10_000)),
                arguments(Outcome.INSUFFICIENT_FUNDS, "before CEILING_EXCEEDED", transfer(KEY, RICH, FULL, 10_000)),
                arguments(Outcome.CEILING_EXCEEDED, "alone", transfer(KEY, RICH, FULL, 1)),
                arguments(
                        Outcome.OVERFLOW,
                        "up_to is not shortened by it",
                        transferUpTo(KEY, RICH, TURNED_OVER, Long.MAX_VALUE)));
    }

    static Stream<Arguments> holds() {
        return Stream.of(
                arguments(
                        Outcome.DEBIT_ACCOUNT_NOT_FOUND,
                        "before CREDIT_ACCOUNT_NOT_FOUND",
                        hold(KEY, MISSING, MISSING_TOO, 1)),
                arguments(
                        Outcome.CREDIT_ACCOUNT_NOT_FOUND, "before DEBIT_ACCOUNT_CLOSED", hold(KEY, CLOSED, MISSING, 1)),
                arguments(
                        Outcome.DEBIT_ACCOUNT_CLOSED, "before CREDIT_ACCOUNT_CLOSED", hold(KEY, CLOSED, CLOSED_TOO, 1)),
                arguments(Outcome.CREDIT_ACCOUNT_CLOSED, "before DEBIT_FROZEN", hold(KEY, DEBITS_FROZEN, CLOSED, 1)),
                arguments(Outcome.DEBIT_FROZEN, "before CREDIT_FROZEN", hold(KEY, DEBITS_FROZEN, CREDITS_FROZEN, 1)),
                arguments(Outcome.CREDIT_FROZEN, "before OVERFLOW", hold(KEY, TURNED_OVER, CREDITS_FROZEN, 1_000)),
                arguments(Outcome.OVERFLOW, "before INSUFFICIENT_FUNDS", hold(KEY, TURNED_OVER, FULL, 1_000)),
                arguments(Outcome.INSUFFICIENT_FUNDS, "before CEILING_EXCEEDED", hold(KEY, RICH, FULL, 10_000)),
                arguments(Outcome.CEILING_EXCEEDED, "alone", hold(KEY, RICH, FULL, 1)));
    }

    static Stream<Arguments> captures() {
        return Stream.of(
                arguments(Outcome.HOLD_NOT_FOUND, "unknown key", captureAll(KEY, MISSING)),
                arguments(Outcome.HOLD_NOT_FOUND, "its own key", captureAll(KEY, KEY)),
                arguments(Outcome.HOLD_NOT_FOUND, "refused hold", captureAll(KEY, REFUSED_HOLD)),
                arguments(Outcome.HOLD_NOT_FOUND, "a transfer", captureAll(KEY, TRANSFER)),
                arguments(
                        Outcome.HOLD_NOT_FOUND,
                        "leg 0 of a hold that was not made by an entry",
                        capture(KEY, new HoldId(key(OPEN_HOLD), 0), OptionalLong.empty(), false)),
                arguments(Outcome.HOLD_ALREADY_CAPTURED, "before EXCEEDS_HOLD", capture(KEY, CAPTURED_HOLD, 1_000)),
                arguments(Outcome.HOLD_ALREADY_RELEASED, "before EXCEEDS_HOLD", capture(KEY, RELEASED_HOLD, 1_000)),
                arguments(Outcome.HOLD_EXPIRED, "before EXCEEDS_HOLD", capture(KEY, EXPIRED_HOLD, 1_000)),
                arguments(Outcome.EXCEEDS_HOLD, "more than reserved", capture(KEY, OPEN_HOLD, 21)),
                arguments(Outcome.EXCEEDS_HOLD, "more than remains", capture(KEY, HALF_CAPTURED_HOLD, 6)));
    }

    static Stream<Arguments> releases() {
        return Stream.of(
                arguments(Outcome.HOLD_NOT_FOUND, "unknown key", release(KEY, MISSING)),
                arguments(Outcome.HOLD_ALREADY_CAPTURED, "captured", release(KEY, CAPTURED_HOLD)),
                arguments(Outcome.HOLD_ALREADY_RELEASED, "released", release(KEY, RELEASED_HOLD)),
                arguments(Outcome.HOLD_EXPIRED, "expired", release(KEY, EXPIRED_HOLD)));
    }

    static Stream<Arguments> reversals() {
        return Stream.of(
                arguments(Outcome.TRANSFER_NOT_FOUND, "unknown key", reverseAll(KEY, MISSING)),
                arguments(Outcome.TRANSFER_NOT_FOUND, "refused transfer", reverseAll(KEY, REFUSED_TRANSFER)),
                arguments(Outcome.TRANSFER_NOT_FOUND, "a hold", reverseAll(KEY, OPEN_HOLD)),
                arguments(Outcome.TRANSFER_NOT_FOUND, "a reversal", reverseAll(KEY, REVERSAL)),
                arguments(
                        Outcome.ALREADY_REVERSED,
                        "before DEBIT_ACCOUNT_CLOSED",
                        reverse(KEY, TRANSFER_REVERSED_TO_CLOSED, 1)),
                arguments(
                        Outcome.DEBIT_ACCOUNT_CLOSED,
                        "before CREDIT_FROZEN",
                        reverseAll(KEY, TRANSFER_FROZEN_TO_CLOSED)),
                arguments(
                        Outcome.DEBIT_ACCOUNT_CLOSED, "before EXCEEDS_TRANSFER", reverse(KEY, TRANSFER_TO_CLOSED, 51)),
                arguments(
                        Outcome.CREDIT_ACCOUNT_CLOSED,
                        "before DEBIT_FROZEN",
                        reverseAll(KEY, TRANSFER_CLOSED_TO_FROZEN)),
                arguments(Outcome.CREDIT_ACCOUNT_CLOSED, "alone", reverseAll(KEY, TRANSFER_OF_CLOSED)),
                arguments(Outcome.DEBIT_FROZEN, "before CREDIT_FROZEN", reverseAll(KEY, TRANSFER_FROZEN_BOTH)),
                arguments(Outcome.DEBIT_FROZEN, "before EXCEEDS_TRANSFER", reverse(KEY, TRANSFER_TO_FROZEN, 51)),
                arguments(Outcome.CREDIT_FROZEN, "before EXCEEDS_TRANSFER", reverse(KEY, TRANSFER_OF_FROZEN, 51)),
                arguments(Outcome.EXCEEDS_TRANSFER, "before INSUFFICIENT_FUNDS", reverse(KEY, TRANSFER_SPENT, 51)),
                arguments(Outcome.EXCEEDS_TRANSFER, "of a capture", reverse(KEY, CAPTURE, 21)),
                arguments(Outcome.INSUFFICIENT_FUNDS, "the money is gone", reverseAll(KEY, TRANSFER_TO_TURNED_OVER)),
                arguments(Outcome.CEILING_EXCEEDED, "no room to go back", reverseAll(KEY, TRANSFER_OF_FULL)));
    }

    static Stream<Arguments> accountCommands() {
        final OptionalLong tooHigh = OptionalLong.of(10);
        final Command.SetLimits unknownLedger = new Command.SetLimits(
                key(KEY), AccountId.of(RICH, EUR), tooHigh, OptionalLong.empty(), Conditions.NONE);
        return Stream.of(
                arguments(Outcome.LEDGER_NOT_FOUND, "set_limits, before ACCOUNT_NOT_FOUND", unknownLedger),
                arguments(
                        Outcome.ACCOUNT_NOT_FOUND,
                        "set_limits",
                        setLimits(KEY, MISSING, tooHigh, OptionalLong.empty())),
                arguments(
                        Outcome.ACCOUNT_CLOSED,
                        "set_limits, before LIMIT_BREACHED",
                        setLimits(KEY, CLOSED, tooHigh, OptionalLong.empty())),
                arguments(
                        Outcome.LIMIT_BREACHED,
                        "set_limits, floor above what is available",
                        setLimits(KEY, POOR, OptionalLong.of(1), OptionalLong.empty())),
                arguments(
                        Outcome.LIMIT_BREACHED,
                        "set_limits, ceiling below the balance",
                        setLimits(KEY, FULL, OptionalLong.empty(), OptionalLong.of(99))),
                arguments(
                        Outcome.LIMIT_BREACHED,
                        "set_limits, ceiling below what holds will bring",
                        setLimits(KEY, POOR, OptionalLong.empty(), OptionalLong.of(19))),
                arguments(Outcome.ACCOUNT_NOT_FOUND, "freeze", freeze(KEY, MISSING, Side.BOTH)),
                arguments(Outcome.ACCOUNT_CLOSED, "freeze", freeze(KEY, CLOSED, Side.BOTH)),
                arguments(Outcome.ACCOUNT_NOT_FOUND, "unfreeze", unfreeze(KEY, MISSING, Side.BOTH)),
                arguments(Outcome.ACCOUNT_CLOSED, "unfreeze", unfreeze(KEY, FROZEN_AND_CLOSED, Side.BOTH)),
                arguments(Outcome.ACCOUNT_NOT_FOUND, "close", close(KEY, MISSING)),
                arguments(Outcome.ACCOUNT_CLOSED, "close", close(KEY, CLOSED)),
                arguments(Outcome.NOT_EMPTY, "close, with a balance", close(KEY, FULL)),
                arguments(Outcome.NOT_EMPTY, "close, with credits pending", close(KEY, POOR)),
                arguments(Outcome.ACCOUNT_NOT_FOUND, "reopen", reopen(KEY, MISSING)),
                arguments(Outcome.ACCOUNT_OPEN, "reopen", reopen(KEY, RICH)));
    }

    static Stream<Arguments> openings() {
        return Stream.of(
                arguments(
                        Outcome.LEDGER_NOT_FOUND,
                        "before LIMIT_BREACHED",
                        open(KEY, AccountId.of(RICH, EUR), 1, Bounds.NO_CEILING)),
                arguments(Outcome.LIMIT_BREACHED, "floor above 0", open(KEY, account(MISSING), 1, Bounds.NO_CEILING)),
                arguments(Outcome.LIMIT_BREACHED, "ceiling below 0", open(KEY, account(MISSING), Bounds.NO_FLOOR, -1)));
    }

    static Stream<Arguments> ledgers() {
        return Stream.of(
                arguments(Outcome.LEDGER_CONFLICT, "taken id", createLedger(KEY, SEK, "SEK2", 2)),
                arguments(Outcome.LEDGER_CONFLICT, "taken code", createLedger(KEY, 40_000, "SEK", 2)),
                arguments(Outcome.LEDGER_CONFLICT, "another scale", createLedger(KEY, SEK, "SEK", 3)));
    }
}
