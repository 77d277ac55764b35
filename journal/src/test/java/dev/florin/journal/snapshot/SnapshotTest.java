package dev.florin.journal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.file.SystemFileLayer;
import dev.florin.journal.support.FailingFileLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotTest {

    private static final long JOURNAL_ID = 0x00F1_E2D3_C4B5_A697L;

    private static final String GOLDEN = "5c5117dc464c4e50010040000000000097a6b5c4d3e2f10093cd000000000000"
            + "e8030000000000004d0000000000000000000000000000000000000000000000"
            + "fa1eaa83464c4e43010020002500000000000000000000005c5117dc00000000"
            + "68656c6c6f00000003d19358464c4e4301002000280000000100000000000000"
            + "fa1eaa8300000000776f726c64732121b5cef7a1464c4e450100200020000000"
            + "020000000000000003d1935800000000";

    @TempDir
    private Path directory;

    @Test
    void shouldWriteTheGoldenBytes() throws IOException {
        final Path file = write(52_627, "hello", "worlds!!");
        assertThat(file.getFileName()).hasToString("snapshot-0000000000000052627");
        final byte[] content = Files.readAllBytes(file);
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(content, GOLDEN.length() / 2)))
                .isEqualTo(GOLDEN);
        // Nothing but zeros up to the end of the block.
        assertThat(content).hasSize(4096);
        assertThat(Arrays.copyOfRange(content, GOLDEN.length() / 2, content.length))
                .containsOnly(0);
    }

    @Test
    void shouldReadTheGoldenBytes() throws IOException {
        final Path file = directory.resolve("snapshot-0000000000000052627");
        Files.write(file, HexFormat.of().parseHex(GOLDEN));
        assertThat(Snapshots.verify(file, JOURNAL_ID))
                .isEqualTo(new SnapshotInfo(file, JOURNAL_ID, 52_627, 1_000, 77, GOLDEN.length() / 2));
        assertThat(read(file)).containsExactly("hello", "worlds!!");
    }

    @Test
    void shouldReadBackChunksOfEveryLength() {
        final long seed = System.nanoTime();
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        final List<byte[]> chunks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            final int bound = random.nextBoolean() ? 100 : SnapshotWriter.MAX_CHUNK_BODY_LENGTH_BYTES;
            final byte[] chunk =
                    new byte[i == 0 ? SnapshotWriter.MAX_CHUNK_BODY_LENGTH_BYTES : 1 + random.nextInt(bound)];
            random.nextBytes(chunk);
            chunks.add(chunk);
        }
        final Path file;
        try (SnapshotWriter writer = open(9)) {
            chunks.forEach(chunk -> writer.write(new UnsafeBuffer(chunk), 0, chunk.length));
            file = writer.commit();
        }
        final List<byte[]> found = new ArrayList<>();
        try (SnapshotReader reader = SnapshotReader.open(file)) {
            while (!reader.isAtEnd()) {
                reader.poll(
                        (buffer, offset, lengthBytes) -> {
                            final byte[] chunk = new byte[lengthBytes];
                            buffer.getBytes(offset, chunk);
                            found.add(chunk);
                        },
                        3);
            }
        }
        assertThat(found).hasSameSizeAs(chunks);
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(found.get(i)).isEqualTo(chunks.get(i));
        }
    }

    @Test
    void shouldBeEmptyWithoutChunks() {
        assertThat(read(write(1))).isEmpty();
    }

    @Test
    void shouldRefuseEveryFlippedBitAndEveryShorterFile() throws IOException {
        final byte[] golden = HexFormat.of().parseHex(GOLDEN);
        final Path file = directory.resolve("snapshot-0000000000000052627");
        for (int i = 0; i < golden.length; i++) {
            if (!isPadding(i)) {
                final byte[] changed = golden.clone();
                changed[i] ^= (byte) (1 << i % 8);
                Files.write(file, changed);
                assertRefused(file);
            }
            Files.write(file, Arrays.copyOf(golden, i));
            assertRefused(file);
        }
    }

    /** Between the end of the first body and the next chunk: bytes that nobody reads. */
    private static boolean isPadding(final int position) {
        return position >= 64 + 32 + "hello".length() && position < 64 + 32 + 8;
    }

    @Test
    void shouldRefuseChunksThatChangedPlaces() throws IOException {
        final Path file = write(7, "first...", "second..");
        final byte[] content = Files.readAllBytes(file);
        final byte[] first = Arrays.copyOfRange(content, 64, 104);
        System.arraycopy(content, 104, content, 64, 40);
        System.arraycopy(first, 0, content, 104, 40);
        Files.write(file, content);
        assertThatThrownBy(() -> Snapshots.verify(file, JOURNAL_ID))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("chunk 1 does not continue chunk -1");
    }

    @Test
    void shouldFindTheNewestThatIsWhole() throws IOException {
        write(10, "ten");
        final Path twenty = write(20, "twenty");
        final Path thirty = write(30, "thirty");
        assertThat(search(Long.MAX_VALUE).snapshot())
                .hasValueSatisfying(info -> assertThat(info.file()).isEqualTo(thirty));
        assertThat(search(29).snapshot())
                .hasValueSatisfying(info -> assertThat(info.file()).isEqualTo(twenty));
        assertThat(search(9).snapshot()).isEmpty();
        flip(thirty, 100);
        final SnapshotSearch search = search(Long.MAX_VALUE);
        assertThat(search.snapshot()).hasValueSatisfying(info -> {
            assertThat(info.lastSequence()).isEqualTo(20);
            assertThat(info.stateHash()).isEqualTo(77);
        });
        assertThat(search.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.file()).isEqualTo(thirty);
            assertThat(skipped.reason()).contains("checksum of chunk 0").contains("Move the file away");
        });
    }

    @Test
    void shouldSkipASnapshotOfAnotherJournalOrMoment() throws IOException {
        final Path foreign;
        try (SnapshotWriter writer = SnapshotWriter.open(directory, SystemFileLayer.INSTANCE, 1, 8, 1_000, 77)) {
            foreign = writer.commit();
        }
        final Path renamed = directory.resolve("snapshot-0000000000000000009");
        Files.move(write(5, "five"), renamed);
        final SnapshotSearch search = search(Long.MAX_VALUE);
        assertThat(search.snapshot()).isEmpty();
        assertThat(search.skipped()).extracting(SnapshotSearch.Skipped::file).containsExactly(renamed, foreign);
        assertThat(search.skipped().get(0).reason()).contains("snapshot of sequence 5 of this journal");
        assertThat(search.skipped().get(1).reason()).contains("of another journal");
        assertThat(Snapshots.newestHeader(directory, JOURNAL_ID)).isEmpty();
    }

    @Test
    void shouldLeaveNothingBehindWhereItWasNotCommitted() throws IOException {
        try (SnapshotWriter writer = open(3)) {
            writer.write(new UnsafeBuffer(new byte[10]), 0, 10);
            assertThat(Snapshots.list(directory)).isEmpty();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldNotBeThereWhereTheDiskDidNotConfirm() {
        final FailingFileLayer layer = new FailingFileLayer();
        layer.failForce("snapshot-");
        try (SnapshotWriter writer = SnapshotWriter.open(directory, layer, JOURNAL_ID, 3, 1_000, 77)) {
            assertThatThrownBy(writer::commit)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("snapshot-0000000000000000003.tmp")
                    .hasMessageContaining("the disk is gone");
        }
        assertThat(Snapshots.list(directory)).isEmpty();
    }

    @Test
    void shouldKeepTheNewestAndNoLeftovers() throws IOException {
        write(1, "a");
        final Path second = write(2, "b");
        final Path third = write(3, "c");
        Files.createFile(directory.resolve("snapshot-0000000000000000004.tmp"));
        Snapshots.prune(directory, SystemFileLayer.INSTANCE, 2);
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(second, third);
        }
    }

    @Test
    void shouldRefuseChunksThatAreEmptyOrTooLong() {
        try (SnapshotWriter writer = open(3)) {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[SnapshotWriter.MAX_CHUNK_BODY_LENGTH_BYTES + 1]);
            assertThatThrownBy(() -> writer.write(buffer, 0, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.write(buffer, 0, buffer.capacity()))
                    .isInstanceOf(IllegalArgumentException.class);
            writer.commit();
            assertThatThrownBy(() -> writer.write(buffer, 0, 1)).isInstanceOf(IllegalStateException.class);
        }
    }

    private void assertRefused(final Path file) {
        assertThatThrownBy(() -> Snapshots.verify(file, JOURNAL_ID))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining(file.toString());
    }

    private static void flip(final Path file, final int position) throws IOException {
        final byte[] content = Files.readAllBytes(file);
        content[position] ^= 1;
        Files.write(file, content);
    }

    private SnapshotSearch search(final long lastSequence) {
        return Snapshots.newestValid(directory, JOURNAL_ID, lastSequence);
    }

    private SnapshotWriter open(final long lastSequence) {
        return SnapshotWriter.open(directory, SystemFileLayer.INSTANCE, JOURNAL_ID, lastSequence, 1_000, 77);
    }

    private Path write(final long lastSequence, final String... chunks) {
        try (SnapshotWriter writer = open(lastSequence)) {
            for (final String chunk : chunks) {
                final byte[] bytes = chunk.getBytes(StandardCharsets.US_ASCII);
                writer.write(new UnsafeBuffer(bytes), 0, bytes.length);
            }
            return writer.commit();
        }
    }

    private static List<String> read(final Path file) {
        final List<String> chunks = new ArrayList<>();
        try (SnapshotReader reader = SnapshotReader.open(file)) {
            while (!reader.isAtEnd()) {
                reader.poll(
                        (buffer, offset, lengthBytes) ->
                                chunks.add(buffer.getStringWithoutLengthAscii(offset, lengthBytes)),
                        10);
            }
        }
        return chunks;
    }
}
