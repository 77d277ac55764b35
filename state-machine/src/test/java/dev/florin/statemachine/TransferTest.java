package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.account;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.key;
import static dev.florin.statemachine.Requests.open;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.transfer;
import static dev.florin.statemachine.Requests.transferUpTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TransferTest {
    private final Driver driver = new Driver();

    @BeforeEach
    void openAccounts() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(openUnlimited(2, 0));
        driver.apply(open(3, 42));
        driver.apply(open(4, account(7), 0, 500));
    }

    @Test
    void shouldMoveTheAmountAndTellIt() {
        final Answer.OfCommand answer = driver.apply(transfer(5, 0, 42, 1_000));

        assertThat(answer.outcome()).isEqualTo(Outcome.OK);
        assertThat(answer.amount()).isEqualTo(1_000);
        assertThat(answer.sequence()).isEqualTo(5);
        assertThat(answer.duplicate()).isFalse();
        final Answer.Account wallet = driver.get(account(42));
        assertThat(wallet.balance()).isEqualTo(1_000);
        assertThat(wallet.version()).isEqualTo(5);
        assertThat(driver.get(account(0)).balance()).isEqualTo(-1_000);
    }

    @Test
    void shouldRepeatTheStoredAnswerAndChangeNothing() {
        final Answer.OfCommand first = driver.apply(transfer(5, 0, 42, 1_000));
        final Answer.OfCommand again = driver.apply(transfer(5, 0, 42, 1_000));

        assertThat(again.duplicate()).isTrue();
        assertThat(again.sequence()).isEqualTo(first.sequence());
        assertThat(again.timestampNs()).isEqualTo(first.timestampNs());
        assertThat(again.amount()).isEqualTo(1_000);
        assertThat(driver.get(account(42)).balance()).isEqualTo(1_000);
        assertThat(driver.get(account(42)).version()).isEqualTo(5);
        assertThat(driver.outcome(transfer(5, 0, 42, 1_001))).isEqualTo(Outcome.KEY_REUSED);
    }

    @Test
    void shouldMoveUpToWhatIsAvailableAndHasRoom() {
        driver.apply(transfer(5, 0, 42, 800));

        assertThat(driver.apply(transferUpTo(6, 42, 7, 900)).amount()).isEqualTo(500);
        assertThat(driver.apply(transferUpTo(7, 42, 7, 900)).amount()).isZero();
        assertThat(driver.apply(transferUpTo(8, 42, 0, 900)).amount()).isEqualTo(300);
        assertThat(driver.get(account(42)).version()).isEqualTo(8);
        assertThat(driver.get(account(7)).version()).isEqualTo(7);
    }

    @Test
    void shouldCheckConditionsAfterTheKey() {
        driver.apply(transfer(5, 0, 42, 1_000));
        final Conditions expectOld = new Conditions(
                Bounds.NO_DEADLINE,
                List.of(
                        new Conditions.Expectation(account(42), 4),
                        new Conditions.Expectation(account(0), 5),
                        new Conditions.Expectation(account(99), 0)));

        final Answer.OfCommand mismatch = driver.apply(transfer(6, account(42), account(7), 1, expectOld));
        assertThat(mismatch.outcome()).isEqualTo(Outcome.VERSION_MISMATCH);
        assertThat(mismatch.versions())
                .containsExactly(
                        new Answer.AccountVersion(account(42), 5),
                        new Answer.AccountVersion(account(0), 5),
                        new Answer.AccountVersion(account(99), 0));
        final Conditions tooLate = new Conditions(driver.nowNs(), expectOld.expectations());
        assertThat(driver.outcome(transfer(6, account(42), account(7), 1, tooLate)))
                .isEqualTo(Outcome.TOO_LATE);
        assertThat(driver.outcome(transfer(6, 42, 7, 1))).isEqualTo(Outcome.OK);
        assertThat(driver.apply(transfer(6, account(42), account(7), 1, tooLate))
                        .duplicate())
                .isTrue();
    }

    @Test
    void shouldTellSumsAndOutcomesToReaders() {
        driver.apply(transfer(5, 0, 42, 1_000));

        final Answer.OfTrialBalance balance = (Answer.OfTrialBalance) driver.read(new Read.GetTrialBalance());
        assertThat(balance.sequence()).isEqualTo(5);
        assertThat(balance.ledgers())
                .containsExactly(new Answer.LedgerSums(
                        new Answer.Ledger(SEK, "SEK", 2),
                        BigInteger.valueOf(1_000),
                        BigInteger.valueOf(1_000),
                        BigInteger.ZERO,
                        BigInteger.ZERO));
        final Answer.OfOutcome outcome = (Answer.OfOutcome) driver.read(new Read.GetOutcome(key(5)));
        assertThat(outcome.found()).isTrue();
        assertThat(outcome.amount()).isEqualTo(1_000);
        assertThat(((Answer.OfOutcome) driver.read(new Read.GetOutcome(key(99)))).found())
                .isFalse();
        assertThat(((Answer.OfLedgers) driver.read(new Read.GetLedgers())).ledgers())
                .containsExactly(new Answer.Ledger(SEK, "SEK", 2));
        assertThat(driver.get(account(99)).exists()).isFalse();
        assertThat(driver.machine().stateHash()).isEqualTo(driver.machine().recomputeStateHash());
    }
}
