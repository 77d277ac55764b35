/** Copies of data directories, taken beside a running engine. */
package dev.florin.replay.backup;
