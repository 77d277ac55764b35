package dev.florin.protocol.check;

import dev.florin.protocol.Outcome;

/** The words that go with refusals at the door. */
final class Refusals {
    static final String KEY_ZERO = "key must be 1 or more";

    private Refusals() {}

    static String words(final Outcome outcome) {
        return switch (outcome) {
            case OK -> null;
            case KEY_ZERO -> KEY_ZERO;
            case NO_LEGS -> "an entry needs at least 1 leg";
            case TOO_MANY_LEGS -> "an entry has at most 1000 legs";
            case LEDGER_NOT_FOUND -> "no ledger has this code";
            case INSTRUMENT_NOT_FOUND -> "no instrument has this code";
            case PRICE_INVALID -> "prices must be at least 1";
            case QUANTITY_INVALID -> "quantities must be at least 1";
            case AMOUNT_ZERO -> "amount must be at least 1";
            case AMOUNT_NEGATIVE -> "amount must not be negative";
            case SAME_ACCOUNT -> "debit and credit are the same account";
            case LEDGER_MISMATCH -> "debit and credit are on different ledgers";
            default -> throw new IllegalArgumentException(outcome + " is no refusal at the door");
        };
    }
}
