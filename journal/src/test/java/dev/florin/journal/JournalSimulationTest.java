package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.florin.journal.exceptions.JournalException;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.MemoryDirectory;
import dev.florin.journal.support.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Many lives of simulated journals, with crashes at any step. {@code -Dflorin.seed} repeats one journal,
 * {@code -Dflorin.seeds} says how many to run.
 */
final class JournalSimulationTest {

    private static final int SEEDS =
            Integer.getInteger("florin.seeds", Boolean.getBoolean("florin.long") ? 5_000 : 500);
    private static final int SEEDS_TO_FIND_A_BUG = 2_000;

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger("dev.florin.journal");

    @TempDir(factory = MemoryDirectory.class)
    private Path base;

    /** Thousands of crashes have thousands of warnings to tell, and none that matters. */
    @BeforeAll
    static void silence() {
        LOGGER.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        LOGGER.setLevel(null);
    }

    @Test
    void shouldLoseNothingThatWasDurable() throws IOException {
        final Long given = Long.getLong("florin.seed");
        final long first = given == null ? System.nanoTime() : given;
        System.out.println("seeds from " + first);
        for (long seed = first; seed < first + (given == null ? SEEDS : 1); seed++) {
            try {
                simulate(seed, SimulatedDisk.Sync.NONE);
            } catch (final JournalException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void shouldRepeatARunFromItsSeed() throws IOException {
        for (long seed = 1; seed <= 5; seed++) {
            final long digest = simulate(seed, SimulatedDisk.Sync.NONE);
            assertThat(simulate(seed, SimulatedDisk.Sync.NONE)).isEqualTo(digest);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldFindASyncThatIsForgotten(final SimulatedDisk.Sync forgotten) throws IOException {
        long seed = 1;
        while (seed <= SEEDS_TO_FIND_A_BUG && isClean(seed, forgotten)) {
            seed++;
        }
        System.out.println("without " + forgotten + " found by seed " + seed);
        assertThat(seed).isLessThanOrEqualTo(SEEDS_TO_FIND_A_BUG);
    }

    private boolean isClean(final long seed, final SimulatedDisk.Sync forgotten) throws IOException {
        try {
            simulate(seed, forgotten);
            return true;
        } catch (final JournalException | AssertionError found) {
            return false;
        }
    }

    private long simulate(final long seed, final SimulatedDisk.Sync forgotten) throws IOException {
        final Path directory = base.resolve("run");
        Journals.delete(directory);
        return new JournalSimulation(seed, directory, forgotten).run();
    }
}
