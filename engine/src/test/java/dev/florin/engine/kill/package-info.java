/**
 * Kills a real process that runs the engine under load, and checks that what it had answered is there. {@link
 * dev.florin.engine.kill.KilledProcess} is the process, {@link dev.florin.engine.kill.KillTest} the one that kills.
 */
package dev.florin.engine.kill;
