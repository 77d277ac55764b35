package dev.florin.statemachine.reference;

import java.util.List;
import java.util.Objects;

/** Comparisons that tell what differs first. */
final class Require {
    private Require() {}

    static void same(final String what, final Object expected, final Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(what + " should be\n    " + expected + "\nbut is\n    " + actual);
        }
    }

    /** Tells the first element that differs: lists may be long. */
    static <T> void same(final String what, final List<? extends T> expected, final List<? extends T> actual) {
        final int common = Math.min(expected.size(), actual.size());
        for (int i = 0; i < common; i++) {
            same(what + ", number " + i, expected.get(i), actual.get(i));
        }
        same(what + ", how many", (Object) expected.size(), actual.size());
    }
}
