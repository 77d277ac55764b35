/**
 * The order book: open orders and price levels in rows linked by index, price-time priority, icebergs, stops, the price of
 * an uncross. Knows quantities and prices, but no money: what a trade costs, and whether accounts can take it, is asked of
 * {@link dev.florin.statemachine.matching.Settlement}.
 */
package dev.florin.statemachine.matching;
