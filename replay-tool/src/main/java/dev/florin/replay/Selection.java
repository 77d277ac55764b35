package dev.florin.replay;

import dev.florin.protocol.CommandKind;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.replay.journal.AccountName;
import dev.florin.replay.journal.AccountTrail;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.Names;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;
import picocli.CommandLine.Option;

/** Which commands of a journal are wanted; options of a command line. Follows a replay from its beginning. */
final class Selection {
    @Option(
            names = "--sequence",
            paramLabel = "RANGE",
            description = "Only these sequences: 5, 5..9, 5.. or ..9.",
            converter = Range.OfSequences.class)
    private Range sequences = Range.ALL;

    @Option(
            names = "--time",
            paramLabel = "RANGE",
            description = "Only what was stamped in this time, such as 2026-11-21T06:00:00Z..2026-11-21T07:00:00Z,"
                    + " or in ns since the epoch 1700000000000000000ns..; an end may be left out.",
            converter = Range.OfTimes.class)
    private Range times = Range.ALL;

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "Only what concerns this account, such as 42/SEK; also captures, releases and reversals,"
                    + " which name a hold or a transfer of it.",
            converter = Converters.OfAccount.class)
    private AccountName account;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Only commands with this key, the first and its retries.",
            converter = Converters.OfKey.class)
    private Uint128 key;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "Only commands of these kinds, such as transfer,capture.",
            converter = Converters.OfKind.class)
    private List<CommandKind> kinds;

    private AccountTrail trail;

    /** Whether no later command can be wanted: then the replay may end before this one. */
    boolean isPast(final CommandFrame frame) {
        return frame.sequence() > sequences.last() || frame.timestampNs() > times.last();
    }

    void onEvent(final DirectBuffer buffer, final int offset) {
        if (trail != null) {
            trail.onEvent(buffer, offset);
        }
    }

    /** Whether a command is wanted; asked of every one, in order. */
    boolean takes(final CommandFrame frame, final Answer.ToCommand answer, final Names names) {
        final boolean isOfAccount = account == null || follow(frame, answer, names);
        return isOfAccount
                && sequences.contains(frame.sequence())
                && times.contains(frame.timestampNs())
                && (kinds == null || kinds.contains(frame.kind()))
                && (key == null || frame.command().map(Command::key).equals(Optional.of(key)));
    }

    /** Before its ledger is made, nothing concerns an account. */
    private boolean follow(final CommandFrame frame, final Answer.ToCommand answer, final Names names) {
        if (trail == null) {
            trail = account.resolve(names)
                    .map(id -> new AccountTrail(id, names))
                    .orElse(null);
        }
        return trail != null && trail.follow(frame, answer);
    }
}
