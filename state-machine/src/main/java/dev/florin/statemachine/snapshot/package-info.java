/**
 * The state as a snapshot holds it: what is in it, how it is taken while commands go on, and how it is loaded. Knows neither
 * files nor threads.
 */
package dev.florin.statemachine.snapshot;
