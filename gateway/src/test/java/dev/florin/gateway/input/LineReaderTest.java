package dev.florin.gateway.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void shouldCutAtLineFeedsAndTakeALastLineWithoutOne() throws IOException {
        assertThat(lines("a\nbc\n\nd")).containsExactly("1:a", "2:bc", "3:", "4:d");
    }

    @Test
    void shouldNotSeeALineAfterTheLastLineFeed() throws IOException {
        assertThat(lines("a\n")).containsExactly("1:a");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("1:");
    }

    @Test
    void shouldKeepACarriageReturnInTheLine() throws IOException {
        assertThat(lines("a\r\nb\r\n")).containsExactly("1:a\r", "2:b\r");
    }

    @Test
    void shouldSkipAByteOrderMarkAtTheVeryStartOnly() throws IOException {
        assertThat(lines("\uFEFFa\n\uFEFFb\n")).containsExactly("1:a", "2:\uFEFFb");
    }

    @Test
    void shouldNotSkipAByteOrderMarkThatStartsALaterRead() throws IOException {
        final InputStream inSixes = new ByteArrayInputStream("abcde\n\uFEFFbc\n".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(final byte[] bytes, final int offset, final int length) {
                return super.read(bytes, offset, Math.min(6, length));
            }
        };

        assertThat(lines(inSixes)).containsExactly("1:abcde", "2:\uFEFFbc");
    }

    @Test
    void shouldTellBlankLines() throws IOException {
        final LineReader reader = reader(new ByteArrayInputStream(" \t\r\n x\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(reader.next()).isTrue();
        assertThat(reader.isBlank()).isTrue();
        assertThat(reader.next()).isTrue();
        assertThat(reader.isBlank()).isFalse();
    }

    @Test
    void shouldTakeALineOfTheLargestLengthAndSkipALongerOne() throws IOException {
        final String longest = "x".repeat(LineReader.MAX_LINE_LENGTH);

        assertThat(lines(longest + "\n" + longest + "y\nafter\n"))
                .containsExactly("1:" + longest, "2:TOO LONG", "3:after");
    }

    @Test
    void shouldSkipALineFarLongerThanItsBuffer() throws IOException {
        final int length = 5 * LineReader.MAX_LINE_LENGTH;

        assertThat(lines("before\n" + "x".repeat(length) + "\nafter"))
                .containsExactly("1:before", "2:TOO LONG", "3:after");
        assertThat(lines("x".repeat(length))).containsExactly("1:TOO LONG");
        assertThat(lines("x".repeat(length) + "\n\n")).containsExactly("1:TOO LONG", "2:");
    }

    @Test
    void shouldReadTheSameLinesHoweverTheyArrive() throws IOException {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        final StringBuilder text = new StringBuilder();
        final List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            final String line = "z".repeat(random.nextInt(2_000));
            expected.add(i + ":" + line);
            text.append(line).append('\n');
        }
        final InputStream slices = new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(final byte[] bytes, final int offset, final int length) {
                return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(3_000)));
            }
        };

        assertThat(lines(slices)).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void shouldTellBeforeEveryReadThatMayBlock() throws IOException {
        final List<String> events = new ArrayList<>();
        final InputStream in = new ByteArrayInputStream("a\nb\n".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(final byte[] bytes, final int offset, final int length) {
                events.add("read");
                return super.read(bytes, offset, Math.min(2, length));
            }
        };
        final LineReader reader = new LineReader(in, () -> events.add("before"));

        while (reader.next()) {
            events.add("line");
        }

        assertThat(events).containsExactly("before", "read", "line", "before", "read", "line", "before", "read");
    }

    private static List<String> lines(final String text) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> lines(final InputStream in) throws IOException {
        final LineReader reader = reader(in);
        final List<String> lines = new ArrayList<>();
        while (reader.next()) {
            final String text = new String(reader.buffer(), reader.offset(), reader.length(), StandardCharsets.UTF_8);
            lines.add(reader.lineNumber() + ":" + (reader.isTooLong() ? "TOO LONG" : text));
        }
        return lines;
    }

    private static LineReader reader(final InputStream in) {
        return new LineReader(in, () -> {});
    }
}
