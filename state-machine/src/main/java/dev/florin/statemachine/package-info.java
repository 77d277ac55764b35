/**
 * The rules of Florin as a deterministic machine: commands in sequence go in, answers and events come out, and the same
 * commands give the same state, bit for bit, on any JVM. No clock, thread, I/O, randomness or floating point; no order of
 * a hash map that can reach an outcome.
 */
package dev.florin.statemachine;
