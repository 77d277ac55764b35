package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.FlorinClient;
import dev.florin.journal.Durability;
import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.format.BatchHeader;
import dev.florin.journal.segment.SegmentScanner;
import dev.florin.journal.support.Journals;
import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done about a page of the journal that a loss of power took, though later pages were written. */
class RepairAfterPowerLossTest {
    private static final int PAGE_LENGTH_BYTES = 4096;
    private static final int TRANSFERS = 120;
    private static final int LAST_SEQUENCE = 3 + TRANSFERS;
    private static final int AMOUNT = 100;

    @TempDir
    private Path folder;

    private Path directory() {
        return folder.resolve("crashed");
    }

    /** Runs transfers one by one, a batch each, and leaves the files as a crash does: a copy of a running directory. */
    private void crash(final Durability durability, final boolean withSnapshot) throws IOException {
        final Path running = folder.resolve("running");
        try (Engine engine = Engine.open(config(running, durability))) {
            final FlorinClient client = engine.client();
            Shop.open(client);
            for (int key = 4; key <= LAST_SEQUENCE; key++) {
                client.call(Shop.transfer(key, Shop.BANK, Shop.ANNA, AMOUNT));
            }
            if (withSnapshot) {
                engine.snapshot().join();
            }
            Journals.copy(running, directory());
        }
    }

    private static EngineConfig config(final Path directory, final Durability durability) {
        return EngineConfig.builder(directory)
                .durability(durability)
                .keyRetention(1_000)
                .segmentLengthBytes(16L * 1024 * 1024)
                .commitFileLengthBytes(4L * 1024 * 1024)
                .minFreeDiskBytes(0)
                .build();
    }

