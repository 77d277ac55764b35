/** Measures this machine, and the engine beside it. */
package dev.florin.benchmarks;
