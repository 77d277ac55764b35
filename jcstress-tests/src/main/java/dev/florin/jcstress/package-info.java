/** Runs the concurrency proofs, and what they share. */
package dev.florin.jcstress;
