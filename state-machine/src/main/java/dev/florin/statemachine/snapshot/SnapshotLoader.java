package dev.florin.statemachine.snapshot;

import dev.florin.statemachine.paged.Epoch;
import dev.florin.statemachine.paged.PagedRows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Loads a snapshot into an empty state machine: the chunks in the order in which they were published, then {@link #finish}.
 * Used once, by one thread. After an exception the state machine is not to be used.
 */
public final class SnapshotLoader {
    private final Epoch epoch;
    private final List<SnapshotPart> parts;
    private final List<PagedRows> tables;
    private final SnapshotHead expected;
    private final Consumer<SnapshotHead> onLoaded;
    private SnapshotHead head;
    private long[] figures;
    private long chunkCount;

    /**
     * A loader.
     *
     * @param epoch whose tables are those of the parts.
     * @param parts of an empty state.
     * @param expected rules and retention that the snapshot must have; the rest is ignored.
     * @param onLoaded told at the end, to check the whole.
     */
    public SnapshotLoader(
            final Epoch epoch,
            final List<SnapshotPart> parts,
            final SnapshotHead expected,
            final Consumer<SnapshotHead> onLoaded) {
        this.epoch = epoch;
        this.parts = List.copyOf(parts);
        this.tables = SnapshotFormat.tables(parts);
        this.expected = expected;
        this.onLoaded = onLoaded;
    }

    /**
     * Takes a chunk.
     *
     * @param buffer that holds it; not kept.
     * @param offset of its first byte.
     * @param lengthBytes of the chunk.
     * @throws BadSnapshotException if it is not what a snapshot holds.
     */
    public void onChunk(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        chunkCount++;
        if (lengthBytes < Long.BYTES || buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN) * Long.BYTES != lengthBytes) {
            throw bad("has " + lengthBytes + " bytes, and says otherwise");
        }
        final LongBuffer chunk = longs(buffer, offset, lengthBytes);
        if (head == null) {
            takeHead(chunk);
        } else {
            takeRecords(chunk);
        }
    }

    /** A view of the buffer's own memory, from which rows are copied in one piece. */
    private static LongBuffer longs(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        final ByteBuffer memory = buffer.byteArray() != null
                ? ByteBuffer.wrap(buffer.byteArray())
                : buffer.byteBuffer().duplicate().clear();
        return memory.slice(buffer.wrapAdjustment() + offset, lengthBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer();
    }

    private void takeHead(final LongBuffer chunk) {
        if (chunk.limit() < SnapshotFormat.FIRST_TABLE || chunk.get(SnapshotFormat.MAGIC_AT) != SnapshotFormat.MAGIC) {
            throw bad("is not the head of a state");
        }
        require("version of the content", SnapshotFormat.VERSION, chunk.get(SnapshotFormat.VERSION_AT));
        require("rules version", expected.rulesVersion(), chunk.get(SnapshotFormat.RULES_VERSION));
        require("key retention", expected.keyRetention(), chunk.get(SnapshotFormat.KEY_RETENTION));
        final int figureCount = chunk.limit() - SnapshotFormat.FIRST_TABLE - tables.size();
        require(
                "number of tables and figures",
                SnapshotFormat.counts(tables.size(), figureCount),
                chunk.get(SnapshotFormat.COUNTS));
        for (int i = 0; i < tables.size(); i++) {
            require(
                    "shape of table " + i,
                    SnapshotFormat.shape(tables.get(i)),
                    chunk.get(SnapshotFormat.FIRST_TABLE + i));
        }
        figures = new long[figureCount];
        chunk.get(SnapshotFormat.FIRST_TABLE + tables.size(), figures);
        head = new SnapshotHead(
                expected.rulesVersion(),
                expected.keyRetention(),
                chunk.get(SnapshotFormat.LAST_SEQUENCE),
                chunk.get(SnapshotFormat.LAST_TIMESTAMP),
                chunk.get(SnapshotFormat.STATE_HASH));
        epoch.beginLoad();
    }

    private void takeRecords(final LongBuffer chunk) {
        int position = 1; // behind the length
        while (position < chunk.limit()) {
            final int recordLength = epoch.load(chunk, position);
            if (recordLength == 0) {
                throw bad("has no record at byte " + position * Long.BYTES);
            }
            position += recordLength;
        }
    }

    /**
     * Rebuilds what follows from the rows, and has the whole checked against its hash.
     *
     * @return what the snapshot is of.
     * @throws BadSnapshotException if the state does not have the hash that it was taken with, or cannot be rebuilt.
     */
    public SnapshotHead finish() {
        if (head == null) {
            throw new BadSnapshotException("the snapshot is empty");
        }
        try {
            restore();
        } catch (final RuntimeException e) {
            throw new BadSnapshotException("the state cannot be rebuilt from the snapshot: " + e, e);
        }
        onLoaded.accept(head);
        return head;
    }

    private void restore() {
        int taken = 0;
        for (final SnapshotPart part : parts) {
            final long[] own = new long[part.figures().length];
            if (taken + own.length > figures.length) {
                throw new IllegalStateException("the snapshot has " + figures.length + " figures, too few");
            }
            System.arraycopy(figures, taken, own, 0, own.length);
            part.restore(own);
            taken += own.length;
        }
        if (taken != figures.length) {
            throw new IllegalStateException("the snapshot has " + figures.length + " figures, expected " + taken);
        }
    }

    private void require(final String name, final long wanted, final long found) {
        if (wanted != found) {
            throw bad("has " + name + " " + found + ", not " + wanted);
        }
    }

    private BadSnapshotException bad(final String problem) {
        return new BadSnapshotException("chunk " + chunkCount + " of the snapshot " + problem);
    }
}
