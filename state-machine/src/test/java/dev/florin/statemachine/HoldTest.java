package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.account;
import static dev.florin.statemachine.Requests.capture;
import static dev.florin.statemachine.Requests.captureAll;
import static dev.florin.statemachine.Requests.captureKeepingOpen;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.freeze;
import static dev.florin.statemachine.Requests.hold;
import static dev.florin.statemachine.Requests.key;
import static dev.florin.statemachine.Requests.open;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.release;
import static dev.florin.statemachine.Requests.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Side;
import dev.florin.statemachine.ledger.HoldStatus;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HoldTest {
    private static final long PAYER = 42;
    private static final long SHOP = 7;

    private final Driver driver = new Driver();

    @BeforeEach
    void openAccounts() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(openUnlimited(2, 0));
        driver.apply(open(3, PAYER));
        driver.apply(open(4, account(SHOP), 0, 1_000));
        driver.apply(transfer(5, 0, PAYER, 1_000));
        driver.events();
    }

    @AfterEach
    void audit() {
        assertThat(driver.machine().audit()).isEmpty();
    }

    @Test
    void shouldReserveOnBothSides() {
        final Answer.OfCommand answer = driver.apply(hold(6, PAYER, SHOP, 800));

        assertThat(answer.outcome()).isEqualTo(Outcome.OK);
        assertThat(answer.amount()).isEqualTo(800);
        final Answer.Account payer = driver.get(PAYER);
        assertThat(payer.debitsPending()).isEqualTo(800);
        assertThat(payer.balance()).isEqualTo(1_000);
        assertThat(payer.available()).isEqualTo(200);
        assertThat(payer.version()).isEqualTo(6);
        assertThat(payer.holds()).containsExactly(new Answer.OpenHold(HoldId.of(key(6)), 800, Bounds.NO_EXPIRY));
        assertThat(driver.get(SHOP).creditsPending()).isEqualTo(800);
        assertThat(driver.get(SHOP).holds()).isEmpty();
        assertThat(driver.get(SHOP).version()).isEqualTo(6);
        assertThat(driver.outcome(transfer(7, PAYER, SHOP, 201))).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        assertThat(driver.outcome(transfer(8, 0, SHOP, 201))).isEqualTo(Outcome.CEILING_EXCEEDED);
        assertThat(driver.machine().openHoldCount()).isOne();
    }

    @Test
    void shouldPostAPartAndReleaseTheRemainder() {
        driver.apply(hold(6, PAYER, SHOP, 800));

        assertThat(driver.apply(capture(7, 6, 500)).amount()).isEqualTo(500);
        final Answer.Account payer = driver.get(PAYER);
        assertThat(payer.debitsPosted()).isEqualTo(500);
        assertThat(payer.debitsPending()).isZero();
        assertThat(payer.version()).isEqualTo(7);
        assertThat(driver.get(SHOP).balance()).isEqualTo(500);
        assertThat(driver.get(SHOP).version()).isEqualTo(7);
        assertThat(driver.outcome(captureAll(8, 6))).isEqualTo(Outcome.HOLD_ALREADY_CAPTURED);
    }

    @Test
    void shouldBeCapturedManyTimesWhileKeptOpen() {
        driver.apply(hold(6, PAYER, SHOP, 800));

        assertThat(driver.apply(captureKeepingOpen(7, 6, 300)).amount()).isEqualTo(300);
        assertThat(driver.apply(captureKeepingOpen(8, 6, 300)).amount()).isEqualTo(300);
        assertThat(driver.get(PAYER).debitsPending()).isEqualTo(200);
        assertThat(driver.outcome(captureKeepingOpen(9, 6, 201))).isEqualTo(Outcome.EXCEEDS_HOLD);
        assertThat(driver.apply(captureKeepingOpen(10, 6, 200)).amount()).isEqualTo(200);
        assertThat(driver.outcome(release(11, 6))).isEqualTo(Outcome.HOLD_ALREADY_CAPTURED);
        assertThat(driver.get(SHOP).balance()).isEqualTo(800);
    }

    @Test
    void shouldCaptureAllThatRemains() {
        driver.apply(hold(6, PAYER, SHOP, 800));
        driver.apply(captureKeepingOpen(7, 6, 300));

        assertThat(driver.apply(capture(8, HoldId.of(key(6)), OptionalLong.empty(), true))
                        .amount())
                .isEqualTo(500);
        assertThat(driver.outcome(captureAll(9, 6))).isEqualTo(Outcome.HOLD_ALREADY_CAPTURED);
    }

    @Test
    void shouldGiveBackWhatRemainsOnRelease() {
        driver.apply(hold(6, PAYER, SHOP, 800));
        driver.apply(captureKeepingOpen(7, 6, 300));

        assertThat(driver.apply(release(8, 6)).amount()).isEqualTo(500);
        assertThat(driver.get(PAYER).available()).isEqualTo(700);
        assertThat(driver.get(SHOP).creditsPending()).isZero();
        assertThat(driver.get(PAYER).version()).isEqualTo(8);
        assertThat(driver.get(SHOP).version()).isEqualTo(8);
        assertThat(driver.outcome(release(9, 6))).isEqualTo(Outcome.HOLD_ALREADY_RELEASED);
    }

    @Test
    void shouldCaptureAndReleaseOnFrozenAccounts() {
        driver.apply(hold(6, PAYER, SHOP, 300));
        driver.apply(hold(7, PAYER, SHOP, 300));
        driver.apply(freeze(8, PAYER, Side.BOTH));
        driver.apply(freeze(9, SHOP, Side.BOTH));

        assertThat(driver.outcome(captureAll(10, 6))).isEqualTo(Outcome.OK);
        assertThat(driver.outcome(release(11, 7))).isEqualTo(Outcome.OK);
        assertThat(driver.outcome(hold(12, PAYER, SHOP, 1))).isEqualTo(Outcome.DEBIT_FROZEN);
    }

    @Test
    void shouldListOpenHoldsOldestFirst() {
        for (int i = 0; i < 5; i++) {
            driver.apply(hold(10 + i, PAYER, SHOP, 10 + i));
        }
        driver.apply(release(20, 10));
        driver.apply(release(21, 12));
        driver.apply(release(22, 14));
        driver.apply(hold(23, PAYER, SHOP, 23));

        assertThat(driver.get(PAYER).holds())
                .extracting(Answer.OpenHold::remaining)
                .containsExactly(11L, 13L, 23L);
    }

    @Test
    void shouldTellEveryChangeBeforeTheAnswer() {
        driver.apply(hold(6, PAYER, SHOP, 800));
        driver.apply(captureKeepingOpen(7, 6, 300));
        driver.apply(capture(8, 6, 100));
        driver.apply(hold(9, PAYER, SHOP, 50, 1_000));
        driver.apply(release(10, 9));

        assertThat(driver.events())
                .containsExactly(
                        new Driver.HoldChange(6, "6", HoldStatus.OPEN, 800, 800),
                        new Driver.HoldChange(7, "6", HoldStatus.OPEN, 300, 500),
                        new Driver.HoldChange(8, "6", HoldStatus.CAPTURED, 100, 0),
                        new Driver.HoldChange(9, "9", HoldStatus.OPEN, 50, 50),
                        new Driver.HoldChange(10, "9", HoldStatus.RELEASED, 50, 0));
        assertThat(driver.outcome(release(11, 9))).isEqualTo(Outcome.HOLD_ALREADY_RELEASED);
        assertThat(driver.events()).isEmpty();
    }

    @Test
    void shouldTellTheClientsOwnMarksOfWhatChangedAHold() {
        final HoldId alone = HoldId.of(key(6));
        final HoldId ofLeg = new HoldId(key(8), 0);
        driver.apply(new Command.Hold(
                key(6), account(PAYER), account(SHOP), 800, 1_000, 1, Uint128.of(901), Conditions.NONE));
        driver.apply(
                new Command.Capture(key(7), alone, OptionalLong.of(300), true, 2, Uint128.of(902), Conditions.NONE));
        driver.apply(new Command.Entry(
                key(8),
                List.of(
                        new Leg.Hold(account(PAYER), account(SHOP), 50, 0, 3, Uint128.of(903)),
                        new Leg.Capture(ofLeg, OptionalLong.of(20), true, 4, Uint128.ZERO)),
                5,
                Uint128.of(905),
                Conditions.NONE));
        driver.apply(new Command.Release(key(9), ofLeg, 0, Uint128.of(906), Conditions.NONE));
        driver.advance(1_000);
        driver.apply(
                new Command.Hold(key(10), account(PAYER), account(SHOP), 1, 0, 7, Uint128.of(907), Conditions.NONE));

        assertThat(driver.events())
                .containsExactly(
                        new Driver.HoldChange(6, "6", HoldStatus.OPEN, 800, 800, 1, Uint128.of(901)),
                        new Driver.HoldChange(7, "6", HoldStatus.OPEN, 300, 500, 2, Uint128.of(902)),
                        new Driver.HoldChange(8, "8#0", HoldStatus.OPEN, 50, 50, 3, Uint128.of(903)),
                        new Driver.HoldChange(8, "8#0", HoldStatus.OPEN, 20, 30, 4, Uint128.ZERO),
                        new Driver.HoldChange(9, "8#0", HoldStatus.RELEASED, 30, 0, 0, Uint128.of(906)),
                        new Driver.HoldChange(10, "6", HoldStatus.EXPIRED, 500, 0),
                        new Driver.HoldChange(10, "10", HoldStatus.OPEN, 1, 1, 7, Uint128.of(907)));
    }

    @Test
    void shouldShowAHundredHoldsAndThatThereAreMore() {
        for (int i = 0; i < 100; i++) {
            driver.apply(hold(100 + i, PAYER, SHOP, 1));
        }
        assertThat(driver.get(PAYER).holds()).hasSize(100);
        assertThat(driver.get(PAYER).moreHolds()).isFalse();

        driver.apply(hold(200, PAYER, SHOP, 2));

        assertThat(driver.get(PAYER).holds()).hasSize(100).allMatch(hold -> hold.remaining() == 1);
        assertThat(driver.get(PAYER).moreHolds()).isTrue();
    }
}
