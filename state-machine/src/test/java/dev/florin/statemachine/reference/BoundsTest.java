package dev.florin.statemachine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/** The state machine against the model where commands are as large, and as much falls due, as the contract allows. */
final class BoundsTest {
    private static final StateMachineConfig CONFIG = StateMachineConfig.withKeyRetention(20_000);
    private static final AccountId BANK = AccountId.of(0, 752);
    private static final OptionalLong ALL = OptionalLong.empty();

    private final List<Step> steps = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(10);
    private long timestampNs = 1_000_000;

    @Test
    void shouldExpireTenThousandBeforeACommandAndTheRestBeforeTheNext() {
        openAccounts(4);
        for (int i = 0; i < 25; i++) {
            add(new Command.Entry(key(100 + i), holdLegs(1_000), 0, Uint128.ZERO, Conditions.NONE));
        }
        timestampNs += 1_000_000;
        final HoldId lastDue = new HoldId(key(124), 999);
        add(new Command.Capture(key(200), lastDue, ALL, false, 0, Uint128.ZERO, Conditions.NONE));
        add(new Command.Entry(
                key(201),
                List.of(new Leg.Release(new HoldId(key(124), 998), 0, Uint128.ZERO)),
                0,
                Uint128.ZERO,
                Conditions.NONE));
        add(new Command.Release(key(202), lastDue, 0, Uint128.ZERO, Conditions.NONE));
        add(new Command.Capture(key(200), lastDue, ALL, false, 0, Uint128.ZERO, Conditions.NONE));
        agree();
        final ReferenceLedger model = new ReferenceLedger();
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).applyTo(model, i + 1L);
        }
        assertThat(model.state().openHolds).isEmpty();
    }

    @Test
    void shouldShowAHundredHoldsAndTellWhetherThereAreMore() {
        openAccounts(1);
        for (int i = 0; i <= Bounds.MAX_HOLDS_READ; i++) {
            add(new Command.Hold(key(600 + i), account(1), BANK, 1, 0, 0, Uint128.ZERO, Conditions.NONE));
        }
        add(new Command.Release(key(800), HoldId.of(key(600)), 0, Uint128.ZERO, Conditions.NONE));
        add(new Command.Release(key(801), HoldId.of(key(650)), 0, Uint128.ZERO, Conditions.NONE));
        agree();
    }

    @Test
    void shouldUndoAThousandLegsOrKeepThemAll() {
        openAccounts(50);
        final List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < Bounds.MAX_LEGS - 1; i++) {
            final boolean isHeldBefore = i > 10 && legs.get(i - 1) instanceof Leg.Hold;
            legs.add(isHeldBefore ? captureOfLeg(300, i - 1) : moveOrHold(i));
        }
        final List<Leg> tooMuch = new ArrayList<>(legs);
        tooMuch.add(new Leg.Transfer(account(1), BANK, Long.MAX_VALUE / 2, 0, Uint128.ZERO));
        add(new Command.Entry(key(300), tooMuch, 0, Uint128.ZERO, Conditions.NONE));
        final List<Leg> enough = new ArrayList<>(legs.subList(0, 12));
        enough.add(moveOrHold(1));
        add(new Command.Entry(key(301), relabelled(enough, 301), 0, Uint128.ZERO, Conditions.NONE));
        add(new Command.Entry(key(302), relabelled(legs, 302), 0, Uint128.ZERO, Conditions.NONE));
        add(new Command.Entry(key(302), relabelled(legs, 302), 0, Uint128.ZERO, Conditions.NONE));
        agree();
    }

    @Test
    void shouldCheckTwoThousandExpectations() {
        openAccounts(200);
        final List<Conditions.Expectation> right = new ArrayList<>();
        final ReferenceLedger model = new ReferenceLedger();
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).applyTo(model, i + 1L);
        }
        for (int i = 0; i < Bounds.MAX_EXPECTATIONS; i++) {
            final AccountId account = account(1 + random.nextInt(300));
            right.add(new Conditions.Expectation(account, model.state().version(account)));
        }
        final List<Conditions.Expectation> wrong = new ArrayList<>(right);
        wrong.set(wrong.size() - 1, new Conditions.Expectation(BANK, 1));
        add(transferExpecting(400, wrong));
        add(transferExpecting(400, right));
        add(transferExpecting(401, right));
        agree();
    }

    @Test
    void shouldReadTenThousandAccountsWithAHundredHoldsEach() {
        openAccounts(3);
        add(new Command.Entry(key(500), holdLegs(1_000), 0, Uint128.ZERO, Conditions.NONE));
        final StateMachine stateMachine = new StateMachine(CONFIG);
        final DecodingEgress egress = new DecodingEgress();
        final ReferenceLedger model = new ReferenceLedger();
        final RequestEncoder encoder = new RequestEncoder();
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        for (int i = 0; i < steps.size(); i++) {
            final int length = steps.get(i).encode(encoder, buffer, 0);
            stateMachine.onBatch(i + 1L, steps.get(i).timestampNs(), buffer, 0, length, 1);
            assertThat(steps.get(i).applyTo(model, i + 1L).outcome()).isEqualTo(Outcome.OK);
        }
        final Read read = new Read.GetAccounts(Collections.nCopies(Bounds.MAX_ACCOUNTS_READ, account(1)));
        stateMachine.egress(egress);
        stateMachine.onRead(buffer, 0, encoder.encode(read, buffer, 0));
        assertThat(egress.takeAnswer()).isEqualTo(model.read(read));
    }

    private void agree() {
        assertThat(Differential.run(steps, 1, CONFIG)).isEmpty();
    }

    private void openAccounts(final int count) {
        add(new Command.CreateLedger(key(1), 752, "SEK", 2, Conditions.NONE));
        add(new Command.OpenAccount(key(2), BANK, Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
        for (int i = 1; i <= count; i++) {
            add(new Command.OpenAccount(key(1_000 + i), account(i), 0, Bounds.NO_CEILING, Conditions.NONE));
            add(new Command.Transfer(
                    key(2_000 + i), BANK, account(i), 1_000_000, false, 0, Uint128.ZERO, Conditions.NONE));
        }
    }

    /** Holds of three accounts that fall due at two times, which are the same for every entry. */
    private List<Leg> holdLegs(final int count) {
        final List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final long dueNs = i % 2 == 0 ? 1_500_000 : 1_600_000;
            legs.add(new Leg.Hold(account(1 + i % 3), BANK, 1 + i % 7, dueNs - timestampNs - 1, 0, Uint128.ZERO));
        }
        return legs;
    }

    private Leg moveOrHold(final int i) {
        final AccountId from = account(1 + random.nextInt(50));
        return i % 3 == 0
                ? new Leg.Transfer(from, BANK, 1 + random.nextInt(500), 0, Uint128.ZERO)
                : new Leg.Hold(from, BANK, 1 + random.nextInt(500), 0, 0, Uint128.ZERO);
    }

    private static Leg captureOfLeg(final long entry, final int leg) {
        return new Leg.Capture(new HoldId(key(entry), leg), OptionalLong.of(1), true, 0, Uint128.ZERO);
    }

    /** The same legs for another entry, whose own holds they capture. */
    private static List<Leg> relabelled(final List<Leg> legs, final long entry) {
        return legs.stream()
                .map(leg -> leg instanceof Leg.Capture c
                        ? captureOfLeg(entry, c.hold().leg())
                        : leg)
                .toList();
    }

    private static Command transferExpecting(final long key, final List<Conditions.Expectation> expectations) {
        final Conditions under = new Conditions(Bounds.NO_DEADLINE, expectations);
        return new Command.Transfer(key(key), BANK, account(1), 1, false, 0, Uint128.ZERO, under);
    }

    private void add(final Command command) {
        timestampNs++;
        steps.add(Step.of(timestampNs, command));
    }

    private static AccountId account(final int owner) {
        return AccountId.of(owner, 752);
    }

    private static Uint128 key(final long value) {
        return Uint128.of(value);
    }
}
