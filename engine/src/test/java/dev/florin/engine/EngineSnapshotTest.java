package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static dev.florin.engine.TestCommands.account;
import static dev.florin.engine.TestCommands.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.engine.snapshot.SnapshotFailedException;
import dev.florin.engine.snapshot.SnapshotReport;
import dev.florin.engine.snapshot.SnapshotRestore;
import dev.florin.journal.Durability;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.journal.exceptions.HistoryRemovedException;
import dev.florin.journal.snapshot.Snapshots;
import dev.florin.protocol.Outcome;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Snapshots of a running engine, and what it starts from afterwards. */
@Timeout(120)
class EngineSnapshotTest {
    private static final int ACCOUNTS = 50;
    private static final int OFFERS_BETWEEN_POLLS = 1_000;
    private static final StateMachineConfig STATE = StateMachineConfig.withKeyRetention(TestEngines.KEY_RETENTION);

    private final FaultyFiles disk = new FaultyFiles();
    private long nextKey = 1_000_000;

    @TempDir
    private Path directory;

    @AfterEach
    void shouldLeaveNoThread() {
        assertThat(TestEngines.florinThreads()).isEmpty();
    }

    private EngineConfig.Builder config(final Durability durability) {
        return TestEngines.config(directory, durability).fileLayer(disk);
    }

    private void pay(final SessionUser user, final int count) {
        for (int i = 0; i < count; i++) {
            user.offer(transfer(nextKey++, BANK, account(1 + i % ACCOUNTS), 1));
            if (i % OFFERS_BETWEEN_POLLS == 0) {
                user.poll(); // or answers would be dropped: the queue holds some ten thousands
            }
        }
        user.awaitAll();
        user.takeAnswers();
    }

