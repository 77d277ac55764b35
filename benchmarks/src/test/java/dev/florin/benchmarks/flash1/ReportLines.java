package dev.florin.benchmarks.flash1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps reports as lines. */
final class ReportLines implements Reports {
    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    private void add(final long... figures) {
        lines.add(Arrays.stream(figures).mapToObj(Long::toString).collect(Collectors.joining(",")));
    }

    @Override
    public void placed(final long sequence, final boolean isBuy, final long id, final long price, final long quantity) {
        add(0, sequence, isBuy ? 0 : 1, id, price, quantity);
    }

    @Override
    public void traded(final long sequence, final long price, final long quantity, final long maker, final long taker) {
        add(1, sequence, price, quantity, maker, taker);
    }

    @Override
    public void cancelled(final long sequence, final boolean isBuy, final long id, final long price) {
        add(2, sequence, isBuy ? 0 : 1, id, price);
    }

    @Override
    public void modified(
            final long sequence, final boolean isBuy, final long id, final long price, final long quantity) {
        add(3, sequence, isBuy ? 0 : 1, id, price, quantity);
    }

    @Override
    public void cancelRefused(final long sequence, final long id) {
        add(4, sequence, id);
    }

    @Override
    public void modifyRefused(final long sequence, final long id) {
        add(5, sequence, id);
    }
}
