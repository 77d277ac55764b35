package dev.florin.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.Await;
import dev.florin.engine.Engine;
import dev.florin.engine.TestEngines;
import dev.florin.journal.Durability;
import dev.florin.protocol.event.EventDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine under load in one process, its follower in another; both are killed, again and again. */
@Tag("crash")
@Timeout(120)
class FollowerKillTest {
    private static final int KILLS = Boolean.getBoolean("florin.long") ? 20 : 1;

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldGiveEveryEventAtLeastOnceAndInOrder(final Durability durability) throws Exception {
        final Path directory = temporary.resolve("data");
        final List<Path> parts = new ArrayList<>();
        for (int run = 1; run <= KILLS; run++) {
            final Process engine = start(LoadedProcess.class, directory.toString(), durability.name());
            try {
                Await.until("the engine works", () -> Files.exists(directory.resolve("counters.dat")));
                killInTheMiddle(directory, run + "-a", parts, false);
                killInTheMiddle(directory, run + "-b", parts, true);
            } finally {
                engine.toHandle().destroyForcibly();
                engine.waitFor();
            }
        }
        try (Engine engine =
                Engine.open(TestEngines.config(directory, durability).build())) {
            FollowingProcess.main(
                    follow(directory, "end", parts, engine.recovery().lastSequence()));
        }
        final Set<String> events = new LinkedHashSet<>();
        for (final Path part : parts) {
            events.addAll(wholeLines(part));
        }
        assertThat(events).containsExactlyElementsOf(allEvents(directory));
    }

    /** Kills the follower as soon as it has written many events, most likely before their position, or right behind one. */
    private void killInTheMiddle(
            final Path directory, final String name, final List<Path> parts, final boolean isBehindAPosition)
            throws Exception {
        final String[] arguments = follow(directory, name, parts, Long.MAX_VALUE);
        final Process follower = start(FollowingProcess.class, arguments);
        try {
            final Path part = parts.get(parts.size() - 1);
            Await.until("events come", () -> part.toFile().length() > 200_000 || !follower.isAlive());
            if (isBehindAPosition) {
                final String before = position();
                Await.until("a position is stored", () -> !position().equals(before) || !follower.isAlive());
            }
            assertThat(follower.isAlive()).isTrue();
        } finally {
            follower.toHandle().destroyForcibly();
            follower.waitFor();
        }
    }

    private String position() {
        final Path file = temporary.resolve("position");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] follow(final Path directory, final String name, final List<Path> parts, final long toSequence) {
        parts.add(temporary.resolve("events-" + name));
        return new String[] {
            directory.toString(),
            parts.get(parts.size() - 1).toString(),
            temporary.resolve("position").toString(),
            Long.toString(toSequence)
        };
    }

    private Process start(final Class<?> main, final String... arguments) throws IOException {
        final List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@../.jvm/access.flags",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        final Path output = temporary.resolve(main.getSimpleName() + ".output");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    /** A kill may have cut the last one off. */
    private static List<String> wholeLines(final Path file) throws IOException {
        final String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static List<String> allEvents(final Path directory) {
        final List<String> events = new ArrayList<>();
        final EventDecoder decoder = new EventDecoder();
        try (JournalFollower follower = JournalFollower.open(directory, 1)) {
            while (follower.poll(
                            (sequence, buffer, offset, lengthBytes) ->
                                    events.add(decoder.decode(buffer, offset).toString()),
                            1_000)
                    > 0) {
                assertThat(follower.comparedHashCount()).isPositive();
            }
        }
        return events;
    }
}
