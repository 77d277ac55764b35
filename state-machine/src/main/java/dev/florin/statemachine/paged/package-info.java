/**
 * Rows of longs in fixed pages: where all mutable state lives, how writes are undone, and the small tables of primitives that find
 * rows by hash.
 */
package dev.florin.statemachine.paged;
