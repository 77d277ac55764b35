/** Concurrency proofs of how the journal's threads tell each other where they are. */
package dev.florin.journal.concurrent;
