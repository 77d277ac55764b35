package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.EUR;
import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.account;
import static dev.florin.statemachine.Requests.captureAll;
import static dev.florin.statemachine.Requests.captureKeepingOpen;
import static dev.florin.statemachine.Requests.close;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.entry;
import static dev.florin.statemachine.Requests.freeze;
import static dev.florin.statemachine.Requests.hold;
import static dev.florin.statemachine.Requests.holdLeg;
import static dev.florin.statemachine.Requests.open;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.release;
import static dev.florin.statemachine.Requests.reverse;
import static dev.florin.statemachine.Requests.setLimits;
import static dev.florin.statemachine.Requests.transfer;
import static dev.florin.statemachine.Requests.transferLeg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Side;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StateHashTest {
    /** Journals carry state hashes: a change of this number makes every kept journal unreadable. */
    private static final long GOLDEN_HASH = 3210375855115038414L;

    private static final StateMachineConfig CONFIG = StateMachineConfig.withKeyRetention(200);

    private static Driver prepared() {
        final Driver driver = new Driver(CONFIG);
        driver.apply(createLedger(1, SEK, "SEK", 2));
        driver.apply(openUnlimited(2, 0));
        driver.apply(open(3, 1));
        driver.apply(open(4, 2));
        driver.apply(transfer(5, 0, 1, 1_000));
        driver.apply(hold(6, 1, 2, 100));
        driver.apply(entry(7, holdLeg(1, 2, 10, 0), transferLeg(1, 2, 5), holdLeg(1, 2, 20, 10_000)));
        return driver;
    }

    @Test
    void shouldDifferAfterCommandsThatDifferInAnything() {
        final List<Command> commands = List.of(
                createLedger(10, EUR, "EUR", 2),
                createLedger(10, EUR, "EUR", 3),
                createLedger(10, EUR, "EUS", 2),
                createLedger(10, EUR + 1, "EUR", 2),
                open(10, 9),
                open(10, 10),
                open(10, account(9), -1, 5),
                open(10, account(9), -1, 6),
                setLimits(10, 1, OptionalLong.of(-1), OptionalLong.empty()),
                setLimits(10, 1, OptionalLong.empty(), OptionalLong.of(5_000)),
                setLimits(10, 2, OptionalLong.empty(), OptionalLong.of(5_000)),
                freeze(10, 1, Side.DEBITS),
                freeze(10, 1, Side.CREDITS),
                freeze(10, 1, Side.BOTH),
                close(10, 1),
                transfer(10, 1, 2, 1),
                transfer(10, 1, 2, 2),
                transfer(10, 2, 1, 1),
                transfer(11, 1, 2, 1),
                transfer(10, 1, 2, 1_000_000),
                hold(10, 1, 2, 1),
                hold(10, 1, 2, 1, 1_000),
                hold(10, 1, 2, 1, 1_001),
                captureAll(10, 6),
                captureKeepingOpen(10, 6, 1),
                release(10, 6),
                reverse(10, 5, 1),
                reverse(10, 5, 2),
                entry(10, transferLeg(1, 2, 1)),
                entry(10, holdLeg(1, 2, 1, 0)),
                entry(10, transferLeg(1, 2, 1), transferLeg(1, 2, 10_000)));
        final Set<Long> hashes = new HashSet<>();
        for (final Command command : commands) {
            final Driver driver = prepared();
            driver.apply(command);
            assertThat(hashes.add(driver.machine().stateHash()))
                    .as("%s", command)
                    .isTrue();
            assertThat(driver.machine().audit()).as("%s", command).isEmpty();
        }
        final Driver later = prepared();
        later.advance(1);
        later.tick();
        assertThat(hashes.add(later.machine().stateHash())).isTrue();
        final Driver now = prepared();
        now.tick();
        assertThat(hashes.add(now.machine().stateHash())).isTrue();
    }

    @Test
    void shouldNotKnowWhichRowsWereUsedBefore() {
        final Driver left = prepared();
        final Driver right = prepared();
        for (final Driver driver : List.of(left, right)) {
            driver.apply(hold(20, 1, 2, 1));
            driver.apply(hold(21, 1, 2, 1));
        }
        left.apply(release(30, 20));
        left.apply(release(31, 21));
        right.apply(release(31, 21));
        right.apply(release(30, 20));
        assertThat(left.machine().stateHash()).isNotEqualTo(right.machine().stateHash());
        for (final Driver driver : List.of(left, right)) {
            driver.apply(hold(40, 1, 2, 3));
            driver.apply(hold(41, 1, 2, 4));
            for (int i = 0; i < 300; i++) {
                driver.apply(transfer(100 + i, 0, 1, 1));
            }
            driver.apply(transfer(500, 1, 2, 1));
        }

        assertThat(left.machine().stateHash()).isEqualTo(right.machine().stateHash());
        assertThat(left.machine().audit()).isEmpty();
        assertThat(right.machine().audit()).isEmpty();
    }

    @Test
    void shouldBeThatOfEveryReleaseBefore() {
        final Driver driver = prepared();
        driver.apply(captureKeepingOpen(10, 6, 1));
        driver.apply(reverse(11, 10, 1));
        driver.apply(freeze(12, 2, Side.BOTH));

        assertThat(driver.machine().stateHash()).isEqualTo(GOLDEN_HASH);
    }
}
