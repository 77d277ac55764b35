/**
 * Concurrency proofs of the engine's hand-offs, over the classes that run in production; in their package, because they are
 * nobody else's business. Each test has two actors, for a machine of two processors. Names that begin with {@code Broken}
 * are the same hand-off done wrong: they show that the harness would see it.
 */
package dev.florin.engine;
