package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.FlorinClient;
import dev.florin.journal.Durability;
import dev.florin.journal.file.DirectoryLock;
import dev.florin.journal.manifest.Manifest;
import dev.florin.journal.manifest.ManifestStore;
import dev.florin.journal.snapshot.Snapshots;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.replay.journal.ReplayProgress;
import dev.florin.replay.journal.ReplayedDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Snapshots, archive and backup from outside, also beside a running engine. */
@Timeout(120)
final class SnapshotCommandsTest {
    private static final int WINDOW = 256;

    @TempDir
    private Path temporary;

    private long nextKey = 10;

    private Path data() {
        return temporary.resolve("data");
    }

    private static EngineConfig config(final Path directory, final Durability durability) {
        return EngineConfig.builder(directory)
                .durability(durability)
                .keyRetention(1_000)
                .commitFileLengthBytes(4L * 1024 * 1024)
                .segmentLengthBytes(8L * 1024 * 1024)
                .minFreeDiskBytes(0)
                .build();
    }

    private Engine open(final Durability durability) {
        final Engine engine = Engine.open(config(data(), durability));
        if (engine.lastSequence() == 0 && engine.recovery().lastSequence() == 0) {
            final FlorinClient client = engine.client();
            Shop.open(client);
        }
        return engine;
    }

    private Command transfer() {
        return Shop.transfer(nextKey++, Shop.BANK, Shop.ANNA, 5);
    }

    /** Pays so many times; the highest sequence answered. */
    private long pay(final Engine engine, final int count) {
        final List<CompletableFuture<Answer>> answers = new ArrayList<>();
        long last = 0;
        for (int i = 0; i < count; i++) {
            answers.add(engine.client().send(transfer()));
            if (answers.size() == WINDOW || i == count - 1) {
                for (final CompletableFuture<Answer> answer : answers) {
                    final Answer.OfCommand decided = (Answer.OfCommand) answer.join();
                    assertThat(decided.outcome()).isEqualTo(Outcome.OK);
                    last = Math.max(last, decided.sequence());
                }
                answers.clear();
            }
        }
        return last;
    }

    @Test
    void shouldTakeASnapshotThatTheNextStartBeginsWith() {
        final Engine engine = open(Durability.FSYNC);
        final long last = pay(engine, 500);
        engine.close();
        assertThat(Tool.lines("snapshot", data())).anyMatch(line -> line.startsWith("snapshot       sequence " + last));

        try (Engine again = open(Durability.FSYNC)) {
            assertThat(again.recovery().snapshot()).isPresent();
            assertThat(again.recovery().replayedCount()).isZero();
            assertThat(again.recovery().stateHash()).isEqualTo(engine.stateHash());
            pay(again, 10);
        }
        assertThat(Tool.lines("snapshot", data()))
                .anyMatch(line -> line.startsWith("snapshot       sequence " + (last + 10)));
        assertThat(Tool.lines("snapshot", data(), "--from-nothing"))
                .anyMatch(line -> line.startsWith("snapshot       sequence " + (last + 10)));
        assertThat(Tool.lines("info", data()).stream().filter(line -> line.startsWith("snapshot")))
                .hasSize(2);
        assertThat(Tool.lines("verify", data()))
                .filteredOn(line -> line.startsWith("snapshot"))
                .hasSize(2);
    }

    @Test
    void shouldClearWhatAKilledProcessLeftAndWaitForNone() throws IOException {
        final Engine engine = open(Durability.MEMORY_MAPPED);
        pay(engine, 10);
        engine.close();
        final Path folder = Files.createDirectory(data().resolve("snapshot-work"));
        Files.writeString(folder.resolve("snapshot-0000000000000000007.tmp"), "half of it");
        try (DirectoryLock lock = DirectoryLock.acquire(folder)) {
            final Tool.Result result = Tool.run("snapshot", data());
            assertThat(lock).isNotNull();
            assertThat(result.exitCode()).isEqualTo(ReplayMain.DAMAGED);
            assertThat(result.err()).contains("another process makes a snapshot");
        }
        assertThat(Tool.lines("snapshot", data())).isNotEmpty();
        assertThat(folder).doesNotExist();
        assertThat(Snapshots.list(data())).hasSize(1);
    }

