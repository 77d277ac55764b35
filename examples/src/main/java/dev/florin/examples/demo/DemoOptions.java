package dev.florin.examples.demo;

import dev.florin.journal.Durability;

/**
 * How the demo is run.
 *
 * @param seconds of load before the kill.
 * @param frontEnds threads that send.
 * @param ratePerSecond most commands a second, all together.
 * @param durability what an answer stands for.
 */
public record DemoOptions(int seconds, int frontEnds, int ratePerSecond, Durability durability) {}
