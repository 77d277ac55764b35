package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JournalLifecycleTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldReplayWhatWasAppended(final Durability durability) {
        final JournalConfig config = JournalConfig.builder(directory)
                .durability(durability)
                .segmentLengthBytes(2 << 20)
                .maxBatchLengthBytes(64 << 10)
                .stagingLengthBytes(1 << 20)
                .commitFileLengthBytes(512 << 10)
                .minFreeDiskBytes(0)
                .build();
        long sequence = 0;
        for (int run = 0; run < 5; run++) {
            try (Journal journal = Journal.open(config)) {
                final List<Long> seen = new ArrayList<>();
                final RecoveryReport report = journal.replay((first, timestampNs, buffer, offset, length, count) -> {
                    assertThat(buffer.getLong(offset)).isEqualTo(first);
                    assertThat(timestampNs).isEqualTo(first * 10);
                    seen.add(first);
                });
                assertThat(seen).hasSize((int) sequence);
                assertThat(report.lastSequence()).isEqualTo(sequence);
                assertThat(report.orderly()).isTrue();
                final JournalAppender appender = journal.startAppending();
                for (int i = 0; i < 500; i++) {
                    while (!appender.begin()) {
                        if (durability == Durability.FSYNC) {
                            journal.commitAgent().doWork();
                        }
                    }
                    sequence++;
                    appender.buffer().putLong(appender.bodyOffset(), sequence);
                    appender.commit(sequence, sequence * 10, 1, 8 * (1 + i), sequence - 1, 77);
                }
            }
        }
    }
}
