package dev.florin.journal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.exceptions.JournalException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChronicleRuntimeTest {

    @Test
    void shouldAcceptThisProcess() {
        assertThatCode(ChronicleRuntime::check).doesNotThrowAnyException();
        assertThat(System.getProperty("chronicle.analytics.disable")).isEqualTo("true");
        assertThat(System.getProperty("chronicle.announcer.disable")).isEqualTo("true");
        assertThat(System.getProperty("disable.perf.info")).isEqualTo("true");
        assertThat(System.getProperty("chronicle.disk.monitor.disable")).isEqualTo("true");
    }

    @Test
    void shouldNameTheFlagThatIsMissing() {
        // Nothing is opened to a module other than the one that runs the tests.
        final Module stranger = ModuleLayer.boot().findModule("java.logging").orElseThrow();
        assertThatThrownBy(() -> ChronicleRuntime.checkOpenedPackages(Object.class.getModule(), stranger))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("--add-opens=java.base/java.lang.reflect=ALL-UNNAMED")
                .hasMessageContaining("sun.nio.ch")
                .hasMessageContaining("jdk.internal.misc");
    }

    @Test
    void shouldRefuseToRunBesideAnalytics(@TempDir final Path directory) throws IOException {
        final Path analytics = directory.resolve("net/openhft/chronicle/analytics/Analytics.class");
        Files.createDirectories(analytics.getParent());
        Files.createFile(analytics);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            assertThatThrownBy(() -> ChronicleRuntime.checkAnalyticsAbsent(loader))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("Exclude net.openhft:chronicle-analytics");
        }
    }
}
