package dev.florin.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Copies of data directories. */
final class CopiedFiles {
    private CopiedFiles() {}

    /** As a crash leaves it; a file that waits for its name is passed over, because it may have it by the next moment. */
    static void copyAsCrashed(final Path running, final Path to) throws IOException {
        try (Stream<Path> all = Files.walk(running)) {
            for (final Path file :
                    all.filter(file -> !file.toString().endsWith(".tmp")).toList()) {
                final Path copy = to.resolve(running.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