    /** Zeros the page in which a sequence begins; the first sequence that is gone with it, for the page may begin inside it. */
    private long losePageOf(final long sequence) throws IOException {
        final Path segment = segment();
        long pagePosition = -1;
        long firstLost = 0;
        try (SegmentScanner scanner = new SegmentScanner(segment)) {
            scanner.next(); // the segment's header
            while (scanner.next()) {
                if (BatchHeader.firstSequence(scanner.buffer(), scanner.offset()) == sequence) {
                    pagePosition = scanner.excerptPosition() & -PAGE_LENGTH_BYTES;
                }
            }
        }
        try (SegmentScanner scanner = new SegmentScanner(segment)) {
            scanner.next();
            while (firstLost == 0 && scanner.next()) {
                if (scanner.excerptPosition() + scanner.excerptLengthBytes() > pagePosition) {
                    firstLost = BatchHeader.firstSequence(scanner.buffer(), scanner.offset());
                }
            }
        }
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(PAGE_LENGTH_BYTES), pagePosition);
        }
        return firstLost;
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.walk(directory())) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void shouldTellWhatIsLostAndChangeNothingUnlessItIsGivenUp() throws IOException {
        crash(Durability.MEMORY_MAPPED, false);
        final long lastWhole = losePageOf(60) - 1;
        final Map<String, Integer> before = Tool.contents(directory());
        final Tool.Result result = Tool.run("repair", directory(), "--yes");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines())
                .contains("the journal is whole up to sequence " + lastWhole)
                .anyMatch(line ->
                        line.startsWith("lost: sequences " + (lastWhole + 1) + " to " + LAST_SEQUENCE + ", and any"))
                .contains("to go on without them: florin replay repair " + directory() + " --accept-loss-after "
                        + lastWhole);
        assertThat(result.err()).contains("damaged journal").contains("MEMORY_MAPPED");
        for (final long another : List.of(lastWhole - 1, lastWhole + 1)) {
            final Tool.Result refused = Tool.run("repair", directory(), "--yes", "--accept-loss-after", another);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.out()).contains("--accept-loss-after " + another + " is not the last whole sequence");
        }
        assertThat(Tool.contents(directory())).isEqualTo(before);
        assertThatThrownBy(() -> Engine.open(config(directory(), Durability.MEMORY_MAPPED)))
                .hasMessageContaining("'replay repair' tells");
    }

    @Test
    void shouldGoOnWithoutWhatWasGivenUpAndKeepTheFilesAsTheyWere() throws IOException {
        crash(Durability.MEMORY_MAPPED, false);
        final long lastWhole = losePageOf(60) - 1;
        final Map<String, Integer> before = Tool.contents(directory());
        final Path kept = folder.resolve("kept");
        final List<String> lines =
                Tool.lines("repair", directory(), "--accept-loss-after", lastWhole, "--yes", "--keep", kept);
        assertThat(lines)
                .last()
                .isEqualTo("cut behind sequence " + lastWhole + "; the files as they were are in " + kept);
        assertThat(Tool.contents(kept)).isEqualTo(before);
        assertThat(Tool.lines("verify", directory())).endsWith("all is right");
        try (Engine engine = Engine.open(config(directory(), Durability.MEMORY_MAPPED))) {
            assertThat(engine.lastSequence()).isEqualTo(lastWhole);
            final FlorinClient client = engine.client();
            // A key that was lost is free again; one that was kept is not.
            client.call(Shop.transfer(lastWhole + 1, Shop.BANK, Shop.ANNA, AMOUNT));
            client.call(Shop.transfer(lastWhole, Shop.BANK, Shop.ANNA, AMOUNT));
            final Answer.OfAccounts read = (Answer.OfAccounts) client.call(new Read.GetAccounts(List.of(Shop.ANNA)));
            assertThat(read.accounts().get(0).creditsPosted()).isEqualTo((lastWhole + 1 - 3) * AMOUNT);
        }
        assertThat(Tool.lines("verify", directory())).endsWith("all is right");
    }

    @Test
    void shouldNotGiveUpWhatASnapshotProves() throws IOException {
        crash(Durability.MEMORY_MAPPED, true);
        assertNotGivenUp(losePageOf(60) - 1);
    }

    @Test
    void shouldNotGiveUpWhatWasForced() throws IOException {
        crash(Durability.FSYNC, false);
        // Without what the commit log holds of it.
        for (final String name : List.of("commit-0", "commit-1")) {
            try (FileChannel channel = FileChannel.open(directory().resolve(name), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate((int) channel.size()), 0);
            }
        }
        assertNotGivenUp(losePageOf(60) - 1);
    }

    @Test
    void shouldNotGiveUpWhatWasSealed() throws IOException {
        try (Engine engine = Engine.open(config(directory(), Durability.MEMORY_MAPPED))) {
            final FlorinClient client = engine.client();
            client.call(new Command.CreateLedger(Uint128.of(1), Shop.SEK, "SEK", 2, Conditions.NONE));
            for (int key = 2; key <= LAST_SEQUENCE; key++) {
                client.call(new Command.OpenAccount(
                        Uint128.of(key), AccountId.of(key, Shop.SEK), 0, Bounds.NO_CEILING, Conditions.NONE));
            }
        }
        assertNotGivenUp(losePageOf(60) - 1);
    }

    @Test
    void shouldNotGiveUpWhatIsThere() throws IOException {
        crash(Durability.MEMORY_MAPPED, false);
        final Map<String, Integer> before = Tool.contents(directory());
        final Tool.Result result = Tool.run("repair", directory(), "--yes", "--accept-loss-after", 60);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("nothing that was answered is lost");
        assertThat(Tool.contents(directory())).isEqualTo(before);
    }

    private void assertNotGivenUp(final long lastWhole) throws IOException {
        final Map<String, Integer> before = Tool.contents(directory());
        final Tool.Result result = Tool.run("repair", directory(), "--yes", "--accept-loss-after", lastWhole);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("sequence " + (lastWhole + 1))
                .contains("Restore the directory from a copy")
                .doesNotContain("replay repair");
        assertThat(Tool.contents(directory())).isEqualTo(before);
        assertThatThrownBy(() -> Engine.open(config(directory(), Durability.MEMORY_MAPPED)))
                .isInstanceOf(JournalDamagedException.class);
    }
}
