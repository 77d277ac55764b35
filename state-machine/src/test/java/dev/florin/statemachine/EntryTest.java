package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.EUR;
import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.capture;
import static dev.florin.statemachine.Requests.captureLeg;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.entry;
import static dev.florin.statemachine.Requests.hold;
import static dev.florin.statemachine.Requests.holdLeg;
import static dev.florin.statemachine.Requests.key;
import static dev.florin.statemachine.Requests.open;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.release;
import static dev.florin.statemachine.Requests.releaseLeg;
import static dev.florin.statemachine.Requests.reverseAll;
import static dev.florin.statemachine.Requests.transfer;
import static dev.florin.statemachine.Requests.transferLeg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Leg;
import dev.florin.statemachine.ledger.HoldStatus;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EntryTest {
    private static final OptionalLong ALL = OptionalLong.empty();

    private final Driver driver = new Driver();

    @BeforeEach
    void openAccounts() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(createLedger(2, EUR, "EUR", 2));
        driver.apply(openUnlimited(3, 0));
        driver.apply(open(4, 1));
        driver.apply(open(5, 2));
        driver.apply(open(6, AccountId.of(1, EUR), 0, Bounds.NO_CEILING));
        driver.apply(open(7, AccountId.of(2, EUR), Bounds.NO_FLOOR, Bounds.NO_CEILING));
        driver.apply(transfer(8, 0, 1, 1_000));
        driver.events();
    }

    @AfterEach
    void audit() {
        assertThat(driver.machine().audit()).isEmpty();
    }

    @Test
    void shouldApplyLegsInOrderEachSeeingTheOnesBefore() {
        final Answer.OfCommand answer =
                driver.apply(entry(10, transferLeg(1, 2, 1_000), transferLeg(2, 0, 600), transferLeg(2, 1, 400)));

        assertThat(answer.outcome()).isEqualTo(Outcome.OK);
        assertThat(answer.amount()).isZero();
        assertThat(answer.leg()).isEqualTo(Bounds.NO_LEG);
        assertThat(driver.get(1).balance()).isEqualTo(400);
        assertThat(driver.get(2).balance()).isZero();
        assertThat(driver.get(2).version()).isEqualTo(answer.sequence());
    }

    @Test
    void shouldMoveOverSeveralLedgers() {
        final Leg.Transfer euros = new Leg.Transfer(AccountId.of(2, EUR), AccountId.of(1, EUR), 90, 0, Uint128.ZERO);

        assertThat(driver.outcome(entry(10, transferLeg(1, 2, 1_000), euros))).isEqualTo(Outcome.OK);
        assertThat(driver.get(AccountId.of(1, EUR)).balance()).isEqualTo(90);
    }

    @Test
    void shouldUndoEverythingWhenALegIsRefused() {
        driver.apply(hold(9, 1, 2, 100, 5_000));
        final long hashBefore = driver.machine().stateHash();
        final Answer.Account payerBefore = driver.get(1);
        final Answer.Account receiverBefore = driver.get(2);
        driver.events();

        final Answer.OfCommand answer = driver.apply(entry(
                10,
                transferLeg(1, 2, 500),
                holdLeg(1, 2, 200, 1_000),
                holdLeg(2, 1, 300, 0),
                captureLeg(9, Bounds.NO_LEG, OptionalLong.of(60), true),
                releaseLeg(10, 1),
                captureLeg(9, Bounds.NO_LEG, ALL, false),
                releaseLeg(9, Bounds.NO_LEG)));

        assertThat(answer.outcome()).isEqualTo(Outcome.HOLD_ALREADY_CAPTURED);
        assertThat(answer.leg()).isEqualTo(6);
        assertThat(driver.get(1)).isEqualTo(payerBefore);
        assertThat(driver.get(2)).isEqualTo(receiverBefore);
        assertThat(driver.events()).isEmpty();
        assertThat(driver.machine().openHoldCount()).isOne();
        assertThat(driver.machine().stateHash()).isNotEqualTo(hashBefore);
        assertThat(driver.outcome(capture(11, 9, 100))).isEqualTo(Outcome.OK);
        assertThat(driver.outcome(release(12, new HoldId(key(10), 1)))).isEqualTo(Outcome.HOLD_NOT_FOUND);
    }

    @Test
    void shouldStoreTheRefusalWithItsLeg() {
        driver.apply(entry(10, transferLeg(1, 2, 1), transferLeg(2, 1, 2)));

        final Answer.OfCommand again = driver.apply(entry(10, transferLeg(1, 2, 1), transferLeg(2, 1, 2)));

        assertThat(again.duplicate()).isTrue();
        assertThat(again.outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        assertThat(again.leg()).isEqualTo(1);
        assertThat(driver.outcomeOf(10).leg()).isEqualTo(1);
    }

    @Test
    void shouldMakeHoldsNamedByKeyAndLeg() {
        driver.apply(entry(10, transferLeg(0, 1, 1), holdLeg(1, 2, 200, 1_000), holdLeg(1, 2, 300, 0)));

        assertThat(driver.get(1).holds())
                .extracting(hold -> hold.id().toString())
                .containsExactly("10#1", "10#2");
        assertThat(driver.outcome(release(11, new HoldId(key(10), 0)))).isEqualTo(Outcome.HOLD_NOT_FOUND);
        assertThat(driver.outcome(release(12, HoldId.of(key(10))))).isEqualTo(Outcome.HOLD_NOT_FOUND);
        assertThat(driver.outcome(release(13, new HoldId(key(10), 3)))).isEqualTo(Outcome.HOLD_NOT_FOUND);
        assertThat(driver.apply(capture(14, new HoldId(key(10), 2), ALL, false)).amount())
                .isEqualTo(300);
        assertThat(driver.outcome(release(15, new HoldId(key(10), 2)))).isEqualTo(Outcome.HOLD_ALREADY_CAPTURED);
        driver.advance(1_000);
        assertThat(driver.outcome(release(16, new HoldId(key(10), 1)))).isEqualTo(Outcome.HOLD_EXPIRED);
    }

    @Test
    void shouldCaptureAndReleaseWhatAnEarlierLegHeld() {
        final Answer.OfCommand answer = driver.apply(entry(
                10,
                holdLeg(1, 2, 200, 0),
                captureLeg(10, 0, OptionalLong.of(50), true),
                holdLeg(1, 2, 300, 0),
                captureLeg(10, 2, ALL, false),
                releaseLeg(10, 0)));

        assertThat(answer.outcome()).isEqualTo(Outcome.OK);
        assertThat(driver.get(1).balance()).isEqualTo(650);
        assertThat(driver.get(1).debitsPending()).isZero();
        assertThat(driver.events())
                .extracting(Driver.HoldChange::hold, Driver.HoldChange::status, Driver.HoldChange::amount)
                .containsExactly(
                        tuple("10#0", HoldStatus.OPEN, 200L),
                        tuple("10#0", HoldStatus.OPEN, 50L),
                        tuple("10#2", HoldStatus.OPEN, 300L),
                        tuple("10#2", HoldStatus.CAPTURED, 300L),
                        tuple("10#0", HoldStatus.RELEASED, 150L));
        assertThat(driver.outcome(release(11, new HoldId(key(10), 0)))).isEqualTo(Outcome.HOLD_ALREADY_RELEASED);
    }

    @Test
    void shouldNotSeeLegsThatFollow() {
        final Answer.OfCommand answer = driver.apply(entry(10, captureLeg(10, 1, ALL, false), holdLeg(1, 2, 1, 0)));

        assertThat(answer.outcome()).isEqualTo(Outcome.HOLD_NOT_FOUND);
        assertThat(answer.leg()).isZero();
    }

    @Test
    void shouldNotBeReversible() {
        driver.apply(entry(10, transferLeg(1, 2, 5)));

        assertThat(driver.outcome(reverseAll(11, 10))).isEqualTo(Outcome.TRANSFER_NOT_FOUND);
    }

    @Test
    void shouldTakeAThousandLegsAndUndoThemAll() {
        final Leg[] legs = IntStream.range(0, Bounds.MAX_LEGS)
                .mapToObj(i -> i % 2 == 0 ? holdLeg(1, 2, 1, 1_000 + i) : captureLeg(10, i - 1, ALL, false))
                .toArray(Leg[]::new);
        assertThat(driver.outcome(entry(10, legs))).isEqualTo(Outcome.OK);
        assertThat(driver.get(2).balance()).isEqualTo(500);
        final Leg[] failing = legs.clone();
        for (int i = 1; i < failing.length; i += 2) {
            failing[i] = transferLeg(2, 1, 1);
        }
        failing[Bounds.MAX_LEGS - 1] = transferLeg(2, 1, 1_000_000);

        final Answer.OfCommand answer = driver.apply(entry(11, failing));

        assertThat(answer.outcome()).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        assertThat(answer.leg()).isEqualTo(Bounds.MAX_LEGS - 1);
        assertThat(driver.get(1).debitsPending()).isZero();
        assertThat(driver.machine().openHoldCount()).isZero();
        assertThat(driver.machine().nextDueNs()).isEqualTo(Bounds.NO_EXPIRY);
    }
}
