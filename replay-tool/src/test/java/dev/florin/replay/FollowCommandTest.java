package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.EngineFailedException;
import dev.florin.engine.counters.CountersFile;
import dev.florin.journal.Durability;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.segment.SegmentScanner;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.SegmentFile;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FollowCommandTest {
    /** Of the batch header: see {@code docs/formats-journal.md}. */
    private static final int HASH_OFFSET = 48;
    /** Of figure 8 in the counters file: see there, too. */
    private static final long DURABLE_SEQUENCE_POSITION = 64 + 8 * 8;

    @TempDir
    private Path directory;

    @Test
    void shouldCompareEveryBatchUpToTheEnd() {
        final long hash = Shop.fill(directory);
        assertThat(Tool.lines("follow", directory, "--to-end", "--json"))
                .containsExactly(
                        "{\"seq\":18,\"at\":2000018,\"lag\":0,\"hashes_equal\":19,\"equal_up_to\":18,\"state_hash\":\""
                                + hex(hash) + "\"}");
        assertThat(Tool.lines("follow", directory, "--to-end"))
                .containsExactly("sequence 18, stamped 1970-01-01T00:00:00.002000018Z, 0 behind; 19 hashes equal, up to"
                        + " sequence 18; state hash " + hex(hash));
    }

    /** With a snapshot of sequence 18 there is nothing to compare before it. */
    @Test
    void shouldBeginWithTheSnapshotBeforeTheSequenceAskedFor() {
        Shop.fill(directory);
        Tool.lines("snapshot", directory);
        assertThat(Tool.lines("follow", directory, "--to-end", "--from", 19))
                .singleElement()
                .asString()
                .startsWith("sequence 18, ")
                .doesNotContain("19 hashes");
        assertThat(Tool.lines("follow", directory, "--to-end", "--from", 18))
                .singleElement()
                .asString()
                .contains("19 hashes");
    }

    private static String hex(final long hash) {
        return String.format(Locale.ROOT, "%016x", hash);
    }

    /** The engine rests; what its last batch says of its memory is changed, with a checksum that is right. */
    @Test
    void shouldRaiseAnAlarmAndStopTheEngineWhoseMemoryIsAnother() throws IOException {
        final Engine engine = Engine.open(EngineConfig.builder(directory)
                .durability(Durability.MEMORY_MAPPED)
                .keyRetention(1_000)
                .minFreeDiskBytes(0)
                .build());
        for (int key = 1; key <= 5; key++) {
            engine.client().call(new Command.CreateLedger(Uint128.of(key), key, "L" + key, 2, Conditions.NONE));
        }
        assertThat(Tool.run("follow", directory, "--to-end", "--stop-engine").exitCode())
                .isZero();
        assertThat(engine.failure()).isNull();
        forgeLastBatch();
        final Tool.Result found = Tool.run("follow", directory, "--json", "--stop-engine");
        assertThat(found.exitCode()).isEqualTo(ReplayMain.DIVERGED);
        assertThat(found.err())
                .contains(
                        "ALARM: the state differs after the batch of sequences 4 to 4",
                        "up to sequence 3 both were equal",
                        "asked the engine in " + directory + " to stop");
        assertThat(found.lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("{\"alarm\":\"diverged\",\"first_seq\":4,\"last_seq\":4,");
        while (engine.failure() == null) {
            LockSupport.parkNanos(100_000);
        }
        assertThat(engine.failure())
                .hasMessageContaining("a follower of the journal came to another state after sequence 4");
        assertThatThrownBy(engine::close).isInstanceOf(EngineFailedException.class);
    }

    private void forgeLastBatch() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file :
                    files.filter(each -> each.toString().endsWith(".cq4")).toList()) {
                long position = 0;
                int lengthBytes = 0;
                try (SegmentScanner scanner = new SegmentScanner(file)) {
                    while (scanner.next()) {
                        if (BatchHeader.hasMagic(scanner.buffer(), scanner.offset())) {
                            position = scanner.excerptPosition();
                            lengthBytes = scanner.excerptLengthBytes();
                        }
                    }
                }
                if (lengthBytes > 0) {
                    forge(file, position, lengthBytes);
                }
            }
        }
    }

    private static void forge(final Path file, final long position, final int lengthBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final ByteBuffer batch = ByteBuffer.allocate(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(batch, position);
            batch.putLong(HASH_OFFSET, batch.getLong(HASH_OFFSET) + 1);
            final CRC32C crc = new CRC32C();
            crc.update(batch.array(), Integer.BYTES, lengthBytes - Integer.BYTES);
            batch.putInt(0, (int) crc.getValue());
            channel.write(batch.clear(), position);
        }
    }

    @Test
    void shouldRefuseWhatItCannotDo() {
        assertThat(Tool.run("follow", directory, "--to-end").err()).contains("there is no manifest");
        assertThat(Tool.run("follow", directory, "--stop-engine").err()).contains("cannot be written to");
    }

    @Test
    void shouldRefuseWhatIsNoSequenceAndNoTime() {
        final Tool.Result from = Tool.run("follow", directory, "--from", 0);
        assertThat(from.exitCode()).isEqualTo(2);
        assertThat(from.err()).contains("--from 0: sequences begin with 1");
        final Tool.Result every = Tool.run("follow", directory, "--every", -5);
        assertThat(every.exitCode()).isEqualTo(2);
        assertThat(every.err()).contains("--every -5");
    }

    /** As after a loss of power: the figures are on the disk, what they speak of is not. */
    @Test
    void shouldEndWhereTheFiguresSayMoreThanTheJournalHolds() throws IOException {
        Shop.fill(directory);
        final ByteBuffer sequence = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel figures =
                FileChannel.open(directory.resolve(CountersFile.FILE_NAME), StandardOpenOption.WRITE)) {
            figures.write(sequence.putLong(0, 25), DURABLE_SEQUENCE_POSITION);
        }
        for (final String command : List.of("follow", "events")) {
            final Tool.Result result =
                    command.equals("follow") ? Tool.run(command, directory, "--to-end") : Tool.run(command, directory);
            assertThat(result.exitCode()).as(command).isEqualTo(ReplayMain.DAMAGED);
            assertThat(result.err())
                    .contains("the engine's figures call sequence 25 durable, but the journal ends with sequence 18");
        }
    }

    /** As after a loss of power: the commit log is on the disk, the page of the segment is not. */
    @Test
    void shouldEndWhereOnlyTheCommitLogHoldsMore(@TempDir final Path base) throws IOException {
        final Path running = base.resolve("running");
        final Path lost = base.resolve("lost");
        try (Engine engine = Engine.open(EngineConfig.builder(running)
                .keyRetention(1_000)
                .commitFileLengthBytes(4L * 1024 * 1024)
                .minFreeDiskBytes(0)
                .build())) {
            for (int key = 1; key <= 5; key++) {
                engine.client().call(new Command.CreateLedger(Uint128.of(key), key, "L" + key, 2, Conditions.NONE));
            }
            Journals.copy(running, lost);
        }
        final SegmentFile segment = SegmentFile.of(Journals.segments(lost).get(0));
        final SegmentFile.Excerpt last = segment.excerpts().get(4);
        segment.zero(last.recordPosition(), last.lengthBytes() + Integer.BYTES);
        final Tool.Result result = Tool.run("follow", lost, "--to-end");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("sequence 4, ");
        assertThat(result.err()).contains("sequences 5 to 5 are in the commit log alone");
    }
}
