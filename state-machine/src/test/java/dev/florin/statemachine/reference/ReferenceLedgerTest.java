package dev.florin.statemachine.reference;

import static dev.florin.protocol.Outcome.ACCOUNT_CLOSED;
import static dev.florin.protocol.Outcome.ACCOUNT_OPEN;
import static dev.florin.protocol.Outcome.ALREADY_REVERSED;
import static dev.florin.protocol.Outcome.CEILING_EXCEEDED;
import static dev.florin.protocol.Outcome.CREDIT_FROZEN;
import static dev.florin.protocol.Outcome.DEBIT_FROZEN;
import static dev.florin.protocol.Outcome.EXCEEDS_HOLD;
import static dev.florin.protocol.Outcome.EXCEEDS_TRANSFER;
import static dev.florin.protocol.Outcome.EXISTS;
import static dev.florin.protocol.Outcome.HOLD_ALREADY_CAPTURED;
import static dev.florin.protocol.Outcome.HOLD_ALREADY_RELEASED;
import static dev.florin.protocol.Outcome.HOLD_EXPIRED;
import static dev.florin.protocol.Outcome.HOLD_NOT_FOUND;
import static dev.florin.protocol.Outcome.INSUFFICIENT_FUNDS;
import static dev.florin.protocol.Outcome.KEY_REUSED;
import static dev.florin.protocol.Outcome.LEDGER_CONFLICT;
import static dev.florin.protocol.Outcome.LIMIT_BREACHED;
import static dev.florin.protocol.Outcome.NOT_EMPTY;
import static dev.florin.protocol.Outcome.OK;
import static dev.florin.protocol.Outcome.OVERFLOW;
import static dev.florin.protocol.Outcome.TOO_LATE;
import static dev.florin.protocol.Outcome.TRANSFER_NOT_FOUND;
import static dev.florin.protocol.Outcome.VERSION_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Side;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sentences of the contract, one by one: what the model says must be what they say. */
final class ReferenceLedgerTest {
    private static final AccountId BANK = AccountId.of(0, 752);
    private static final AccountId ANNA = AccountId.of(42, 752);
    private static final AccountId SHOP = AccountId.of(7, 752);
    private static final OptionalLong ALL = OptionalLong.empty();

    private final ReferenceLedger ledger = new ReferenceLedger();
    private long sequence;
    private long timestampNs = 1_000;

    @BeforeEach
    void openTheAccounts() {
        apply(new Command.CreateLedger(key(1_001), 752, "SEK", 2, Conditions.NONE));
        open(1_002, BANK, Bounds.NO_FLOOR, Bounds.NO_CEILING);
        open(1_003, ANNA, 0, Bounds.NO_CEILING);
        open(1_004, SHOP, 0, Bounds.NO_CEILING);
    }

    @Test
    void shouldMoveWhatIsThereAndNoMore() {
        assertThat(transfer(1, BANK, ANNA, 1_000)).isEqualTo(OK);
        assertThat(transfer(2, ANNA, SHOP, 1_001)).isEqualTo(INSUFFICIENT_FUNDS);
        assertThat(transfer(3, ANNA, SHOP, 1_000)).isEqualTo(OK);
        assertThat(account(ANNA).balance()).isZero();
        assertThat(account(SHOP).balance()).isEqualTo(1_000);
        assertThat(account(ANNA).version()).isEqualTo(sequence);
    }

    @Test
    void shouldMoveUpToWhatIsAvailableAndWhatHasRoom() {
        transfer(1, BANK, ANNA, 1_000);
        setLimits(2, SHOP, OptionalLong.empty(), OptionalLong.of(300));
        assertThat(upTo(3, ANNA, SHOP, 500).amount()).isEqualTo(300);
        assertThat(upTo(4, ANNA, BANK, 5_000).amount()).isEqualTo(700);
        final Answer.OfCommand nothing = upTo(5, ANNA, BANK, 5_000);
        assertThat(nothing.outcome()).isEqualTo(OK);
        assertThat(nothing.amount()).isZero();
        assertThat(account(ANNA).version()).isEqualTo(nothing.sequence());
    }

    @Test
    void shouldAnswerARetryWithTheStoredAnswerAndRefuseOtherContent() {
        final Command payment = transferOf(1, BANK, ANNA, 1_000, Conditions.NONE);
        final Answer.OfCommand first = apply(payment);
        final Answer.OfCommand again = apply(Commands.withConditions(payment, new Conditions(0, List.of())));
        assertThat(again.duplicate()).isTrue();
        assertThat(again.sequence()).isEqualTo(first.sequence());
        assertThat(again.timestampNs()).isEqualTo(first.timestampNs());
        assertThat(transfer(1, BANK, ANNA, 999)).isEqualTo(KEY_REUSED);
        assertThat(account(ANNA).balance()).isEqualTo(1_000);
        assertThat(account(ANNA).version()).isEqualTo(first.sequence());
    }

