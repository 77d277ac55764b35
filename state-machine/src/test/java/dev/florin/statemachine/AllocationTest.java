package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.account;
import static dev.florin.statemachine.Requests.captureAll;
import static dev.florin.statemachine.Requests.captureLeg;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.entry;
import static dev.florin.statemachine.Requests.freeze;
import static dev.florin.statemachine.Requests.hold;
import static dev.florin.statemachine.Requests.holdLeg;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.release;
import static dev.florin.statemachine.Requests.reverse;
import static dev.florin.statemachine.Requests.transfer;
import static dev.florin.statemachine.Requests.transferLeg;
import static dev.florin.statemachine.Requests.unfreeze;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.protocol.command.Side;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Once warm, no command and no small read allocates anything. */
final class AllocationTest implements Egress {
    private static final int RETENTION = 20_000;
    private static final int WARM_UP_BATCHES = 60;
    private static final int ROUNDS_PER_BATCH = 64;

    private final StateMachine machine = new StateMachine(StateMachineConfig.withKeyRetention(RETENTION));
    private final RequestEncoder encoder = new RequestEncoder();
    private final UnsafeBuffer batch = new UnsafeBuffer(ByteBuffer.allocateDirect(4 * 1024 * 1024));
    private final UnsafeBuffer read = new UnsafeBuffer(new byte[256]);
    private int lengthBytes;
    private int count;
    private long nextKey = 100;
    private long timestampNs;
    private long answeredCount;
    private long readCount;
    private long eventBytes;

    @Test
    void shouldAllocateNothingPerCommandOnceWarm() {
        machine.egress(this);
        add(createLedger(1, SEK, "SEK", 2));
        for (int owner = 0; owner < 8; owner++) {
            add(openUnlimited(2 + owner, owner));
        }
        applyBatch();
        final int readLength = encoder.encode(new Read.GetAccounts(List.of(account(1), account(2))), read, 0);
        final Runnable applyAndRead = () -> {
            applyBatch();
            machine.onRead(read, 0, readLength);
            readCount++;
        };
        for (int i = 0; i < WARM_UP_BATCHES; i++) {
            makeBatch();
            applyAndRead.run();
        }

        assertThat(CleanWindow.leastBytes(batchNumber -> makeBatch(), applyAndRead))
                .isZero();
        assertThat(eventBytes).isPositive();
        assertThat(machine.keyCount()).isGreaterThanOrEqualTo(RETENTION);
        assertThat(answeredCount).isEqualTo(machine.lastSequence() + readCount);
        assertThat(machine.audit()).isEmpty();
    }

    /** Commands of every kind that comes often: successes, refusals, duplicates, expiries, an undone entry. */
    private void makeBatch() {
        for (int i = 0; i < ROUNDS_PER_BATCH; i++) {
            final long key = nextKey;
            nextKey += 16;
            add(transfer(key, 0, 1, 7));
            add(transfer(key, 0, 1, 7));
            add(transfer(key, 0, 1, 8));
            add(transfer(key + 1, 0, 99, 1));
            add(hold(key + 2, 1, 2, 5, 1_000));
            add(captureAll(key + 3, key + 2));
            add(hold(key + 4, 1, 2, 5, 1_000));
            add(release(key + 5, key + 4));
            add(hold(key + 6, 1, 3, 5, 10));
            add(reverse(key + 7, key, 3));
            add(entry(key + 8, transferLeg(1, 2, 1), holdLeg(2, 3, 1, 10), holdLeg(2, 3, 2, 0)));
            add(entry(key + 9, transferLeg(1, 2, 1), captureLeg(key + 8, 2, OptionalLong.empty(), false)));
            add(entry(key + 10, holdLeg(2, 3, 1, 10), transferLeg(1, 99, 1)));
            add(freeze(key + 11, 4, Side.BOTH));
            add(unfreeze(key + 12, 4, Side.BOTH));
            add(transfer(key + 13, account(0), account(1), 1, stale()));
        }
    }

    private static Conditions stale() {
        return new Conditions(Bounds.NO_DEADLINE, List.of(new Conditions.Expectation(account(0), 1)));
    }

    private void add(final Command command) {
        lengthBytes += encoder.encode(command, batch, lengthBytes);
        count++;
    }

    private void applyBatch() {
        machine.onBatch(machine.lastSequence() + 1, timestampNs + 1, batch, 0, lengthBytes, count);
        timestampNs += count;
        lengthBytes = 0;
        count = 0;
    }

    @Override
    public void onAnswer(final DirectBuffer buffer, final int offset, final int length) {
        answeredCount++;
    }

    @Override
    public boolean takesEvents() {
        return true;
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int length) {
        eventBytes += length;
    }
}
