package dev.florin.engine.feed;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** What would be left of a quiet engine's directory if its process were killed. */
final class CopiedDirectory {
    private CopiedDirectory() {}

    /** A file that waits for its name is passed over: it may have it by the next moment. */
    static void copy(final Path running, final Path to) throws IOException {
        Files.walkFileTree(running, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(final Path folder, final BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(copyOf(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
                if (!waitsForName(file)) {
                    Files.copy(file, copyOf(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(final Path file, final IOException problem) throws IOException {
                if (!waitsForName(file)) {
                    throw problem;
                }
                return FileVisitResult.CONTINUE;
            }

            private Path copyOf(final Path file) {
                return to.resolve(running.relativize(file).toString());
            }
        });
    }

    private static boolean waitsForName(final Path file) {
        return file.toString().endsWith(".tmp");
    }
}
