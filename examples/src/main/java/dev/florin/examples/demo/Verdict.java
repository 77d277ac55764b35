package dev.florin.examples.demo;

import java.util.ArrayList;
import java.util.List;

/** What was checked, and whether it held. Belongs to one thread. */
final class Verdict {
    private static final int MAX_EXAMPLES = 3;

    private record Finding(boolean holds, String text, List<String> examples) {}

    private final List<Finding> findings = new ArrayList<>();

    /** Something that was checked: it holds where there is no example against it. */
    void add(final String text, final List<String> against) {
        final List<String> shown = against.subList(0, Math.min(MAX_EXAMPLES, against.size()));
        findings.add(new Finding(against.isEmpty(), text, List.copyOf(shown)));
    }

    void add(final String text, final boolean holds) {
        findings.add(new Finding(holds, text, List.of()));
    }

    boolean holds() {
        return findings.stream().allMatch(Finding::holds);
    }

    long brokenCount() {
        return findings.stream().filter(finding -> !finding.holds()).count();
    }

    /** A line for each, with examples below what is broken. */
    List<String> lines() {
        final List<String> lines = new ArrayList<>();
        for (final Finding finding : findings) {
            lines.add((finding.holds() ? "  ok      " : "  BROKEN  ") + finding.text());
            finding.examples().forEach(example -> lines.add("          for example: " + example));
        }
        return lines;
    }
}
