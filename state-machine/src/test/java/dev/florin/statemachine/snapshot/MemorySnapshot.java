package dev.florin.statemachine.snapshot;

import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.paged.ImageBuffers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/** A snapshot in memory, taken step by step; sometimes it has no buffer to spare for what can wait. */
public final class MemorySnapshot implements ImageBuffers {
    private final List<byte[]> chunks = new ArrayList<>();
    private final SplittableRandom random;
    private final int refusedShare;
    private int urgentLeft;
    private boolean isLimited;
    private SnapshotHead head;

    /** A snapshot that always has buffers. */
    public MemorySnapshot() {
        this(new SplittableRandom(0), 0);
    }

    /**
     * A snapshot that has no buffers now and then.
     *
     * @param random source of chance.
     * @param refusedShare percent of the claims that can wait.
     */
    public MemorySnapshot(final SplittableRandom random, final int refusedShare) {
        this.random = random;
        this.refusedShare = refusedShare;
    }

    /**
     * From now on there are so many buffers for what cannot wait, and none for what can.
     *
     * @param buffers that are left.
     */
    public void limit(final int buffers) {
        isLimited = true;
        urgentLeft = buffers;
    }

    @Override
    public long[] claim(final boolean isUrgent) {
        final boolean isRefused =
                isLimited ? !isUrgent || urgentLeft-- <= 0 : !isUrgent && random.nextInt(100) < refusedShare;
        if (isRefused) {
            return null;
        }
        final long[] buffer = new long[BUFFER_LENGTH];
        Arrays.fill(buffer, -1); // what was in it before must not matter
        return buffer;
    }

    @Override
    public void publish(final long[] buffer) {
        final int length = (int) buffer[0];
        final ByteBuffer bytes = ByteBuffer.allocate(length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(buffer, 0, length);
        chunks.add(bytes.array());
    }

    /**
     * Begins.
     *
     * @param machine whose state this will be.
     */
    public void begin(final StateMachine machine) {
        head = machine.snapshot().begin(this);
    }

    /**
     * Begins and ends.
     *
     * @param machine whose state this is.
     * @return this.
     */
    public MemorySnapshot whole(final StateMachine machine) {
        begin(machine);
        boolean isWhole;
        do {
            isWhole = machine.snapshot().sweep(1_000_000);
        } while (!isWhole);
        return this;
    }

    /**
     * What this is of.
     *
     * @return the head.
     */
    public SnapshotHead head() {
        return head;
    }

    /**
     * The chunks.
     *
     * @return to be changed.
     */
    public List<byte[]> chunks() {
        return chunks;
    }

    /**
     * Loads this.
     *
     * @param machine that is empty.
     */
    public void load(final StateMachine machine) {
        final SnapshotLoader loader = machine.loader();
        for (final byte[] chunk : chunks) {
            // Somewhere in a larger buffer, as a file's window is.
            final byte[] larger = new byte[chunk.length + 48];
            Arrays.fill(larger, (byte) 0x5A);
            System.arraycopy(chunk, 0, larger, 24, chunk.length);
            loader.onChunk(new UnsafeBuffer(larger), 24, chunk.length);
        }
        loader.finish();
    }
}
