package dev.florin.journal.segment;

import java.io.IOException;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * The file of a segment while it is written: a sequence of excerpts that survive the death of the process once they are
 * appended, each behind the four bytes that {@link SegmentScanner} reads. Appending belongs to one thread at a time.
 */
public interface Excerpts extends AutoCloseable {

    /** The excerpts of Chronicle Queue, which every journal is made of outside of simulations. */
    Factory CHRONICLE = ChronicleExcerpts::new;

    /**
     * Appends an excerpt. Allocates nothing.
     *
     * @param buffer      that holds it.
     * @param offset      of its first byte.
     * @param lengthBytes of the excerpt.
     * @return the position in the file behind it.
     */
    long append(DirectBuffer buffer, int offset, int lengthBytes);

    /**
     * Makes pages of the file present in memory, without changing a byte, so that appending to them is a copy and no more.
     * Does nothing once the file was let go of. Safe beside {@link #append} and {@link #close}; one thread at a time.
     *
     * @param fromPosition of the file.
     * @param toPosition   of the file, exclusive, at most its length.
     */
    void warm(long fromPosition, long toPosition);

    /** Lets go of the file. Calling it again has no effect. */
    @Override
    void close();

    /** Creates the file of a segment. */
    @FunctionalInterface
    interface Factory {

        /**
         * Creates it.
         *
         * @param directory   of the segment, empty.
         * @param file        to create in it.
         * @param lengthBytes that excerpts may fill, and that the file must have.
         * @return the excerpts.
         * @throws IOException if it cannot be created.
         */
        Excerpts create(Path directory, Path file, long lengthBytes) throws IOException;
    }
}
