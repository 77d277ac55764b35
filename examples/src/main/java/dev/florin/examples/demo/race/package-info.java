/**
 * The races that break wallets, each as a small plan: what is prepared, what several front ends then do at the same time,
 * and what must have come of it. A command is a function of race, scene and front end, so that it can be sent again, the
 * same, after the process that sent it first was killed.
 */
package dev.florin.examples.demo.race;
