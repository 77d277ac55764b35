package dev.florin.journal;

import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.SystemFileLayer;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.format.GroupHeader;
import dev.florin.journal.segment.Excerpts;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** How a journal is kept. Immutable. */
public final class JournalConfig {

    /** Default of {@link #segmentLengthBytes}. */
    public static final long DEFAULT_SEGMENT_LENGTH_BYTES = 1L << 30;

    /** Default of {@link #firstSegmentLengthBytes}. */
    public static final long DEFAULT_FIRST_SEGMENT_LENGTH_BYTES = 64L << 20;

    /** Default of {@link #maxBatchLengthBytes}. */
    public static final int DEFAULT_MAX_BATCH_LENGTH_BYTES = 1 << 20;

    /** Default of {@link #stagingLengthBytes}. */
    public static final int DEFAULT_STAGING_LENGTH_BYTES = 32 << 20;

    /** Default of {@link #commitFileLengthBytes}. */
    public static final long DEFAULT_COMMIT_FILE_LENGTH_BYTES = 64L << 20;

    /** Default of {@link #minFreeDiskBytes}. */
    public static final long DEFAULT_MIN_FREE_DISK_BYTES = 2L << 30;

    private static final long NO_LOSS = -1;
    private static final long MAX_SEGMENT_LENGTH_BYTES = 1L << 30;
    private static final long MIN_SEGMENT_LENGTH_BYTES = 2L << 20;
    private static final long MIN_SIMULATED_SEGMENT_LENGTH_BYTES = 640L << 10;

    private final Path directory;
    private final Durability durability;
    private final long segmentLengthBytes;
    private final long firstSegmentLengthBytes;
    private final int maxBatchLengthBytes;
    private final int stagingLengthBytes;
    private final long commitFileLengthBytes;
    private final long minFreeDiskBytes;
    private final FileLayer fileLayer;
    private final Excerpts.Factory excerpts;
    private final boolean ownThreads;
    private final Map<String, String> properties;
    private final long acceptedLossAfter;

    private JournalConfig(final Builder builder) {
        directory = Objects.requireNonNull(builder.directory, "directory");
        durability = builder.durability;
        segmentLengthBytes = builder.segmentLengthBytes;
        firstSegmentLengthBytes = Math.min(builder.firstSegmentLengthBytes, segmentLengthBytes);
        maxBatchLengthBytes = builder.maxBatchLengthBytes;
        stagingLengthBytes = builder.stagingLengthBytes;
        commitFileLengthBytes = builder.commitFileLengthBytes;
        minFreeDiskBytes = builder.minFreeDiskBytes;
        fileLayer = builder.fileLayer;
        excerpts = builder.excerpts;
        ownThreads = builder.ownThreads;
        properties = Map.copyOf(builder.properties);
        acceptedLossAfter = builder.acceptedLossAfter;
        validate();
    }

    private void validate() {
        requireRange(
                "maxBatchLengthBytes",
                maxBatchLengthBytes,
                2 * BatchHeader.LENGTH_BYTES,
                BatchHeader.MAX_BATCH_LENGTH_BYTES);
        final long minSegmentLengthBytes = ownThreads ? MIN_SEGMENT_LENGTH_BYTES : MIN_SIMULATED_SEGMENT_LENGTH_BYTES;
        requireRange("segmentLengthBytes", segmentLengthBytes, minSegmentLengthBytes, MAX_SEGMENT_LENGTH_BYTES);
        requireRange("firstSegmentLengthBytes", firstSegmentLengthBytes, minSegmentLengthBytes, segmentLengthBytes);
        if (maxBatchLengthBytes > firstSegmentLengthBytes / 8) {
            throw new IllegalArgumentException("maxBatchLengthBytes " + maxBatchLengthBytes
                    + " must be at most an eighth of every segment, the first of which has " + firstSegmentLengthBytes);
        }
        requireRange("stagingLengthBytes", stagingLengthBytes, 4L * maxBatchLengthBytes, 1L << 30);
        if (Integer.bitCount(stagingLengthBytes) != 1) {
            throw new IllegalArgumentException("stagingLengthBytes " + stagingLengthBytes + " must be a power of two");
        }
        requireRange("commitFileLengthBytes", commitFileLengthBytes, 4L * maxBatchLengthBytes, 1L << 40);
        if (commitFileLengthBytes % GroupHeader.BLOCK_LENGTH_BYTES != 0) {
            throw new IllegalArgumentException("commitFileLengthBytes " + commitFileLengthBytes
                    + " must be a multiple of " + GroupHeader.BLOCK_LENGTH_BYTES);
        }
        requireRange("minFreeDiskBytes", minFreeDiskBytes, 0, Long.MAX_VALUE / 2);
    }

