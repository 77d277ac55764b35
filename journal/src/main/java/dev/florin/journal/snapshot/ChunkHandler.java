package dev.florin.journal.snapshot;

import org.agrona.DirectBuffer;

/** Takes the chunks of a snapshot. */
@FunctionalInterface
public interface ChunkHandler {

    /**
     * Takes a chunk, as it was written and checked.
     *
     * @param buffer      that holds it; valid during this call only.
     * @param offset      of its first byte.
     * @param lengthBytes of the chunk.
     */
    void onChunk(DirectBuffer buffer, int offset, int lengthBytes);
}
