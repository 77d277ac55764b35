package dev.florin.gateway.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandInputTest {
    private static final byte[] TEXT =
            "{\"op\":\"trial_balance\"}\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void shouldReadPlainGzipAndZstdAlike() throws IOException {
        assertThat(read(TEXT)).isEqualTo(TEXT);
        assertThat(read(gzip(TEXT))).isEqualTo(TEXT);
        assertThat(read(Zstd.compress(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void shouldReadSeveralCompressedPiecesAsOne() throws IOException {
        final byte[] half = Arrays.copyOfRange(TEXT, 0, TEXT.length / 2);
        final byte[] rest = Arrays.copyOfRange(TEXT, TEXT.length / 2, TEXT.length);

        assertThat(read(concat(gzip(half), gzip(rest)))).isEqualTo(TEXT);
        assertThat(read(concat(Zstd.compress(half), Zstd.compress(rest)))).isEqualTo(TEXT);
    }

    @Test
    void shouldTakeInputsShorterThanAnyMagic() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new byte[] {'{'})).containsExactly('{');
        assertThat(read(new byte[] {0x1F})).containsExactly(0x1F);
        assertThat(read(new byte[] {0x28, (byte) 0xB5, 0x2F})).containsExactly(0x28, 0xB5, 0x2F);
    }

    @Test
    void shouldNotWaitForMoreThanTheFirstByteOfAPlainInput() throws IOException {
        final InputStream in = new ByteArrayInputStream(new byte[] {'{', '}', '\n'}) {
            @Override
            public synchronized int read() {
                assertThat(pos).as("bytes asked for before the lines are read").isLessThan(2);
                return super.read();
            }

            @Override
            public synchronized int read(final byte[] bytes, final int offset, final int length) {
                return super.read(bytes, offset, length);
            }
        };

        assertThat(CommandInput.of("test", in).unpacked().read(new byte[8])).isPositive();
    }

    @Test
    void shouldFailOnADamagedOrTruncatedArchive() throws IOException {
        final byte[] gzip = gzip(TEXT);
        final byte[] zstd = Zstd.compress(TEXT);

        assertThatThrownBy(() -> read(Arrays.copyOf(gzip, gzip.length - 9))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(zstd, zstd.length - 5))).isInstanceOf(IOException.class);
        gzip[gzip.length - 6]++;
        assertThatThrownBy(() -> read(gzip)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldNameTheFileThatCannotBeRead() {
        assertThatThrownBy(() -> CommandInput.ofFile(directory.resolve("missing.jsonl")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing.jsonl: no such file");
        assertThatThrownBy(() -> CommandInput.ofFile(directory)).hasMessageContaining("is a directory");
    }

    @Test
    void shouldCountTheBytesOfTheFile() throws IOException {
        final Path file = directory.resolve("commands.jsonl.gz");
        Files.write(file, gzip(TEXT));

        try (CommandInput input = CommandInput.ofFile(file)) {
            assertThat(input.lengthBytes()).isEqualTo(Files.size(file));
            assertThat(input.isReady()).isTrue();
            assertThat(input.unpacked().readAllBytes()).isEqualTo(TEXT);
            assertThat(input.bytesRead()).isEqualTo(Files.size(file));
            assertThat(input.isReady()).isFalse();
        }
    }

    private static byte[] read(final byte[] bytes) throws IOException {
        try (CommandInput input = CommandInput.of("test", new ByteArrayInputStream(bytes))) {
            return input.unpacked().readAllBytes();
        }
    }

    private static byte[] gzip(final byte[] bytes) throws IOException {
        final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] concat(final byte[] first, final byte[] second) {
        final byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
