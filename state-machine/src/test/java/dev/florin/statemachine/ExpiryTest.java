package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.account;
import static dev.florin.statemachine.Requests.captureAll;
import static dev.florin.statemachine.Requests.captureKeepingOpen;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.entry;
import static dev.florin.statemachine.Requests.hold;
import static dev.florin.statemachine.Requests.holdLeg;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.statemachine.ledger.HoldStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExpiryTest {
    private static final long PAYER = 42;
    private static final long SHOP = 7;

    private final Driver driver = new Driver();

    @BeforeEach
    void openAccounts() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(openUnlimited(2, PAYER));
        driver.apply(openUnlimited(3, SHOP));
        driver.events();
    }

    @AfterEach
    void audit() {
        assertThat(driver.machine().audit()).isEmpty();
    }

    @Test
    void shouldBeDeadFromTheTimeoutOnInclusive() {
        final long createdNs = driver.apply(hold(10, PAYER, SHOP, 5, 100)).timestampNs();
        assertThat(driver.machine().nextDueNs()).isEqualTo(createdNs + 100);
        driver.advance(98);
        assertThat(driver.apply(captureKeepingOpen(11, 10, 1)).outcome()).isEqualTo(Outcome.OK);
        assertThat(driver.nowNs()).isEqualTo(createdNs + 99);

        assertThat(driver.outcome(captureAll(12, 10))).isEqualTo(Outcome.HOLD_EXPIRED);
        assertThat(driver.nowNs()).isEqualTo(createdNs + 100);
        assertThat(driver.get(PAYER).debitsPending()).isZero();
        assertThat(driver.machine().nextDueNs()).isEqualTo(Bounds.NO_EXPIRY);
        assertThat(driver.machine().openHoldCount()).isZero();
    }

    @Test
    void shouldExpireBeforeAnyCommandAndMarkBothAccounts() {
        driver.apply(hold(10, PAYER, SHOP, 5, 100));
        driver.advance(100);
        final Conditions conditions =
                new Conditions(Bounds.NO_DEADLINE, List.of(new Conditions.Expectation(account(PAYER), 4)));

        final Answer.OfCommand answer = driver.apply(transfer(11, account(PAYER), account(SHOP), 1, conditions));

        assertThat(answer.outcome()).isEqualTo(Outcome.VERSION_MISMATCH);
        assertThat(answer.versions()).containsExactly(new Answer.AccountVersion(account(PAYER), 5));
        assertThat(driver.get(SHOP).version()).isEqualTo(5);
        assertThat(driver.events()).endsWith(new Driver.HoldChange(5, "10", HoldStatus.EXPIRED, 5, 0));
    }

    @Test
    void shouldExpireOnDuplicatesAndTicksToo() {
        driver.apply(hold(10, PAYER, SHOP, 5, 100));
        driver.apply(hold(11, PAYER, SHOP, 6, 200));
        driver.advance(100);
        assertThat(driver.apply(transferOnce()).outcome()).isEqualTo(Outcome.OK);
        assertThat(driver.get(PAYER).debitsPending()).isEqualTo(6);
        driver.advance(100);

        final Answer.OfCommand tick = driver.tick();

        assertThat(tick.outcome()).isEqualTo(Outcome.OK);
        assertThat(tick.sequence()).isEqualTo(driver.machine().lastSequence());
        assertThat(driver.get(PAYER).debitsPending()).isZero();
        assertThat(driver.get(PAYER).version()).isEqualTo(tick.sequence());
    }

    @Test
    void shouldExpireInOrderOfExpirySequenceAndLeg() {
        driver.apply(hold(10, PAYER, SHOP, 1, 3_000));
        driver.apply(entry(11, holdLeg(PAYER, SHOP, 2, 2_999), holdLeg(PAYER, SHOP, 3, 2_999)));
        driver.apply(hold(12, PAYER, SHOP, 4, 1_000));
        driver.apply(hold(13, PAYER, SHOP, 5, 2_997));
        driver.apply(hold(14, PAYER, SHOP, 6, 0));
        driver.events();
        driver.advance(10_000);

        driver.tick();

        assertThat(driver.events())
                .extracting(Driver.HoldChange::hold)
                .containsExactly("12", "10", "11#0", "11#1", "13");
        assertThat(driver.get(PAYER).debitsPending()).isEqualTo(6);
    }

    @Test
    void shouldExpireNoMoreThanTheBoundBeforeOneCommand() {
        final int holdCount = 2 * Bounds.MAX_EXPIRIES + 1;
        for (int i = 0; i < holdCount; i++) {
            driver.apply(hold(100 + i, PAYER, SHOP, 1, 1_000_000 - i));
        }
        driver.advance(1_000_000);

        driver.apply(transferOnce());
        assertThat(driver.machine().openHoldCount()).isEqualTo(Bounds.MAX_EXPIRIES + 1);
        assertThat(driver.machine().nextDueNs()).isLessThan(driver.nowNs());
        driver.tick();
        assertThat(driver.machine().openHoldCount()).isOne();
        driver.tick();
        assertThat(driver.machine().openHoldCount()).isZero();
        assertThat(driver.machine().nextDueNs()).isEqualTo(Bounds.NO_EXPIRY);
    }

    @Test
    void shouldNeverExpireWhenTheTimeoutPassesTheEndOfTime() {
        driver.apply(hold(10, PAYER, SHOP, 5, Long.MAX_VALUE));

        assertThat(driver.machine().nextDueNs()).isEqualTo(Bounds.NO_EXPIRY);
        assertThat(driver.get(PAYER).holds().get(0).expiresAtNs()).isEqualTo(Bounds.NO_EXPIRY);
    }

    private static Command.Transfer transferOnce() {
        return transfer(99, PAYER, SHOP, 1);
    }
}
