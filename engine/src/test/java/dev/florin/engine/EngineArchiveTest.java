package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static dev.florin.engine.TestCommands.account;
import static dev.florin.engine.TestCommands.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.engine.feed.JournalFollower;
import dev.florin.journal.ArchiveReport;
import dev.florin.journal.Durability;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalReader;
import dev.florin.journal.archive.ArchivePaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Segments are archived while commands go on, and everybody reads on. */
@Timeout(120)
class EngineArchiveTest {
    private static final int ACCOUNTS = 20;
    private static final int OFFERS_BETWEEN_POLLS = 1_000;
    private static final int ROLLS = 3;

    @TempDir
    private Path directory;

    /** A thread for each task: the common pool has but one where there are two processors. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private long nextKey = 1_000_000;

    @AfterEach
    void shouldLeaveNoThread() {
        threads.shutdown();
        assertThat(TestEngines.florinThreads()).isEmpty();
    }

    private EngineConfig config(final Durability durability) {
        return TestEngines.config(directory, durability)
                .segmentLengthBytes(8L << 20)
                .build();
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

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldArchiveBesideCommandsReadersAndAFollower(final Durability durability) throws Exception {
        final AtomicBoolean ending = new AtomicBoolean();
        final CountDownLatch begun = new CountDownLatch(2);
        final Engine engine = Engine.open(config(durability));
        final CompletableFuture<Long> followed = CompletableFuture.supplyAsync(() -> follow(begun, ending), threads);
        final CompletableFuture<Integer> read =
                CompletableFuture.supplyAsync(() -> readAgainAndAgain(begun, ending), threads);
        try (SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, ACCOUNTS, 10);
            pay(user, 1_000);
            begun.await();
            int segments = 0;
            while (segments < ROLLS) {
                pay(user, 20_000);
                final CompletableFuture<ArchiveReport> archive = CompletableFuture.supplyAsync(
                        () -> engine.archive(engine.snapshot().join().lastSequence()), threads);
                pay(user, 5_000);
                segments += archive.join().segmentCount();
            }
        } finally {
            ending.set(true);
            engine.close();
        }
        assertThat(followed.join()).isEqualTo(engine.lastSequence());
        assertThat(read.join()).isPositive();
        try (var files = Files.list(ArchivePaths.directory(directory))) {
            assertThat(files.filter(file -> file.toString().endsWith(".zst"))).hasSizeGreaterThanOrEqualTo(ROLLS);
        }
        assertThat(TestEngines.replay(directory).stateHash())
                .as("everything, from the first command on")
                .isEqualTo(engine.stateHash());
        try (Engine again = Engine.open(config(durability))) {
            assertThat(again.recovery().stateHash()).isEqualTo(engine.stateHash());
            assertThat(again.recovery().snapshot()).isPresent();
        }
    }

    /** Follows from the first command to the last; the sequence that it came to. */
    private long follow(final CountDownLatch begun, final AtomicBoolean ending) {
        try (JournalFollower follower = JournalFollower.open(directory, 1, at -> {})) {
            begun.countDown();
            while (!ending.get() || follower.lagCount() > 0) {
                follower.poll((sequence, buffer, offset, lengthBytes) -> {}, 1);
            }
            follower.poll((sequence, buffer, offset, lengthBytes) -> {}, Integer.MAX_VALUE);
            return follower.lastSequence();
        }
    }

    /** Reads everything from the first command on, as a tool does; how often. */
    private int readAgainAndAgain(final CountDownLatch begun, final AtomicBoolean ending) {
        int count = 0;
        begun.countDown();
        while (!ending.get()) {
            try (JournalReader reader = Journal.openReadOnly(directory, 1)) {
                while (!reader.isAtEnd()) {
                    reader.poll((sequence, timestampNs, buffer, offset, lengthBytes, batchCount) -> {}, 16);
                }
            }
            count++;
        }
        return count;
    }

    @Test
    void shouldArchiveNothingWhereNothingIsSealed() {
        try (Engine engine = Engine.open(config(Durability.FSYNC));
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, ACCOUNTS, 10);
            assertThat(engine.archive(Long.MAX_VALUE)).isEqualTo(new ArchiveReport(0, 0, 0, 0));
        }
    }

    @Test
    void shouldRefuseOnceItIsClosed() {
        final Engine engine = Engine.open(config(Durability.FSYNC));
        engine.close();
        assertThatThrownBy(() -> engine.archive(1)).isInstanceOf(IllegalStateException.class);
    }
}
