package dev.florin.gateway.request;

import dev.florin.protocol.answer.Answer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ledgers and instruments that the door knows, by their codes. Some are added as answers tell of them, none is ever
 * changed. Belongs to one thread, but for {@link #instrumentCode}.
 */
public final class Catalogue {
    private final Map<String, Ledger> ledgers = new HashMap<>();
    private final Map<Integer, Ledger> ledgersById = new HashMap<>();
    private final Map<String, Instrument> instruments = new HashMap<>();
    private final Map<Integer, String> instrumentCodes = new ConcurrentHashMap<>();
    private boolean hasMissed;

    /** A ledger. */
    record Ledger(int id, int scale) {}

    /** An instrument, with the scale of the ledger that it is paid in. */
    record Instrument(int id, int quoteScale) {}

    /**
     * Adds a ledger that the engine has.
     *
     * @param id 1..65535.
     * @param code such as {@code SEK}.
     * @param scale decimals of an amount.
     */
    public void addLedger(final int id, final String code, final int scale) {
        final Ledger ledger = new Ledger(id, scale);
        ledgers.put(code, ledger);
        ledgersById.put(id, ledger);
    }

    /**
     * Adds an instrument that the engine has.
     *
     * @param id 1..65535.
     * @param code such as {@code BTC-USD}.
     * @param quoteLedger id of the ledger that it is paid in, which must be known.
     */
    public void addInstrument(final int id, final String code, final int quoteLedger) {
        final Ledger quote = ledgersById.get(quoteLedger);
        if (quote == null) {
            throw new IllegalStateException(
                    "instrument " + code + " is paid in ledger " + quoteLedger + ", which the engine did not tell of");
        }
        instruments.put(code, new Instrument(id, quote.scale()));
        instrumentCodes.put(id, code);
    }

    /**
     * Adds all ledgers and instruments that the engine has.
     *
     * @param known ledgers.
     * @param traded instruments.
     */
    public void addAll(final Answer.OfLedgers known, final Answer.OfInstruments traded) {
        for (final Answer.Ledger ledger : known.ledgers()) {
            addLedger(ledger.id(), ledger.code(), ledger.scale());
        }
        for (final Answer.Instrument instrument : traded.instruments()) {
            addInstrument(instrument.id(), instrument.code(), instrument.quoteLedger());
        }
    }

    /**
     * The code of an instrument. Safe for any thread.
     *
     * @param id of an instrument.
     * @return its code, or null where the engine did not tell of it yet.
     */
    public String instrumentCode(final int id) {
        return instrumentCodes.get(id);
    }

    /**
     * Whether the line decoded last named a code that nothing has.
     *
     * @return true if so; then a command that makes one, and is not answered yet, may change what the line means.
     */
    public boolean hasMissed() {
        return hasMissed;
    }

    void clearMissed() {
        hasMissed = false;
    }

    /** The ledger of a code, or null, which {@link #hasMissed()} then tells. */
    Ledger findLedger(final String code) {
        final Ledger ledger = ledgers.get(code);
        hasMissed |= ledger == null;
        return ledger;
    }

    /** The instrument of a code, or null, which {@link #hasMissed()} then tells. */
    Instrument findInstrument(final String code) {
        final Instrument instrument = instruments.get(code);
        hasMissed |= instrument == null;
        return instrument;
    }
}
