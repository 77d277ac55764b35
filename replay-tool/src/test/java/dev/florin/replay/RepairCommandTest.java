package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.FlorinClient;
import dev.florin.journal.Durability;
import dev.florin.journal.support.Journals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairCommandTest {
    private static final long AMOUNT = 123_456_789;

    @TempDir
    private Path folder;

    private Path directory;

    /** The files of an engine that runs, as a crash would leave them, with the last batch torn. */
    @BeforeEach
    void crash() throws IOException {
        final Path running = folder.resolve("running");
        directory = folder.resolve("crashed");
        try (Engine engine = Engine.open(EngineConfig.builder(running)
                .durability(Durability.MEMORY_MAPPED)
                .keyRetention(1_000)
                .segmentLengthBytes(16L * 1024 * 1024)
                .minFreeDiskBytes(0)
                .build())) {
            final FlorinClient client = engine.client();
            Shop.open(client);
            client.call(Shop.transfer(4, Shop.BANK, Shop.ANNA, AMOUNT));
            Journals.copy(running, directory);
        }
        tearLastBatch();
    }

    /** Writes over a byte of the only transfer, which is found by its accounts' owners and its amount. */
    private void tearLastBatch() throws IOException {
        final List<Path> segments;
        try (Stream<Path> files = Files.walk(directory)) {
            segments = files.filter(file -> file.toString().endsWith(".cq4")).toList();
        }
        for (final Path segment : segments) {
            final byte[] bytes = Files.readAllBytes(segment);
            for (int i = bytes.length - 2 * Long.BYTES; i >= 0; i--) {
                if (isAt(bytes, i, Shop.ANNA.owner()) && isAt(bytes, i + Long.BYTES, AMOUNT)) {
                    try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                        channel.write(ByteBuffer.wrap(new byte[] {0x55}), i);
                    }
                    return;
                }
            }
        }
        throw new AssertionError("no segment has the transfer");
    }

    private static boolean isAt(final byte[] bytes, final int offset, final long value) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(offset) == value;
    }

    @Test
    void shouldCutWhatAStartWouldCutAndKeepTheFilesAsTheyWere() throws IOException {
        final Map<String, Integer> before = Tool.contents(directory);
        assertThat(Tool.lines("info", directory)).anyMatch(line -> line.startsWith("tail to cut"));
        final Path kept = folder.resolve("kept");
        final List<String> lines = Tool.lines("repair", directory, "--yes", "--keep", kept);
        assertThat(lines).contains("the journal is whole up to sequence 3");
        assertThat(Tool.contents(kept)).isEqualTo(before);
        assertThat(Tool.lines("verify", directory)).endsWith("all is right");
        assertThat(Tool.lines("dump", directory)).hasSize(3);
        assertThat(Tool.lines("repair", directory))
                .containsExactly("nothing to cut: the journal is whole up to sequence 3");
    }

    @Test
    void shouldChangeNothingUnlessItIsWanted() throws IOException {
        final Map<String, Integer> before = Tool.contents(directory);
        final InputStream standardInput = System.in;
        System.setIn(new ByteArrayInputStream("no\n".getBytes(StandardCharsets.UTF_8)));
        try {
            final Tool.Result result = Tool.run("repair", directory);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("[y/N]");
            assertThat(result.out()).contains("nothing was changed");
        } finally {
            System.setIn(standardInput);
        }
        assertThat(Tool.contents(directory)).isEqualTo(before);
    }

    @Test
    void shouldNotOverwriteWhatWasKeptBefore() throws IOException {
        final Map<String, Integer> before = Tool.contents(directory);
        final Tool.Result result = Tool.run("repair", directory, "--yes", "--keep", folder);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("is there already");
        assertThat(Tool.contents(directory)).isEqualTo(before);
    }

    /** A link may be walked over, and then the folder of what was kept is there, and empty. */
    @Test
    void shouldKeepTheFilesBehindLinks() throws IOException {
        final Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("segment"), "of long ago");
        Files.createSymbolicLink(directory.resolve("archive"), elsewhere);
        final Map<String, Integer> before = Tool.contents(directory);
        before.put("archive/segment", Tool.contents(elsewhere).get("segment"));
        final Path link = Files.createSymbolicLink(folder.resolve("link"), directory);
        final Path kept = folder.resolve("kept");
        assertThat(Tool.lines("repair", link, "--yes", "--keep", kept))
                .endsWith("cut; the files as they were are in " + kept);
        assertThat(Tool.contents(kept)).isEqualTo(before);
    }
}