    @Test
    void shouldStoreRefusalsButNotWhatIsNoDecision() {
        assertThat(transfer(1, ANNA, SHOP, 1)).isEqualTo(INSUFFICIENT_FUNDS);
        transfer(2, BANK, ANNA, 1);
        assertThat(transfer(1, ANNA, SHOP, 1)).isEqualTo(INSUFFICIENT_FUNDS);
        assertThat(apply(transferOf(3, ANNA, SHOP, 1, new Conditions(timestampNs, List.of())))
                        .outcome())
                .isEqualTo(TOO_LATE);
        assertThat(apply(transferOf(3, ANNA, SHOP, 1, expecting(SHOP, 1))).outcome())
                .isEqualTo(VERSION_MISMATCH);
        assertThat(transfer(3, ANNA, SHOP, 1)).isEqualTo(OK);
    }

    @Test
    void shouldTellTheVersionsOfAllThatWereNamed() {
        final AccountId nobody = AccountId.of(5, 752);
        final Conditions under = new Conditions(
                Bounds.NO_DEADLINE,
                List.of(
                        new Conditions.Expectation(nobody, 0),
                        new Conditions.Expectation(ANNA, 3),
                        new Conditions.Expectation(SHOP, 3)));
        assertThat(apply(transferOf(1, BANK, ANNA, 1, under)).versions())
                .containsExactly(
                        new Answer.AccountVersion(nobody, 0),
                        new Answer.AccountVersion(ANNA, 3),
                        new Answer.AccountVersion(SHOP, 4));
    }

    @Test
    void shouldReserveAndCaptureManyTimes() {
        transfer(1, BANK, ANNA, 1_000);
        assertThat(hold(2, 800, 0)).isEqualTo(OK);
        assertThat(transfer(3, ANNA, SHOP, 201)).isEqualTo(INSUFFICIENT_FUNDS);
        assertThat(capture(4, 2, OptionalLong.of(300), true)).isEqualTo(OK);
        assertThat(account(ANNA).holds())
                .containsExactly(new Answer.OpenHold(HoldId.of(key(2)), 500, Bounds.NO_EXPIRY));
        assertThat(capture(5, 2, OptionalLong.of(501), true)).isEqualTo(EXCEEDS_HOLD);
        assertThat(capture(6, 2, OptionalLong.of(100), false)).isEqualTo(OK);
        assertThat(account(ANNA).debitsPending()).isZero();
        assertThat(account(ANNA).balance()).isEqualTo(600);
        assertThat(account(SHOP).balance()).isEqualTo(400);
        assertThat(capture(7, 2, ALL, false)).isEqualTo(HOLD_ALREADY_CAPTURED);
        assertThat(capture(8, 9, ALL, false)).isEqualTo(HOLD_NOT_FOUND);
    }

    @Test
    void shouldGiveBackWhatIsReleased() {
        transfer(1, BANK, ANNA, 1_000);
        hold(2, 800, 0);
        capture(3, 2, OptionalLong.of(300), true);
        assertThat(release(4, 2).amount()).isEqualTo(500);
        assertThat(release(5, 2).outcome()).isEqualTo(HOLD_ALREADY_RELEASED);
        assertThat(transfer(6, ANNA, SHOP, 700)).isEqualTo(OK);
    }

    @Test
    void shouldLetAHoldDieAtItsTimeInclusive() {
        transfer(1, BANK, ANNA, 1_000);
        hold(2, 800, 2);
        assertThat(capture(3, 2, OptionalLong.of(1), true)).isEqualTo(OK);
        assertThat(apply(transferOf(4, ANNA, SHOP, 999, expecting(ANNA, sequence + 1)))
                        .outcome())
                .isEqualTo(OK);
        assertThat(ledger.events())
                .containsExactly(
                        new HoldChange(sequence, timestampNs, HoldId.of(key(2)), HoldChange.Status.EXPIRED, 799, 0));
        assertThat(capture(5, 2, ALL, false)).isEqualTo(HOLD_EXPIRED);
    }

