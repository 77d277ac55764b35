package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.Engine;
import dev.florin.engine.EngineConfig;
import dev.florin.engine.FlorinClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import picocli.CommandLine;

class ReplayMainTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(final String... arguments) {
        final CommandLine commandLine = ReplayMain.commandLine();
        return commandLine
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private long fill() {
        try (Engine engine = Engine.open(EngineConfig.builder(directory)
                .keyRetention(1_000)
                .commitFileLengthBytes(4L * 1024 * 1024)
                .minFreeDiskBytes(0)
                .build())) {
            final FlorinClient client = engine.client();
            Shop.open(client);
            for (int i = 0; i < 100; i++) {
                client.call(Shop.transfer(10 + i, Shop.BANK, Shop.ANNA, 5));
            }
            return hashAfterClose(engine);
        }
    }

    private static long hashAfterClose(final Engine engine) {
        engine.close();
        return engine.stateHash();
    }

    @Test
    void shouldTellWhatADirectoryHolds() {
        fill();
        assertThat(run("info", directory.toString())).isZero();
        assertThat(out.toString())
                .contains("keyRetention   1000", "last sequence  103", "closed         in good order", "1 to 103");
    }

    @Test
    void shouldProveADirectoryAndNameTheHashThatTheEngineHad() {
        final long hash = fill();
        assertThat(run("verify", directory.toString())).isZero();
        assertThat(out.toString()).contains("2 accounts", String.format("%016x", hash), "all is right");
    }

    @Test
    void shouldRefuseADamagedDirectoryAndNameTheFile() throws IOException {
        fill();
        final Path segment = largestSegment();
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final long position = lastByteThatIsNotZero(channel) - 40;
            channel.write(ByteBuffer.wrap(new byte[] {0x55, 0x55, 0x55}), position);
        }
        assertThat(run("verify", directory.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(segment.getFileName().toString());
        assertThat(run("info", directory.toString())).isEqualTo(1);
    }

    private Path largestSegment() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            final List<Path> segments =
                    files.filter(file -> file.toString().endsWith(".cq4")).toList();
            return segments.get(0);
        }
    }

    private static long lastByteThatIsNotZero(final FileChannel channel) throws IOException {
        final ByteBuffer all = ByteBuffer.allocate((int) Math.min(channel.size(), 4L * 1024 * 1024));
        channel.read(all, 0);
        int position = all.position() - 1;
        while (all.get(position) == 0) {
            position--;
        }
        return position;
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThat(run("verify", directory.resolve("nothing").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("nothing");
        assertThat(run()).isEqualTo(2);
    }

    /** Of a folder that is not there Java says only its name. */
    @Test
    void shouldSayWhyAFileCannotBeUsed() {
        fill();
        final Path position = directory.resolve("nothing").resolve("position");
        final Tool.Result result = Tool.run("events", directory, "--position", position);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains(position.toString(), " (not there)");
    }

    @Test
    void shouldWriteNothingWhereItOnlyLooks() throws IOException {
        fill();
        final Map<String, Integer> before = Tool.contents(directory);
        for (final String command : List.of("info", "verify", "dump", "state", "export", "repair")) {
            assertThat(Tool.run(command, directory).exitCode()).as(command).isZero();
        }
        assertThat(Tool.run("statement", directory, "42/SEK").exitCode()).isZero();
        assertThat(Tool.run("why", directory, "10").exitCode()).isZero();
        assertThat(Tool.run("diff", directory, directory).exitCode()).isZero();
        assertThat(Tool.contents(directory)).isEqualTo(before);
    }

    @Test
    void shouldTeachByItsHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("info", "verify", "dump", "state", "statement", "why", "export", "diff");
        for (final String command : List.of(
                "dump", "state", "statement", "why", "export", "diff", "snapshot", "archive", "backup", "repair")) {
            assertThat(Tool.lines(command, "--help")).as(command).anyMatch(line -> line.startsWith("Example"));
        }
    }
}
