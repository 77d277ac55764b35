package dev.florin.protocol.check;

import dev.florin.protocol.Bounds;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Options;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.codec.CreateInstrumentDecoder;
import dev.florin.protocol.codec.SetInstrumentDecoder;
import dev.florin.protocol.order.InstrumentState;
import org.agrona.DirectBuffer;

/** Checks the commands that make and set instruments, whose shape was found right. */
final class InstrumentCheck {
    private final CreateInstrumentDecoder create = new CreateInstrumentDecoder();
    private final SetInstrumentDecoder set = new SetInstrumentDecoder();
    private String why;

    String why() {
        return why;
    }

    Outcome checkCreate(final DirectBuffer buffer, final int offset) {
        create.wrap(
                buffer,
                offset + Frames.HEADER_LENGTH,
                CreateInstrumentDecoder.BLOCK_LENGTH,
                Frames.version(buffer, offset));
        why = createFault(buffer, offset);
        if (why != null) {
            return Outcome.MALFORMED;
        }
        if ((create.keyHigh() | create.keyLow()) == 0) {
            return refuseWith(Outcome.KEY_ZERO);
        }
        return create.baseLedger() == 0 || create.quoteLedger() == 0
                ? refuseWith(Outcome.LEDGER_NOT_FOUND)
                : Outcome.OK;
    }

    private String createFault(final DirectBuffer buffer, final int offset) {
        final int codeOffset = offset + Frames.HEADER_LENGTH + CreateInstrumentDecoder.codeEncodingOffset();
        if (create.instrument() == 0) {
            return "instrument id must be 1..65535";
        }
        if (!CodeForm.isCode(
                buffer, codeOffset, CreateInstrumentDecoder.codeLength(), Bounds.MAX_INSTRUMENT_CODE_LENGTH)) {
            return "an instrument's code is 1-25 of A-Z 0-9 . _ -";
        }
        if (create.baseLedger() == create.quoteLedger() && create.baseLedger() != 0) {
            return "base and quote must be different ledgers";
        }
        if (create.lot() < 1 || create.tick() < 1) {
            return "lot and tick must be 1..2^63-1";
        }
        if (create.operatorId() < 0) {
            return "operator must be 0..2^63-1";
        }
        return feesFault(create.makerPerLot(), create.makerPpm(), create.takerPerLot(), create.takerPpm());
    }

    Outcome checkSet(final DirectBuffer buffer, final int offset) {
        final int options = Frames.options(buffer, offset);
        set.wrap(
                buffer,
                offset + Frames.HEADER_LENGTH,
                SetInstrumentDecoder.BLOCK_LENGTH,
                Frames.version(buffer, offset));
        why = setFault(options);
        if (why != null) {
            return Outcome.MALFORMED;
        }
        if ((set.keyHigh() | set.keyLow()) == 0) {
            return refuseWith(Outcome.KEY_ZERO);
        }
        if (set.instrument() == 0) {
            return refuseWith(Outcome.INSTRUMENT_NOT_FOUND);
        }
        return (options & Options.REFERENCE_GIVEN) != 0 && set.reference() < 1
                ? refuseWith(Outcome.PRICE_INVALID)
                : Outcome.OK;
    }

    private String setFault(final int options) {
        if (options == 0) {
            return "set_instrument needs something to set";
        }
        if ((options & Options.STATE_GIVEN) != 0 ? !InstrumentState.isCode(set.state()) : set.state() != 0) {
            return "state must be open, halted, auction or closed";
        }
        if (set.bandPpm() < 0) {
            return "band must be 0..2^63-1 millionths";
        }
        final long absent = ((options & Options.REFERENCE_GIVEN) == 0 ? set.reference() : 0)
                | ((options & Options.BAND_GIVEN) == 0 ? set.bandPpm() : 0)
                | ((options & Options.MAKER_FEE_GIVEN) == 0 ? set.makerPerLot() | set.makerPpm() : 0)
                | ((options & Options.TAKER_FEE_GIVEN) == 0 ? set.takerPerLot() | set.takerPpm() : 0);
        if (absent != 0) {
            return "what is not given must be 0";
        }
        return feesFault(set.makerPerLot(), set.makerPpm(), set.takerPerLot(), set.takerPpm());
    }

    private static String feesFault(
            final long makerPerLot, final int makerPpm, final long takerPerLot, final int takerPpm) {
        if (Math.max(Math.abs((long) makerPpm), Math.abs((long) takerPpm)) > Bounds.MAX_FEE_PPM) {
            return "a fee's ppm must be within +-10^6";
        }
        // The one value without an opposite, so that a fee can be negated everywhere.
        return makerPerLot == Long.MIN_VALUE || takerPerLot == Long.MIN_VALUE
                ? "a fee per lot must be within +-(2^63-1)"
                : null;
    }

    private Outcome refuseWith(final Outcome outcome) {
        why = Refusals.words(outcome);
        return outcome;
    }
}
