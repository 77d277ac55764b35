package dev.florin.engine.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What would be left of a quiet engine's directory if its process were killed. */
final class CopiedDirectory {
    private CopiedDirectory() {}

    static void copy(final Path source, final Path target) throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.walk(source)) {
            files = all.toList();
        }
        for (final Path file : files) {
            final Path copy = target.resolve(source.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(file, copy);
            }
        }
    }
}
