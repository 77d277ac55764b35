package dev.florin.engine;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.check.CommandCheck;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.RequestEncoder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A front-end thread's way to the engine and back. Belongs to one thread, except that one thread may offer while another
 * polls. Neither ever blocks, and nothing that a session does or leaves undone can hold up another.
 *
 * <p>A session that does not poll loses answers once its queue is full; {@link #droppedCount} tells, and what became of a
 * command can be asked again by its key.
 */
public final class Session implements AutoCloseable {
    private static final int INITIAL_FRAME_LENGTH = 512;

    private final EngineCore core;
    private final AnswerQueue answers;
    private final int id;
    private final RequestEncoder encoder = new RequestEncoder();
    private final CommandCheck check = new CommandCheck();
    private final ExpandableDirectByteBuffer encoded = new ExpandableDirectByteBuffer(INITIAL_FRAME_LENGTH);
    private final UnsafeBuffer copied = new UnsafeBuffer(0, 0);
    private final LargeFrames largeFrames = new LargeFrames();
    private String why;
    private int leg = Bounds.NO_LEG;
    private boolean closed;

    Session(final EngineCore core, final AnswerQueue answers, final int id) {
        this.core = core;
        this.answers = answers;
        this.id = id;
    }

    /**
     * Offers a request.
     *
     * @param request to be answered; a command is answered once it is durable as configured.
     * @param correlationId comes back with the answer.
     * @return {@link Outcome#OK} if the engine has it; else why it was refused at the door, with {@link #why} and {@link
     *     #leg} telling more: nothing was stored, and the key stays free.
     * @throws IllegalArgumentException if the request holds a value that no frame can carry.
     */
    public Outcome offer(final Request request, final long correlationId) {
        final int lengthBytes = encoder.encode(request, encoded, 0);
        return offer(Slot.REQUEST, encoded, 0, lengthBytes, correlationId, 0);
    }

    /**
     * Offers an encoded request.
     *
     * @param frame buffer that holds it; copied before this returns.
     * @param offset of its header.
     * @param lengthBytes of the frame.
     * @param correlationId comes back with the answer.
     * @return as for {@link #offer(Request, long)}.
     */
    public Outcome offer(final DirectBuffer frame, final int offset, final int lengthBytes, final long correlationId) {
        return offer(Slot.REQUEST, frame, offset, lengthBytes, correlationId, 0);
    }

    /**
     * Offers a request that carries its own timestamp, under {@link ClockMode#RECORDED} only.
     *
     * @param request to be answered.
     * @param correlationId comes back with the answer.
     * @param timestampNs ns since the epoch; must be later than that of every command before it, which is told as {@link
     *     Outcome#MALFORMED} by the answer.
     * @return as for {@link #offer(Request, long)}.
     */
    public Outcome offerAt(final Request request, final long correlationId, final long timestampNs) {
        requireClock(ClockMode.RECORDED);
        final int lengthBytes = encoder.encode(request, encoded, 0);
        return offer(Slot.REQUEST_AT, encoded, 0, lengthBytes, correlationId, timestampNs);
    }

    /**
     * Replays a tick, under {@link ClockMode#RECORDED} only.
     *
     * @param correlationId comes back with the answer.
     * @param timestampNs ns since the epoch, as recorded.
     * @return as for {@link #offer(Request, long)}.
     */
    public Outcome offerTick(final long correlationId, final long timestampNs) {
        requireClock(ClockMode.RECORDED);
        final int lengthBytes = encoder.encodeTick(encoded, 0);
        return publish(Slot.REQUEST_AT, encoded, 0, lengthBytes, correlationId, timestampNs);
    }

    /**
     * Moves a manual clock and journals a tick, under {@link ClockMode#MANUAL} only.
     *
     * @param correlationId comes back with the answer, which tells the tick's sequence and timestamp.
     * @param byNs 0 or more; {@link Outcome#MALFORMED} where negative.
     * @return as for {@link #offer(Request, long)}.
     */
    public Outcome offerAdvance(final long correlationId, final long byNs) {
        requireClock(ClockMode.MANUAL);
        if (byNs < 0) {
            return refuse(Outcome.MALFORMED, "a clock does not go back");
        }
        final int lengthBytes = encoder.encodeTick(encoded, 0);
        return publish(Slot.ADVANCE, encoded, 0, lengthBytes, correlationId, byNs);
    }

    /**
     * Why the last offer was refused, in words for people.
     *
     * @return null where it was accepted.
     */
    public String why() {
        return why;
    }

    /**
     * The leg of an entry for which the last offer was refused.
     *
     * @return 0..999, or {@link Bounds#NO_LEG}.
     */
    public int leg() {
        return leg;
    }

    /**
     * Takes answers that are durable as configured.
     *
     * @param handler called for each, on this thread.
     * @param limit most answers to take, 1 or more.
     * @return answers taken; 0 if there are none now.
     */
    public int poll(final AnswerHandler handler, final int limit) {
        return answers.poll(handler, limit);
    }

    /**
     * Answers lost because this session did not poll in time.
     *
     * @return a count since the session was opened.
     */
    public long droppedCount() {
        return answers.droppedCount();
    }

    /** Ends the session: what it offered is still applied, its answers are not kept. May be called more than once. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            core.closeSession(id);
        }
    }

    private Outcome offer(
            final int purpose,
            final DirectBuffer frame,
            final int offset,
            final int lengthBytes,
            final long correlationId,
            final long timeNs) {
        final Outcome outcome = check.check(frame, offset, lengthBytes);
        if (outcome != Outcome.OK) {
            why = check.why();
            leg = check.leg();
            return outcome;
        }
        return publish(purpose, frame, offset, lengthBytes, correlationId, timeNs);
    }

    private Outcome publish(
            final int purpose,
            final DirectBuffer frame,
            final int offset,
            final int lengthBytes,
            final long correlationId,
            final long timeNs) {
        if (closed) {
            return refuse(Outcome.CLOSED, "the session is closed");
        }
        if (!core.hasSpace() && Frames.isCommand(Frames.templateId(frame, offset))) {
            return refuse(Outcome.OUT_OF_SPACE, "the disk is nearly full: make room, then send again");
        }
        final CommandRing ring = core.ring();
        final int published;
        if (lengthBytes <= Slots.INLINE_LENGTH) {
            published = ring.publish(purpose, id, correlationId, timeNs, frame, offset, lengthBytes);
        } else {
            copied.wrap(frame, offset, lengthBytes);
            final LargeFrame large = largeFrames.take(copied, lengthBytes);
            published = large == null
                    ? CommandRing.FULL
                    : ring.publishLarge(purpose, id, correlationId, timeNs, large, lengthBytes);
            if (large != null && published != CommandRing.PUBLISHED) {
                large.giveBack();
            }
        }
        return switch (published) {
            case CommandRing.PUBLISHED -> accept();
            case CommandRing.FULL -> refuse(Outcome.BACK_PRESSURED, "the engine is busy: poll, then offer again");
            default -> refuse(Outcome.CLOSED, core.closedReason());
        };
    }

    private Outcome accept() {
        why = null;
        leg = Bounds.NO_LEG;
        return Outcome.OK;
    }

    private Outcome refuse(final Outcome outcome, final String reason) {
        why = reason;
        leg = Bounds.NO_LEG;
        return outcome;
    }

    private void requireClock(final ClockMode mode) {
        if (core.clockMode() != mode) {
            throw new IllegalStateException("needs the clock " + mode + ", the engine runs under " + core.clockMode());
        }
    }
}
