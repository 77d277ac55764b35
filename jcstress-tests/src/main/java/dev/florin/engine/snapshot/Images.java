package dev.florin.engine.snapshot;

import dev.florin.statemachine.snapshot.SnapshotHead;

/** What the proofs of snapshots pass on: small buffers, every long of which tells to which image it belongs. */
final class Images {
    /** The run makes none by itself before it is told to provide; these are some of those that it may make. */
    static final long BUFFER_BYTES = 0;

    static final SnapshotHead HEAD = new SnapshotHead(1, 1, 3, 30, 300);

    private static final int LENGTH = 64;

    private Images() {}

    static long[] buffer() {
        return new long[LENGTH];
    }

    static void fill(final long[] buffer, final int number) {
        for (int i = 0; i < LENGTH; i++) {
            buffer[i] = word(number, i);
        }
    }

    /** Looks backwards: what is written last is looked at first. */
    static boolean isImage(final long[] buffer, final int number) {
        for (int i = LENGTH - 1; i >= 0; i--) {
            if (buffer[i] != word(number, i)) {
                return false;
            }
        }
        return true;
    }

    private static long word(final int number, final int index) {
        return (long) number * LENGTH + index;
    }
}
