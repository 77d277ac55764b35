/**
 * Snapshots of a running engine: the engine thread takes images of the state, a step a batch; a thread of its own writes
 * them to a file. And the way back: the state of the newest snapshot that is good.
 */
package dev.florin.engine.snapshot;
