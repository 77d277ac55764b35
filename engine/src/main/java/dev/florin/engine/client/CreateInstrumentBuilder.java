package dev.florin.engine.client;

import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.order.Fee;
import java.util.Objects;

/** The making of an instrument, ready to be sent; without fees unless told otherwise. */
public final class CreateInstrumentBuilder extends CommandBuilder<Receipt.InstrumentCreated, CreateInstrumentBuilder> {
    private final Instrument instrument;
    private final long operator;
    private Fee makerFee = Fee.NONE;
    private Fee takerFee = Fee.NONE;

    CreateInstrumentBuilder(final Caller caller, final Key key, final Instrument instrument, final long operator) {
        super(caller, key);
        this.instrument = Objects.requireNonNull(instrument, "instrument");
        this.operator = operator;
    }

    /**
     * What orders that rest pay.
     *
     * @param fee any.
     * @return this.
     */
    public CreateInstrumentBuilder makerFee(final Fee fee) {
        makerFee = Objects.requireNonNull(fee, "fee");
        return this;
    }

    /**
     * What orders that take pay.
     *
     * @param fee any.
     * @return this.
     */
    public CreateInstrumentBuilder takerFee(final Fee fee) {
        takerFee = Objects.requireNonNull(fee, "fee");
        return this;
    }

    @Override
    CreateInstrumentBuilder self() {
        return this;
    }

    @Override
    public Command command() {
        return new Command.CreateInstrument(
                key().value(),
                instrument.id(),
                instrument.code(),
                instrument.base().id(),
                instrument.quote().id(),
                instrument.lot(),
                instrument.tick(),
                operator,
                makerFee,
                takerFee,
                conditions());
    }

    @Override
    Receipt.InstrumentCreated receipt(final Receipt.Stamp stamp, final Answer.OfCommand answer) {
        return new Receipt.InstrumentCreated(stamp, instrument, answer.outcome() == Outcome.EXISTS);
    }
}
