package dev.florin.engine;

import com.lmax.disruptor.EventPoller;
import dev.florin.engine.snapshot.SnapshotSteps;
import dev.florin.journal.JournalAppender;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.statemachine.StateMachine;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one thread that journals and applies. Takes what the ring holds, stamps it as one batch, appends the batch, applies
 * it, and leaves the answers behind their gates. Anything that goes wrong here stops the engine: the state is suspect.
 */
final class EngineThread implements Runnable {
    private static final int TICK_BUFFER_LENGTH = 64;
    /** The last moment that a manual or recorded clock may reach, in the year 2116: what follows it must not overflow. */
    private static final long MAX_TIMESTAMP_NS = 1L << 62;

    private final EngineCore core;
    private final CommandRing ring;
    private final Sessions sessions;
    private final StateMachine stateMachine;
    private final JournalAppender appender;
    private final EngineClock clock;
    private final EngineCounters counters;
    private final SnapshotSteps snapshots;
    private final IdleStrategy idle;
    private final boolean isManual;
    private final boolean makesTicks;

    private final Batch batch = new Batch();
    private final AnswerRouter router;
    private final EventPoller.Handler<Slot> onSlot = this::onSlot;
    private final EventPoller.Handler<Slot> onSlotWithoutRoom = this::onSlotWithoutRoom;
    private final UnsafeBuffer tick = new UnsafeBuffer(new byte[TICK_BUFFER_LENGTH]);
    private final int tickLengthBytes;
    private final Deferred deferred = new Deferred();
    private boolean isBatchOpen;

    EngineThread(
            final EngineCore core,
            final StateMachine stateMachine,
            final JournalAppender appender,
            final EngineClock clock,
            final EngineCounters counters,
            final SnapshotSteps snapshots) {
        this.core = core;
        this.ring = core.ring();
        this.sessions = core.sessions();
        this.stateMachine = stateMachine;
        this.appender = appender;
        this.clock = clock;
        this.counters = counters;
        this.snapshots = snapshots;
        idle = core.config().waiting().idleStrategy();
        isManual = core.clockMode() == ClockMode.MANUAL;
        makesTicks = core.clockMode() != ClockMode.RECORDED;
        router = new AnswerRouter(batch, sessions, core.subscriptions());
        tickLengthBytes = new RequestEncoder().encodeTick(tick, 0);
    }

    @Override
    public void run() {
        try {
            stateMachine.egress(router);
            while (!isDone()) {
                idle.idle(dutyCycle());
            }
        } catch (final Throwable failure) { // Error too: nothing may leave this thread dead and unnoticed
            core.fail("the engine thread stopped", failure);
        } finally {
            counters.publish(stateMachine, ring, core, clock);
        }
    }

    private boolean isDone() {
        if (core.hasFailed()) {
            return true;
        }
        return ring.isClosing() && deferred.isEmpty() && ring.takenSequence() >= ring.cursor();
    }

    private int dutyCycle() {
        core.throwIfJournalFailed();
        if (!isBatchOpen && !openBatch()) {
            return core.hasSpace() ? snapshots.doWork() : serveWithoutRoom();
        }
        take();
        if (batch.isEmpty()) {
            counters.publishWhenIdle(stateMachine, ring, core, clock);
            return snapshots.doWork();
        }
        isBatchOpen = false;
        final long firstSequence = append();
        apply(firstSequence);
        counters.onBatch(batch.commandCount());
        counters.publishSometimes(stateMachine, ring, core, clock);
        snapshots.doWork();
        return batch.itemCount();
    }

    private boolean openBatch() {
        if (!appender.begin()) {
            return false;
        }
        batch.begin(appender.buffer(), appender.bodyOffset(), appender.bodyCapacity());
        isBatchOpen = true;
        return true;
    }

    /** The disk is full: reads are served, and the commands that passed the door before it was known are refused. */
    private int serveWithoutRoom() {
        batch.begin(tick, 0, 0);
        if (!deferred.isEmpty()) {
            deferred.refuse(batch);
        }
        ring.poll(onSlotWithoutRoom);
        apply(stateMachine.lastSequence() + 1);
        counters.publishWhenIdle(stateMachine, ring, core, clock);
        return batch.itemCount() + snapshots.doWork();
    }

    private boolean onSlotWithoutRoom(final Slot slot, final long ringSequence, final boolean endOfBatch) {
        final boolean isRequest = slot.purpose() != Slot.NOTHING && slot.purpose() != Slot.SESSION_CLOSED;
        if (isRequest && Frames.isCommand(Frames.templateId(slot.buffer(), slot.frameOffset()))) {
            batch.addRefused(Batch.REFUSED_OUT_OF_SPACE, slot.sessionId(), slot.correlationId());
            slot.giveBack();
        } else {
            onSlot(slot, ringSequence, endOfBatch);
        }
        return batch.hasRoomForReads();
    }

    private void take() {
        if (makesTicks && stateMachine.nextDueNs() <= stateMachine.lastTimestampNs()) {
            // More fell due than may expire before one command: the rest goes before this tick.
            addTick(stateMachine.lastTimestampNs() + 1);
        }
        if (!deferred.isEmpty() && batch.isEmpty()) {
            deferred.moveTo(batch);
        }
        if (canTakeMore()) {
            ring.poll(onSlot);
        }
        if (batch.isEmpty() && makesTicks) {
            tickIfDue();
        }
    }

    private void tickIfDue() {
        final long dueNs = stateMachine.nextDueNs();
        if (dueNs != Long.MAX_VALUE && !isManual) {
            final long nowNs = clock.nextTimestampNs(stateMachine.lastTimestampNs());
            if (dueNs <= nowNs) {
                addTick(nowNs);
            }
        }
    }

