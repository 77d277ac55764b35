package dev.florin.journal.exceptions;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A batch that was durable is missing or invalid. Recovery refuses to go on: cutting here would lose commands that were
 * answered.
 */
public final class JournalDamagedException extends JournalException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long sequence;
    private final transient UnforcedLoss unforcedLoss;

    /**
     * Creates an exception.
     *
     * @param file     the file in which the damage was found.
     * @param sequence the first sequence that cannot be read, or 0 where the damage belongs to no sequence.
     * @param problem  what is wrong.
     * @param remedy   what to do about it.
     */
    public JournalDamagedException(final Path file, final long sequence, final String problem, final String remedy) {
        this(file, sequence, problem, remedy, null);
    }

    /**
     * Creates an exception for what a loss of power took from a memory-mapped journal.
     *
     * @param file         the file in which the damage was found.
     * @param problem      what is wrong.
     * @param remedy       what to do about it.
     * @param unforcedLoss what is missing.
     */
    public JournalDamagedException(
            final Path file, final String problem, final String remedy, final UnforcedLoss unforcedLoss) {
        this(file, unforcedLoss.lastSequence() + 1, problem, remedy, unforcedLoss);
    }

    private JournalDamagedException(
            final Path file,
            final long sequence,
            final String problem,
            final String remedy,
            final UnforcedLoss unforcedLoss) {
        super(describe(file, sequence, problem, remedy));
        this.file = file;
        this.sequence = sequence;
        this.unforcedLoss = unforcedLoss;
    }

    private static String describe(final Path file, final long sequence, final String problem, final String remedy) {
        final String where = sequence > 0 ? file + ", sequence " + sequence : file.toString();
        return "damaged journal: " + where + ": " + problem + ". " + remedy;
    }

    /**
     * The file in which the damage was found.
     *
     * @return the path as it was opened.
     */
    public Path file() {
        return file;
    }

    /**
     * The first sequence that cannot be read.
     *
     * @return a sequence, or 0 where the damage belongs to no sequence.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * What is missing, where the level of durability did not promise that it outlives a loss of power.
     *
     * @return empty where what is missing had been forced to the disk.
     */
    public Optional<UnforcedLoss> unforcedLoss() {
        return Optional.ofNullable(unforcedLoss);
    }
}
