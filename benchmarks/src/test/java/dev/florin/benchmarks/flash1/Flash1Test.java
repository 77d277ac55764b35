package dev.florin.benchmarks.flash1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The books against the answers that the benchmark publishes, where its data is at hand, and against each other. */
final class Flash1Test {
    private static final Path DATA = Path.of("..", "..", "shared", "data", "flash1");

    @ParameterizedTest
    @ValueSource(strings = {"normal", "flash-crash"})
    void shouldReportWhatTheBenchmarkPublishes(final String workload) throws IOException {
        final Path file = DATA.resolve("orders_" + workload + "_s23_n1000000.bin.zst");
        final Path hashes = DATA.resolve("correctness_hash.txt");
        assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
        final Messages messages = Messages.read(file);
        final String published;
        try (Stream<String> lines = Files.lines(hashes)) {
            published = lines.filter(line -> line.endsWith("  " + workload + "_seed23_count1000000_reports.txt"))
                    .findFirst()
                    .orElseThrow()
                    .substring(0, 64);
        }
        for (final Books kind : Books.values()) {
            final ReportHash hash = new ReportHash();
            messages.play(kind.open(hash));
            assertThat(hash.finish()).as(kind.text()).isEqualTo(published);
        }
    }

    @Test
    void shouldReportTheEdgeCases() throws IOException {
        final Path file = DATA.resolve("edge_cases_34.json.gz");
        assumeTrue(Files.exists(file), () -> "skipped: there is no " + file);
        int cases = 0;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
                JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                EdgeCase.read(parser).check();
                cases++;
            }
        }
        assertThat(cases).isEqualTo(34);
    }

    @Test
    void shouldReportTheSameWhateverTheBook() {
        for (long seed = 1; seed <= 50; seed++) {
            final ReportLines simplest = new ReportLines();
            final ReportLines florin = new ReportLines();
            playRandom(seed, new SimplestBook(simplest));
            playRandom(seed, new FlorinBook(florin));
            assertThat(florin.lines()).as("seed " + seed).isEqualTo(simplest.lines());
        }
    }

    private static void playRandom(final long seed, final Book book) {
        final SplittableRandom random = new SplittableRandom(seed);
        for (int sequence = 0; sequence < 3_000; sequence++) {
            final int back = 1 + random.nextInt(200);
            final long price = 90L + random.nextInt(20);
            final long quantity = 1L + random.nextInt(20);
            final boolean isBuy = random.nextBoolean();
            final int kind = random.nextInt(10);
            // Ids of new orders are new; those of the others may be of any order, open or not.
            if (kind < 6) {
                book.place(sequence, isBuy, kind == 0, quantity, 1_000 + sequence, price);
            } else if (kind < 8) {
                book.cancel(sequence, 1_000 + Math.max(0, sequence - back));
            } else {
                book.modify(sequence, isBuy, quantity, 1_000 + Math.max(0, sequence - back), price);
            }
        }
    }

    /** One case: messages and the lines that they must make. */
    private record EdgeCase(String name, List<Message> messages, List<String> expected) {
        static EdgeCase read(final JsonParser parser) {
            String name = null;
            final List<Message> messages = new ArrayList<>();
            final List<String> expected = new ArrayList<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                final String property = parser.currentName();
                parser.nextToken();
                switch (property) {
                    case "case" -> name = parser.getString();
                    case "messages" -> {
                        while (parser.nextToken() == JsonToken.START_OBJECT) {
                            messages.add(Message.read(parser));
                        }
                    }
                    default -> {
                        while (parser.nextToken() == JsonToken.VALUE_STRING) {
                            expected.add(parser.getString());
                        }
                    }
                }
            }
            return new EdgeCase(name, messages, expected);
        }

        void check() {
            for (final Books kind : Books.values()) {
                final ReportLines lines = new ReportLines();
                final Book book = kind.open(lines);
                for (int i = 0; i < messages.size(); i++) {
                    messages.get(i).play(book, i);
                }
                assertThat(lines.lines()).as(name + ", " + kind.text()).isEqualTo(expected);
            }
        }
    }

    private record Message(String type, boolean isBuy, boolean isImmediate, long quantity, long id, long price) {
        static Message read(final JsonParser parser) {
            String type = null;
            boolean isBuy = false;
            boolean isImmediate = false;
            long quantity = 0;
            long id = 0;
            long price = 0;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                final String property = parser.currentName();
                parser.nextToken();
                switch (property) {
                    case "type" -> type = parser.getString();
                    case "side" -> isBuy = "B".equals(parser.getString());
                    case "ioc" -> isImmediate = parser.getLongValue() != 0;
                    case "qty" -> quantity = parser.getLongValue();
                    case "id" -> id = parser.getLongValue();
                    case "price" -> price = parser.getLongValue();
                    default -> throw new IllegalArgumentException("an edge case has no " + property);
                }
            }
            return new Message(type, isBuy, isImmediate, quantity, id, price);
        }

        void play(final Book book, final long sequence) {
            switch (type.toLowerCase(Locale.ROOT)) {
                case "new" -> book.place(sequence, isBuy, isImmediate, quantity, id, price);
                case "cancel" -> book.cancel(sequence, id);
                case "modify" -> book.modify(sequence, isBuy, quantity, id, price);
                default -> throw new IllegalArgumentException("no message is a " + type);
            }
        }
    }
}
