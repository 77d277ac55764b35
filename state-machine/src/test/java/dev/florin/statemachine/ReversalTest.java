package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.capture;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.hold;
import static dev.florin.statemachine.Requests.open;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.reverse;
import static dev.florin.statemachine.Requests.reverseAll;
import static dev.florin.statemachine.Requests.transfer;
import static dev.florin.statemachine.Requests.transferUpTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReversalTest {
    private final Driver driver = new Driver();

    @BeforeEach
    void openAccounts() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(openUnlimited(2, 0));
        driver.apply(open(3, 1));
        driver.apply(open(4, 2));
        driver.apply(transfer(5, 0, 1, 1_000));
    }

    @AfterEach
    void audit() {
        assertThat(driver.machine().audit()).isEmpty();
    }

    @Test
    void shouldPostTheMirror() {
        final Answer.OfCommand answer = driver.apply(reverseAll(10, 5));

        assertThat(answer.outcome()).isEqualTo(Outcome.OK);
        assertThat(answer.amount()).isEqualTo(1_000);
        assertThat(driver.get(1).debitsPosted()).isEqualTo(1_000);
        assertThat(driver.get(1).creditsPosted()).isEqualTo(1_000);
        assertThat(driver.get(0).version()).isEqualTo(answer.sequence());
        assertThat(driver.outcome(reverseAll(11, 5))).isEqualTo(Outcome.ALREADY_REVERSED);
    }

    @Test
    void shouldReverseInPartsButNeverMoreThanMoved() {
        assertThat(driver.apply(reverse(10, 5, 300)).amount()).isEqualTo(300);
        assertThat(driver.outcome(reverse(11, 5, 701))).isEqualTo(Outcome.EXCEEDS_TRANSFER);
        assertThat(driver.apply(reverse(12, 5, 300)).amount()).isEqualTo(300);
        assertThat(driver.apply(reverseAll(13, 5)).amount()).isEqualTo(400);
        assertThat(driver.outcome(reverse(14, 5, 1))).isEqualTo(Outcome.ALREADY_REVERSED);
        assertThat(driver.get(1).balance()).isZero();
    }

    @Test
    void shouldReverseWhatACapturePosted() {
        driver.apply(hold(10, 1, 2, 400));
        driver.apply(capture(11, 10, 250));

        assertThat(driver.apply(reverseAll(12, 11)).amount()).isEqualTo(250);
        assertThat(driver.get(1).balance()).isEqualTo(1_000);
        assertThat(driver.outcome(reverseAll(13, 10))).isEqualTo(Outcome.TRANSFER_NOT_FOUND);
    }

    @Test
    void shouldReverseWhatUpToMovedEvenNothing() {
        driver.apply(transferUpTo(10, 2, 1, 50));
        driver.apply(transferUpTo(11, 1, 2, 5_000));

        assertThat(driver.apply(reverseAll(12, 11)).amount()).isEqualTo(1_000);
        assertThat(driver.outcome(reverse(13, 10, 1))).isEqualTo(Outcome.EXCEEDS_TRANSFER);
        final Answer.OfCommand ofNothing = driver.apply(reverseAll(14, 10));
        assertThat(ofNothing.outcome()).isEqualTo(Outcome.OK);
        assertThat(ofNothing.amount()).isZero();
        assertThat(driver.get(1).version()).isEqualTo(ofNothing.sequence());
        assertThat(driver.outcome(reverseAll(15, 10))).isEqualTo(Outcome.ALREADY_REVERSED);
    }

    @Test
    void shouldFailLikeATransferAndMayBeTriedAgainWithANewKey() {
        driver.apply(transfer(10, 1, 2, 600));

        assertThat(driver.outcome(reverseAll(11, 5))).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        driver.apply(transfer(12, 2, 1, 600));
        assertThat(driver.apply(reverseAll(11, 5)).duplicate()).isTrue();
        assertThat(driver.outcome(reverseAll(13, 5))).isEqualTo(Outcome.OK);
    }
}
