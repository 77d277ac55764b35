package dev.florin.journal.exceptions;

/**
 * What is missing of a journal although it was answered, because it was memory-mapped: in the cache of a machine that lost
 * its power, and never forced to the disk. Only segments that are not sealed can lack it, and no snapshot needs it.
 *
 * @param lastSequence        up to where the journal is whole; 0 if nothing of it is.
 * @param lostThroughSequence the last sequence behind it that left a trace. What came after that and left none is lost, too.
 */
public record UnforcedLoss(long lastSequence, long lostThroughSequence) {}
