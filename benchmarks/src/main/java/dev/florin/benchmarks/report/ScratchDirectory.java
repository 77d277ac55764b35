package dev.florin.benchmarks.report;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A fresh directory for what a benchmark writes, gone when it is closed, or when the process is asked to end. */
public final class ScratchDirectory implements AutoCloseable {
    private final Path path;
    private final Thread removeAtExit = new Thread(this::removeAtExit, "florin-bench-remove");

    /**
     * Makes the directory.
     *
     * @param parent that holds it, made if missing.
     * @throws IOException if it cannot be made.
     */
    public ScratchDirectory(final Path parent) throws IOException {
        Files.createDirectories(parent);
        path = Files.createTempDirectory(parent, "florin-bench-");
        Runtime.getRuntime().addShutdownHook(removeAtExit);
    }

    /**
     * Where it is.
     *
     * @return the directory.
     */
    public Path path() {
        return path;
    }

    /**
     * Removes a directory and all in it.
     *
     * @param directory to remove; may be missing.
     * @throws IOException if something cannot be removed.
     */
    public static void remove(final Path directory) throws IOException {
        if (Files.exists(directory)) {
            Files.walkFileTree(directory, new Remover());
        }
    }

    private void removeAtExit() {
        try {
            remove(path);
        } catch (final IOException e) {
            System.err.println("bench: please remove " + path + " by hand: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(removeAtExit);
        remove(path);
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(final Path directory, final IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
