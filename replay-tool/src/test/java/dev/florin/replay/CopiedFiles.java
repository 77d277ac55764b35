package dev.florin.replay;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Copies of data directories. */
final class CopiedFiles {
    private CopiedFiles() {}

    /** As a crash leaves it; a file that waits for its name is passed over, because it may have it by the next moment. */
    static void copyAsCrashed(final Path running, final Path to) throws IOException {
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
