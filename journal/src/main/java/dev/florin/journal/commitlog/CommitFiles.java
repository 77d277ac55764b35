package dev.florin.journal.commitlog;

import java.nio.file.Path;

/** Where the two commit files of a data directory are. */
final class CommitFiles {

    /** They are used in turn: while one is written, the segments take over what the other holds. */
    static final int COUNT = 2;

    private CommitFiles() {}

    static Path path(final Path dataDirectory, final int index) {
        return dataDirectory.resolve("commit-" + index);
    }
}
