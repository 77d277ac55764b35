package dev.florin.statemachine.snapshot;

import dev.florin.statemachine.paged.Epoch;
import dev.florin.statemachine.paged.PagedRows;
import java.nio.ByteOrder;
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
        if (lengthBytes < Long.BYTES || get(buffer, offset, SnapshotFormat.LENGTH) * Long.BYTES != lengthBytes) {
            throw bad("has " + lengthBytes + " bytes, and says otherwise");
        }
        if (head == null) {
            takeHead(buffer, offset, lengthBytes / Long.BYTES);
        } else {
            takeRecords(buffer, offset, lengthBytes);
        }
    }

    private void takeHead(final DirectBuffer buffer, final int offset, final int length) {
        if (length < SnapshotFormat.FIRST_TABLE
                || get(buffer, offset, SnapshotFormat.MAGIC_AT) != SnapshotFormat.MAGIC) {
            throw bad("is not the head of a state");
        }
        require("version of the content", SnapshotFormat.VERSION, get(buffer, offset, SnapshotFormat.VERSION_AT));
        require("rules version", expected.rulesVersion(), get(buffer, offset, SnapshotFormat.RULES_VERSION));
        require("key retention", expected.keyRetention(), get(buffer, offset, SnapshotFormat.KEY_RETENTION));
        final int figureCount = length - SnapshotFormat.FIRST_TABLE - tables.size();
        require(
                "number of tables and figures",
                SnapshotFormat.counts(tables.size(), figureCount),
                get(buffer, offset, SnapshotFormat.COUNTS));
        for (int i = 0; i < tables.size(); i++) {
            require(
                    "shape of table " + i,
                    SnapshotFormat.shape(tables.get(i)),
                    get(buffer, offset, SnapshotFormat.FIRST_TABLE + i));
        }
        figures = new long[figureCount];
        for (int i = 0; i < figureCount; i++) {
            figures[i] = get(buffer, offset, SnapshotFormat.FIRST_TABLE + tables.size() + i);
        }
        head = new SnapshotHead(
                expected.rulesVersion(),
                expected.keyRetention(),
                get(buffer, offset, SnapshotFormat.LAST_SEQUENCE),
                get(buffer, offset, SnapshotFormat.LAST_TIMESTAMP),
                get(buffer, offset, SnapshotFormat.STATE_HASH));
        epoch.beginLoad();
    }

    private void takeRecords(final DirectBuffer buffer, final int offset, final int lengthBytes) {
        int position = Long.BYTES;
        while (position < lengthBytes) {
            final int recordLengthBytes = epoch.load(buffer, offset + position, lengthBytes - position);
            if (recordLengthBytes == 0) {
                throw bad("has no record at byte " + position);
            }
            position += recordLengthBytes;
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

    private static long get(final DirectBuffer buffer, final int offset, final int index) {
        return buffer.getLong(offset + index * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }
}
