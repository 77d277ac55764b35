package dev.florin.replay;

import dev.florin.protocol.event.Event;
import dev.florin.replay.journal.Names;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A trade as a person names it.
 *
 * @param instrument code, such as {@code BTC-USD}.
 * @param number of the trade, from 1 for each instrument.
 */
record TradeName(String instrument, long number) {
    boolean isOf(final Event.Traded trade, final Names names) {
        return trade.trade() == number && names.instrument(trade.instrument()).equals(instrument);
    }

    /** {@return the name as it is written} */
    @Override
    public String toString() {
        return instrument + "/" + number;
    }

    /** Reads a name. */
    static final class Converter implements ITypeConverter<TradeName> {
        private static final Pattern FORM = Pattern.compile("([A-Z0-9._-]{1,25})/([0-9]{1,18})");

        @Override
        public TradeName convert(final String text) {
            final Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no trade: write INSTRUMENT/NUMBER, such as BTC-USD/17");
            }
            return new TradeName(parts.group(1), Long.parseLong(parts.group(2)));
        }
    }
}
