package dev.florin.benchmarks.transfers;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.statemachine.Egress;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * The state machine alone: no ring, no journal, no other thread. Only applying is timed, answers included; making the
 * commands is not. Belongs to one thread.
 */
final class ApplyRun implements Egress {
    private static final int BATCH = 8_192;
    private static final int INITIAL_LENGTH_BYTES = 16 * 1024 * 1024;
    private static final double NS_PER_US = 1_000;

    private final StateMachine stateMachine;
    private final RequestEncoder encoder = new RequestEncoder();
    private final ExpandableArrayBuffer batch = new ExpandableArrayBuffer(INITIAL_LENGTH_BYTES);
    private final CommandSource source;
    private long answerCount;
    private long keyCount;
    private long appliedNs;

    ApplyRun(final Workload workload, final int keyRetention) {
        stateMachine = new StateMachine(StateMachineConfig.withKeyRetention(keyRetention));
        stateMachine.egress(this);
        source = workload.kind().source(1, workload.hotCount());
        open(workload.accountCount());
    }

    private void open(final int accountCount) {
        apply(new Command.CreateLedger(nextKey(), Draw.LEDGER, "BENCH", 2, Conditions.NONE));
        for (int owner = 1; owner <= accountCount; owner++) {
            // Without a floor: nobody has to fund them.
            apply(new Command.OpenAccount(
                    nextKey(), Draw.account(owner), -Desk.FUNDS, Bounds.NO_CEILING, Conditions.NONE));
        }
    }

    private Uint128 nextKey() {
        return new Uint128(1, ++keyCount);
    }

    private void apply(final Request request) {
        applyBatch(encoder.encode(request, batch, 0), 1);
    }

    private void applyBatch(final int lengthBytes, final int count) {
        stateMachine.onBatch(
                stateMachine.lastSequence() + 1, stateMachine.lastTimestampNs() + 1, batch, 0, lengthBytes, count);
    }

    /** Applies commands and returns how many millions a second of applying. */
    double run(final long commandCount) {
        appliedNs = 0;
        long done = 0;
        while (done < commandCount) {
            final int count = (int) Math.min(BATCH, commandCount - done);
            final int lengthBytes = fill(count);
            final long startNs = System.nanoTime();
            applyBatch(lengthBytes, count);
            appliedNs += System.nanoTime() - startNs;
            done += count;
        }
        if (answerCount != stateMachine.lastSequence()) {
            throw new IllegalStateException(answerCount + " answers to " + stateMachine.lastSequence() + " commands");
        }
        return commandCount * NS_PER_US / appliedNs;
    }

    private int fill(final int count) {
        int offset = 0;
        for (int i = 0; i < count; i++) {
            source.next();
            batch.putBytes(offset, source.frame(), 0, source.frameLengthBytes());
            offset += source.frameLengthBytes();
        }
        return offset;
    }

    @Override
    public void onAnswer(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        answerCount++;
    }

    @Override
    public boolean takesEvents() {
        return false;
    }

    @Override
    public void onEvent(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        // Nobody listens.
    }
}
