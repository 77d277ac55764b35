package dev.florin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps the README's examples the same as their sources, which are compiled and run, and short. */
class ReadmeTest {
    private static final int MAX_LINES = 30;
    private static final String BEGINNING = "// example\n";
    private static final String END = "// end of example";
    private static final Pattern SHOWN =
            Pattern.compile("<!-- example: (examples/\\S+) -->\n```java\n(.*?)```", Pattern.DOTALL);
    private static final Path ROOT = Path.of("..");
    private static final Path SOURCES = Path.of("src/main/java/dev/florin/examples");
    private static final List<String> FRONT_ENDS = List.of("payments", "trading");

    private static String exampleOf(final Path source) throws IOException {
        final String text = Files.readString(source);
        final int beginning = text.indexOf(BEGINNING);
        final int end = text.indexOf(END);
        assertThat(beginning).as("'%s' in %s", BEGINNING.strip(), source).isNotNegative();
        assertThat(end).as("'%s' in %s", END, source).isGreaterThan(beginning);
        return text.substring(beginning + BEGINNING.length(), text.lastIndexOf('\n', end))
                        .stripIndent()
                + "\n";
    }

    private static List<Path> examples() throws IOException {
        final List<Path> examples = new ArrayList<>();
        for (final String frontEnd : FRONT_ENDS) {
            try (var sources = Files.list(SOURCES.resolve(frontEnd))) {
                sources.filter(source -> !source.endsWith("package-info.java")).forEach(examples::add);
            }
        }
        return examples;
    }

    @Test
    void shouldShowWhatIsCompiledAndRun() throws IOException {
        final List<Path> shown = new ArrayList<>();
        for (final MatchResult each : SHOWN.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .toList()) {
            final Path source = Path.of("examples").relativize(Path.of(each.group(1)));
            assertThat(each.group(2)).as(each.group(1)).isEqualTo(exampleOf(source));
            shown.add(source);
        }
        assertThat(shown).containsExactlyInAnyOrderElementsOf(examples());
    }

    @Test
    void shouldFitOnOneLook() throws IOException {
        for (final Path source : examples()) {
            assertThat(exampleOf(source).lines().count()).as(source.toString()).isLessThanOrEqualTo(MAX_LINES);
        }
    }
}
