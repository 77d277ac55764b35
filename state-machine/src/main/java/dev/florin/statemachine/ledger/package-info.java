/**
 * The ledger: ledgers, accounts, holds and the rules of every command on them. Knows nothing of frames, of matching or of
 * how answers leave.
 */
package dev.florin.statemachine.ledger;