    private static void requireRange(final String name, final long value, final long min, final long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " " + value + " must be from " + min + " to " + max);
        }
    }

    /**
     * Starts a configuration.
     *
     * @param directory of the journal; created if it is missing.
     * @return a builder that holds the defaults.
     */
    public static Builder builder(final Path directory) {
        return new Builder(directory);
    }

    /**
     * The data directory.
     *
     * @return path.
     */
    public Path directory() {
        return directory;
    }

    /**
     * When a batch counts as durable.
     *
     * @return the level, {@link Durability#FSYNC} by default.
     */
    public Durability durability() {
        return durability;
    }

    /**
     * How long a segment may become: 2 MiB to 1 GiB.
     *
     * @return length in bytes.
     */
    public long segmentLengthBytes() {
        return segmentLengthBytes;
    }

    /**
     * Length of the first segment after a start; each one after it is twice as long, up to {@link #segmentLengthBytes}. A
     * short run then neither waits for nor occupies a full segment.
     *
     * @return length in bytes.
     */
    public long firstSegmentLengthBytes() {
        return firstSegmentLengthBytes;
    }

    /**
     * How long a batch may be, its header of 64 bytes included; at most 16 MiB and an eighth of the first segment.
     *
     * @return length in bytes.
     */
    public int maxBatchLengthBytes() {
        return maxBatchLengthBytes;
    }

    /**
     * How much may wait for the sync thread before the engine thread is pushed back; a power of two.
     *
     * @return length in bytes.
     */
    public int stagingLengthBytes() {
        return stagingLengthBytes;
    }

    /**
     * Length of each of the two commit files.
     *
     * @return length in bytes, a multiple of 4 KiB.
     */
    public long commitFileLengthBytes() {
        return commitFileLengthBytes;
    }

    /**
     * Below this, the journal says that it has no space.
     *
     * @return free bytes that the disk must keep, 0 to not watch it.
     */
    public long minFreeDiskBytes() {
        return minFreeDiskBytes;
    }

    /**
     * What writes to the disk.
     *
     * @return the layer.
     */
    public FileLayer fileLayer() {
        return fileLayer;
    }

    /** What segments are made of. */
    Excerpts.Factory excerpts() {
        return excerpts;
    }

    /** Whether segments are prepared, synced and sealed by threads of the journal. */
    boolean ownThreads() {
        return ownThreads;
    }

    /**
     * What the manifest of a new directory remembers for the application. That of an existing one is left as it is:
     * compare with {@link Journal#properties}.
     *
     * @return properties by key, unmodifiable.
     */
    public Map<String, String> properties() {
        return properties;
    }

    /**
     * The sequence behind which everything may be given up, as {@link Builder#acceptLossAfter} says.
     *
     * @return a sequence, or -1: nothing may.
     */
    long acceptedLossAfter() {
        return acceptedLossAfter;
    }

    /** Collects a configuration. Used by one thread. */
    public static final class Builder {

        private final Path directory;
        private final Map<String, String> properties = new TreeMap<>();
        private Durability durability = Durability.FSYNC;
        private long segmentLengthBytes = DEFAULT_SEGMENT_LENGTH_BYTES;
        private long firstSegmentLengthBytes = DEFAULT_FIRST_SEGMENT_LENGTH_BYTES;
        private int maxBatchLengthBytes = DEFAULT_MAX_BATCH_LENGTH_BYTES;
        private int stagingLengthBytes = DEFAULT_STAGING_LENGTH_BYTES;
        private long commitFileLengthBytes = DEFAULT_COMMIT_FILE_LENGTH_BYTES;
        private long minFreeDiskBytes = DEFAULT_MIN_FREE_DISK_BYTES;
        private FileLayer fileLayer = SystemFileLayer.INSTANCE;
        private Excerpts.Factory excerpts = Excerpts.CHRONICLE;
        private boolean ownThreads = true;
        private long acceptedLossAfter = NO_LOSS;

        private Builder(final Path directory) {
            this.directory = directory;
        }

        /**
         * Sets {@link JournalConfig#durability}.
         *
         * @param value the level.
         * @return this builder.
         */
        public Builder durability(final Durability value) {
            durability = Objects.requireNonNull(value, "durability");
            return this;
        }

        /**
         * Sets {@link JournalConfig#segmentLengthBytes}.
         *
         * @param value length in bytes.
         * @return this builder.
         */
        public Builder segmentLengthBytes(final long value) {
            segmentLengthBytes = value;
            return this;
        }

        /**
         * Sets {@link JournalConfig#firstSegmentLengthBytes}.
         *
         * @param value length in bytes; more than a segment's length means that length.
         * @return this builder.
         */
        public Builder firstSegmentLengthBytes(final long value) {
            firstSegmentLengthBytes = value;
            return this;
        }

        /**
         * Sets {@link JournalConfig#maxBatchLengthBytes}.
         *
         * @param value length in bytes.
         * @return this builder.
         */
        public Builder maxBatchLengthBytes(final int value) {
            maxBatchLengthBytes = value;
            return this;
        }

        /**
         * Sets {@link JournalConfig#stagingLengthBytes}.
         *
         * @param value length in bytes.
         * @return this builder.
         */
        public Builder stagingLengthBytes(final int value) {
            stagingLengthBytes = value;
            return this;
        }

        /**
         * Sets {@link JournalConfig#commitFileLengthBytes}.
         *
         * @param value length in bytes.
         * @return this builder.
         */
        public Builder commitFileLengthBytes(final long value) {
            commitFileLengthBytes = value;
            return this;
        }

        /**
         * Sets {@link JournalConfig#minFreeDiskBytes}.
         *
         * @param value free bytes to keep, 0 to not watch the disk.
         * @return this builder.
         */
        public Builder minFreeDiskBytes(final long value) {
            minFreeDiskBytes = value;
            return this;
        }

        /**
         * Sets {@link JournalConfig#fileLayer}.
         *
         * @param value the layer.
         * @return this builder.
         */
        public Builder fileLayer(final FileLayer value) {
            fileLayer = Objects.requireNonNull(value, "fileLayer");
            return this;
        }

        /** For a simulation: segments that are no queues, and no threads, so that it decides every step. */
        Builder simulated(final Excerpts.Factory factory) {
            excerpts = factory;
            ownThreads = false;
            return this;
        }

        /**
         * Adds to {@link JournalConfig#properties}.
         *
         * @param key   letters, digits, dots and hyphens.
         * @param value printable ASCII.
         * @return this builder.
         */
        public Builder property(final String key, final String value) {
            properties.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Gives up what a loss of power left of a {@link Durability#MEMORY_MAPPED} journal behind a sequence, although it was
         * answered: recovery then cuts there instead of refusing. It does so only if the journal is whole up to exactly this
         * sequence, as the {@link dev.florin.journal.exceptions.UnforcedLoss} of the refusal said, and if nothing behind it was
         * ever forced to the disk. Not for every start: for the one that follows a decision.
         *
         * @param sequence the last one to keep, 0 for none.
         * @return this builder.
         */
        public Builder acceptLossAfter(final long sequence) {
            requireRange("acceptLossAfter", sequence, 0, Long.MAX_VALUE);
            acceptedLossAfter = sequence;
            return this;
        }

        /**
         * Checks the values and makes the configuration.
         *
         * @return the configuration.
         * @throws IllegalArgumentException naming the value that is out of range.
         */
        public JournalConfig build() {
            return new JournalConfig(this);
        }
    }
}
