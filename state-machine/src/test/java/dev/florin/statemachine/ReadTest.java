package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.account;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.hold;
import static dev.florin.statemachine.Requests.open;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ReadTest {
    private final Driver driver = new Driver();

    @Test
    void shouldAnswerFromAnEmptyState() {
        assertThat(driver.read(new Read.GetLedgers())).isEqualTo(new Answer.OfLedgers(0, List.of()));
        assertThat(driver.read(new Read.GetTrialBalance())).isEqualTo(new Answer.OfTrialBalance(0, List.of()));
        assertThat(driver.outcomeOf(1).found()).isFalse();
        assertThat(driver.get(1).exists()).isFalse();
        assertThat(driver.getAll(List.of())).isEmpty();
    }

    @Test
    void shouldChangeNothing() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(openUnlimited(2, 0));
        final long hash = driver.machine().stateHash();

        driver.get(0);
        driver.outcomeOf(2);
        driver.read(new Read.GetTrialBalance());

        assertThat(driver.machine().stateHash()).isEqualTo(hash);
        assertThat(driver.machine().lastSequence()).isEqualTo(2);
    }

    @Test
    void shouldReadTenThousandAccountsWithAHundredHoldsEach() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(openUnlimited(2, 0));
        driver.apply(openUnlimited(3, 1));
        for (int i = 0; i < Bounds.MAX_HOLDS_READ; i++) {
            driver.apply(hold(10 + i, 0, 1, 1 + i));
        }
        final List<AccountId> asked = LongStream.range(0, Bounds.MAX_ACCOUNTS_READ)
                .mapToObj(i -> account(0))
                .toList();

        final List<Answer.Account> answers = driver.getAll(asked);

        assertThat(answers).hasSize(Bounds.MAX_ACCOUNTS_READ);
        assertThat(answers).allMatch(answer -> answer.holds().size() == Bounds.MAX_HOLDS_READ);
        assertThat(answers.get(Bounds.MAX_ACCOUNTS_READ - 1)).isEqualTo(driver.get(0));
        assertThat(driver.get(1).holds()).isEmpty();
    }

    @Test
    void shouldPrintSumsBeyond63BitsExactly() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        for (int i = 0; i < 6; i++) {
            driver.apply(openUnlimited(2 + i, i));
        }
        for (long i = 0; i < 3; i++) {
            assertThat(driver.outcome(transfer(20 + i, 2 * i, 2 * i + 1, Long.MAX_VALUE)))
                    .isEqualTo(Outcome.OK);
        }
        for (long i = 0; i < 3; i++) {
            assertThat(driver.outcome(hold(30 + i, 2 * i + 1, 2 * i, Long.MAX_VALUE, 5)))
                    .isEqualTo(Outcome.OK);
        }
        final BigInteger expected = BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(3));

        final Answer.LedgerSums sums = onlyLedger();
        assertThat(sums.debitsPosted()).isEqualTo(expected);
        assertThat(sums.creditsPosted()).isEqualTo(expected);
        assertThat(sums.debitsPending()).isEqualTo(expected);
        assertThat(sums.creditsPending()).isEqualTo(expected);
        driver.advance(100);
        driver.tick();
        assertThat(onlyLedger().debitsPending()).isZero();
        assertThat(onlyLedger().creditsPending()).isZero();
        assertThat(driver.machine().audit()).isEmpty();
    }

    @Test
    void shouldSaturateWhatIsAvailable() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(openUnlimited(2, 0));
        driver.apply(open(3, account(1), -Bounds.MAX_LIMIT, Bounds.NO_CEILING));
        driver.apply(transfer(4, 0, 1, Long.MAX_VALUE));

        assertThat(driver.get(1).available()).isEqualTo(Long.MAX_VALUE);
        assertThat(driver.apply(Requests.transferUpTo(5, 1, 0, Long.MAX_VALUE)).amount())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(driver.get(1).available()).isEqualTo(Bounds.MAX_LIMIT);
    }

    private Answer.LedgerSums onlyLedger() {
        return ((Answer.OfTrialBalance) driver.read(new Read.GetTrialBalance()))
                .ledgers()
                .get(0);
    }
}
