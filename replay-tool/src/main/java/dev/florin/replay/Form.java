package dev.florin.replay;

import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How lines look: an exclusive group of options, null where none was given; words for people then. */
final class Form {
    @Option(names = "--json", description = "One JSON object a line, amounts in minor units.")
    private boolean isJson;

    @Option(names = "--csv", description = "Comma separated values in minor units, below a line of names.")
    private boolean isCsv;

    /** The one that was asked for. */
    static <T> T choose(final Form form, final Supplier<T> words, final Supplier<T> json, final Supplier<T> csv) {
        if (form == null) {
            return words.get();
        }
        return form.isJson ? json.get() : form.isCsv ? csv.get() : words.get();
    }
}
