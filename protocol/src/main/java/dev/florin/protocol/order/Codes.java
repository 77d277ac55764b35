package dev.florin.protocol.order;

/**
 * The numbers that stand for the constants of an enumeration: without gaps, in the order of declaration. Immutable.
 *
 * @param <E> the enumeration.
 */
final class Codes<E extends Enum<E>> {
    private final String what;
    private final E[] values;
    private final int first;

    /**
     * The codes of an enumeration.
     *
     * @param what such as {@code order side}, for messages.
     * @param values all its constants; kept.
     * @param first the code of the first of them.
     */
    Codes(final String what, final E[] values, final int first) {
        this.what = what;
        this.values = values;
        this.first = first;
    }

    boolean contains(final int code) {
        return code >= first && code < first + values.length;
    }

    E of(final int code) {
        if (!contains(code)) {
            throw new IllegalArgumentException("no " + what + " has the code " + code);
        }
        return values[code - first];
    }
}