    @Test
    void shouldExpireInOrderOfExpirySequenceAndLeg() {
        transfer(1, BANK, ANNA, 1_000);
        hold(2, 1, 102);
        apply(new Command.Entry(
                key(3), List.of(holdLeg(1, 101), holdLeg(1, 101), holdLeg(1, 50)), 0, Uint128.ZERO, Conditions.NONE));
        timestampNs += 1_000;
        tick();
        assertThat(ledger.events().stream().map(event -> ((HoldChange) event).hold()))
                .containsExactly(
                        new HoldId(key(3), 2), HoldId.of(key(2)), new HoldId(key(3), 0), new HoldId(key(3), 1));
    }

    @Test
    void shouldExpireTenThousandBeforeACommandAndTheRestBeforeTheNext() {
        transfer(1, BANK, ANNA, 1_000_000);
        for (int i = 0; i < 11; i++) {
            final List<Leg> legs = Collections.nCopies(1_000, holdLeg(1, 100));
            apply(new Command.Entry(key(2 + i), legs, 0, Uint128.ZERO, Conditions.NONE));
        }
        timestampNs += 1_000;
        final HoldId lastDue = new HoldId(key(12), 999);
        final Command late = new Command.Capture(key(20), lastDue, ALL, false, 0, Uint128.ZERO, Conditions.NONE);
        assertThat(apply(late).outcome()).isEqualTo(HOLD_EXPIRED);
        assertThat(ledger.events()).hasSize(10_000);
        assertThat(account(ANNA).debitsPending()).isEqualTo(1_000);
        assertThat(account(ANNA).holds()).hasSize(100);
        assertThat(account(ANNA).moreHolds()).isTrue();
        tick();
        assertThat(ledger.events()).hasSize(1_000);
        assertThat(account(ANNA).debitsPending()).isZero();
    }

    @Test
    void shouldApplyAllLegsOfAnEntryOrNone() {
        transfer(1, BANK, ANNA, 1_000);
        final Leg use = new Leg.Capture(new HoldId(key(2), 0), OptionalLong.of(40), true, 0, Uint128.ZERO);
        final Leg tooMuch = new Leg.Transfer(ANNA, SHOP, 901, 0, Uint128.ZERO);
        final Answer.OfCommand refused = entry(2, holdLeg(100, 0), use, tooMuch);
        assertThat(refused.outcome()).isEqualTo(INSUFFICIENT_FUNDS);
        assertThat(refused.leg()).isEqualTo(2);
        assertThat(ledger.events()).isEmpty();
        assertThat(account(ANNA).holds()).isEmpty();
        assertThat(account(ANNA).balance()).isEqualTo(1_000);
        final Leg sameUse = new Leg.Capture(new HoldId(key(3), 0), OptionalLong.of(40), true, 0, Uint128.ZERO);
        assertThat(entry(3, holdLeg(100, 0), sameUse).outcome()).isEqualTo(OK);
        assertThat(account(ANNA).holds())
                .containsExactly(new Answer.OpenHold(new HoldId(key(3), 0), 60, Bounds.NO_EXPIRY));
        assertThat(reverse(4, 3, ALL)).isEqualTo(TRANSFER_NOT_FOUND);
    }

    @Test
    void shouldReverseInPartsButNeverMoreThanWasMoved() {
        transfer(1, BANK, ANNA, 1_000);
        assertThat(reverse(2, 1, OptionalLong.of(1_001))).isEqualTo(EXCEEDS_TRANSFER);
        assertThat(reverse(3, 1, OptionalLong.of(400))).isEqualTo(OK);
        assertThat(reverse(4, 1, OptionalLong.of(601))).isEqualTo(EXCEEDS_TRANSFER);
        transfer(5, ANNA, SHOP, 1);
        assertThat(reverse(6, 1, ALL)).isEqualTo(INSUFFICIENT_FUNDS);
        reverse(7, 5, ALL);
        assertThat(reverse(8, 1, ALL)).isEqualTo(OK);
        assertThat(reverse(9, 1, ALL)).isEqualTo(ALREADY_REVERSED);
        assertThat(reverse(10, 8, ALL)).isEqualTo(TRANSFER_NOT_FOUND);
        assertThat(account(ANNA).balance()).isZero();
    }

    @Test
    void shouldReverseACaptureAndATransferThatMovedNothing() {
        transfer(1, BANK, ANNA, 1_000);
        hold(2, 800, 0);
        capture(3, 2, OptionalLong.of(300), false);
        assertThat(reverse(4, 3, ALL)).isEqualTo(OK);
        assertThat(account(ANNA).balance()).isEqualTo(1_000);
        assertThat(reverse(5, 2, ALL)).isEqualTo(TRANSFER_NOT_FOUND);
        upTo(6, SHOP, ANNA, 10);
        assertThat(reverse(7, 6, OptionalLong.of(1))).isEqualTo(EXCEEDS_TRANSFER);
        assertThat(reverse(8, 6, ALL)).isEqualTo(OK);
        assertThat(reverse(9, 6, ALL)).isEqualTo(ALREADY_REVERSED);
    }

