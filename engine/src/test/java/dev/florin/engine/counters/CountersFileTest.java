package dev.florin.engine.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersFileTest {
    @TempDir
    private Path directory;

    @Test
    void shouldShowWhatWasWritten() {
        try (CountersFile writer = CountersFile.create(directory);
                CountersFile reader = CountersFile.open(directory)) {
            writer.set(Counter.LAST_SEQUENCE, 42);
            writer.add(Counter.SYNCS, 2);
            writer.add(Counter.SYNCS, 3);
            writer.recordSync(1_000);
            assertThat(reader.get(Counter.LAST_SEQUENCE)).isEqualTo(42);
            assertThat(reader.get(Counter.SYNCS)).isEqualTo(5);
            assertThat(reader.syncsIn(CountersFile.bucketOf(1_000))).isOne();
        }
    }

    /** The bytes that docs/formats-journal.md describes. A sync of 1,000 ns: 4 x (9 - 2 + 1) + 3, as 2^9 + 3 x 2^7 = 896. */
    @Test
    void shouldLieInTheFileAsDocumented() throws Exception {
        try (CountersFile writer = CountersFile.create(directory)) {
            writer.set(Counter.LAST_SEQUENCE, 0x0102030405060708L);
            writer.recordSync(1_000);
            final byte[] golden = new byte[512 + 256 * Long.BYTES];
            System.arraycopy("FLORINCT".getBytes(StandardCharsets.US_ASCII), 0, golden, 0, 8);
            golden[8] = 1;
            System.arraycopy(new byte[] {8, 7, 6, 5, 4, 3, 2, 1}, 0, golden, 64 + 5 * Long.BYTES, Long.BYTES);
            golden[512 + 35 * Long.BYTES] = 1;
            assertThat(directory.resolve(CountersFile.FILE_NAME)).hasBinaryContent(golden);
        }
    }

    @Test
    void shouldFitAllCountersBeforeTheHistogram() {
        assertThat(64 + Counter.values().length * Long.BYTES).isLessThanOrEqualTo(512);
    }

    @Test
    void shouldPutEveryDurationIntoTheBucketThatHoldsIt() {
        for (long durationNs = 0; durationNs < 1L << 40; durationNs = durationNs * 9 / 8 + 1) {
            final int bucket = CountersFile.bucketOf(durationNs);
            assertThat(CountersFile.bucketFloorNs(bucket)).isLessThanOrEqualTo(durationNs);
            assertThat(CountersFile.bucketFloorNs(bucket + 1)).isGreaterThan(durationNs);
        }
        assertThat(CountersFile.bucketOf(Long.MAX_VALUE)).isLessThan(CountersFile.BUCKET_COUNT);
    }

    @Test
    void shouldRefuseAFileThatIsNotItsOwn() throws Exception {
        assertThatThrownBy(() -> CountersFile.open(directory)).hasMessageContaining("no engine has run");
        Files.write(directory.resolve(CountersFile.FILE_NAME), new byte[10]);
        assertThatThrownBy(() -> CountersFile.open(directory)).hasMessageContaining("no counters file");
        Files.write(directory.resolve(CountersFile.FILE_NAME), new byte[512 + CountersFile.BUCKET_COUNT * 8]);
        assertThatThrownBy(() -> CountersFile.open(directory)).hasMessageContaining("no counters file");
    }
}
