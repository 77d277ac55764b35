package dev.florin.benchmarks.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table in text. The first column is aligned to the left, the others to the right. Belongs to one thread. */
public final class TextTable {
    private static final String GAP = "   ";

    private final List<String[]> rows = new ArrayList<>();
    private final int columnCount;

    /**
     * Starts a table.
     *
     * @param headings of its columns.
     */
    public TextTable(final String... headings) {
        columnCount = headings.length;
        rows.add(headings.clone());
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are headings.
     * @return this.
     */
    public TextTable row(final String... cells) {
        if (cells.length != columnCount) {
            throw new IllegalArgumentException(
                    "a row of " + cells.length + " cells under " + columnCount + " headings");
        }
        rows.add(cells.clone());
        return this;
    }

    /**
     * Writes the table.
     *
     * @param out where to.
     */
    public void print(final PrintStream out) {
        final int[] widths = new int[columnCount];
        for (final String[] row : rows) {
            for (int i = 0; i < columnCount; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        printRow(out, rows.get(0), widths);
        final String[] rule = new String[columnCount];
        for (int i = 0; i < columnCount; i++) {
            rule[i] = "-".repeat(widths[i]);
        }
        printRow(out, rule, widths);
        for (int i = 1; i < rows.size(); i++) {
            printRow(out, rows.get(i), widths);
        }
    }

    private static void printRow(final PrintStream out, final String[] cells, final int[] widths) {
        final StringBuilder line = new StringBuilder(128);
        for (int i = 0; i < cells.length; i++) {
            final String padding = " ".repeat(widths[i] - cells[i].length());
            line.append(i == 0 ? cells[i] + padding : GAP + padding + cells[i]);
        }
        out.println(line.toString().stripTrailing());
    }
}
