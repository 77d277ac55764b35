package dev.florin.statemachine.paged;

/**
 * Takes the images that an {@link Epoch} makes. Asked by the engine thread, which it must never keep waiting; whoever
 * writes the images somewhere is another thread's business.
 */
public interface ImageBuffers {
    /** Longs of a buffer. */
    int BUFFER_LENGTH = 64 * 1024;

    /**
     * Gives out an empty buffer.
     *
     * @param isUrgent true for a row that is about to be written, which cannot wait; false for the sweep, which can.
     * @return of {@link #BUFFER_LENGTH} longs, or null: not now; where it was urgent, the epoch fails.
     */
    long[] claim(boolean isUrgent);

    /**
     * Takes a buffer back, filled.
     *
     * @param buffer whose first long says how many of its longs are filled, that one included.
     */
    void publish(long[] buffer);
}
