package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.Durability;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine that has nothing to do leaves the machine to others. */
@Timeout(120)
class IdleTest {
    private static final long WINDOW_MS = 1_000;
    private static final long MAX_CPU_NS = 100_000_000;
    /** What costs little may cost more while others keep the machine busy; what spins costs too much every time. */
    private static final int WINDOWS = 10;

    @TempDir
    private Path directory;

    private static long cpuNs() {
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("florin-"))
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getId())))
                .sum();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldCostLittleWhileNothingComes(final Durability durability) throws Exception {
        try (Engine engine =
                        Engine.open(TestEngines.config(directory, durability).build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 1, 7);
            engine.client().call(TestCommands.transfer(100, TestCommands.BANK, TestCommands.account(1), 1));
            assertThat(leastCpuNs()).isLessThan(MAX_CPU_NS);
        }
    }

    private static long leastCpuNs() throws InterruptedException {
        long leastNs = Long.MAX_VALUE;
        for (int window = 0; window < WINDOWS && leastNs >= MAX_CPU_NS; window++) {
            final long beforeNs = cpuNs();
            Thread.sleep(WINDOW_MS); // the length of the measurement, not a wait for something
            leastNs = Math.min(leastNs, cpuNs() - beforeNs);
        }
        return leastNs;
    }
}
