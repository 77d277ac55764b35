package dev.florin.gateway.request;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The words that a field may take, and what each stands for.
 *
 * @param <T> what the words stand for.
 */
final class Words<T> {
    private final Field field;
    private final Map<String, T> byWord = new LinkedHashMap<>();

    Words(final Field field, final T[] values, final Function<T, String> word) {
        this.field = field;
        for (final T value : values) {
            byWord.put(word.apply(value), value);
        }
    }

    /** What the field's word stands for, which must be there. */
    T of(final FieldValues fields) throws RefusedLineException {
        final String word = fields.text(field);
        final T value = byWord.get(word);
        if (value == null) {
            throw RefusedLineException.malformed(
                    field.text() + " must be one of " + String.join(", ", byWord.keySet()) + ", is " + Quote.of(word));
        }
        return value;
    }

    /** The same, or a default where the field is absent. */
    T of(final FieldValues fields, final T absent) throws RefusedLineException {
        return fields.has(field) ? of(fields) : absent;
    }
}
