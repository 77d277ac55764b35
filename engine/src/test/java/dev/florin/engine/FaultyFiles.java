package dev.florin.engine;

import dev.florin.journal.file.LogFile;
import dev.florin.journal.file.SyncHandle;
import dev.florin.journal.support.ForwardingFileLayer;
import dev.florin.journal.support.ForwardingLogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The real disk, which can be told to hang or to fail: commits (the forces of the commit log, for which answers wait under
 * {@code FSYNC}), the syncs of segments, and what is done to snapshots, each by itself. Safe for any thread.
 */
final class FaultyFiles extends ForwardingFileLayer {
    /** What a broken disk says. */
    static final String DISK_ERROR = "the disk is on fire";

    private final Valve commits = new Valve();
    private final Valve segmentSyncs = new Valve();
    private final Valve snapshots = new Valve();

    /** Forces of the commit log. */
    Valve commits() {
        return commits;
    }

    /** Syncs of segments. */
    Valve segmentSyncs() {
        return segmentSyncs;
    }

    /** Writes and forces of snapshots. */
    Valve snapshots() {
        return snapshots;
    }

    @Override
    public LogFile open(final Path path, final boolean direct) throws IOException {
        final LogFile file = super.open(path, direct);
        final String name = path.getFileName().toString();
        if (name.startsWith("snapshot-")) {
            return new SnapshotFile(file, snapshots);
        }
        return name.startsWith("commit-") ? new CommitFile(file, commits) : file;
    }

    @Override
    public SyncHandle openForSync(final Path path) throws IOException {
        return new SegmentSync(super.openForSync(path), segmentSyncs);
    }

    /** One kind of operation: let through, held up, or failed. */
    static final class Valve {
        private boolean shut;
        private boolean broken;
        private int waitingCount;

        /** Holds up whoever comes. */
        synchronized void shut() {
            shut = true;
        }

        /** Lets through who waits and who comes. */
        synchronized void open() {
            shut = false;
            notifyAll();
        }

        /** What was broken works again. */
        synchronized void mend() {
            broken = false;
        }

        /** From now on every operation fails; so do those that wait, once opened. */
        synchronized void breakDown() {
            broken = true;
        }

        /** Whether somebody is held up. */
        synchronized boolean holdsSomebody() {
            return waitingCount > 0;
        }

        private synchronized void pass() throws IOException {
            waitingCount++;
            boolean interrupted = false;
            while (shut) {
                try {
                    wait();
                } catch (final InterruptedException e) {
                    interrupted = true;
                }
            }
            waitingCount--;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (broken) {
                throw new IOException(DISK_ERROR);
            }
        }
    }

    private static final class CommitFile extends ForwardingLogFile {
        private final Valve valve;

        CommitFile(final LogFile file, final Valve valve) {
            super(file);
            this.valve = valve;
        }

        @Override
        public void force() throws IOException {
            valve.pass();
            super.force();
        }
    }

    private static final class SnapshotFile extends ForwardingLogFile {
        private final Valve valve;

        SnapshotFile(final LogFile file, final Valve valve) {
            super(file);
            this.valve = valve;
        }

        @Override
        public void write(final long position, final ByteBuffer... buffers) throws IOException {
            valve.pass();
            super.write(position, buffers);
        }

        @Override
        public void force() throws IOException {
            valve.pass();
            super.force();
        }
    }

    private record SegmentSync(SyncHandle handle, Valve valve) implements SyncHandle {
        @Override
        public void sync() throws IOException {
            valve.pass();
            handle.sync();
        }

        @Override
        public void close() throws IOException {
            handle.close();
        }
    }
}
