package dev.florin.benchmarks.transfers;

import org.agrona.DirectBuffer;

/**
 * Makes random commands of one kind, each with a key that no other has, in a frame that is written again and again: only
 * what differs from the command before is encoded. Belongs to one thread.
 */
interface CommandSource {
    /** Writes the next command into the frame. */
    void next();

    /** The command, until the next one is written; {@link #frameLengthBytes} long from offset 0. */
    DirectBuffer frame();

    /** Bytes of the frame. */
    int frameLengthBytes();

    /** What the command in the frame posts to debits, and to credits, minor units. */
    long posted();

    /** By how much the command in the frame changes what is pending on either side, minor units. */
    long pended();
}
