package dev.florin.engine;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What the engine thread took from the ring in one go: commands, whose frames lie one after another in the journal's
 * staging buffer, and between them reads and other items, in the order taken. Owned by the engine thread.
 */
final class Batch {
    /** A command, journaled and applied. */
    static final byte COMMAND = 0;
    /** A read. */
    static final byte READ = 1;
    /** A request that is refused without a sequence, because its time has passed. */
    static final byte REFUSED_MALFORMED = 2;
    /** A session that has offered its last. */
    static final byte SESSION_END = 3;
    /** A command that is refused without a sequence, because there is no room for it on the disk. */
    static final byte REFUSED_OUT_OF_SPACE = 4;

    /** Session id of what no session asked for. */
    static final int NO_SESSION = -1;

    private static final int MAX_ITEMS = 16 * 1024;
    private static final int MAX_READS_LENGTH = 1024 * 1024;

    private final byte[] kinds = new byte[MAX_ITEMS];
    private final int[] sessionIds = new int[MAX_ITEMS];
    private final long[] correlationIds = new long[MAX_ITEMS];
    private final int[] offsets = new int[MAX_ITEMS];
    private final int[] lengths = new int[MAX_ITEMS];
    private final ExpandableDirectByteBuffer reads = new ExpandableDirectByteBuffer(4 * 1024);

    private MutableDirectBuffer body;
    private int bodyOffset;
    private int bodyCapacity;
    private int bodyLengthBytes;
    private int readsLengthBytes;
    private int itemCount;
    private int commandCount;
    private long firstTimestampNs;

    /** Starts anew over a piece of the staging buffer. */
    void begin(final MutableDirectBuffer buffer, final int offset, final int capacity) {
        body = buffer;
        bodyOffset = offset;
        bodyCapacity = capacity;
        bodyLengthBytes = 0;
        readsLengthBytes = 0;
        itemCount = 0;
        commandCount = 0;
    }

    /** Whether any further request, however large, fits. */
    boolean hasRoom() {
        return hasRoomForReads() && bodyCapacity - bodyLengthBytes >= Bounds.MAX_FRAME_LENGTH;
    }

    /** Whether anything but a command fits. */
    boolean hasRoomForReads() {
        return itemCount < MAX_ITEMS && readsLengthBytes < MAX_READS_LENGTH;
    }

    /** Adds the request of a slot; what belongs to the slot is free after that. */
    void add(final Slot slot) {
        add(slot.sessionId(), slot.correlationId(), slot.buffer(), slot.frameOffset(), slot.lengthBytes());
    }

    /** Adds a request by copying its frame. */
    void add(
            final int sessionId,
            final long correlationId,
            final DirectBuffer frame,
            final int frameOffset,
            final int lengthBytes) {
        if (Frames.isCommand(Frames.templateId(frame, frameOffset))) {
            final int offset = bodyOffset + bodyLengthBytes;
            body.putBytes(offset, frame, frameOffset, lengthBytes);
            addItem(COMMAND, sessionId, correlationId, offset, lengthBytes);
            bodyLengthBytes += lengthBytes;
            commandCount++;
        } else {
            reads.putBytes(readsLengthBytes, frame, frameOffset, lengthBytes);
            addItem(READ, sessionId, correlationId, readsLengthBytes, lengthBytes);
            readsLengthBytes += lengthBytes;
        }
    }

    /** Adds a request that is refused as its kind says. */
    void addRefused(final byte kind, final int sessionId, final long correlationId) {
        addItem(kind, sessionId, correlationId, 0, 0);
    }

    void addSessionEnd(final int sessionId) {
        addItem(SESSION_END, sessionId, 0, 0, 0);
    }

    private void addItem(
            final byte kind, final int sessionId, final long correlationId, final int offset, final int lengthBytes) {
        final int item = itemCount++;
        kinds[item] = kind;
        sessionIds[item] = sessionId;
        correlationIds[item] = correlationId;
        offsets[item] = offset;
        lengths[item] = lengthBytes;
    }

    /** The first item at or after {@code from} that is no command, or the end. */
    int endOfCommands(final int from) {
        int end = from;
        while (end < itemCount && kinds[end] == COMMAND) {
            end++;
        }
        return end;
    }

    boolean isEmpty() {
        return itemCount == 0;
    }

    int itemCount() {
        return itemCount;
    }

    int commandCount() {
        return commandCount;
    }

    int bodyLengthBytes() {
        return bodyLengthBytes;
    }

    MutableDirectBuffer body() {
        return body;
    }

    DirectBuffer reads() {
        return reads;
    }

    byte kind(final int item) {
        return kinds[item];
    }

    int sessionId(final int item) {
        return sessionIds[item];
    }

    long correlationId(final int item) {
        return correlationIds[item];
    }

    int offset(final int item) {
        return offsets[item];
    }

    int lengthBytes(final int item) {
        return lengths[item];
    }

    /** Timestamp of the first command, ns since the epoch; command i has this + i. */
    long firstTimestampNs() {
        return firstTimestampNs;
    }

    void firstTimestampNs(final long timestampNs) {
        firstTimestampNs = timestampNs;
    }
}
