package dev.florin.replay;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.answer.Answer;
import dev.florin.replay.journal.AccountHistories;
import dev.florin.replay.journal.CommandCursor;
import dev.florin.replay.journal.CommandFrame;
import dev.florin.replay.journal.JournalReplay;
import dev.florin.replay.journal.Step;
import dev.florin.replay.text.AccountFormat;
import dev.florin.replay.text.CommandFormat;
import dev.florin.replay.text.Output;
import dev.florin.replay.text.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay diff}: where two journals part, and which accounts differ for it. */
@Command(
        name = "diff",
        description = {
            "Compares two data directories: the first sequence at which their commands differ, in content or time, and"
                    + " the accounts that differ at their ends, each with the first sequence after which it does.",
            "The states at the ends are made from the newest snapshot of what is the same in both, where there is one.",
            "The same commands make other states where the directories were made to keep other numbers of keys: a retry"
                    + " is a new command once its key is forgotten.",
            "Exit code 0: they are the same. 1: they differ, or one is damaged."
        },
        footer = {"", "Example:", "  florin replay diff DIR BACKUP"},
        mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "A", description = "A data directory, or a copy of one.")
    private Path first;

    @Parameters(paramLabel = "B", description = "Another.")
    private Path second;

    /**
     * What comparing the commands told.
     *
     * @param partingSequence the first that is not the same in both; 0 where all are.
     * @param lastSequence that was compared.
     */
    private record Comparison(long partingSequence, long lastSequence) {
        boolean isSame() {
            return partingSequence == 0;
        }

        /** Where nothing parts them they end with what was compared: an engine may have gone on since. */
        Side side(final Path directory) throws IOException {
            return isSame()
                    ? new Side(directory, 0, lastSequence, lastSequence)
                    : new Side(directory, partingSequence, partingSequence - 1, Long.MAX_VALUE);
        }
    }

    /**
     * A directory replayed to its end, from its newest snapshot of what is the same in both, with the words of the command at
     * which it parts from the other.
     */
    private static final class Side implements Step {
        private final Path directory;
        private final JournalReplay replay;
        private final CommandFormat words;
        private final long partingSequence;
        private final long lastSequence;
        private List<String> parting = List.of("(ends before)");

        Side(final Path directory, final long partingSequence, final long snapshotSequence, final long lastSequence)
                throws IOException {
            this.directory = directory;
            this.partingSequence = partingSequence;
            this.lastSequence = lastSequence;
            replay = JournalReplay.behindSnapshot(directory, snapshotSequence, Long.MAX_VALUE);
            words = CommandFormat.words(replay.names());
            try (ProgressLine progress = ProgressLine.beforeAnswer()) {
                replay.run(progress.over(this));
            }
        }

        @Override
        public boolean before(final CommandFrame frame) {
            return frame.sequence() <= lastSequence;
        }

        @Override
        public void after(final CommandFrame frame, final Answer.ToCommand answer) {
            if (frame.sequence() == partingSequence) {
                parting = words.lines(frame, answer);
            }
        }

        List<String> account(final Answer.Account account) {
            return account.exists()
                    ? AccountFormat.words(replay.names()).lines(account)
                    : List.of(replay.names().account(account.id()) + " does not exist");
        }
    }

    @Override
    public Integer call() throws IOException {
        final Comparison comparison = compareCommands();
        try (Output out = new Output(spec.commandLine().getOut())) {
            final Side a = comparison.side(first);
            final Side b = comparison.side(second);
            for (final Side side : List.of(a, b)) {
                out.linef(
                        "%s: %d sequences, %d accounts, state hash %016x",
                        side.directory,
                        side.replay.state().lastSequence(),
                        side.replay.state().accountCount(),
                        side.replay.state().stateHash());
            }
            if (comparison.isSame()) {
                return compareStates(a, b, out);
            }
            final long partingSequence = comparison.partingSequence();
            out.line("the same up to sequence " + (partingSequence - 1) + ", then");
            a.parting.forEach(line -> out.line("A " + line));
            b.parting.forEach(line -> out.line("B " + line));
            printAccounts(a, b, partingSequence, out);
            return ReplayMain.DAMAGED;
        }
    }

    private int compareStates(final Side a, final Side b, final Output out) throws IOException {
        if (a.replay.state().stateHash() == b.replay.state().stateHash()) {
            out.line("the same");
            return 0;
        }
        out.linef(
                "the same commands, but other states: A keeps %d keys at least, B %d",
                a.replay.keyRetention(), b.replay.keyRetention());
        printAccounts(a, b, 1, out);
        return ReplayMain.DAMAGED;
    }

    private Comparison compareCommands() {
        try (ProgressLine progress = ProgressLine.beforeAnswer();
                CommandCursor a = new CommandCursor(first);
                CommandCursor b = new CommandCursor(second)) {
            long lastSequence = 0;
            while (true) {
                final CommandFrame ofA = a.next();
                final CommandFrame ofB = b.next();
                if (ofA == null && ofB == null) {
                    return new Comparison(0, lastSequence);
                }
                lastSequence = (ofA == null ? ofB : ofA).sequence();
                if (!isSame(ofA, ofB)) {
                    return new Comparison(lastSequence, lastSequence);
                }
                progress.reached(lastSequence, ofA.timestampNs());
            }
        }
    }

    private static boolean isSame(final CommandFrame a, final CommandFrame b) {
        return a != null
                && b != null
                && a.timestampNs() == b.timestampNs()
                && a.bytes().equals(b.bytes());
    }

    private void printAccounts(final Side a, final Side b, final long partingSequence, final Output out)
            throws IOException {
        final Set<AccountId> all = new TreeSet<>(JournalReplay.ACCOUNT_ORDER);
        all.addAll(a.replay.accounts());
        all.addAll(b.replay.accounts());
        final List<AccountId> ids = new ArrayList<>(all);
        final List<Answer.Account> ofA = a.replay.read(ids);
        final List<Answer.Account> ofB = b.replay.read(ids);
        final int[] differing = IntStream.range(0, ids.size())
                .filter(i -> !ofA.get(i).equals(ofB.get(i)))
                .toArray();
        if (differing.length > 0) {
            final List<AccountId> wanted =
                    IntStream.of(differing).mapToObj(ids::get).toList();
            out.line("  "
                    + AccountFormat.words(a.replay.names())
                            .heading(a.replay.state())
                            .get(1));
            final AccountHistories historyOfA = AccountHistories.of(JournalReplay.of(first), wanted, partingSequence);
            final AccountHistories historyOfB = AccountHistories.of(JournalReplay.of(second), wanted, partingSequence);
            for (final int i : differing) {
                a.account(ofA.get(i)).forEach(line -> out.line("A " + line));
                b.account(ofB.get(i)).forEach(line -> out.line("B " + line));
                out.line("  from sequence " + historyOfA.firstDifference(ids.get(i), historyOfB) + " on");
            }
        }
        out.line(differing.length + " accounts differ");
    }
}
