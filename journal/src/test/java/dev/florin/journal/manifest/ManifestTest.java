package dev.florin.journal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.exceptions.JournalDamagedException;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.file.SystemFileLayer;
import dev.florin.journal.format.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("crash")
final class ManifestTest {

    private static final Path FILE = Path.of("manifest");

    private static final Manifest MANIFEST = Manifest.create(
                    0x00F1_E2D3_C4B5_A697L, Map.of("rules", "1", "key-retention", "10000000"))
            .withCommitLog(64 << 20)
            .with(SegmentEntry.open(2, 128 << 20))
            .with(SegmentEntry.preparing(3))
            .with(SegmentEntry.sealed(1, 1, 52_627, 0x9F3A_01BC));

    private static final String GOLDEN = """
            florin-journal 1
            id 00f1e2d3c4b5a697
            property key-retention 10000000
            property rules 1
            commit-log 67108864
            segment 1 sealed 1 52627 9f3a01bc
            segment 2 open 134217728
            segment 3 preparing
            crc32c b6726268
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldEncodeTheGoldenBytes() {
        assertThat(MANIFEST.encode()).asString(StandardCharsets.US_ASCII).isEqualTo(GOLDEN);
    }

    @Test
    void shouldParseTheGoldenBytes() {
        final Manifest parsed = Manifest.parse(FILE, GOLDEN.getBytes(StandardCharsets.US_ASCII));
        assertThat(parsed.journalId()).isEqualTo(0x00F1_E2D3_C4B5_A697L);
        assertThat(parsed.properties()).isEqualTo(Map.of("rules", "1", "key-retention", "10000000"));
        assertThat(parsed.commitFileLengthBytes()).isEqualTo(64 << 20);
        assertThat(parsed.segments())
                .containsExactly(
                        SegmentEntry.sealed(1, 1, 52_627, 0x9F3A_01BC),
                        SegmentEntry.open(2, 128 << 20),
                        SegmentEntry.preparing(3));
    }

    @Test
    void shouldSayThatASegmentIsArchived() {
        final SegmentEntry archived =
                SegmentEntry.sealed(1, 1, 52_627, 0x9F3A_01BC).archived(8 << 20);
        final Manifest manifest = MANIFEST.with(archived);
        assertThat(manifest.encode())
                .asString(StandardCharsets.US_ASCII)
                .contains("\nsegment 1 archived 1 52627 9f3a01bc 8388608\n");
        assertThat(Manifest.parse(FILE, manifest.encode()).segments().get(0)).isEqualTo(archived);
        assertThat(archived.isSealed()).isTrue();
    }

    @Test
    void shouldRefuseEveryChangedByteAndEveryShorterText() {
        final byte[] golden = GOLDEN.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < golden.length; i++) {
            final byte[] changed = golden.clone();
            changed[i] ^= 4;
            assertThatThrownBy(() -> Manifest.parse(FILE, changed))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("the checksum does not fit");
            final byte[] shorter = Arrays.copyOf(golden, i);
            assertThatThrownBy(() -> Manifest.parse(FILE, shorter)).isInstanceOf(JournalDamagedException.class);
        }
    }

    @Test
    void shouldRefuseAnotherFormatByName() {
        final byte[] newer = withChecksum("florin-journal 2\nid 1\n");
        assertThatThrownBy(() -> Manifest.parse(FILE, newer))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("'florin-journal 2'");
    }

    @Test
    void shouldRefuseLinesThatMakeNoSense() {
        for (final String line : new String[] {
            "segment 1 half",
            "segment x open 1",
            "segment 1 open",
            "segment 1 sealed 1",
            "segment 1 archived 1 2 0",
            "nonsense",
            ""
        }) {
            final byte[] bytes = withChecksum("florin-journal 1\nid 1\n" + line + "\n");
            assertThatThrownBy(() -> Manifest.parse(FILE, bytes))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("unreadable");
        }
    }

    @Test
    void shouldRefusePropertiesThatWouldNotReadBack() {
        assertThatThrownBy(() -> Manifest.create(1, Map.of("a b", "c"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Manifest.create(1, Map.of("a", "b\nc"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Manifest.parse(
                                FILE,
                                Manifest.create(1, Map.of("a", " b c ", "d", ""))
                                        .encode())
                        .properties())
                .isEqualTo(Map.of("a", " b c ", "d", ""));
    }

    @Test
    void shouldRefuseSegmentsWithoutAManifest() throws IOException {
        Files.createDirectories(SegmentPaths.directory(directory, 7));
        assertThatThrownBy(() -> ManifestStore.openOrCreate(directory, SystemFileLayer.INSTANCE, 1, Map.of()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("the manifest is missing but the directory holds segments [7]");
    }

    @Test
    void shouldRefuseCommitFilesWithoutAManifest() throws IOException {
        Files.createFile(directory.resolve("commit-1"));
        assertThatThrownBy(() -> ManifestStore.openOrCreate(directory, SystemFileLayer.INSTANCE, 1, Map.of()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("the manifest is missing but the directory holds commit-1");
    }

    @Test
    void shouldStartAgainWhereCreationWasInterrupted() throws IOException {
        Files.writeString(directory.resolve("manifest.tmp"), "half");
        final ManifestStore store =
                ManifestStore.openOrCreate(directory, SystemFileLayer.INSTANCE, 5, Map.of("rules", "1"));
        assertThat(store.manifest().journalId()).isEqualTo(5);
        assertThat(ManifestStore.read(directory).properties()).isEqualTo(Map.of("rules", "1"));
    }

    @Test
    void shouldSayThatADirectoryHoldsNoJournal() {
        assertThatThrownBy(() -> ManifestStore.read(directory))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("there is no manifest");
    }

    private static byte[] withChecksum(final String body) {
        final int crc = Checksum.of(body.getBytes(StandardCharsets.US_ASCII));
        return (body + String.format("crc32c %08x%n", crc)).getBytes(StandardCharsets.US_ASCII);
    }
}
