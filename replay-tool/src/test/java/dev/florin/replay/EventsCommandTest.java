package dev.florin.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.ClockMode;
import dev.florin.gateway.run.Run;
import dev.florin.gateway.run.RunOptions;
import dev.florin.journal.Durability;
import dev.florin.statemachine.reference.StreamSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsCommandTest {
    private static final Pattern SEQUENCE = Pattern.compile("\"seq\":([0-9]+)");
    private static final Pattern LEVEL = Pattern.compile(
            "\"event\":\"level\".*(\"instrument\":.*\"price\":[0-9]+),\"quantity\":([0-9]+),\"orders\":([0-9]+)");

    @TempDir
    private Path directory;

    @TempDir
    private Path again;

    private static long sequence(final String line) {
        final Matcher matcher = SEQUENCE.matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static List<String> from(final List<String> events, final long sequence) {
        return events.stream().filter(line -> sequence(line) >= sequence).toList();
    }

    /** The lines that {@code florin run --events} wrote of the same commands. */
    private List<String> eventsOfARun() throws IOException {
        final Tool.Result exported = Tool.run("export", directory);
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        final Path file = Files.writeString(again.resolve("journal.jsonl"), exported.out());
        final Path events = again.resolve("events.jsonl");
        final RunOptions options = new RunOptions(
                Optional.of(file),
                Optional.of(again.resolve("data")),
                Durability.MEMORY_MAPPED,
                ClockMode.RECORDED,
                Optional.of(events),
                OptionalInt.of(RandomDirectory.KEY_RETENTION),
                0,
                false);
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(new Run(options, OutputStream.nullOutputStream(), new PrintStream(err, true, StandardCharsets.UTF_8))
                        .execute())
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        return Files.readAllLines(events);
    }

    @Test
    void shouldPrintTheEventsThatARunOfTheSameCommandsWrites() throws IOException {
        final long seed = System.nanoTime();
        RandomDirectory.fillWithWhatLinesCanSay(directory, seed, 800, StreamSettings.ALL_KINDS);
        final List<String> events = Tool.lines("events", directory);
        assertThat(events).as("seed %d", seed).isNotEmpty().isEqualTo(eventsOfARun());
        for (final long first : new long[] {1, 2, 100, 400}) {
            assertThat(Tool.lines("events", directory, "--from", first))
                    .as("seed %d, from %d", seed, first)
                    .isEqualTo(from(events, first));
        }
        final Tool.Result beyond = Tool.run("events", directory, "--from", 5_000);
        assertThat(beyond.exitCode()).isEqualTo(ReplayMain.DAMAGED);
        assertThat(beyond.err()).contains("sequence 5000 is beyond the journal");
    }

    /** Whoever joins in the middle knows the same book, at the end, as whoever was there from the beginning. */
    @Test
    void shouldBeginWithTheBookThatTheEventsGoOnFrom() {
        final long seed = System.nanoTime();
        RandomDirectory.fill(directory, seed, 800, StreamSettings.ALL_KINDS);
        final Map<String, String> book = book(Tool.lines("events", directory));
        for (final long first : new long[] {1, 250, 500, 799}) {
            final List<String> joined = Tool.lines("events", directory, "--from", first, "--book");
            assertThat(book(joined)).as("seed %d, from %d", seed, first).isEqualTo(book);
            assertThat(joined.stream().mapToLong(EventsCommandTest::sequence).filter(each -> each < first))
                    .allMatch(each -> each == first - 1);
        }
    }

    /** Of {@link Bazaar}. */
    @Test
    void shouldTellTheBookAsLevels() {
        Bazaar.fill(directory);
        assertThat(Tool.lines("events", directory, "--from", 13, "--book"))
                .containsExactly(
                        "{\"event\":\"instrument\",\"seq\":12,\"at\":12,\"instrument\":\"BTC-USD\",\"state\":\"open\"}",
                        level(12, "sell", 2_500, 2),
                        level(12, "sell", 2_600, 1),
                        "{\"event\":\"order\",\"seq\":13,\"at\":13,\"order\":\"24\",\"owner\":42,"
                                + "\"status\":\"resting\",\"remaining\":5}",
                        level(13, "buy", 2_400, 5));
    }

    private static String level(final long sequence, final String side, final long price, final long quantity) {
        return "{\"event\":\"level\",\"seq\":" + sequence + ",\"at\":" + sequence
                + ",\"instrument\":\"BTC-USD\",\"side\":\"" + side + "\",\"price\":" + price + ",\"quantity\":"
                + quantity + ",\"orders\":1}";
    }

    private static Map<String, String> book(final List<String> events) {
        final Map<String, String> book = new LinkedHashMap<>();
        for (final String line : events) {
            final Matcher level = LEVEL.matcher(line);
            if (level.find() && level.group(2).equals("0")) {
                book.remove(level.group(1));
            } else if (level.find(0)) {
                book.put(level.group(1), level.group(2) + "x" + level.group(3));
            }
        }
        return book;
    }

    @Test
    void shouldGoOnFromThePositionThatItStored() throws IOException {
        final Path position = again.resolve("position");
        Shop.fill(directory);
        final List<String> first = new ArrayList<>(Tool.lines("events", directory, "--position", position));
        assertThat(first).isNotEmpty();
        assertThat(Files.readString(position)).isEqualTo((Shop.LAST_SEQUENCE + 1) + "\n");
        assertThat(Tool.lines("events", directory, "--position", position)).isEmpty();
        Files.writeString(position, "7\n");
        assertThat(Tool.lines("events", directory, "--position", position)).isEqualTo(from(first, 7));
        Files.writeString(position, "nowhere");
        assertThat(Tool.run("events", directory, "--position", position).err())
                .contains("holds no sequence: 'nowhere'");
        Files.writeString(position, "0\n");
        assertThat(Tool.run("events", directory, "--position", position).err()).contains("holds no sequence: '0'");
        assertThat(Tool.run("events", directory, "--from", 0).exitCode()).isEqualTo(2);
    }

    /** Whoever reads the lines goes away again and again, and comes back: no line is missing, and few come twice. */
    @Test
    void shouldStoreAPositionOnlyOnceTheLinesBeforeItWereTaken() throws IOException {
        final long seed = System.nanoTime();
        RandomDirectory.fill(directory, seed, 400, StreamSettings.ALL_KINDS);
        final List<String> events = Tool.lines("events", directory);
        final Path position = again.resolve("position");
        final Set<String> taken = new LinkedHashSet<>();
        int exitCode;
        int runs = 0;
        do {
            assertThat(++runs).as("seed %d, runs that got nowhere", seed).isLessThan(100);
            final LeavingReader reader = new LeavingReader(position, taken);
            exitCode = ReplayMain.commandLine()
                    .setOut(new PrintWriter(reader))
                    .execute("events", directory.toString(), "--position", position.toString());
            assertThat(reader.storedTooEarly).as("seed %d, run %d", seed, runs).isEmpty();
        } while (exitCode == ReplayMain.OUTPUT_CLOSED);
        assertThat(exitCode).isZero();
        assertThat(runs).as("seed %d", seed).isGreaterThan(1);
        assertThat(taken).as("seed %d", seed).containsExactlyElementsOf(new LinkedHashSet<>(events));
    }

    /** Takes what it is handed on twice, as it comes, and is gone at the third time. */
    private static final class LeavingReader extends Writer {
        private static final int TAKEN_TIMES = 2;

        private final List<String> storedTooEarly = new ArrayList<>();
        private final Path position;
        private final Set<String> taken;
        private int times;

        LeavingReader(final Path position, final Set<String> taken) {
            this.position = position;
            this.taken = taken;
        }

        @Override
        public void write(final char[] characters, final int offset, final int length) throws IOException {
            final List<String> lines =
                    String.valueOf(characters, offset, length).lines().toList();
            if (Files.exists(position)
                    && Long.parseLong(Files.readString(position).strip()) > sequence(lines.get(0))) {
                storedTooEarly.add(lines.get(0));
            }
            if (++times > TAKEN_TIMES) {
                throw new IOException("gone");
            }
            taken.addAll(lines);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
