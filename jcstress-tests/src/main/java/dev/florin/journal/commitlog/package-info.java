/** Concurrency proofs of the way of a batch from the engine thread to the sync thread. */
package dev.florin.journal.commitlog;
