package dev.florin.engine.snapshot;

import dev.florin.journal.snapshot.SnapshotWriter;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.paged.ImageBuffers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the images of a snapshot to its file: each buffer is a chunk. Belongs to one thread. */
public final class ImageWriter {
    private static final int STEP_LENGTH = 1024 * 1024;

    private final ByteBuffer bytes =
            ByteBuffer.allocate(ImageBuffers.BUFFER_LENGTH * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer chunk = new UnsafeBuffer(bytes.array());

    /** Made for any number of snapshots. */
    public ImageWriter() {}

    /**
     * Writes the state of a state machine that stands still, whole.
     *
     * @param stateMachine whose state it is.
     * @param writer of a snapshot of the state machine's last sequence; not committed here.
     */
    public void writeWhole(final StateMachine stateMachine, final SnapshotWriter writer) {
        final long[] buffer = new long[ImageBuffers.BUFFER_LENGTH];
        stateMachine.snapshot().begin(new ImageBuffers() {
            @Override
            public long[] claim(final boolean isUrgent) {
                return buffer;
            }

            @Override
            public void publish(final long[] filled) {
                write(filled, writer);
            }
        });
        boolean isWhole;
        do {
            isWhole = stateMachine.snapshot().sweep(STEP_LENGTH);
        } while (!isWhole);
    }

    void write(final long[] buffer, final SnapshotWriter writer) {
        final int length = (int) buffer[0];
        bytes.asLongBuffer().put(buffer, 0, length);
        writer.write(chunk, 0, length * Long.BYTES);
    }
}
