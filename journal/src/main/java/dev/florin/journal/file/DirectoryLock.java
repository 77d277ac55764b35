package dev.florin.journal.file;

import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.exceptions.JournalLockedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The exclusive lock of a data directory. The operating system frees it when the process dies, however it dies, so there
 * is nothing stale to clean up. Safe for use by several threads.
 */
public final class DirectoryLock implements AutoCloseable {

    /** Name of the lock file. It holds the process id of its owner, for people. */
    public static final String FILE_NAME = "lock";

    /*
     * POSIX frees a lock when its process closes any descriptor of the file, so a second attempt inside this process must
     * be refused before the file is opened.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path key;
    private final FileChannel channel;
    private final FileLock lock;

    private DirectoryLock(final Path key, final FileChannel channel, final FileLock lock) {
        this.key = key;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock.
     *
     * @param directory to lock; it must exist.
     * @return the lock, held until it is closed.
     * @throws JournalLockedException if somebody else holds it.
     */
    public static DirectoryLock acquire(final Path directory) {
        synchronized (HELD) {
            try {
                final Path key = directory.toRealPath();
                if (HELD.contains(key)) {
                    throw new JournalLockedException(directory + " is already open in this process; use the"
                            + " engine or journal that has it open, or close that one first");
                }
                final DirectoryLock lock = open(directory, key);
                HELD.add(key);
                return lock;
            } catch (final IOException e) {
                throw new JournalException("cannot lock " + directory + ": " + e.getMessage(), e);
            }
        }
    }

    private static DirectoryLock open(final Path directory, final Path key) throws IOException {
        final Path file = directory.resolve(FILE_NAME);
        final FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        final FileLock lock = channel.tryLock();
        if (lock == null) {
            final String owner = Files.readString(file).trim();
            channel.close();
            throw new JournalLockedException(directory + " is open in another process"
                    + (owner.isEmpty() ? "" : " (process id " + owner + ")")
                    + "; only one may write to it. Stop that one first, or"
                    + " open the directory read-only");
        }
        channel.truncate(0);
        final byte[] processId = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.write(ByteBuffer.wrap(processId), 0);
        return new DirectoryLock(key, channel, lock);
    }

    /** Frees the lock. Calling it again has no effect. */
    @Override
    public void close() {
        synchronized (HELD) {
            if (!HELD.remove(key)) {
                return;
            }
            try {
                lock.release();
                channel.close();
            } catch (final IOException e) {
                throw new JournalException("cannot unlock " + key + ": " + e.getMessage(), e);
            }
        }
    }
}
