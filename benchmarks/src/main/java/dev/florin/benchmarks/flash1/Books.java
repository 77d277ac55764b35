package dev.florin.benchmarks.flash1;

import java.util.Locale;

/** The books that can be measured. */
enum Books {
    /** The engine's own. */
    FLORIN {
        @Override
        Book open(final Reports reports) {
            return new FlorinBook(reports);
        }
    },
    /** The simplest, of ordinary collections. */
    SIMPLEST {
        @Override
        Book open(final Reports reports) {
            return new SimplestBook(reports);
        }
    };

    /** A book without orders. */
    abstract Book open(Reports reports);

    /** How it is called in tables. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
