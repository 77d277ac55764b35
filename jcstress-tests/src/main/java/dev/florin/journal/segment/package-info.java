/** Concurrency proofs of how segments pass from the engine thread to the one that syncs and seals them. */
package dev.florin.journal.segment;
