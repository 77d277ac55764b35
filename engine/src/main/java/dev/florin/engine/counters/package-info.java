/** What a running engine tells of itself, in a mapped file that another process may read. */
package dev.florin.engine.counters;
