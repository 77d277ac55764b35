/** A journal replayed command by command, and what is gathered on the way. */
package dev.florin.replay.journal;
