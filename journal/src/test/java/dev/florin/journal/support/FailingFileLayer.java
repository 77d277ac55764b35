package dev.florin.journal.support;

import dev.florin.journal.file.LogFile;
import dev.florin.journal.file.SyncHandle;
import java.io.IOException;
import java.nio.file.Path;

/** The real disk, until it is told to fail. */
public final class FailingFileLayer extends ForwardingFileLayer {

    private static final String NEVER = "\0";

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
        return new ForwardingLogFile(super.open(path, direct)) {
            @Override
            public void force() throws IOException {
                failIf(path, failingForce);
                super.force();
            }
        };
    }

    @Override
    public SyncHandle openForSync(final Path path) throws IOException {
        final SyncHandle handle = super.openForSync(path);
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
}
