package dev.florin.engine;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.engine.counters.Health;
import dev.florin.engine.snapshot.RestoredSnapshot;
import dev.florin.engine.snapshot.SnapshotReport;
import dev.florin.engine.snapshot.SnapshotSteps;
import dev.florin.engine.snapshot.SnapshotThread;
import dev.florin.journal.ArchiveReport;
import dev.florin.journal.Durability;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalAppender;
import dev.florin.journal.concurrent.Threads;
import dev.florin.statemachine.StateMachine;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine, embedded. Opening it recovers what the directory's journal holds; closing it answers everything that was
 * accepted. Safe for any thread.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final EngineCore core;
    private final Journal journal;
    private final StateMachine stateMachine;
    private final CountersFile countersFile;
    private final Recovery recovery;
    private final SyncThread syncThread;
    private final SnapshotThread snapshots;
    private final Thread engineRunner;
    private final Thread syncRunner;
    private final Thread snapshotRunner;
    private final Object archiving = new Object();
    private FlorinClient client;
    private boolean closed;
    private boolean isJournalClosed;

    private Engine(
            final EngineCore core,
            final Journal journal,
            final StateMachine stateMachine,
            final CountersFile countersFile,
            final Recovery recovery,
            final JournalAppender appender) {
        this.core = core;
        this.journal = journal;
        this.stateMachine = stateMachine;
        this.countersFile = countersFile;
        this.recovery = recovery;
        final EngineCounters counters =
                new EngineCounters(countersFile, core.config().durability() == Durability.FSYNC);
        final EngineClock clock = clock(core.config(), stateMachine.lastTimestampNs());
        syncThread = core.config().durability() == Durability.FSYNC
                ? new SyncThread(core, journal.commitAgent(), countersFile)
                : null;
        syncRunner = syncThread == null ? null : new Thread(syncThread, "florin-sync");
        snapshots = new SnapshotThread(
                journal,
                core.config().snapshots(),
                countersFile,
                recovery.snapshot().map(RestoredSnapshot::lastSequence).orElse(0L),
                core::hasFailed);
        snapshotRunner = new Thread(snapshots, "florin-snapshot");
        final SnapshotSteps steps = new SnapshotSteps(stateMachine, snapshots);
        engineRunner =
                new Thread(new EngineThread(core, stateMachine, appender, clock, counters, steps), "florin-engine");
    }

    /**
     * Opens an engine on a directory: takes its lock, recovers its journal, and starts.
     *
     * @param config of the engine.
     * @return a running engine.
     * @throws dev.florin.journal.exceptions.JournalException if the journal is damaged, locked or of another engine.
     */
    public static Engine open(final EngineConfig config) {
        // An interrupt would close the journal's channels under our hands: it is kept for after.
        final boolean interrupted = Thread.interrupted();
        try {
            return openUninterrupted(config);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Engine openUninterrupted(final EngineConfig config) {
        final Journal journal = JournalOpening.open(config);
        CountersFile countersFile = null;
        try {
            final Replay replay = new Replay(journal); // refuses what is not ours before anything is written there
            countersFile = CountersFile.create(config.directory());
            startCounters(countersFile, config);
            final EngineCore core = new EngineCore(config, journal, countersFile);
            final StateMachine stateMachine = replay.run();
            final JournalAppender appender = journal.startAppending();
            final Engine engine = new Engine(core, journal, stateMachine, countersFile, replay.recovery(), appender);
            engine.start();
            return engine;
        } catch (final RuntimeException | Error failure) {
            closeAfter(failure, journal, countersFile);
            throw failure;
        }
    }

    private static void startCounters(final CountersFile file, final EngineConfig config) {
        file.set(Counter.PROCESS_ID, ProcessHandle.current().pid());
        file.set(Counter.STARTED_AT_NS, WallClock.nowNs());
        file.set(Counter.DURABILITY, config.durability() == Durability.FSYNC ? 1 : 0);
        file.health(Health.RECOVERING);
    }

    private static void closeAfter(final Throwable failure, final Journal journal, final CountersFile countersFile) {
        try {
            if (countersFile != null) {
                countersFile.health(Health.FAILED);
            }
            journal.close();
        } catch (final RuntimeException also) {
            failure.addSuppressed(also);
        }
    }

    private static EngineClock clock(final EngineConfig config, final long lastTimestampNs) {
        return config.clockMode() == ClockMode.SYSTEM
                ? new SlewedClock(
                        System::nanoTime,
                        WallClock::nowNs,
                        config.clockStepLimitNs(),
                        config.isClockStepAccepted(),
                        lastTimestampNs)
                : EngineClock.BY_SEQUENCE;
    }

    private void start() {
        countersFile.set(Counter.LAST_SEQUENCE, recovery.lastSequence());
        countersFile.health(Health.RUNNING);
        recovery.snapshot().ifPresent(this::tellRestored);
        engineRunner.start();
        snapshotRunner.start();
        if (syncRunner != null) {
            syncRunner.start();
        }
        LOG.info(
                "open on {}, {}, after sequence {}, {} of them replayed{}",
                core.config().directory(),
                core.config().durability(),
                recovery.lastSequence(),
                recovery.replayedCount(),
                recovery.snapshot()
                        .map(it -> " behind " + it.file().getFileName())
                        .orElse(""));
    }

    private void tellRestored(final RestoredSnapshot restored) {
        countersFile.set(Counter.SNAPSHOT_SEQUENCE, restored.lastSequence());
        countersFile.set(Counter.SNAPSHOT_TIMESTAMP_NS, restored.lastTimestampNs());
        countersFile.set(Counter.SNAPSHOT_BYTES, restored.fileLengthBytes());
    }

    /**
     * Opens a session for one front-end thread.
     *
     * @return a session, to be closed by its owner.
     */
    public Session openSession() {
        return core.openSession();
    }

    /**
     * The client that any number of threads share. Made at the first call.
     *
     * @return the engine's client; closed with the engine.
     */
    public synchronized FlorinClient client() {
        if (client == null) {
            client = new FlorinClient(core);
            if (closed) {
                client.onEngineEnded(); // it refuses, and keeps no thread
            }
        }
        return client;
    }

    /**
     * Listens to the events of every command from now on.
     *
     * @return a subscription, to be polled by one thread and closed by its owner.
     */
    public EventSubscription subscribe() {
        return core.subscribe();
    }

    /**
     * Takes a snapshot of the state as it is at some moment from now on, while commands go on. The next start recovers
     * from it. Whoever asks while one is under way gets the next.
     *
     * @return what becomes of it, completed by a thread of the engine's that must not be held up; fails with a {@link
     *     dev.florin.engine.snapshot.SnapshotFailedException}, which is no harm to the engine.
     */
    public CompletableFuture<SnapshotReport> snapshot() {
        return snapshots.request();
    }

    /**
     * Moves sealed segments into the archive while commands go on, on the caller's thread: compressed, read back and checked
     * before the original is deleted. Everything reads them there, followers too. The last sealed segment always stays. Takes
     * as long as compressing does, and a close waits for it; a second caller waits for the first.
     *
     * @param throughSequence that archived segments end at, or before: usually that of a snapshot, behind which a start
     *     needs them no more.
     * @return what was archived; nothing, where no sealed segment ends early enough.
     * @throws IllegalStateException if the engine is closed.
     * @throws dev.florin.journal.exceptions.JournalException if a segment is damaged, or a file cannot be read or written.
     *     That segment stays where it was, and the engine goes on.
     */
    public ArchiveReport archive(final long throughSequence) {
        synchronized (archiving) {
            if (isJournalClosed) {
                throw new IllegalStateException("the engine is closed: its segments are archived by 'replay archive'");
            }
            return journal.archive(throughSequence);
        }
    }

    /**
     * What was found when the engine was opened.
     *
     * @return the report of the recovery.
     */
    public Recovery recovery() {
        return recovery;
    }

    /**
     * Sequence of the last command applied.
     *
     * @return 0 where none was; of a moment ago while commands flow.
     */
    public long lastSequence() {
        return countersFile.get(Counter.LAST_SEQUENCE);
    }

    /**
     * Hash of the whole state; equal states have equal hashes on any JVM.
     *
     * @return the hash after the last command.
     * @throws IllegalStateException if the engine is not closed: only then does the state stand still.
     */
    public synchronized long stateHash() {
        if (!closed) {
            throw new IllegalStateException("close the engine first: its state moves");
        }
        return stateMachine.stateHash();
    }

    /**
     * Why the engine stopped by itself.
     *
     * @return null while it runs, and after an orderly close.
     */
    public EngineFailedException failure() {
        return core.failure();
    }

    /** For tests that look behind the sessions. */
    EngineCore core() {
        return core;
    }

    /**
     * Takes no more commands, applies and answers those accepted, makes all durable and closes the journal. Sessions can
     * still be polled afterwards. May be called more than once.
     *
     * @throws EngineFailedException if the engine had stopped by itself, or could not close in good order.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        closeAll();
        if (core.failure() != null) {
            throw core.failure();
        }
    }

    private void closeAll() {
        core.ring().close();
        Threads.joinUninterruptibly(engineRunner);
        snapshots.close();
        Threads.joinUninterruptibly(snapshotRunner);
        if (syncRunner != null) {
            syncThread.stopAfter(stateMachine.lastSequence());
            Threads.joinUninterruptibly(syncRunner);
        }
        if (client != null) {
            client.onEngineEnded();
        }
        // On a thread that nobody knows: an interrupt of this one would close the journal's channels under its hands.
        final Thread closer = new Thread(this::closeJournal, "florin-close");
        closer.start();
        Threads.joinUninterruptibly(closer);
        countersFile.health(core.failure() == null ? Health.CLOSED : Health.FAILED);
        countersFile.set(Counter.DURABLE_SEQUENCE, core.durableSequence());
    }

    private void closeJournal() {
        synchronized (archiving) {
            isJournalClosed = true;
            try {
                journal.close();
            } catch (final RuntimeException | Error e) {
                core.fail("the journal could not be closed", e);
            }
        }
    }
}
