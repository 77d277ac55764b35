/**
 * One key, one outcome: what every key decided, for as long as it is kept, and how a key is found among millions.
 */
package dev.florin.statemachine.idempotency;