    /** Runs an engine that leaves some snapshots with commands between and behind them. */
    private Engine runWithSnapshots(final int snapshots) {
        final Engine engine = Engine.open(config(Durability.MEMORY_MAPPED).build());
        try (SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, ACCOUNTS, 10);
            for (int i = 0; i < snapshots; i++) {
                pay(user, 100);
                final SnapshotReport report = engine.snapshot().join();
                assertThat(report.lastSequence()).isEqualTo(nextKey - 1_000_000 + 2 + 2 * ACCOUNTS);
            }
            pay(user, 77);
        }
        engine.close();
        return engine;
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldRecoverFromTheNewestSnapshotAndWhatCameAfterIt(final Durability durability) {
        final Engine first = Engine.open(config(durability).build());
        final SnapshotReport report;
        try (SessionUser user = new SessionUser(first)) {
            TestEngines.openAccounts(user, ACCOUNTS, 10);
            pay(user, 500);
            report = first.snapshot().join();
            pay(user, 77);
        }
        first.close();
        assertThat(report.lastSequence()).isEqualTo(2 + 2 * ACCOUNTS + 500);
        assertThat(report.file()).hasSize(report.fileLengthBytes());
        assertThat(report.stepCount()).isPositive();

        final Engine second = Engine.open(config(durability).build());
        assertThat(second.recovery().snapshot()).hasValueSatisfying(restored -> {
            assertThat(restored.file()).isEqualTo(report.file());
            assertThat(restored.lastSequence()).isEqualTo(report.lastSequence());
        });
        assertThat(second.recovery().replayedCount()).isEqualTo(77);
        assertThat(second.recovery().skippedSnapshots()).isEmpty();
        assertThat(second.recovery().stateHash())
                .isEqualTo(first.stateHash())
                .isEqualTo(TestEngines.replay(directory).stateHash());
        try (SessionUser user = new SessionUser(second);
                CountersFile counters = CountersFile.open(directory)) {
            assertThat(user.command(transfer(1_000_000, BANK, account(1), 1)).duplicate())
                    .isTrue();
            assertThat(TestEngines.read(user, account(1)).balance()).isEqualTo(10 + 10 + 2);
            TestEngines.assertBalanced(user);
            assertThat(counters.get(Counter.SNAPSHOT_SEQUENCE)).isEqualTo(report.lastSequence());
            pay(user, 10);
            assertThat(second.snapshot().join().lastSequence()).isEqualTo(2 + 2 * ACCOUNTS + 500 + 77 + 1 + 10);
        }
        second.close();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldTakeSnapshotsByItselfWhileCommandsGoOn(final Durability durability) {
        try (Engine engine = Engine.open(
                        config(durability).snapshotEveryCommands(2_000).build());
                SessionUser user = new SessionUser(engine);
                CountersFile counters = CountersFile.open(directory)) {
            TestEngines.openAccounts(user, ACCOUNTS, 10);
            Await.until("there were five snapshots", () -> {
                pay(user, 1_000);
                return counters.get(Counter.SNAPSHOTS) >= 5;
            });
            assertThat(counters.get(Counter.SNAPSHOT_FAILURES)).isZero();
        }
        assertThat(Snapshots.list(directory)).hasSize(2);
        for (final Path file : Snapshots.list(directory)) {
            final StateMachine loaded =
                    SnapshotRestore.load(directory, file, STATE).stateMachine();
            assertThat(loaded.audit()).isEmpty();
            assertThat(loaded.stateHash()).isEqualTo(hashAt(loaded.lastSequence()));
        }
        try (Engine engine = Engine.open(config(durability).build())) {
            assertThat(engine.recovery().snapshot()).isPresent();
            assertThat(engine.recovery().stateHash())
                    .isEqualTo(TestEngines.replay(directory).stateHash());
        }
    }

    private long hashAt(final long sequence) {
        final StateMachine replayed = new StateMachine(STATE);
        try (JournalReader reader = Journal.openReadOnly(directory, 1)) {
            while (replayed.lastSequence() < sequence) {
                assertThat(reader.poll(replayed::onBatch, 1)).isOne();
            }
        }
        assertThat(replayed.lastSequence()).isEqualTo(sequence);
        return replayed.stateHash();
    }

    @Test
    void shouldTakeSnapshotsByTime() {
        try (Engine engine = Engine.open(config(Durability.MEMORY_MAPPED)
                        .snapshotEveryNs(1_000_000)
                        .build());
                SessionUser user = new SessionUser(engine);
                CountersFile counters = CountersFile.open(directory)) {
            TestEngines.openAccounts(user, 1, 10);
            Await.until("there was a snapshot", () -> counters.get(Counter.SNAPSHOT_SEQUENCE) == 4);
            pay(user, 1);
            Await.until("there was another", () -> counters.get(Counter.SNAPSHOT_SEQUENCE) == 5);
        }
    }

    @Test
    void shouldFallBackFromDamagedSnapshotsAndSayWhy() throws IOException {
        final Engine before = runWithSnapshots(2);
        final List<Path> files = Snapshots.list(directory);
        flipByte(files.get(0));
        try (Engine engine = Engine.open(config(Durability.MEMORY_MAPPED).build())) {
            assertThat(engine.recovery().snapshot().orElseThrow().file()).isEqualTo(files.get(1));
            assertThat(engine.recovery().skippedSnapshots()).singleElement().satisfies(skipped -> {
                assertThat(skipped.file()).isEqualTo(files.get(0));
                assertThat(skipped.reason()).contains(files.get(0).getFileName().toString(), "checksum");
            });
            assertThat(engine.recovery().stateHash()).isEqualTo(before.stateHash());
        }
        flipByte(files.get(1));
        try (Engine engine = Engine.open(config(Durability.MEMORY_MAPPED).build())) {
            assertThat(engine.recovery().snapshot()).isEmpty();
            assertThat(engine.recovery().skippedSnapshots()).hasSize(2);
            assertThat(engine.recovery().replayedCount()).isEqualTo(before.lastSequence());
            assertThat(engine.recovery().stateHash()).isEqualTo(before.stateHash());
        }
    }

    private static void flipByte(final Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            final int value = bytes.read();
            bytes.seek(bytes.length() / 2);
            bytes.write(value ^ 0x10);
        }
    }

    @Test
    void shouldNeedASnapshotWhereHistoryWasRemoved() throws IOException {
        final Engine first = Engine.open(config(Durability.MEMORY_MAPPED)
                .segmentLengthBytes(8L * 1024 * 1024)
                .build());
        try (SessionUser user = new SessionUser(first)) {
            TestEngines.openAccounts(user, ACCOUNTS, 10);
            pay(user, 150_000);
            first.snapshot().join();
        }
        first.close();
        archive(first.lastSequence());
        try (var archived = Files.newDirectoryStream(directory.resolve("archive"))) {
            for (final Path file : archived) {
                Files.delete(file);
            }
        }
        assertThat(Journal.historyBegins(directory)).isGreaterThan(1);

        final Engine second = Engine.open(config(Durability.MEMORY_MAPPED).build());
        assertThat(second.recovery().stateHash()).isEqualTo(first.stateHash());
        assertThat(second.recovery().replayedCount()).isZero();
        second.close();

        flipByte(Snapshots.list(directory).get(0));
        assertThatThrownBy(() -> Engine.open(config(Durability.MEMORY_MAPPED).build()))
                .isInstanceOf(HistoryRemovedException.class)
                .hasMessageContaining("history begins at sequence");
    }

