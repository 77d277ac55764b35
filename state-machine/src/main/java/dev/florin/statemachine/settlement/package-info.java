/**
 * Where orders meet money: what an order reserves, what a trade posts and charges, the commands about instruments and
 * orders. The only package that knows both the ledger and matching.
 */
package dev.florin.statemachine.settlement;
