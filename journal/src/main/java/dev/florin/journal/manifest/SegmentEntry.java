package dev.florin.journal.manifest;

/**
 * One segment in the manifest.
 *
 * @param id            of the segment; segments follow each other by rising id.
 * @param state         of the segment.
 * @param firstSequence of a sealed segment, otherwise 0.
 * @param lastSequence  of a sealed segment, otherwise 0.
 * @param lastCrc       CRC32C of the last batch of a sealed segment, otherwise 0.
 * @param lengthBytes   that the file of an open segment has at least, and that of an archived one had; otherwise 0.
 */
public record SegmentEntry(long id, State state, long firstSequence, long lastSequence, int lastCrc, long lengthBytes) {

    /** What may be expected of a segment. */
    public enum State {
        /** Being created: may be missing or incomplete, holds no batch. */
        PREPARING,
        /** May hold batches: its file and its header exist. */
        OPEN,
        /** Complete and synced, up to the last sequence that the entry names. What the file holds beyond is void. */
        SEALED,
        /** Sealed, and moved into the archive, from where it may be removed. */
        ARCHIVED
    }

    /**
     * A segment that is being created.
     *
     * @param id of the segment.
     * @return the entry.
     */
    public static SegmentEntry preparing(final long id) {
        return new SegmentEntry(id, State.PREPARING, 0, 0, 0, 0);
    }

    /**
     * A segment that may hold batches.
     *
     * @param id          of the segment.
     * @param lengthBytes that its file has at least.
     * @return the entry.
     */
    public static SegmentEntry open(final long id, final long lengthBytes) {
        return new SegmentEntry(id, State.OPEN, 0, 0, 0, lengthBytes);
    }

    /**
     * A segment that is complete.
     *
     * @param id            of the segment.
     * @param firstSequence that it holds.
     * @param lastSequence  that it holds.
     * @param lastCrc       CRC32C of its last batch.
     * @return the entry.
     */
    public static SegmentEntry sealed(
            final long id, final long firstSequence, final long lastSequence, final int lastCrc) {
        return new SegmentEntry(id, State.SEALED, firstSequence, lastSequence, lastCrc, 0);
    }

    /**
     * The same segment in the archive.
     *
     * @param fileLengthBytes of the segment, not compressed.
     * @return the entry.
     */
    public SegmentEntry archived(final long fileLengthBytes) {
        return new SegmentEntry(id, State.ARCHIVED, firstSequence, lastSequence, lastCrc, fileLengthBytes);
    }

    /**
     * Whether the segment is sealed, archived or not.
     *
     * @return true if it is.
     */
    public boolean isSealed() {
        return state == State.SEALED || state == State.ARCHIVED;
    }

    /**
     * Whether the segment is in the archive.
     *
     * @return true if it is.
     */
    public boolean isArchived() {
        return state == State.ARCHIVED;
    }
}
