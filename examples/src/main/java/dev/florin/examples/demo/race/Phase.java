package dev.florin.examples.demo.race;

/** The phases of a scene. Each begins when every front end is done with the one before. */
public enum Phase {
    /** One front end makes what the race is about. */
    PREPARE,
    /** Several front ends do at the same time what must not mix. */
    ACT,
    /** One front end ends what is still open, or asks again for what was decided. */
    SETTLE
}
