package dev.florin.engine.counters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The mapped file of counters. Little-endian 64-bit words:
 *
 * <pre>
 *    0  magic "FLORINCT"      8  version     16..63  zero
 *   64  the counters, in the order of {@link Counter}
 *  512  the sync histogram: how many syncs took a time of each bucket (see {@link #bucketOf})
 * </pre>
 *
 * <p>Each word has one writer: the engine thread; for syncs, and the durable sequence under FSYNC, the sync thread; for
 * snapshots, the snapshot thread; for a request to stop, whoever follows the journal. Writes are release writes, so a reader
 * sees each word whole. The file is no part of the journal: it is made anew at every start and never believed.
 */
public final class CountersFile implements AutoCloseable {
    /** Name of the file in the data directory. */
    public static final String FILE_NAME = "counters.dat";

    /** Buckets of the sync histogram. */
    public static final int BUCKET_COUNT = 256;

    private static final long MAGIC = 0x5443_4E49_524F_4C46L;
    private static final long VERSION = 1;
    private static final int COUNTERS_OFFSET = 64;
    private static final int HISTOGRAM_OFFSET = 512;
    private static final int FILE_LENGTH = HISTOGRAM_OFFSET + BUCKET_COUNT * Long.BYTES;
    private static final int SUB_BUCKET_BITS = 2;

    private final MappedByteBuffer mapped;
    private final UnsafeBuffer buffer;

    private CountersFile(final MappedByteBuffer mapped) {
        this.mapped = mapped;
        mapped.order(ByteOrder.LITTLE_ENDIAN);
        buffer = new UnsafeBuffer(mapped);
    }

    /**
     * Makes the file anew.
     *
     * @param directory of the engine.
     * @return the file, to write to.
     */
    public static CountersFile create(final Path directory) {
        final Path path = directory.resolve(FILE_NAME);
        try {
            Files.deleteIfExists(path);
            try (FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                final CountersFile file = new CountersFile(channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_LENGTH));
                file.buffer.putLong(Long.BYTES, VERSION);
                file.buffer.putLongRelease(0, MAGIC);
                return file;
            }
        } catch (final IOException failure) {
            throw new UncheckedIOException("cannot make the counters file " + path, failure);
        }
    }

    /**
     * Asks the engine that works on a directory to stop, because a replay of its journal came to another state. It does so
     * within a few of its duty cycles, and says why.
     *
     * @param directory of the engine.
     * @param sequence after which the state differs, 1 or more.
     * @throws IllegalArgumentException if there is no counters file, or it is none of ours.
     */
    public static void requestStop(final Path directory, final long sequence) {
        try (CountersFile file = open(directory, FileChannel.MapMode.READ_WRITE)) {
            file.set(Counter.DIVERGED_SEQUENCE, sequence);
        }
    }

    /**
     * Opens the file of a running or stopped engine.
     *
     * @param directory of the engine.
     * @return the file, to read from.
     * @throws IllegalArgumentException if there is none, or it is none of ours.
     */
    public static CountersFile open(final Path directory) {
        return open(directory, FileChannel.MapMode.READ_ONLY);
    }

    private static CountersFile open(final Path directory, final FileChannel.MapMode mode) {
        final Path path = directory.resolve(FILE_NAME);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(path + " is not there: no engine has run in this directory");
        }
        final Set<StandardOpenOption> options = mode == FileChannel.MapMode.READ_WRITE
                ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.READ);
        try (FileChannel channel = FileChannel.open(path, options)) {
            if (channel.size() != FILE_LENGTH) {
                throw new IllegalArgumentException(path + " is no counters file of this version");
            }
            final CountersFile file = new CountersFile(channel.map(mode, 0, FILE_LENGTH));
            if (file.buffer.getLong(0) != MAGIC || file.buffer.getLong(Long.BYTES) != VERSION) {
                throw new IllegalArgumentException(path + " is no counters file of this version");
            }
            return file;
        } catch (final IOException failure) {
            throw new UncheckedIOException("cannot read the counters file " + path, failure);
        }
    }

    /**
     * Writes a counter; its one writer only.
     *
     * @param counter which.
     * @param value new value.
     */
    public void set(final Counter counter, final long value) {
        buffer.putLongRelease(offset(counter), value);
    }

    /**
     * Writes how the engine does; any of its threads.
     *
     * @param health from now on.
     */
    public void health(final Health health) {
        set(Counter.HEALTH, health.value());
    }

    /**
     * Adds to a counter; its one writer only.
     *
     * @param counter which.
     * @param increment to add.
     */
    public void add(final Counter counter, final long increment) {
        final int offset = offset(counter);
        buffer.putLongRelease(offset, buffer.getLong(offset) + increment);
    }

    /**
     * Reads a counter; any thread, any process.
     *
     * @param counter which.
     * @return its value of a moment ago.
     */
    public long get(final Counter counter) {
        return buffer.getLongVolatile(offset(counter));
    }

    /**
     * Counts one sync in the histogram; the sync thread only.
     *
     * @param durationNs that it took.
     */
    public void recordSync(final long durationNs) {
        final int offset = HISTOGRAM_OFFSET + bucketOf(durationNs) * Long.BYTES;
        buffer.putLongRelease(offset, buffer.getLong(offset) + 1);
    }

    /**
     * Syncs counted in a bucket.
     *
     * @param bucket 0..{@link #BUCKET_COUNT} - 1.
     * @return how many took {@link #bucketFloorNs} up to the floor of the next.
     */
    public long syncsIn(final int bucket) {
        return buffer.getLongVolatile(HISTOGRAM_OFFSET + bucket * Long.BYTES);
    }

    /**
     * The bucket of a duration: four to each power of two.
     *
     * @param durationNs 0 or more; negative counts as 0.
     * @return 0..{@link #BUCKET_COUNT} - 1.
     */
    public static int bucketOf(final long durationNs) {
        if (durationNs < 1 << SUB_BUCKET_BITS) {
            return (int) Math.max(0, durationNs);
        }
        final int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(durationNs);
        final int sub = (int) (durationNs >>> (exponent - SUB_BUCKET_BITS)) & ((1 << SUB_BUCKET_BITS) - 1);
        return ((exponent - SUB_BUCKET_BITS + 1) << SUB_BUCKET_BITS) + sub;
    }

    /**
     * The shortest duration of a bucket.
     *
     * @param bucket 0..{@link #BUCKET_COUNT} - 1.
     * @return in ns.
     */
    public static long bucketFloorNs(final int bucket) {
        if (bucket < 1 << SUB_BUCKET_BITS) {
            return bucket;
        }
        final int exponent = (bucket >> SUB_BUCKET_BITS) + SUB_BUCKET_BITS - 1;
        final long sub = bucket & ((1 << SUB_BUCKET_BITS) - 1);
        return (1L << exponent) + (sub << (exponent - SUB_BUCKET_BITS));
    }

    /**
     * Unmaps the file. Nothing of this object may be used afterwards, by no thread: for readers. The engine, which many
     * threads may ask, leaves it to the garbage collector.
     */
    @Override
    public void close() {
        IoUtil.unmap(mapped);
    }

    private static int offset(final Counter counter) {
        return COUNTERS_OFFSET + counter.index() * Long.BYTES;
    }
}