    private void addTick(final long timestampNs) {
        batch.firstTimestampNs(timestampNs);
        batch.add(Batch.NO_SESSION, 0, tick, 0, tickLengthBytes);
    }

    /** Under a manual clock every command is a batch of its own, so that ticks follow at the same place in every run. */
    private boolean canTakeMore() {
        return batch.hasRoom() && !(isManual && batch.commandCount() > 0);
    }

    /** Returns whether the ring may hand out another slot for this batch. */
    private boolean onSlot(final Slot slot, final long ringSequence, final boolean endOfBatch) {
        switch (slot.purpose()) {
            case Slot.NOTHING -> {}
            case Slot.REQUEST -> addRequest(slot);
            case Slot.REQUEST_AT -> addAt(slot, slot.timeNs());
            case Slot.ADVANCE -> addAdvance(slot);
            case Slot.SESSION_CLOSED -> batch.addSessionEnd(slot.sessionId());
            default -> throw new IllegalStateException("slot " + ringSequence + " has no purpose: " + slot.purpose());
        }
        return deferred.isEmpty() && canTakeMore();
    }

    private void addRequest(final Slot slot) {
        if (batch.commandCount() == 0) {
            batch.firstTimestampNs(clock.nextTimestampNs(stateMachine.lastTimestampNs()));
        }
        batch.add(slot);
        slot.giveBack();
    }

    private void addAdvance(final Slot slot) {
        final long nextNs = nextTimestampNs();
        addAt(slot, slot.timeNs() > Long.MAX_VALUE - nextNs ? Long.MIN_VALUE : nextNs + slot.timeNs());
    }

    private void addAt(final Slot slot, final long timestampNs) {
        if (Frames.isRead(Frames.templateId(slot.buffer(), slot.frameOffset()))) {
            addRequest(slot);
        } else if (timestampNs < nextTimestampNs() || timestampNs > MAX_TIMESTAMP_NS) {
            batch.addRefused(Batch.REFUSED_MALFORMED, slot.sessionId(), slot.correlationId());
            slot.giveBack();
        } else if (batch.commandCount() > 0 && timestampNs != nextTimestampNs()) {
            deferred.put(slot, timestampNs);
            slot.giveBack();
        } else {
            if (batch.commandCount() == 0) {
                batch.firstTimestampNs(timestampNs);
            }
            batch.add(slot);
            slot.giveBack();
        }
    }

    /** The earliest timestamp that the next command of this batch can have. */
    private long nextTimestampNs() {
        return batch.commandCount() == 0
                ? stateMachine.lastTimestampNs() + 1
                : batch.firstTimestampNs() + batch.commandCount();
    }

    /** Journals the commands of the batch, if there are any, and returns the sequence of the first. */
    private long append() {
        final long firstSequence = stateMachine.lastSequence() + 1;
        if (batch.commandCount() > 0) {
            appender.commit(
                    firstSequence,
                    batch.firstTimestampNs(),
                    batch.commandCount(),
                    batch.bodyLengthBytes(),
                    stateMachine.lastSequence(),
                    stateMachine.stateHash());
        }
        return firstSequence;
    }

    private void apply(final long firstSequence) {
        long sequence = firstSequence;
        int item = 0;
        while (item < batch.itemCount()) {
            final int end = batch.endOfCommands(item);
            if (end > item) {
                applyCommands(item, end, sequence, sequence - firstSequence);
                sequence += end - item;
                item = end;
            } else {
                applyOther(item++, sequence - 1);
            }
        }
        router.flush();
    }

    private void applyCommands(final int from, final int to, final long sequence, final long ordinal) {
        final int offset = batch.offset(from);
        final int endOffset = batch.offset(to - 1) + batch.lengthBytes(to - 1);
        router.expect(from, sequence);
        stateMachine.onBatch(
                sequence, batch.firstTimestampNs() + ordinal, batch.body(), offset, endOffset - offset, to - from);
    }

    private void applyOther(final int item, final long lastSequence) {
        switch (batch.kind(item)) {
            case Batch.READ -> {
                router.expect(item, lastSequence);
                stateMachine.onRead(batch.reads(), batch.offset(item), batch.lengthBytes(item));
            }
            case Batch.REFUSED_MALFORMED -> router.refuse(item, Outcome.MALFORMED);
            case Batch.REFUSED_OUT_OF_SPACE -> router.refuse(item, Outcome.OUT_OF_SPACE);
            case Batch.SESSION_END -> sessions.remove(batch.sessionId(item));
            default -> throw new IllegalStateException("item " + item + " of a batch has kind " + batch.kind(item));
        }
    }

    /** A command whose timestamp does not follow the batch in the making: it begins the next one. */
    private static final class Deferred {
        private final ExpandableDirectByteBuffer frame = new ExpandableDirectByteBuffer(512);
        private int sessionId;
        private long correlationId;
        private long timestampNs;
        private int lengthBytes;

        boolean isEmpty() {
            return lengthBytes == 0;
        }

        void put(final Slot slot, final long atNs) {
            frame.putBytes(0, slot.buffer(), slot.frameOffset(), slot.lengthBytes());
            sessionId = slot.sessionId();
            correlationId = slot.correlationId();
            timestampNs = atNs;
            lengthBytes = slot.lengthBytes();
        }

        void refuse(final Batch batch) {
            batch.addRefused(Batch.REFUSED_OUT_OF_SPACE, sessionId, correlationId);
            lengthBytes = 0;
        }

        void moveTo(final Batch batch) {
            batch.firstTimestampNs(timestampNs);
            batch.add(sessionId, correlationId, frame, 0, lengthBytes);
            lengthBytes = 0;
        }
    }
}
