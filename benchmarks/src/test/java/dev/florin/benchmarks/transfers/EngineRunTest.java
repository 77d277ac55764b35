package dev.florin.benchmarks.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.Waiting;
import dev.florin.journal.Durability;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a run measures what it says, for it checks every answer, the money and the state hash itself; not how fast it is. */
@Timeout(60)
final class EngineRunTest {
    private static final int ACCOUNTS = 20;
    private static final int COMMANDS = 4_000;
    private static final int KEPT_KEYS = 1_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(WorkKind.class)
    void shouldRunEveryKindOfWorkToItsEnd(final WorkKind kind) throws IOException, InterruptedException {
        final RunResult result =
                run(kind, new EngineSetup(Durability.FSYNC, Waiting.BACKOFF, KEPT_KEYS, true, 0, false));

        assertThat(result.commandCount()).isEqualTo(COMMANDS);
        assertThat(result.fillRate()).isPositive();
        assertThat(result.snapshotCount()).isZero();
        assertThat(result.replay().replaying()).isNaN();
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldBringBackWhatItJournaled(final Durability durability) throws IOException, InterruptedException {
        final RunResult result =
                run(WorkKind.TRANSFERS, new EngineSetup(durability, Waiting.BACKOFF, KEPT_KEYS, false, 0, true));

        assertThat(result.replay().replaying()).isPositive();
        assertThat(result.replay().reading()).isPositive();
        assertThat(result.replay().applying()).isPositive();
        assertThat(result.replay().percentApplying()).isBetween(1.0, 100.0);
    }

    private RunResult run(final WorkKind kind, final EngineSetup setup) throws IOException, InterruptedException {
        final Workload workload = new Workload(kind, ACCOUNTS, ACCOUNTS, 2, false, 64, COMMANDS, Long.MAX_VALUE);
        return new EngineRun(workload, setup).run(directory);
    }
}
