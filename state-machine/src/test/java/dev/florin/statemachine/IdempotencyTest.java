package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.account;
import static dev.florin.statemachine.Requests.captureAll;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.entry;
import static dev.florin.statemachine.Requests.hold;
import static dev.florin.statemachine.Requests.holdLeg;
import static dev.florin.statemachine.Requests.key;
import static dev.florin.statemachine.Requests.open;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.release;
import static dev.florin.statemachine.Requests.reverse;
import static dev.florin.statemachine.Requests.transfer;
import static dev.florin.statemachine.Requests.transferLeg;
import static dev.florin.statemachine.Requests.transferUpTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class IdempotencyTest {
    private final Driver driver = new Driver();

    @BeforeEach
    void openAccounts() {
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(openUnlimited(2, 0));
        driver.apply(open(3, 1));
        driver.apply(transfer(4, 0, 1, 1_000));
        driver.apply(hold(5, 1, 0, 100));
    }

    static Stream<Command> commands() {
        return Stream.of(
                createLedger(10, 7, "EUR", 2),
                createLedger(10, SEK, "SEK", 2),
                createLedger(10, SEK, "EUR", 2),
                open(10, 9),
                open(10, 1),
                open(10, account(9), 1, 0),
                transfer(10, 1, 0, 10),
                transferUpTo(10, 1, 0, 10_000),
                transfer(10, 1, 0, 10_000),
                hold(10, 1, 0, 10),
                hold(10, 1, 0, 10_000),
                captureAll(10, 5),
                captureAll(10, 99),
                release(10, 5),
                reverse(10, 4, 1),
                reverse(10, 99, 1),
                entry(10, transferLeg(1, 0, 1), holdLeg(1, 0, 1, 0)),
                entry(10, transferLeg(1, 0, 1), transferLeg(1, 0, 100_000)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldRepeatTheStoredAnswerOfEveryCommand(final Command command) {
        final Answer.OfCommand first = driver.apply(command);
        driver.apply(transfer(11, 0, 1, 1));
        final Answer.Account before = driver.get(1);

        final Answer.OfCommand again = driver.apply(command);

        assertThat(again)
                .isEqualTo(new Answer.OfCommand(
                        first.sequence(),
                        first.timestampNs(),
                        first.kind(),
                        first.outcome(),
                        true,
                        first.amount(),
                        first.openedSequence(),
                        first.leg(),
                        List.of()));
        assertThat(driver.get(1)).isEqualTo(before);
        assertThat(driver.machine().lastSequence()).isEqualTo(8);
        final Answer.OfOutcome outcome = driver.outcomeOf(10);
        assertThat(outcome)
                .isEqualTo(new Answer.OfOutcome(
                        key(10),
                        true,
                        first.kind(),
                        first.sequence(),
                        first.timestampNs(),
                        first.outcome(),
                        first.amount(),
                        first.openedSequence(),
                        first.leg()));
    }

    @Test
    void shouldKeepTheKeyFreeAfterWhatIsNoDecision() {
        final Conditions tooLate = new Conditions(0, List.of());
        final Conditions otherVersion =
                new Conditions(Bounds.NO_DEADLINE, List.of(new Conditions.Expectation(account(1), 0)));

        assertThat(driver.outcome(transfer(10, account(1), account(0), 5, tooLate)))
                .isEqualTo(Outcome.TOO_LATE);
        assertThat(driver.outcome(transfer(10, account(1), account(0), 6, otherVersion)))
                .isEqualTo(Outcome.VERSION_MISMATCH);
        assertThat(driver.outcomeOf(10).found()).isFalse();
        assertThat(driver.apply(transfer(10, 1, 0, 7)).amount()).isEqualTo(7);
        assertThat(driver.machine().keyCount()).isEqualTo(6);
    }

    @Test
    void shouldNotCountConditionsAsContent() {
        driver.apply(transfer(10, 1, 0, 7));
        final Conditions conditions =
                new Conditions(Long.MAX_VALUE - 1, List.of(new Conditions.Expectation(account(1), 1)));

        assertThat(driver.apply(transfer(10, account(1), account(0), 7, conditions))
                        .duplicate())
                .isTrue();
    }

    @Test
    void shouldTellReusedKeysWithTheirOwnSequenceAndChangeNothing() {
        driver.apply(transfer(10, 1, 0, 7));
        final Answer.Account before = driver.get(1);

        final Answer.OfCommand reused = driver.apply(transfer(10, 1, 0, 8));

        assertThat(reused.outcome()).isEqualTo(Outcome.KEY_REUSED);
        assertThat(reused.kind()).isEqualTo(CommandKind.TRANSFER);
        assertThat(reused.sequence()).isEqualTo(7);
        assertThat(reused.amount()).isZero();
        assertThat(driver.get(1)).isEqualTo(before);
        assertThat(driver.outcomeOf(10).amount()).isEqualTo(7);
    }

    @Test
    void shouldTellKeysThatDifferInEitherHalfApart() {
        for (final Uint128 key : new Uint128[] {
            new Uint128(1, 10), new Uint128(2, 10), new Uint128(1, 11), new Uint128(-1, -1), new Uint128(10, 1)
        }) {
            final Answer.OfCommand answer = driver.apply(
                    new Command.Transfer(key, account(1), account(0), 1, false, 0, Uint128.ZERO, Conditions.NONE));
            assertThat(answer.outcome()).isEqualTo(Outcome.OK);
            assertThat(answer.duplicate()).isFalse();
        }
    }
}