    @Test
    void shouldHoldTheLimits() {
        assertThat(open(1, AccountId.of(8, 752), 1, Bounds.NO_CEILING)).isEqualTo(LIMIT_BREACHED);
        assertThat(open(2, AccountId.of(8, 752), 0, -1)).isEqualTo(LIMIT_BREACHED);
        assertThat(open(3, AccountId.of(8, 752), -100, 100)).isEqualTo(OK);
        assertThat(open(4, AccountId.of(8, 752), 5, 0)).isEqualTo(EXISTS);
        assertThat(transfer(5, BANK, AccountId.of(8, 752), 101)).isEqualTo(CEILING_EXCEEDED);
        assertThat(transfer(6, AccountId.of(8, 752), BANK, 100)).isEqualTo(OK);
        assertThat(setLimits(7, AccountId.of(8, 752), OptionalLong.of(-99), OptionalLong.empty()))
                .isEqualTo(LIMIT_BREACHED);
        assertThat(setLimits(8, AccountId.of(8, 752), OptionalLong.of(-100), OptionalLong.of(-100)))
                .isEqualTo(OK);
    }

    @Test
    void shouldRefuseOnlyWhatWouldPassTheCounter() {
        assertThat(transfer(1, BANK, ANNA, Long.MAX_VALUE)).isEqualTo(OK);
        assertThat(transfer(2, BANK, SHOP, 1)).isEqualTo(OVERFLOW);
        assertThat(upTo(3, BANK, SHOP, 1).outcome()).isEqualTo(OVERFLOW);
        assertThat(transfer(4, ANNA, SHOP, Long.MAX_VALUE)).isEqualTo(OK);
        assertThat(transfer(5, SHOP, ANNA, 1)).isEqualTo(OVERFLOW);
    }

    @Test
    void shouldFreezeNewMovesButNotHoldsMadeEarlier() {
        transfer(1, BANK, ANNA, 1_000);
        hold(2, 800, 0);
        apply(new Command.Freeze(key(3), ANNA, Side.BOTH, Conditions.NONE));
        apply(new Command.Freeze(key(4), SHOP, Side.CREDITS, Conditions.NONE));
        assertThat(transfer(5, ANNA, SHOP, 1)).isEqualTo(DEBIT_FROZEN);
        assertThat(transfer(6, BANK, ANNA, 1)).isEqualTo(CREDIT_FROZEN);
        assertThat(capture(7, 2, OptionalLong.of(1), true)).isEqualTo(OK);
        assertThat(release(8, 2).outcome()).isEqualTo(OK);
        apply(new Command.Unfreeze(key(9), ANNA, Side.DEBITS, Conditions.NONE));
        assertThat(transfer(10, ANNA, BANK, 1)).isEqualTo(OK);
        assertThat(account(ANNA).creditsFrozen()).isTrue();
    }

    @Test
    void shouldCloseOnlyWhatIsEmptyAndReopenIt() {
        transfer(1, BANK, ANNA, 1);
        assertThat(close(2, ANNA)).isEqualTo(NOT_EMPTY);
        transfer(3, ANNA, BANK, 1);
        assertThat(close(4, ANNA)).isEqualTo(OK);
        assertThat(close(5, ANNA)).isEqualTo(ACCOUNT_CLOSED);
        assertThat(transfer(6, BANK, ANNA, 1)).isEqualTo(Outcome.CREDIT_ACCOUNT_CLOSED);
        assertThat(open(7, ANNA, 0, 0)).isEqualTo(EXISTS);
        assertThat(reopen(8, ANNA)).isEqualTo(OK);
        assertThat(reopen(9, ANNA)).isEqualTo(ACCOUNT_OPEN);
    }

    @Test
    void shouldKeepLedgersApart() {
        assertThat(createLedger(1, 752, "SEK", 2)).isEqualTo(EXISTS);
        assertThat(createLedger(2, 752, "SEK", 3)).isEqualTo(LEDGER_CONFLICT);
        assertThat(createLedger(3, 753, "SEK", 2)).isEqualTo(LEDGER_CONFLICT);
        assertThat(createLedger(4, 752, "EUR", 2)).isEqualTo(LEDGER_CONFLICT);
        assertThat(createLedger(5, 1, "EUR", 2)).isEqualTo(OK);
        assertThat(((Answer.OfTrialBalance) ledger.read(new Read.GetTrialBalance())).ledgers())
                .extracting(sums -> sums.ledger().code())
                .containsExactly("EUR", "SEK");
    }