    @Test
    void shouldSayThatThereIsNothingToTakeASnapshotOf() {
        Engine.open(config(data(), Durability.FSYNC)).close();
        final Tool.Result result = Tool.run("snapshot", data());
        assertThat(result.exitCode()).isEqualTo(ReplayMain.DAMAGED);
        assertThat(result.out()).contains("holds no command");
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldTakeASnapshotAndABackupBesideARunningEngine(final Durability durability) throws Exception {
        final AtomicBoolean ending = new AtomicBoolean();
        final AtomicLong answered = new AtomicLong();
        final Path copy = temporary.resolve("copy");
        final Engine engine = open(durability);
        answered.set(pay(engine, 1_000));
        final Thread load = new Thread(() -> {
            while (!ending.get()) {
                answered.set(pay(engine, 1_000));
            }
        });
        load.start();
        try {
            assertThat(Tool.lines("snapshot", data())).isNotEmpty();
            assertThat(Tool.lines("verify", data()))
                    .as("commands come between its replays")
                    .endsWith("all is right");
            for (int i = 0; i < 3; i++) {
                final long before = answered.get();
                final Path target = i == 0 ? copy : temporary.resolve("copy-" + i);
                assertThat(Tool.lines("backup", data(), target)).contains("all is right");
                assertThat(Tool.lines("verify", target))
                        .contains("all is right")
                        .anyMatch(line -> line.startsWith("snapshot"));
                try (Engine restored = Engine.open(config(target, durability))) {
                    assertThat(restored.recovery().lastSequence()).isGreaterThanOrEqualTo(before);
                    assertThat(restored.recovery().snapshot()).isPresent();
                    assertThat(restored.client().call(transfer())).isNotNull();
                }
            }
        } finally {
            ending.set(true);
            load.join();
            engine.close();
        }
        assertThat(Tool.lines("verify", data())).contains("all is right");
        final Tool.Result again = Tool.run("backup", data(), copy);
        assertThat(again.exitCode()).isEqualTo(ReplayMain.DAMAGED);
        assertThat(again.err()).contains("is there already");
    }

    @Test
    void shouldArchiveWhatASnapshotReplacesAndGoOnWithoutIt() throws IOException {
        Engine engine = open(Durability.MEMORY_MAPPED);
        pay(engine, 100_000);
        final Tool.Result inUse = Tool.run("archive", data(), "--through", 1_000);
        assertThat(inUse.exitCode()).isEqualTo(ReplayMain.DAMAGED);
        assertThat(inUse.err()).contains("is already open");
        engine.close();
        final Tool.Result noSnapshot = Tool.run("archive", data());
        assertThat(noSnapshot.exitCode()).isEqualTo(ReplayMain.DAMAGED);
        assertThat(noSnapshot.out()).contains("take one with 'replay snapshot'");

        Tool.lines("snapshot", data());
        assertThat(Tool.lines("archive", data())).anyMatch(line -> line.startsWith("archived       1 segments"));
        assertThat(Tool.lines("info", data())).anyMatch(line -> line.contains("archived, sequences 1 to"));
        assertThat(Tool.lines("verify", data())).contains("all is right");

        final Path copy = temporary.resolve("copy");
        Tool.lines("backup", data(), copy);
        assertThat(Tool.lines("verify", copy)).contains("all is right");

        try (var files = Files.newDirectoryStream(data().resolve("archive"))) {
            for (final Path file : files) {
                Files.delete(file);
            }
        }
        assertThat(Tool.lines("verify", data()))
                .contains("all is right")
                .anyMatch(line -> line.startsWith("history        begins at sequence"));
        assertThat(Tool.lines("info", data())).anyMatch(line -> line.startsWith("history        begins at sequence"));
        assertThat(Tool.lines("state", data())).isEqualTo(Tool.lines("state", copy));
        assertThat(Tool.run("dump", data()).err()).contains("history begins at sequence");
        assertThat(Tool.lines("repair", data())).singleElement().asString().startsWith("nothing to cut");
        engine = open(Durability.MEMORY_MAPPED);
        assertThat(engine.recovery().snapshot()).isPresent();
        engine.close();
    }

    @Test
    void shouldNotMindASnapshotThatIsDeletedWhileItReplays() throws IOException {
        final Engine engine = open(Durability.MEMORY_MAPPED);
        pay(engine, 10);
        engine.close();
        Tool.lines("snapshot", data());
        final Manifest manifest = ManifestStore.read(data());
        final SnapshotProof proof = SnapshotProof.of(data(), manifest);
        final ReplayedDirectory replayed =
                ReplayedDirectory.replay(data(), manifest, proof.sequences(), ReplayProgress.NONE);
        Files.delete(Snapshots.list(data()).get(0));
        final StringWriter lines = new StringWriter();
        assertThat(proof.prove(replayed, new PrintWriter(lines))).isTrue();
        assertThat(lines.toString()).contains("snapshot       sequence 13, deleted meanwhile");
    }

    @Test
    void shouldNameASnapshotThatIsNotWhatItWas() throws IOException {
        final Engine engine = open(Durability.FSYNC);
        pay(engine, 100);
        engine.close();
        Tool.lines("snapshot", data());
        final Path file = Snapshots.list(data()).get(0);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(500);
            bytes.write(0x77);
        }
        final Tool.Result result = Tool.run("verify", data());
        assertThat(result.exitCode()).isEqualTo(ReplayMain.DAMAGED);
        assertThat(result.out()).contains("WRONG", file.getFileName().toString(), "NOT RIGHT");
        assertThat(Tool.run("backup", data(), temporary.resolve("copy")).exitCode())
                .as("recovery goes on without it")
                .isZero();
    }
}
