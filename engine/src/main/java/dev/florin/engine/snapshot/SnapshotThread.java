package dev.florin.engine.snapshot;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.journal.Journal;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.snapshot.SnapshotWriter;
import dev.florin.statemachine.paged.ImageBuffers;
import dev.florin.statemachine.snapshot.SnapshotHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes snapshots: says to the engine thread when to begin one, and writes what that leaves. Whatever goes
 * wrong with a snapshot is told and logged, and stops nothing else: the state does not depend on it.
 */
public final class SnapshotThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotThread.class);
    private static final long LOOK_EVERY_MS = 50;
    private static final long LOOK_NEVER_MS = Long.MAX_VALUE;
    private static final long PARK_NS = 100_000;
    private static final int BUFFERS_BETWEEN_SPACE_CHECKS = 32;
    private static final long BUFFER_LENGTH_BYTES = (long) ImageBuffers.BUFFER_LENGTH * Long.BYTES;

    private final Journal journal;
    private final SnapshotPolicy policy;
    private final CountersFile counters;
    private final BooleanSupplier hasEngineFailed;
    private final LinkedBlockingQueue<CompletableFuture<SnapshotReport>> requests = new LinkedBlockingQueue<>();
    private final ImageWriter images = new ImageWriter();
    private final Object gate = new Object();
    private long lastSequence;
    private long lastAtNs = System.nanoTime();
    /** Released by this thread, acquired by the engine thread in {@link #wanted()}. */
    private volatile SnapshotRun wanted;

    private volatile boolean closing;

    /**
     * A thread's work, to be run by one.
     *
     * @param journal that snapshots belong to.
     * @param policy when and how.
     * @param counters told what became of each.
     * @param restoredSequence of the snapshot that the engine was recovered from, 0 for none.
     * @param hasEngineFailed whether the engine thread has stopped.
     */
    public SnapshotThread(
            final Journal journal,
            final SnapshotPolicy policy,
            final CountersFile counters,
            final long restoredSequence,
            final BooleanSupplier hasEngineFailed) {
        this.journal = journal;
        this.policy = policy;
        this.counters = counters;
        this.lastSequence = restoredSequence;
        this.hasEngineFailed = hasEngineFailed;
    }

    /** The snapshot that the engine thread should work on; null for none. Read by the engine thread. */
    SnapshotRun wanted() {
        return wanted;
    }

    /**
     * Asks for a snapshot. Safe for any thread.
     *
     * @return what becomes of it; completed by this thread, exceptionally with a {@link SnapshotFailedException}.
     */
    public CompletableFuture<SnapshotReport> request() {
        final CompletableFuture<SnapshotReport> request = new CompletableFuture<>();
        synchronized (gate) {
            if (closing) {
                request.completeExceptionally(new SnapshotFailedException("the engine is closed"));
            } else {
                requests.add(request);
            }
        }
        return request;
    }

    /** Gives up what is under way and lets the thread end. Safe for any thread. */
    public void close() {
        synchronized (gate) {
            closing = true;
            requests.add(new CompletableFuture<>()); // wakes
        }
    }

    @Override
    public void run() {
        try {
            while (!closing) {
                final List<CompletableFuture<SnapshotReport>> asked = await();
                if (!closing && (!asked.isEmpty() || isDue())) {
                    take(asked);
                } else {
                    refuse(asked);
                }
            }
        } finally {
            close();
            final List<CompletableFuture<SnapshotReport>> late = new ArrayList<>();
            requests.drainTo(late);
            refuse(late);
        }
    }

    private static void refuse(final List<CompletableFuture<SnapshotReport>> asked) {
        asked.forEach(it -> it.completeExceptionally(new SnapshotFailedException("the engine is closed")));
    }

    /** Whoever asks while one is under way gets the next, all of them the same. */
    private List<CompletableFuture<SnapshotReport>> await() {
        final List<CompletableFuture<SnapshotReport>> asked = new ArrayList<>();
        try {
            final CompletableFuture<SnapshotReport> first =
                    requests.poll(policy.isAutomatic() ? LOOK_EVERY_MS : LOOK_NEVER_MS, TimeUnit.MILLISECONDS);
            if (first != null) {
                asked.add(first);
                requests.drainTo(asked);
            }
        } catch (final InterruptedException e) {
            LOG.debug("an interrupt of the snapshot thread means nothing: it is the engine's own", e);
        }
        return asked;
    }

    private boolean isDue() {
        final long newCommands = counters.get(Counter.LAST_SEQUENCE) - lastSequence;
        return (policy.everyCommands() > 0 && newCommands >= policy.everyCommands())
                || (policy.everyNs() > 0 && newCommands > 0 && System.nanoTime() - lastAtNs >= policy.everyNs());
    }

    private void take(final List<CompletableFuture<SnapshotReport>> asked) {
        lastSequence = counters.get(Counter.LAST_SEQUENCE); // also where it fails: not again at once
        lastAtNs = System.nanoTime();
        final SnapshotRun run = new SnapshotRun(policy.bufferBytes());
        try {
            final SnapshotReport report = take(run);
            lastSequence = report.lastSequence();
            tell(report);
            prune();
            asked.forEach(it -> it.complete(report));
        } catch (final SnapshotFailedException failure) {
            tell(failure, asked);
        } catch (final RuntimeException | IOException | OutOfMemoryError failure) {
            tell(new SnapshotFailedException("no snapshot was taken: " + failure.getMessage(), failure), asked);
        } finally {
            run.abandon();
            wanted = null;
        }
    }

    private SnapshotReport take(final SnapshotRun run) throws IOException {
        requireSpace(counters.get(Counter.SNAPSHOT_BYTES));
        WarmUp.once();
        run.provide();
        wanted = run;
        final SnapshotHead head = awaitBegin(run);
        if (head.lastSequence() < 1) {
            throw new SnapshotFailedException("there is nothing to take a snapshot of: no command has come yet");
        }
        try (SnapshotWriter writer =
                journal.openSnapshot(head.lastSequence(), head.lastTimestampNs(), head.stateHash())) {
            write(run, writer);
            awaitForced(head.lastSequence());
            final Path file = writer.commit();
            final SnapshotReport report = new SnapshotReport(
                    file,
                    head.lastSequence(),
                    head.lastTimestampNs(),
                    head.stateHash(),
                    Files.size(file),
                    System.nanoTime() - run.beganAtNs(),
                    run.stepCount(),
                    run.stepsNs(),
                    run.longestStepNs());
            return report;
        }
    }

    private void prune() {
        try {
            journal.pruneSnapshots(policy.keepCount());
        } catch (final JournalException e) {
            LOG.warn("{}; they stay until the next snapshot", e.getMessage());
        }
    }

    private SnapshotHead awaitBegin(final SnapshotRun run) {
        SnapshotHead head = run.head();
        while (head == null) {
            park();
            head = run.head();
        }
        return head;
    }

    private void write(final SnapshotRun run, final SnapshotWriter writer) throws IOException {
        long count = 0;
        while (true) {
            final boolean hasEnded = run.hasEnded(); // read first: what was published before is then found
            final long[] buffer = run.poll();
            if (buffer != null) {
                images.write(buffer, writer);
                run.giveBack(buffer);
                run.provide();
                if (++count % BUFFERS_BETWEEN_SPACE_CHECKS == 0) {
                    requireSpace(BUFFERS_BETWEEN_SPACE_CHECKS * BUFFER_LENGTH_BYTES);
                }
            } else if (!hasEnded) {
                park();
            } else if (run.isWhole()) {
                return;
            } else {
                throw new SnapshotFailedException("no snapshot was taken: " + policy.bufferBytes()
                        + " bytes of images waited to be written, more than configured; the disk is too slow for them,"
                        + " or snapshotBufferBytes too small");
            }
            requireRunning();
        }
    }

    /**
     * A snapshot of what might be lost would be worse than none: it is on the disk to stay, so what it reflects must be,
     * also where the journal is only memory-mapped.
     */
    private void awaitForced(final long sequence) {
        journal.requestForce(sequence);
        while (journal.forcedSequence() < sequence) {
            park();
        }
    }

    private void park() {
        requireRunning();
        LockSupport.parkNanos(PARK_NS);
    }

    private void requireRunning() {
        if (closing) {
            throw new SnapshotFailedException("no snapshot was taken: the engine is closing");
        }
        if (hasEngineFailed.getAsBoolean()) {
            throw new SnapshotFailedException("no snapshot was taken: the engine stopped");
        }
    }

    /** Commands come first: a snapshot must not be what makes the engine refuse them. */
    private void requireSpace(final long neededBytes) throws IOException {
        final long freeBytes = Files.getFileStore(journal.directory()).getUsableSpace();
        if (policy.minFreeDiskBytes() > 0 && freeBytes - neededBytes < policy.minFreeDiskBytes()) {
            throw new SnapshotFailedException("no snapshot was taken: " + freeBytes + " bytes are free in "
                    + journal.directory() + ", a snapshot must leave " + policy.minFreeDiskBytes()
                    + "; make room, archive segments, or keep fewer snapshots");
        }
    }

    private void tell(final SnapshotFailedException failure, final List<CompletableFuture<SnapshotReport>> asked) {
        if (!closing && !hasEngineFailed.getAsBoolean()) {
            counters.add(Counter.SNAPSHOT_FAILURES, 1);
            LOG.warn(
                    "{}; the engine goes on, and would recover from the snapshot before",
                    failure.getMessage(),
                    failure.getCause());
        }
        asked.forEach(it -> it.completeExceptionally(failure));
    }

    private void tell(final SnapshotReport report) {
        counters.set(Counter.SNAPSHOT_SEQUENCE, report.lastSequence());
        counters.set(Counter.SNAPSHOT_TIMESTAMP_NS, report.lastTimestampNs());
        counters.set(Counter.SNAPSHOT_BYTES, report.fileLengthBytes());
        counters.set(Counter.SNAPSHOT_DURATION_NS, report.durationNs());
        counters.set(Counter.SNAPSHOT_LONGEST_STEP_NS, report.longestStepNs());
        counters.add(Counter.SNAPSHOTS, 1);
        LOG.info(
                "snapshot of sequence {}: {} bytes in {} ms, {}",
                report.lastSequence(),
                report.fileLengthBytes(),
                TimeUnit.NANOSECONDS.toMillis(report.durationNs()),
                report.file().getFileName());
    }
}
