package dev.florin.engine;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The buffers of a session for commands that do not fit into a slot, used in turn: the engine thread gives them back in the
 * order in which they were published. Many for commands of some kilobytes, such as entries of ten legs, so that the engine
 * thread finds batches and not a handful; few for the largest, so that no session takes much memory. Made when first
 * needed. Belongs to the session's thread.
 */
final class LargeFrames {
    private static final int COMMON_LENGTH = 4 * 1024;
    private static final int COMMON_COUNT = 256;
    private static final int LARGEST_COUNT = 4;

    private final LargeFrame[] common = new LargeFrame[COMMON_COUNT];
    private final LargeFrame[] largest = new LargeFrame[LARGEST_COUNT];
    private int nextCommon;
    private int nextLargest;

    /**
     * Copies a frame into the next buffer.
     *
     * @param frame of the length that counts.
     * @param lengthBytes of the frame.
     * @return the buffer, to be published or given back; null if the engine has not given it back yet.
     */
    LargeFrame take(final UnsafeBuffer frame, final int lengthBytes) {
        if (lengthBytes <= COMMON_LENGTH) {
            final LargeFrame taken = take(common, nextCommon, frame, lengthBytes);
            nextCommon = taken == null ? nextCommon : (nextCommon + 1) % COMMON_COUNT;
            return taken;
        }
        final LargeFrame taken = take(largest, nextLargest, frame, lengthBytes);
        nextLargest = taken == null ? nextLargest : (nextLargest + 1) % LARGEST_COUNT;
        return taken;
    }

    private static LargeFrame take(
            final LargeFrame[] frames, final int index, final UnsafeBuffer frame, final int lengthBytes) {
        if (frames[index] == null) {
            frames[index] = new LargeFrame();
        }
        return frames[index].tryTake(frame, lengthBytes) ? frames[index] : null;
    }
}
