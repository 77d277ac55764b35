package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.EUR;
import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.account;
import static dev.florin.statemachine.Requests.close;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.freeze;
import static dev.florin.statemachine.Requests.open;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.reopen;
import static dev.florin.statemachine.Requests.setLimits;
import static dev.florin.statemachine.Requests.transfer;
import static dev.florin.statemachine.Requests.unfreeze;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Side;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccountCommandsTest {
    private static final OptionalLong STAYS = OptionalLong.empty();

    private final Driver driver = new Driver();

    @BeforeEach
    void openAccounts() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(openUnlimited(2, 0));
        driver.apply(open(3, 1));
    }

    @AfterEach
    void audit() {
        assertThat(driver.machine().audit()).isEmpty();
    }

    @Test
    void shouldTellOfALedgerThatExists() {
        assertThat(driver.outcome(createLedger(10, SEK, "SEK", 2))).isEqualTo(Outcome.EXISTS);
        assertThat(driver.apply(createLedger(10, SEK, "SEK", 2)).duplicate()).isTrue();
        assertThat(driver.outcome(createLedger(11, EUR, "A-Z_0.9-ZZZZ", 18))).isEqualTo(Outcome.OK);
        assertThat(driver.outcome(createLedger(12, 1, "A-Z_0.9-ZZZ", 0))).isEqualTo(Outcome.OK);
        assertThat(((Answer.OfLedgers) driver.read(new Read.GetLedgers())).ledgers())
                .containsExactly(
                        new Answer.Ledger(1, "A-Z_0.9-ZZZ", 0),
                        new Answer.Ledger(SEK, "SEK", 2),
                        new Answer.Ledger(EUR, "A-Z_0.9-ZZZZ", 18));
    }

    @Test
    void shouldTellWhenAnAccountWasOpened() {
        final Answer.OfCommand opened = driver.apply(open(10, 5));
        assertThat(opened.outcome()).isEqualTo(Outcome.OK);
        assertThat(opened.openedSequence()).isEqualTo(opened.sequence());
        assertThat(opened.amount()).isZero();

        final Answer.OfCommand again = driver.apply(open(11, account(5), 1, -1));

        assertThat(again.outcome()).isEqualTo(Outcome.EXISTS);
        assertThat(again.openedSequence()).isEqualTo(opened.sequence());
        assertThat(again.sequence()).isEqualTo(opened.sequence() + 1);
        assertThat(driver.get(5).version()).isEqualTo(opened.sequence());
        assertThat(driver.get(5).floor()).isZero();
        assertThat(driver.outcomeOf(11).openedSequence()).isEqualTo(opened.sequence());
    }

    @Test
    void shouldTellOfAClosedAccountThatExists() {
        driver.apply(close(10, 1));
        final long version = driver.get(1).version();

        assertThat(driver.outcome(open(11, 1))).isEqualTo(Outcome.EXISTS);
        assertThat(driver.get(1).version()).isEqualTo(version);
        assertThat(driver.get(1).closed()).isTrue();
    }

    @Test
    void shouldKeepAccountsOfAllOwnersTypesAndLedgersApart() {
        driver.apply(createLedger(10, EUR, "EUR", 2));
        final AccountId[] ids = {
            new AccountId(1, SEK, 1),
            new AccountId(1, SEK, 255),
            new AccountId(1, EUR, 0),
            new AccountId(Long.MAX_VALUE, EUR, 255)
        };
        for (int i = 0; i < ids.length; i++) {
            assertThat(driver.outcome(open(20 + i, ids[i], -i, i))).isEqualTo(Outcome.OK);
        }
        for (int i = 0; i < ids.length; i++) {
            assertThat(driver.get(ids[i]).ceiling()).isEqualTo(i);
            assertThat(driver.get(ids[i]).id()).isEqualTo(ids[i]);
        }
        assertThat(driver.machine().accountCount()).isEqualTo(6);
    }

    @Test
    void shouldSetEitherLimitAndLeaveTheOther() {
        driver.apply(transfer(10, 0, 1, 100));

        assertThat(driver.outcome(setLimits(11, 1, OptionalLong.of(100), STAYS)))
                .isEqualTo(Outcome.OK);
        assertThat(driver.outcome(setLimits(12, 1, STAYS, OptionalLong.of(100))))
                .isEqualTo(Outcome.OK);
        assertThat(driver.get(1).floor()).isEqualTo(100);
        assertThat(driver.get(1).ceiling()).isEqualTo(100);
        assertThat(driver.outcome(transfer(13, 1, 0, 1))).isEqualTo(Outcome.INSUFFICIENT_FUNDS);
        assertThat(driver.outcome(transfer(14, 0, 1, 1))).isEqualTo(Outcome.CEILING_EXCEEDED);
        assertThat(driver.outcome(
                        setLimits(15, 1, OptionalLong.of(Bounds.NO_FLOOR), OptionalLong.of(Bounds.NO_CEILING))))
                .isEqualTo(Outcome.OK);
        assertThat(driver.get(1).version()).isEqualTo(driver.machine().lastSequence());
        assertThat(driver.outcome(transfer(16, 1, 0, 1_000))).isEqualTo(Outcome.OK);
    }

    @Test
    void shouldFreezeAndUnfreezeSides() {
        driver.apply(transfer(10, 0, 1, 100));

        driver.apply(freeze(11, 1, Side.DEBITS));
        assertThat(driver.outcome(transfer(12, 1, 0, 1))).isEqualTo(Outcome.DEBIT_FROZEN);
        assertThat(driver.outcome(transfer(13, 0, 1, 1))).isEqualTo(Outcome.OK);
        driver.apply(freeze(14, 1, Side.CREDITS));
        assertThat(driver.outcome(transfer(15, 0, 1, 1))).isEqualTo(Outcome.CREDIT_FROZEN);
        driver.apply(unfreeze(16, 1, Side.DEBITS));
        assertThat(driver.outcome(transfer(17, 1, 0, 1))).isEqualTo(Outcome.OK);
        assertThat(driver.get(1).creditsFrozen()).isTrue();
        assertThat(driver.get(1).debitsFrozen()).isFalse();
        driver.apply(unfreeze(18, 1, Side.BOTH));
        assertThat(driver.outcome(transfer(19, 0, 1, 1))).isEqualTo(Outcome.OK);
    }

    @Test
    void shouldMarkAsChangedWhatIsFrozenAlready() {
        driver.apply(freeze(10, 1, Side.BOTH));

        final Answer.OfCommand again = driver.apply(freeze(11, 1, Side.BOTH));

        assertThat(again.outcome()).isEqualTo(Outcome.OK);
        assertThat(driver.get(1).version()).isEqualTo(again.sequence());
    }

    @Test
    void shouldKeepFreezesAndLimitsWhileClosed() {
        driver.apply(setLimits(10, 1, OptionalLong.of(-5), OptionalLong.of(5)));
        driver.apply(freeze(11, 1, Side.CREDITS));

        assertThat(driver.outcome(close(12, 1))).isEqualTo(Outcome.OK);
        assertThat(driver.outcome(transfer(13, 1, 0, 1))).isEqualTo(Outcome.DEBIT_ACCOUNT_CLOSED);
        assertThat(driver.get(1).closed()).isTrue();
        assertThat(driver.outcome(reopen(14, 1))).isEqualTo(Outcome.OK);
        final Answer.Account account = driver.get(1);
        assertThat(account.closed()).isFalse();
        assertThat(account.creditsFrozen()).isTrue();
        assertThat(account.floor()).isEqualTo(-5);
        assertThat(account.ceiling()).isEqualTo(5);
        assertThat(driver.outcome(transfer(15, 1, 0, 1))).isEqualTo(Outcome.OK);
    }
}
