package dev.florin.statemachine.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing list shorter while it still fails (delta debugging), down to one of which no element can be spared. */
public final class Shrinker {
    private Shrinker() {}

    /**
     * Shrinks a list.
     *
     * @param list that fails; not changed.
     * @param fails whether a list still fails; may be asked often.
     * @param <T> what the list holds.
     * @return a part of the list, in its order, that fails and of which every element is needed.
     */
    public static <T> List<T> shrink(final List<T> list, final Predicate<List<T>> fails) {
        List<T> smallest = List.copyOf(list);
        int chunk = Math.max(1, smallest.size() / 2);
        while (true) {
            final List<T> smaller = withoutNeedlessChunks(smallest, chunk, fails);
            final boolean isSmaller = smaller.size() < smallest.size();
            smallest = smaller;
            if (chunk > 1) {
                chunk = Math.max(1, Math.min(chunk, smallest.size()) / 2);
            } else if (!isSmaller) {
                return smallest;
            }
        }
    }

    /** Goes from the end to the start: what came last most often is needless. */
    private static <T> List<T> withoutNeedlessChunks(
            final List<T> list, final int chunk, final Predicate<List<T>> fails) {
        List<T> current = list;
        for (int end = current.size(); end > 0; end -= chunk) {
            final int start = Math.max(0, end - chunk);
            final List<T> shorter = new ArrayList<>(current.subList(0, start));
            shorter.addAll(current.subList(end, current.size()));
            if (fails.test(shorter)) {
                current = List.copyOf(shorter);
            }
        }
        return current;
    }
}
