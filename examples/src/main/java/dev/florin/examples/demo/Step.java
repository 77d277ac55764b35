package dev.florin.examples.demo;

import dev.florin.examples.demo.race.Phase;
import dev.florin.examples.demo.race.Race;
import dev.florin.examples.demo.race.Scene;
import dev.florin.protocol.command.Command;

/**
 * A command and where it comes from.
 *
 * @param race that it belongs to.
 * @param phase of the scene.
 * @param scene of the race.
 * @param command to be sent.
 */
record Step(Race race, Phase phase, Scene scene, Command command) {}
