package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static dev.florin.engine.TestCommands.account;
import static dev.florin.engine.TestCommands.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.Durability;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.event.EventDecoder;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * More holds fall due at one moment than may expire before one command: nobody waits for more of them than the bound
 * allows. {@code -Dflorin.long=true}: a million holds, with the times printed that docs/benchmarks.md shows.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HoldsDueAtOnceTest {
    private static final boolean LONG = Boolean.getBoolean("florin.long");
    private static final int HOLDS = LONG ? 1_000_000 : 60_000;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(LONG ? 20 : 1);
    private static final long POLL_PARK_NS = 100_000;
    private static final int EVENT_QUEUE_LENGTH_BYTES = 256 * 1024 * 1024;

    private static Command holds(final long key, final long timeoutNs) {
        final Leg hold = new Leg.Hold(BANK, account(1), 1, timeoutNs, 0, Uint128.ZERO);
        return new Command.Entry(
                new Uint128(1, key), Collections.nCopies(Bounds.MAX_LEGS, hold), 0, Uint128.ZERO, Conditions.NONE);
    }

    private static void printWhenLong(final String what, final List<Long> timesNs) {
        if (LONG) {
            Collections.sort(timesNs);
            System.out.printf(
                    "%s: %d, p50 %.2f ms, p99 %.2f ms, longest %.2f ms%n",
                    what,
                    timesNs.size(),
                    timesNs.get(timesNs.size() / 2) / 1e6,
                    timesNs.get(timesNs.size() * 99 / 100) / 1e6,
                    timesNs.get(timesNs.size() - 1) / 1e6);
        }
    }

    @Test
    void shouldExpireTheBoundBeforeEveryCommandUntilNothingIsDue() {
        final StateMachine machine = new StateMachine(StateMachineConfig.withKeyRetention(10_000));
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final RequestEncoder encoder = new RequestEncoder();
        final long dueNs = 1_000_000_000;
        final List<Command> stage = new ArrayList<>(List.of(
                TestCommands.createLedger(1), TestCommands.openUnlimited(2, BANK), TestCommands.open(3, account(1))));
        for (int i = 0; i < HOLDS / Bounds.MAX_LEGS; i++) {
            stage.add(holds(i, dueNs - stage.size() - 1));
        }
        for (int i = 0; i < stage.size(); i++) {
            machine.onBatch(i + 1, i + 1, buffer, 0, encoder.encode(stage.get(i), buffer, 0), 1);
        }
        assertThat(machine.openHoldCount()).isEqualTo(HOLDS);
        assertThat(machine.nextDueNs()).isEqualTo(dueNs);

        final List<Long> timesNs = new ArrayList<>();
        for (long open = HOLDS; open > 0; open -= Bounds.MAX_EXPIRIES) {
            assertThat(machine.nextDueNs()).isEqualTo(dueNs);
            final long sequence = machine.lastSequence() + 1;
            final int lengthBytes = encoder.encode(transfer(10 + sequence, BANK, account(1), 1), buffer, 0);
            final long startedNs = System.nanoTime();
            machine.onBatch(sequence, dueNs + sequence, buffer, 0, lengthBytes, 1);
            timesNs.add(System.nanoTime() - startedNs);
            assertThat(machine.openHoldCount()).isEqualTo(Math.max(0, open - Bounds.MAX_EXPIRIES));
        }
        assertThat(machine.nextDueNs()).isEqualTo(Bounds.NO_EXPIRY);
        assertThat(machine.audit()).isEmpty();
        printWhenLong("a command with " + Bounds.MAX_EXPIRIES + " expiries before it, state machine alone", timesNs);
    }

    @Test
    void shouldServeABystanderWhileTheyExpire(@TempDir final Path directory) throws Exception {
        final ExecutorService threads = Executors.newSingleThreadExecutor();
        final AtomicBoolean done = new AtomicBoolean();
        try (Engine engine = Engine.open(TestEngines.config(directory, Durability.FSYNC)
                        .eventQueueLengthBytes(EVENT_QUEUE_LENGTH_BYTES)
                        .segmentLengthBytes(256L * 1024 * 1024)
                        .build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 2, 0);
            // From before the first hold: on a slow machine some expire while others are still placed.
            final EventSubscription events = engine.subscribe();
            final Future<Map<Long, Integer>> expiries = threads.submit(() -> countExpiries(events, done));
            final long openedNs = System.nanoTime();
            for (int i = 0; i < HOLDS / Bounds.MAX_LEGS; i++) {
                user.offer(holds(i, Math.max(1, TIMEOUT_NS - (System.nanoTime() - openedNs))));
            }
            user.awaitAll();
            final List<Long> waitsNs = new ArrayList<>();
            while (pendingDebits(user) > 0) {
                final long startedNs = System.nanoTime();
                final Command payment = transfer(new Uint128(2, waitsNs.size()), BANK, account(2), 1);
                assertThat(user.command(payment).outcome()).isEqualTo(Outcome.OK);
                waitsNs.add(System.nanoTime() - startedNs);
            }
            done.set(true);
            final Map<Long, Integer> bySequence = expiries.get();
            assertThat(bySequence.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(HOLDS);
            assertThat(bySequence)
                    .allSatisfy((sequence, count) -> assertThat(count)
                            .as("expiries before sequence %d", sequence)
                            .isLessThanOrEqualTo(Bounds.MAX_EXPIRIES));
            TestEngines.assertBalanced(user);
            printWhenLong("payments of a bystander, each after the answer to the one before", waitsNs);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long pendingDebits(final SessionUser user) {
        return TestEngines.read(user, BANK).debitsPending();
    }

    private static Map<Long, Integer> countExpiries(final EventSubscription subscription, final AtomicBoolean done) {
        final Map<Long, Integer> bySequence = new HashMap<>();
        final EventDecoder decoder = new EventDecoder();
        try (subscription) {
            while (true) {
                final boolean isLast = done.get();
                final int taken = subscription.poll(
                        (sequence, buffer, offset, length) -> {
                            if (((Event.HoldChanged) decoder.decode(buffer, offset)).status()
                                    == Event.HoldStatus.EXPIRED) {
                                bySequence.merge(sequence, 1, Integer::sum);
                            }
                        },
                        10_000);
                if (isLast && taken == 0) {
                    assertThat(subscription.missedCount()).isZero();
                    return bySequence;
                }
                LockSupport.parkNanos(POLL_PARK_NS);
            }
        }
    }
}
