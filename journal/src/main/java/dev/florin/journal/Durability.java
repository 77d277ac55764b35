package dev.florin.journal;

/** When a batch counts as durable. */
public enum Durability {
    /** Once it is in the mapped segment: it survives the death of the process, not that of the machine. */
    MEMORY_MAPPED,
    /** Once the disk has confirmed it: it survives the loss of power. */
    FSYNC
}
