/** The checks that need no state: once, for every door, on the encoded bytes. */
package dev.florin.protocol.check;
