package dev.florin.replay;

import dev.florin.replay.text.Times;
import java.util.function.ToLongFunction;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A range of sequences or of timestamps, both ends included.
 *
 * @param first lowest.
 * @param last highest.
 */
record Range(long first, long last) {
    static final Range ALL = new Range(0, Long.MAX_VALUE);
    private static final String DOTS = "..";

    boolean contains(final long value) {
        return value >= first && value <= last;
    }

    private static Range parse(final String text, final ToLongFunction<String> end) {
        try {
            final int dots = text.indexOf(DOTS);
            final String first = dots < 0 ? text : text.substring(0, dots);
            final String last = dots < 0 ? text : text.substring(dots + DOTS.length());
            final Range range = new Range(
                    first.isEmpty() ? 0 : end.applyAsLong(first),
                    last.isEmpty() ? Long.MAX_VALUE : end.applyAsLong(last));
            if (range.first > range.last) {
                throw new TypeConversionException("'" + text + "' ends before it begins");
            }
            return range;
        } catch (final NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no range of sequences: write 5, 5..9, 5.. or ..9");
        } catch (final IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Reads {@code 5}, {@code 5..9}, {@code 5..} or {@code ..9}. */
    static final class OfSequences implements ITypeConverter<Range> {
        @Override
        public Range convert(final String text) {
            return parse(text, Long::parseLong);
        }
    }

    /** Reads the same of times. */
    static final class OfTimes implements ITypeConverter<Range> {
        @Override
        public Range convert(final String text) {
            return parse(text, Times::parse);
        }
    }
}
