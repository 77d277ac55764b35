package dev.florin.journal.manifest;

import java.nio.file.Path;
import java.util.Locale;

/** Where the segments of a data directory are. */
public final class SegmentPaths {

    /**
     * The file that Chronicle names for cycle 0 of its roll cycle LARGE_DAILY. A segment has no other cycle, because its
     * clock stands still.
     */
    public static final String FILE_NAME = "19700101L.cq4";

    private static final String PREFIX = "segment-";

    private SegmentPaths() {}

    /**
     * The directory of a segment, a Chronicle queue of its own.
     *
     * @param dataDirectory of the journal.
     * @param segmentId     of the segment.
     * @return the directory.
     */
    public static Path directory(final Path dataDirectory, final long segmentId) {
        return dataDirectory.resolve(String.format(Locale.ROOT, "%s%010d", PREFIX, segmentId));
    }

    /**
     * The file of a segment that holds its batches.
     *
     * @param dataDirectory of the journal.
     * @param segmentId     of the segment.
     * @return the file.
     */
    public static Path file(final Path dataDirectory, final long segmentId) {
        return directory(dataDirectory, segmentId).resolve(FILE_NAME);
    }

    static boolean isSegment(final String name) {
        return name.matches(PREFIX + "\\d{10}");
    }

    static long id(final String name) {
        return Long.parseLong(name.substring(PREFIX.length()));
    }
}
