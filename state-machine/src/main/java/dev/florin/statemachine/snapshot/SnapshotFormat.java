package dev.florin.statemachine.snapshot;

import dev.florin.statemachine.paged.PagedRows;
import java.util.ArrayList;
import java.util.List;

/**
 * What the first buffer of a snapshot holds, long by long.
 *
 * <pre>
 *  0 number of longs | 1 magic | 2 version of the content | 3 rules version | 4 key retention | 5 last sequence
 *  6 last timestamp, ns | 7 state hash | 8 number of tables, and of figures, in the lower and upper half
 *  9 for each table its longs a row, and the binary logarithm of its rows a page in the upper half; then the figures
 * </pre>
 */
final class SnapshotFormat {
    static final long MAGIC = 0x544E_4F43_524F_4C46L; // "FLORCONT" in the file
    static final long VERSION = 1;

    static final int LENGTH = 0;
    static final int MAGIC_AT = 1;
    static final int VERSION_AT = 2;
    static final int RULES_VERSION = 3;
    static final int KEY_RETENTION = 4;
    static final int LAST_SEQUENCE = 5;
    static final int LAST_TIMESTAMP = 6;
    static final int STATE_HASH = 7;
    static final int COUNTS = 8;
    static final int FIRST_TABLE = 9;

    private SnapshotFormat() {}

    static List<PagedRows> tables(final List<SnapshotPart> parts) {
        final List<PagedRows> tables = new ArrayList<>();
        parts.forEach(part -> tables.addAll(part.tables()));
        return tables;
    }

    static long shape(final PagedRows rows) {
        return (long) rows.rowsPerPageLog2() << Integer.SIZE | rows.rowLength();
    }

    static long counts(final int tableCount, final int figureCount) {
        return (long) figureCount << Integer.SIZE | tableCount;
    }
}
