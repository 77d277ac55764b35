/** A data directory from outside: what is in it, and proof that it is right. Writes nothing, takes no lock. */
package dev.florin.replay;
