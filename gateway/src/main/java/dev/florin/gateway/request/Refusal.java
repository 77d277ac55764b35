package dev.florin.gateway.request;

import dev.florin.protocol.Outcome;

/**
 * Why the door does not let a line in.
 *
 * @param outcome an outcome of the door.
 * @param leg that is refused, from 0; {@link dev.florin.protocol.Bounds#NO_LEG} where it is not about a leg.
 * @param why in words for people.
 */
public record Refusal(Outcome outcome, int leg, String why) {}
