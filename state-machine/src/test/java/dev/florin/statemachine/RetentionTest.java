package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.captureAll;
import static dev.florin.statemachine.Requests.captureKeepingOpen;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.entry;
import static dev.florin.statemachine.Requests.hold;
import static dev.florin.statemachine.Requests.holdLeg;
import static dev.florin.statemachine.Requests.key;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.release;
import static dev.florin.statemachine.Requests.releaseLeg;
import static dev.florin.statemachine.Requests.reverse;
import static dev.florin.statemachine.Requests.reverseAll;
import static dev.florin.statemachine.Requests.transfer;
import static dev.florin.statemachine.Requests.transferLeg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.statemachine.idempotency.OutcomeStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RetentionTest {
    private static final int RETENTION = 1_000;

    private final Driver driver = new Driver(StateMachineConfig.withKeyRetention(RETENTION));
    private long nextKey = 1_000_000;

    @BeforeEach
    void openAccounts() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(openUnlimited(2, 0));
        driver.apply(openUnlimited(3, 1));
    }

    @AfterEach
    void audit() {
        assertThat(driver.machine().audit()).isEmpty();
    }

    /** Decides so many new keys that all before are older than the retention. */
    private void outliveRetention() {
        decide(RETENTION + OutcomeStore.KEYS_PER_PAGE);
    }

    private void decide(final int count) {
        for (int i = 0; i < count; i++) {
            driver.apply(transfer(nextKey++, 0, 1, 1));
        }
    }

    @Test
    void shouldKeepAtLeastTheNewestKeysAndForgetThePageBefore() {
        driver.apply(transfer(10, 0, 1, 5));
        decide(RETENTION - 1);
        assertThat(driver.apply(transfer(10, 0, 1, 5)).duplicate()).isTrue();
        decide(OutcomeStore.KEYS_PER_PAGE);

        assertThat(driver.outcomeOf(10).found()).isFalse();
        assertThat(driver.apply(transfer(10, 0, 1, 6)).outcome()).isEqualTo(Outcome.OK);
        assertThat(driver.machine().keyCount())
                .isBetween((long) RETENTION, (long) RETENTION + OutcomeStore.KEYS_PER_PAGE - 1);
    }

    @Test
    void shouldNeverKeepFewerThanTheRetentionNorAPageMore() {
        for (int i = 0; i < 3 * RETENTION; i++) {
            decide(1);
            final long kept = driver.machine().keyCount();
            final long decided = i + 4L;
            assertThat(kept).isGreaterThanOrEqualTo(Math.min(decided, RETENTION));
            assertThat(kept).isLessThan(RETENTION + OutcomeStore.KEYS_PER_PAGE);
            assertThat(driver.machine().oldestKeySequence())
                    .isEqualTo(driver.machine().lastSequence() - kept + 1);
            assertThat(driver.machine().oldestKeyTimestampNs()).isEqualTo(driver.nowNs() - kept + 1);
        }
    }

    @Test
    void shouldKeepTheKeyOfAnOpenHold() {
        driver.apply(hold(10, 1, 0, 50));
        outliveRetention();

        assertThat(driver.apply(hold(10, 1, 0, 50)).duplicate()).isTrue();
        assertThat(driver.outcome(hold(10, 1, 0, 51))).isEqualTo(Outcome.KEY_REUSED);
        assertThat(driver.get(1).holds()).extracting(Answer.OpenHold::id).containsExactly(HoldId.of(key(10)));
        assertThat(driver.apply(captureKeepingOpen(11, 10, 20)).amount()).isEqualTo(20);
        assertThat(driver.apply(captureAll(12, 10)).amount()).isEqualTo(30);
        assertThat(driver.outcome(captureAll(13, 10))).isEqualTo(Outcome.HOLD_NOT_FOUND);
        assertThat(driver.outcome(hold(10, 1, 0, 51))).isEqualTo(Outcome.OK);
    }

    @Test
    void shouldForgetAFinishedHoldWithItsKey() {
        driver.apply(hold(10, 1, 0, 50));
        driver.apply(release(11, 10));
        outliveRetention();

        assertThat(driver.outcome(release(12, 10))).isEqualTo(Outcome.HOLD_NOT_FOUND);
        assertThat(driver.outcomeOf(10).found()).isFalse();
        assertThat(driver.outcomeOf(11).found()).isFalse();
    }

    @Test
    void shouldForgetAnExpiredHoldAfterTheCommandThatFoundItExpired() {
        driver.apply(hold(10, 1, 0, 50, 1_000_000));
        outliveRetention();
        driver.advance(1_000_000);

        assertThat(driver.outcome(release(11, 10))).isEqualTo(Outcome.HOLD_EXPIRED);
        assertThat(driver.outcome(release(12, 10))).isEqualTo(Outcome.HOLD_NOT_FOUND);
    }

    @Test
    void shouldKeepAnEntryUntilItsLastHoldEnds() {
        driver.apply(
                entry(10, holdLeg(1, 0, 1, 0), transferLeg(0, 1, 1), holdLeg(1, 0, 2, 0), holdLeg(1, 0, 4, 3_000_000)));
        driver.apply(release(11, new HoldId(key(10), 0)));
        outliveRetention();

        assertThat(driver.outcome(release(12, new HoldId(key(10), 0)))).isEqualTo(Outcome.HOLD_ALREADY_RELEASED);
        assertThat(driver.outcome(release(13, new HoldId(key(10), 2)))).isEqualTo(Outcome.OK);
        assertThat(driver.outcomeOf(10).found()).isTrue();
        assertThat(driver.get(1).holds()).extracting(hold -> hold.id().leg()).containsExactly(3);
        driver.advance(3_000_000);
        driver.tick();
        assertThat(driver.outcomeOf(10).found()).isFalse();
        assertThat(driver.outcome(release(14, new HoldId(key(10), 2)))).isEqualTo(Outcome.HOLD_NOT_FOUND);
    }

    @Test
    void shouldKeepAnOldHoldThatARefusedEntryEnded() {
        driver.apply(hold(10, 1, 0, 50));
        outliveRetention();

        final Answer.OfCommand refused =
                driver.apply(entry(11, releaseLeg(10, Bounds.NO_LEG), releaseLeg(10, Bounds.NO_LEG)));

        assertThat(refused.outcome()).isEqualTo(Outcome.HOLD_ALREADY_RELEASED);
        assertThat(driver.outcomeOf(10).found()).isTrue();
        assertThat(driver.apply(captureAll(12, 10)).amount()).isEqualTo(50);
    }

    @Test
    void shouldForgetTransfersAndHowMuchOfThemWasReversed() {
        driver.apply(transfer(10, 0, 1, 50));
        driver.apply(reverse(11, 10, 20));
        decide(RETENTION / 2);
        assertThat(driver.outcome(reverse(12, 10, 31))).isEqualTo(Outcome.EXCEEDS_TRANSFER);
        outliveRetention();

        assertThat(driver.outcome(reverseAll(13, 10))).isEqualTo(Outcome.TRANSFER_NOT_FOUND);
        driver.apply(transfer(10, 0, 1, 7));
        assertThat(driver.apply(reverseAll(14, 10)).amount()).isEqualTo(7);
    }

    @Test
    void shouldWorkWithTheSmallestRetention() {
        final Driver small = new Driver(StateMachineConfig.withKeyRetention(1));
        small.apply(createLedger(1, SEK, "SEK", 2));
        small.apply(openUnlimited(2, 0));
        small.apply(openUnlimited(3, 1));
        for (int i = 0; i < 10_000; i++) {
            assertThat(small.outcome(i % 3 == 0 ? hold(10 + i, 0, 1, 1) : transfer(10 + i, 0, 1, 1)))
                    .isEqualTo(Outcome.OK);
        }
        assertThat(small.apply(transfer(10 + 9_998, 0, 1, 1)).duplicate()).isTrue();
        assertThat(small.apply(hold(10, 0, 1, 1)).duplicate()).isTrue();
        assertThat(small.outcomeOf(11).found()).isFalse();
        assertThat(small.machine().audit()).isEmpty();
    }

    @Test
    void shouldRefuseRetentionsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateMachineConfig.withKeyRetention(0))
                .withMessageContaining("keyRetention");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateMachineConfig.withKeyRetention(StateMachineConfig.MAX_KEY_RETENTION + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StateMachineConfig(1, 2));
    }
}
