package dev.florin.journal.support;

import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.LogFile;
import dev.florin.journal.file.SyncHandle;
import dev.florin.journal.file.SystemFileLayer;
import dev.florin.journal.segment.Excerpts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * A disk that syncs nothing for real and remembers what it was asked to sync. At a chosen step it stops: from then on every
 * operation fails, as it does for a process that is dead. Whoever goes on then finds what the page cache held, after
 * {@link #restart}, or what a loss of power left, in the directory that {@link #loseInto} built. Used by one thread.
 */
public final class SimulatedDisk implements FileLayer, Excerpts.Factory {

    /**
     * What syncs something; a protocol that forgets one of them must be found out. Files that are there for long are forgotten
     * after their first sync only, or their creation would give it away.
     */
    public enum Sync {
        NONE,
        COMMIT_FILE,
        SEGMENT,
        MANIFEST,
        DIRECTORY
    }

    private static final int RECORD_HEADER_LENGTH_BYTES = 4;
    private static final int NOT_COMPLETE = 0x8000_0000;

    private final FileLayer files = SystemFileLayer.INSTANCE;
    private final DurableFiles durable;
    private final Sync forgotten;
    private final Set<FileChannel> channels = new HashSet<>();
    private long stepsUntilStop = Long.MAX_VALUE;
    private boolean stopped;

    /**
     * Creates a disk over a directory, all of which counts as synced.
     *
     * @param root      directory that exists.
     * @param forgotten kind of sync that has no effect.
     */
    public SimulatedDisk(final Path root, final Sync forgotten) throws IOException {
        this.durable = new DurableFiles(root);
        this.forgotten = forgotten;
    }

    /** Lets so many steps pass, then stops. */
    public void stopAfter(final long steps) {
        stepsUntilStop = steps;
    }

    /** Stops now. */
    public void stop() {
        stopped = true;
    }

    /** Whether it has stopped. */
    public boolean isStopped() {
        return stopped;
    }

    /** The process is dead: closes its files, and serves the next one, which finds what the page cache holds. */
    public void restart() throws IOException {
        closeFiles();
        stopped = false;
        stepsUntilStop = Long.MAX_VALUE;
    }

    /** The power is gone: builds what is left of the directory. */
    public void loseInto(final Path target, final Random random) throws IOException {
        durable.lose(target, random, random.nextBoolean());
        closeFiles();
    }

    private void closeFiles() throws IOException {
        for (final FileChannel channel : channels) {
            channel.close();
        }
        channels.clear();
    }

    private void step() throws IOException {
        if (stopped || stepsUntilStop-- == 0) {
            stopped = true;
            throw new IOException("the simulated machine has stopped");
        }
    }

    private boolean isForgotten(final Path file) {
        final String name = file.getFileName().toString();
        if (!durable.image(file).isCaptured() && forgotten != Sync.MANIFEST) {
            return false;
        }
        return switch (forgotten) {
            case COMMIT_FILE -> name.startsWith("commit-");
            case SEGMENT -> name.endsWith(".cq4");
            case MANIFEST -> name.startsWith("manifest");
            case NONE, DIRECTORY -> false;
        };
    }

    private FileChannel channel(final Path path) throws IOException {
        final FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channels.add(channel);
        return channel;
    }

    @Override
    public LogFile open(final Path path, final boolean direct) throws IOException {
        step();
        return new SimulatedFile(path);
    }

    @Override
    public SyncHandle openForSync(final Path path) throws IOException {
        step();
        return new SyncHandle() {
            @Override
            public void sync() throws IOException {
                step();
                if (!isForgotten(path)) {
                    durable.image(path).capture(path);
                }
                step();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(final Path path) throws IOException {
        step();
        files.createDirectory(path);
    }

    @Override
    public void rename(final Path source, final Path target) throws IOException {
        step();
        // Nobody sees it in between, and a file system that would write the new content out first need not.
        files.deleteFile(target);
        files.rename(source, target);
        durable.renamed(source, target);
    }

    @Override
    public void truncate(final Path path, final long lengthBytes) throws IOException {
        step();
        files.truncate(path, lengthBytes);
    }

    @Override
    public void deleteFile(final Path path) throws IOException {
        step();
        files.deleteFile(path);
        durable.fileDeleted(path);
    }

    @Override
    public void deleteDirectory(final Path path) throws IOException {
        step();
        files.deleteDirectory(path);
        durable.directoryDeleted(path);
    }

    @Override
    public void syncDirectory(final Path path) throws IOException {
        step();
        if (forgotten != Sync.DIRECTORY) {
            durable.directorySynced(path);
        }
    }

    @Override
    public Excerpts create(final Path directory, final Path file, final long lengthBytes) throws IOException {
        step();
        final FileChannel channel = channel(file);
        channel.write(ByteBuffer.allocate(1), lengthBytes - 1);
        return new SimulatedExcerpts(channel);
    }

    /** A file of excerpts as a scanner expects them; the process may die between any two of its stores. */
    private final class SimulatedExcerpts implements Excerpts {

        private final FileChannel channel;
        private final ByteBuffer header =
                ByteBuffer.allocate(RECORD_HEADER_LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        private long endPosition;

        SimulatedExcerpts(final FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public long append(final DirectBuffer buffer, final int offset, final int lengthBytes) {
            final long position = (endPosition + 3) & -4L;
            try {
                step();
                putHeader(position, lengthBytes | NOT_COMPLETE);
                step();
                final byte[] content = new byte[lengthBytes];
                buffer.getBytes(offset, content);
                channel.write(ByteBuffer.wrap(content), position + RECORD_HEADER_LENGTH_BYTES);
                step();
                putHeader(position, lengthBytes);
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
            endPosition = position + RECORD_HEADER_LENGTH_BYTES + lengthBytes;
            return endPosition;
        }

        /** There are no pages: a file is written as a whole. */
        @Override
        public void warm(final long fromPosition, final long toPosition) {}

        private void putHeader(final long position, final int value) throws IOException {
            channel.write(header.clear().putInt(value).flip(), position);
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final class SimulatedFile implements LogFile {

        private final Path path;
        private final FileChannel channel;
        private final DurableFiles.Image image;
        private final Set<Long> dirtyPages = new HashSet<>();

        SimulatedFile(final Path path) throws IOException {
            this.path = path;
            this.channel = channel(path);
            this.image = durable.image(path);
        }

        @Override
        public void write(final long position, final ByteBuffer... buffers) throws IOException {
            long end = position;
            for (final ByteBuffer buffer : buffers) {
                // A process may die half-way.
                step();
                while (buffer.hasRemaining()) {
                    end += channel.write(buffer, end);
                }
            }
            for (long page = position & -DurableFiles.PAGE_BYTES; page < end; page += DurableFiles.PAGE_BYTES) {
                dirtyPages.add(page);
            }
        }

        @Override
        public void force() throws IOException {
            step();
            if (!isForgotten(path)) {
                image.capture(path, dirtyPages);
                dirtyPages.clear();
            }
            step();
        }

        @Override
        public long lengthBytes() throws IOException {
            return channel.size();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
