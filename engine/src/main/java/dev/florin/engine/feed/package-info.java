/**
 * The journal of an engine, followed by whoever is not the engine: replayed into a state of its own, batch by batch, as each
 * becomes durable. The state is compared with the engine's, and every event comes out again, from any sequence on.
 */
package dev.florin.engine.feed;
