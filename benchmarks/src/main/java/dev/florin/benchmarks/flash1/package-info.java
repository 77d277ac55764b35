/**
 * Order books alone, on the order flow of the flash1 matching-engine benchmark: the same messages for every book, and a hash
 * over everything that a book reports.
 */
package dev.florin.benchmarks.flash1;
