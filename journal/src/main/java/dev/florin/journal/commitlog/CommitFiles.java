package dev.florin.journal.commitlog;

import java.nio.file.Path;
import java.util.List;

/** Where the two commit files of a data directory are. */
public final class CommitFiles {

    /** They are used in turn: while one is written, the segments take over what the other holds. */
    static final int COUNT = 2;

    private CommitFiles() {}

    /**
     * The commit files of a journal, whether they exist or not.
     *
     * @param dataDirectory of the journal.
     * @return their paths.
     */
    public static List<Path> paths(final Path dataDirectory) {
        return List.of(path(dataDirectory, 0), path(dataDirectory, 1));
    }

    static Path path(final Path dataDirectory, final int index) {
        return dataDirectory.resolve("commit-" + index);
    }
}
