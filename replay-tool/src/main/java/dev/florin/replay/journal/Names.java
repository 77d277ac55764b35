package dev.florin.replay.journal;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** What ledgers and instruments are called, and how amounts and accounts are written. Belongs to one thread. */
public final class Names {
    private final Map<Integer, Answer.Ledger> ledgers = new HashMap<>();
    private final Map<String, Answer.Ledger> ledgersByCode = new HashMap<>();
    private final Map<Integer, Command.CreateInstrument> instruments = new HashMap<>();
    private final Map<Integer, String> instrumentCodes = new HashMap<>();

    void addLedger(final Answer.Ledger ledger) {
        ledgers.put(ledger.id(), ledger);
        ledgersByCode.put(ledger.code(), ledger);
    }

    void addInstrument(final Command.CreateInstrument instrument) {
        instruments.put(instrument.instrument(), instrument);
        instrumentCodes.put(instrument.instrument(), instrument.code());
    }

    /** An instrument of which no more is known than its state tells: how it was made is not. */
    void addInstrument(final Answer.Instrument instrument) {
        instrumentCodes.put(instrument.id(), instrument.code());
    }

    /**
     * Whether a ledger is known.
     *
     * @param id of the ledger.
     * @return false if none was made with this id.
     */
    public boolean isLedger(final int id) {
        return ledgers.containsKey(id);
    }

    /**
     * The id of a ledger.
     *
     * @param code such as {@code SEK}.
     * @return empty while there is none.
     */
    public OptionalInt ledgerId(final String code) {
        final Answer.Ledger ledger = ledgersByCode.get(code);
        return ledger == null ? OptionalInt.empty() : OptionalInt.of(ledger.id());
    }

    /**
     * What a ledger is called.
     *
     * @param id of the ledger.
     * @return its code, or {@code #id} where there is none.
     */
    public String ledger(final int id) {
        final Answer.Ledger ledger = ledgers.get(id);
        return ledger == null ? "#" + id : ledger.code();
    }

    /**
     * What an instrument is called.
     *
     * @param id of the instrument.
     * @return its code, or {@code #id} where there is none.
     */
    public String instrument(final int id) {
        return instrumentCodes.getOrDefault(id, "#" + id);
    }

    /**
     * The id of an instrument.
     *
     * @param code such as {@code BTC-USD}.
     * @return empty while there is none.
     */
    public OptionalInt instrumentId(final String code) {
        return instrumentCodes.entrySet().stream()
                .filter(instrument -> instrument.getValue().equals(code))
                .mapToInt(Map.Entry::getKey)
                .findAny();
    }

    /**
     * Whether an instrument is known.
     *
     * @param id of the instrument.
     * @return false if none was made with this id.
     */
    public boolean isInstrument(final int id) {
        return instrumentCodes.containsKey(id);
    }

    /**
     * The instrument as it was made.
     *
     * @param id of the instrument.
     * @return null where there is none, or where the replay began behind the command that made it.
     */
    public Command.CreateInstrument madeInstrument(final int id) {
        return instruments.get(id);
    }

    /**
     * An account as text doors write it.
     *
     * @param account any.
     * @return {@code 42/SEK}, or {@code 42/SEK/3} where its type is not 0.
     */
    public String account(final AccountId account) {
        final String name = account.owner() + "/" + ledger(account.ledger());
        return account.type() == 0 ? name : name + "/" + account.type();
    }

    /**
     * An amount in major units.
     *
     * @param minorUnits of the ledger.
     * @param ledgerId of the ledger.
     * @return such as {@code 99.90}; minor units where the ledger is not known.
     */
    public String amount(final long minorUnits, final int ledgerId) {
        final Answer.Ledger ledger = ledgers.get(ledgerId);
        return BigDecimal.valueOf(minorUnits, ledger == null ? 0 : ledger.scale())
                .toPlainString();
    }
}
