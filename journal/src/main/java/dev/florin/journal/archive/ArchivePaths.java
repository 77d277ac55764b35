package dev.florin.journal.archive;

import java.nio.file.Path;
import java.util.Locale;

/** Where the archived segments of a data directory are. */
public final class ArchivePaths {

    /** Name of the folder in the data directory; it may be a link to another disk. */
    public static final String DIRECTORY_NAME = "archive";

    private ArchivePaths() {}

    /**
     * The folder of the archive.
     *
     * @param dataDirectory of the journal.
     * @return the folder, whether it exists or not.
     */
    public static Path directory(final Path dataDirectory) {
        return dataDirectory.resolve(DIRECTORY_NAME);
    }

    /**
     * The file of an archived segment.
     *
     * @param dataDirectory of the journal.
     * @param segmentId     of the segment.
     * @return the file.
     */
    public static Path file(final Path dataDirectory, final long segmentId) {
        return directory(dataDirectory).resolve(String.format(Locale.ROOT, "segment-%010d.zst", segmentId));
    }
}
