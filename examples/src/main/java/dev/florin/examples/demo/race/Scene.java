package dev.florin.examples.demo.race;

/**
 * One running of a race.
 *
 * @param number 0, 1, 2, ...
 * @param frontEnds threads that take part, 2 or more.
 */
public record Scene(long number, int frontEnds) {
    /** The one that prepares. */
    int preparer() {
        return (int) ((number + 2) % frontEnds);
    }

    /** One of two who act. */
    int first() {
        return (int) (number % frontEnds);
    }

    /** The other of two who act, and the one who settles. */
    int second() {
        return (int) ((number + 1) % frontEnds);
    }
}
