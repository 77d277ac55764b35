package dev.florin.protocol.command;

import dev.florin.protocol.Options;

/** Sides of an account that can be frozen. */
public enum Side {
    /** What takes from the account. */
    DEBITS(Options.DEBITS),
    /** What gives to the account. */
    CREDITS(Options.CREDITS),
    /** Both. */
    BOTH(Options.DEBITS | Options.CREDITS);

    private final int options;

    Side(final int options) {
        this.options = options;
    }

    int options() {
        return options;
    }
}
