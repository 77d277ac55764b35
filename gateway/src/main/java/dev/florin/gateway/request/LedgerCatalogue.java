package dev.florin.gateway.request;

import java.util.HashMap;
import java.util.Map;

/**
 * The ledgers that the door knows: id and scale by code. Ledgers are only ever added, as answers tell of them.
 * Belongs to one thread.
 */
public final class LedgerCatalogue {
    private final Map<String, Ledger> byCode = new HashMap<>();
    private boolean hasMissed;

    /** A ledger. */
    record Ledger(int id, int scale) {}

    /**
     * Adds a ledger that the engine has.
     *
     * @param id 1..65535.
     * @param code such as {@code SEK}.
     * @param scale decimals of an amount.
     */
    public void add(final int id, final String code, final int scale) {
        byCode.put(code, new Ledger(id, scale));
    }

    /**
     * Whether the line decoded last named a code that no ledger has.
     *
     * @return true if so; then a create_ledger that is not answered yet may change what the line means.
     */
    public boolean hasMissed() {
        return hasMissed;
    }

    void clearMissed() {
        hasMissed = false;
    }

    /** The ledger of a code, or null, which {@link #hasMissed()} then tells. */
    Ledger find(final String code) {
        final Ledger ledger = byCode.get(code);
        hasMissed |= ledger == null;
        return ledger;
    }
}
