package dev.florin.replay;

import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.JournalReplay;
import dev.florin.replay.text.Times;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * A point in a journal: right after a sequence, or after the last command that was stamped not later than a time.
 *
 * @param sequence the last one to apply.
 * @param timestampNs the latest to apply.
 */
record Moment(long sequence, long timestampNs) {
    static final Moment END = new Moment(Long.MAX_VALUE, Long.MAX_VALUE);

    boolean isBefore(final CommandFrame frame) {
        return frame.sequence() > sequence || frame.timestampNs() > timestampNs;
    }

    /** Prepares a replay for who wants only the state at this point: it begins as near to it as snapshots allow. */
    JournalReplay replayTo(final Path directory) throws IOException {
        return JournalReplay.behindSnapshot(directory, sequence, timestampNs);
    }

    /** Refuses a sequence that a replay up to here did not come to. */
    void requireReached(final CommandSpec spec, final JournalReplay replay) {
        final long lastSequence = replay.state().lastSequence();
        if (sequence != Long.MAX_VALUE && lastSequence < sequence) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--at " + sequence + " is beyond the journal, which ends with sequence " + lastSequence);
        }
    }

    /** Reads a sequence, or a time. */
    static final class Converter implements ITypeConverter<Moment> {
        private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

        @Override
        public Moment convert(final String text) {
            if (DIGITS.matcher(text).matches()) {
                return new Moment(Long.parseLong(text), Long.MAX_VALUE);
            }
            try {
                return new Moment(Long.MAX_VALUE, Times.parse(text));
            } catch (final IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage() + "; or a sequence, such as 52627");
            }
        }
    }
}
