/** Mixing functions and the linear hash of the whole state. */
package dev.florin.statemachine.hash;
