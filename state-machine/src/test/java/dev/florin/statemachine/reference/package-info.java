/**
 * The contract as an executable model, simple and slow on purpose, with generated command streams that set the state
 * machine against it. Written from the contract alone: it shares the typed requests and answers with the state machine,
 * and no rule. Nothing here is safe for more than one thread.
 */
package dev.florin.statemachine.reference;
