/**
 * What front ends, engine and tools agree on: identities, outcome codes, bounds, and the frame that carries every command
 * and answer. The schema is {@code florin/florin-protocol.xml}; the codecs generated from it are in
 * {@code dev.florin.protocol.codec}.
 */
package dev.florin.protocol;
