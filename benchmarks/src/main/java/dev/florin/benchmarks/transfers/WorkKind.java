package dev.florin.benchmarks.transfers;

import java.util.Locale;

/** Kinds of work, as they are called on the command line. */
enum WorkKind {
    /** Transfers between two accounts. */
    TRANSFERS(10_000_000),
    /** Holds that stay open. */
    HOLDS(5_000_000),
    /** Holds and captures of them, half and half. */
    CAPTURES(10_000_000),
    /** Entries of ten transfers. */
    ENTRIES(1_000_000);

    private final long defaultCount;

    WorkKind(final long defaultCount) {
        this.defaultCount = defaultCount;
    }

    /** Commands in a run, unless another count is asked for. */
    long defaultCount() {
        return defaultCount;
    }

    /**
     * Makes commands of this kind.
     *
     * @param index of the source, 1 and up; no two may share one in the life of an engine.
     * @param accountCount accounts of owner 1 and up that the commands go between.
     */
    CommandSource source(final int index, final long accountCount) {
        final Draw draw = new Draw(index, accountCount);
        return switch (this) {
            case TRANSFERS -> new TransferSource(draw);
            case HOLDS -> new HoldSource(draw);
            case CAPTURES -> new CaptureSource(draw);
            case ENTRIES -> new EntrySource(draw);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
