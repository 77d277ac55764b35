package dev.florin.engine.client;

import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.InstrumentState;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A change of an instrument, ready to be sent; what is not said stays. */
public final class SetInstrumentBuilder extends CommandBuilder<Receipt.InstrumentSet, SetInstrumentBuilder> {
    private final Instrument instrument;
    private Optional<InstrumentState> state = Optional.empty();
    private OptionalLong reference = OptionalLong.empty();
    private OptionalLong bandPpm = OptionalLong.empty();
    private Optional<Fee> makerFee = Optional.empty();
    private Optional<Fee> takerFee = Optional.empty();

    SetInstrumentBuilder(final Caller caller, final Key key, final Instrument instrument) {
        super(caller, key);
        this.instrument = Objects.requireNonNull(instrument, "instrument");
    }

    /**
     * The state to enter, last of all; leaving an auction uncrosses first.
     *
     * @param next any.
     * @return this.
     */
    public SetInstrumentBuilder state(final InstrumentState next) {
        state = Optional.of(next);
        return this;
    }

    /**
     * The price that bands and auctions go by until the next trade.
     *
     * @param price on tick.
     * @return this.
     */
    public SetInstrumentBuilder reference(final Money price) {
        reference = OptionalLong.of(price.of(instrument.quote()));
        return this;
    }

    /**
     * How far from the last price a trade may be.
     *
     * @param ppm millionths of it; 0: any price.
     * @return this.
     */
    public SetInstrumentBuilder bandPpm(final long ppm) {
        bandPpm = OptionalLong.of(ppm);
        return this;
    }

    /**
     * What orders that rest pay, if placed after.
     *
     * @param fee any.
     * @return this.
     */
    public SetInstrumentBuilder makerFee(final Fee fee) {
        makerFee = Optional.of(fee);
        return this;
    }

    /**
     * What orders that take pay, if placed after.
     *
     * @param fee any.
     * @return this.
     */
    public SetInstrumentBuilder takerFee(final Fee fee) {
        takerFee = Optional.of(fee);
        return this;
    }

    @Override
    SetInstrumentBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.SetInstrument(
                key().value(), instrument.id(), state, reference, bandPpm, makerFee, takerFee, conditions());
    }

    @Override
    Receipt.InstrumentSet receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        return new Receipt.InstrumentSet(stamp, instrument);
    }
}