    @Test
    void shouldForgetKeysButNotThoseWithAnOpenHold() {
        transfer(1, BANK, ANNA, 1_000);
        hold(2, 800, 0);
        hold(3, 100, 0);
        release(4, 3);
        ledger.forgetBefore(sequence + 1);
        assertThat(ledger.keyCount()).isEqualTo(1);
        assertThat(reverse(5, 1, ALL)).isEqualTo(TRANSFER_NOT_FOUND);
        assertThat(capture(6, 3, ALL, false)).isEqualTo(HOLD_NOT_FOUND);
        assertThat(hold(2, 800, 0)).isEqualTo(OK);
        assertThat(capture(7, 2, ALL, false)).isEqualTo(OK);
    }

    private static Uint128 key(final long value) {
        return Uint128.of(value);
    }

    private static Conditions expecting(final AccountId account, final long version) {
        return new Conditions(Bounds.NO_DEADLINE, List.of(new Conditions.Expectation(account, version)));
    }

    private static Leg holdLeg(final long amount, final long timeoutNs) {
        return new Leg.Hold(ANNA, SHOP, amount, timeoutNs, 0, Uint128.ZERO);
    }

    private static Command transferOf(
            final long key, final AccountId debit, final AccountId credit, final long amount, final Conditions under) {
        return new Command.Transfer(key(key), debit, credit, amount, false, 0, Uint128.ZERO, under);
    }

    private Answer.OfCommand apply(final Command command) {
        sequence++;
        timestampNs++;
        return (Answer.OfCommand) ledger.apply(sequence, timestampNs, command);
    }

    private void tick() {
        sequence++;
        timestampNs++;
        ledger.tick(sequence, timestampNs);
    }

    private Outcome createLedger(final long key, final int id, final String code, final int scale) {
        return apply(new Command.CreateLedger(key(key), id, code, scale, Conditions.NONE))
                .outcome();
    }

    private Outcome open(final long key, final AccountId account, final long floor, final long ceiling) {
        return apply(new Command.OpenAccount(key(key), account, floor, ceiling, Conditions.NONE))
                .outcome();
    }

    private Outcome setLimits(
            final long key, final AccountId account, final OptionalLong floor, final OptionalLong ceiling) {
        return apply(new Command.SetLimits(key(key), account, floor, ceiling, Conditions.NONE))
                .outcome();
    }

    private Outcome close(final long key, final AccountId account) {
        return apply(new Command.CloseAccount(key(key), account, Conditions.NONE))
                .outcome();
    }

    private Outcome reopen(final long key, final AccountId account) {
        return apply(new Command.ReopenAccount(key(key), account, Conditions.NONE))
                .outcome();
    }

    private Outcome transfer(final long key, final AccountId debit, final AccountId credit, final long amount) {
        return apply(transferOf(key, debit, credit, amount, Conditions.NONE)).outcome();
    }

    private Answer.OfCommand upTo(final long key, final AccountId debit, final AccountId credit, final long amount) {
        return apply(new Command.Transfer(key(key), debit, credit, amount, true, 0, Uint128.ZERO, Conditions.NONE));
    }

    private Outcome hold(final long key, final long amount, final long timeoutNs) {
        return apply(new Command.Hold(key(key), ANNA, SHOP, amount, timeoutNs, 0, Uint128.ZERO, Conditions.NONE))
                .outcome();
    }

    private Outcome capture(final long key, final long hold, final OptionalLong amount, final boolean keepOpen) {
        return apply(new Command.Capture(
                        key(key), HoldId.of(key(hold)), amount, keepOpen, 0, Uint128.ZERO, Conditions.NONE))
                .outcome();
    }

    private Answer.OfCommand release(final long key, final long hold) {
        return apply(new Command.Release(key(key), HoldId.of(key(hold)), 0, Uint128.ZERO, Conditions.NONE));
    }

    private Outcome reverse(final long key, final long transfer, final OptionalLong amount) {
        return apply(new Command.Reverse(key(key), key(transfer), amount, 0, Uint128.ZERO, Conditions.NONE))
                .outcome();
    }

    private Answer.OfCommand entry(final long key, final Leg... legs) {
        return apply(new Command.Entry(key(key), List.of(legs), 0, Uint128.ZERO, Conditions.NONE));
    }

    private Answer.Account account(final AccountId id) {
        final Answer.OfAccounts answer = (Answer.OfAccounts) ledger.read(new Read.GetAccounts(List.of(id)));
        return answer.accounts().get(0);
    }
}
