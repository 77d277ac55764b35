package dev.florin.gateway.request;

import java.util.Arrays;

/**
 * The scalar fields of one JSON object, by {@link Field}. Reused from line to line; what the accessors return of a
 * field that is absent is nothing to rely on, except where a default is said.
 */
final class FieldValues {
    private static final byte TEXT = 1;
    private static final byte INTEGER = 2;
    private static final byte BOOLEAN = 3;
    private static final byte NESTED = 4;

    private static final int FIELD_COUNT = Field.values().length;

    private final byte[] kinds = new byte[FIELD_COUNT];
    private final long[] numbers = new long[FIELD_COUNT];
    private final String[] texts = new String[FIELD_COUNT];
    private long present;

    void clear() {
        present = 0;
        Arrays.fill(texts, null);
    }

    void putText(final Field field, final String text) {
        put(field, TEXT);
        texts[field.index()] = text;
    }

    void putInteger(final Field field, final long value) {
        put(field, INTEGER);
        numbers[field.index()] = value;
    }

    void putBoolean(final Field field, final boolean value) {
        put(field, BOOLEAN);
        numbers[field.index()] = value ? 1 : 0;
    }

    /** Says that a field is there whose content is kept elsewhere. */
    void putNested(final Field field) {
        put(field, NESTED);
    }

    private void put(final Field field, final byte kind) {
        present |= field.bit();
        kinds[field.index()] = kind;
    }

    boolean has(final Field field) {
        return (present & field.bit()) != 0;
    }

    boolean isText(final Field field) {
        return has(field) && kinds[field.index()] == TEXT;
    }

    /** The text of a field, or null where it is absent. */
    String text(final Field field) {
        return has(field) ? texts[field.index()] : null;
    }

    /** The integer of a field that is there. */
    long integer(final Field field) {
        return numbers[field.index()];
    }

    /** The integer of a field, which must lie in a range; a default where it is absent. */
    long integer(final Field field, final long lowest, final long highest, final long absent)
            throws RefusedLineException {
        if (!has(field)) {
            return absent;
        }
        final long value = numbers[field.index()];
        if (value < lowest || value > highest) {
            throw RefusedLineException.malformed(
                    field.text() + " must be " + lowest + ".." + highest + ", is " + value);
        }
        return value;
    }

    /** The truth of a field; false where it is absent. */
    boolean flag(final Field field) {
        return has(field) && numbers[field.index()] != 0;
    }

    /** Refuses fields that are not of a set, and the absence of those that must be there. */
    void requireFields(final String op, final long required, final long optional) throws RefusedLineException {
        final long unknown = present & ~(required | optional);
        if (unknown != 0) {
            throw RefusedLineException.malformed(
                    op + " has no field '" + Field.firstOf(unknown).text() + "'; it has " + names(required | optional));
        }
        final long missing = required & ~present;
        if (missing != 0) {
            throw RefusedLineException.malformed(
                    op + " needs the field '" + Field.firstOf(missing).text() + "'");
        }
    }

    private static String names(final long set) {
        final StringBuilder names = new StringBuilder();
        for (final Field field : Field.values()) {
            if ((set & field.bit()) != 0) {
                names.append(names.length() == 0 ? "" : ", ").append(field.text());
            }
        }
        return names.toString();
    }
}
