package dev.florin.journal.support;

import dev.florin.journal.file.FileLayer;
import dev.florin.journal.file.LogFile;
import dev.florin.journal.file.SyncHandle;
import dev.florin.journal.file.SystemFileLayer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The real disk, until it is told to fail. */
public final class FailingFileLayer implements FileLayer {

    private static final String NEVER = "\0";

    private final FileLayer files = SystemFileLayer.INSTANCE;
    private volatile String failingForce = NEVER;
    private volatile String failingSync = NEVER;

    /** Lets forcing files fail whose path contains a text. */
    public void failForce(final String part) {
        failingForce = part;
    }

    /** Lets syncing mapped files fail whose path contains a text. */
    public void failSync(final String part) {
        failingSync = part;
    }

    /** Lets everything work again. */
    public void heal() {
        failingForce = NEVER;
        failingSync = NEVER;
    }

    private static void failIf(final Path path, final String part) throws IOException {
        if (path.toString().contains(part)) {
            throw new IOException("the disk is gone");
        }
    }

    @Override
    public LogFile open(final Path path, final boolean direct) throws IOException {
        final LogFile file = files.open(path, direct);
        return new LogFile() {
            @Override
            public void write(final long position, final ByteBuffer... buffers) throws IOException {
                file.write(position, buffers);
            }

            @Override
            public void force() throws IOException {
                failIf(path, failingForce);
                file.force();
            }

            @Override
            public long lengthBytes() throws IOException {
                return file.lengthBytes();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    @Override
    public SyncHandle openForSync(final Path path) throws IOException {
        final SyncHandle handle = files.openForSync(path);
        return new SyncHandle() {
            @Override
            public void sync() throws IOException {
                failIf(path, failingSync);
                handle.sync();
            }

            @Override
            public void close() throws IOException {
                handle.close();
            }
        };
    }

    @Override
    public void createDirectory(final Path path) throws IOException {
        files.createDirectory(path);
    }

    @Override
    public void rename(final Path source, final Path target) throws IOException {
        files.rename(source, target);
    }

    @Override
    public void truncate(final Path path, final long lengthBytes) throws IOException {
        files.truncate(path, lengthBytes);
    }

    @Override
    public void deleteFile(final Path path) throws IOException {
        files.deleteFile(path);
    }

    @Override
    public void deleteDirectory(final Path path) throws IOException {
        files.deleteDirectory(path);
    }

    @Override
    public void syncDirectory(final Path path) throws IOException {
        files.syncDirectory(path);
    }
}
