/** Concurrency proofs of a snapshot's way from the engine thread to the one that writes it. */
package dev.florin.engine.snapshot;