    private void archive(final long throughSequence) {
        try (Journal journal =
                JournalOpening.open(config(Durability.MEMORY_MAPPED).build())) {
            assertThat(journal.archive(throughSequence).segmentCount()).isPositive();
        }
    }

    @Test
    void shouldGoOnWhereASnapshotCannotBeWritten() {
        try (Engine engine = Engine.open(config(Durability.FSYNC).build());
                SessionUser user = new SessionUser(engine);
                CountersFile counters = CountersFile.open(directory)) {
            TestEngines.openAccounts(user, ACCOUNTS, 10);
            disk.snapshots().breakDown();
            assertFails(engine.snapshot(), FaultyFiles.DISK_ERROR);
            assertThat(counters.get(Counter.SNAPSHOT_FAILURES)).isOne();
            assertThat(user.command(transfer(nextKey++, BANK, account(1), 1)).outcome())
                    .isEqualTo(Outcome.OK);
            disk.snapshots().mend();
            assertThat(engine.snapshot().join().lastSequence()).isEqualTo(2 + 2 * ACCOUNTS + 1);
            assertThat(engine.failure()).isNull();
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    private static void assertFails(final CompletableFuture<SnapshotReport> snapshot, final String reason) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(snapshot::join)
                .havingCause()
                .isInstanceOf(SnapshotFailedException.class)
                .withMessageContaining(reason);
    }

    @Test
    void shouldNotBeThereBeforeWhatItReflectsIsDurable() {
        try (Engine engine = Engine.open(config(Durability.FSYNC).build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, ACCOUNTS, 10);
            disk.commits().shut();
            user.offer(transfer(nextKey++, BANK, account(1), 1));
            Await.until("a commit is held up", () -> disk.commits().holdsSomebody());
            final CompletableFuture<SnapshotReport> snapshot = engine.snapshot();
            Await.until(
                    "the snapshot is written",
                    () -> Files.exists(
                            directory.resolve("snapshot-" + String.format("%019d", 2 + 2 * ACCOUNTS + 1) + ".tmp")));
            assertThat(snapshot).isNotDone();
            assertThat(Snapshots.list(directory)).isEmpty();
            disk.commits().open();
            assertThat(snapshot.join().lastSequence()).isEqualTo(2 + 2 * ACCOUNTS + 1);
            user.awaitAll();
        }
    }

    @Test
    void shouldForceAMappedJournalBeforeItIsThere() {
        try (Engine engine = Engine.open(config(Durability.MEMORY_MAPPED).build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, ACCOUNTS, 10);
            disk.segmentSyncs().shut();
            final CompletableFuture<SnapshotReport> snapshot = engine.snapshot();
            Await.until(
                    "the segment's sync is held up", () -> disk.segmentSyncs().holdsSomebody());
            assertThat(snapshot).isNotDone();
            assertThat(Snapshots.list(directory)).isEmpty();
            disk.segmentSyncs().open();
            assertThat(snapshot.join().lastSequence()).isEqualTo(2 + 2 * ACCOUNTS);
        }
    }

    @Test
    void shouldGiveUpWhereTheEngineStops() {
        final Engine engine = Engine.open(config(Durability.FSYNC).build());
        final CompletableFuture<SnapshotReport> snapshot;
        try (SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, ACCOUNTS, 10);
            disk.commits().shut();
            user.offer(transfer(nextKey++, BANK, account(1), 1));
            Await.until("a commit is held up", () -> disk.commits().holdsSomebody());
            snapshot = engine.snapshot();
            disk.commits().breakDown();
            disk.commits().open();
        }
        assertFails(snapshot, "no snapshot was taken");
        assertThatThrownBy(engine::close).isInstanceOf(EngineFailedException.class);
        assertThat(Snapshots.list(directory)).isEmpty();
        assertFails(engine.snapshot(), "the engine is closed");
    }

    @Test
    void shouldLeaveTheDiskToTheCommands() {
        final long almostAll = directory.toFile().getUsableSpace() / 2;
        try (Engine engine = Engine.open(config(Durability.MEMORY_MAPPED)
                        .minFreeDiskBytes(almostAll)
                        .build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 1, 10);
            assertThat(engine.snapshot().join().lastSequence()).isEqualTo(4);
        }
        try (Engine engine = Engine.open(
                config(Durability.MEMORY_MAPPED).minFreeDiskBytes(1L << 60).build())) {
            assertFails(engine.snapshot(), "bytes are free");
        }
    }

    @Test
    void shouldSayThatThereIsNothingYet() {
        try (Engine engine = Engine.open(config(Durability.FSYNC).build())) {
            assertFails(engine.snapshot(), "no command has come yet");
        }
        assertThat(Snapshots.list(directory)).isEmpty();
    }
}
