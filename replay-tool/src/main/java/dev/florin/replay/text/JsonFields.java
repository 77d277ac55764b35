package dev.florin.replay.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A JSON object in the making: names and values in the order in which they were put. */
public final class JsonFields {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * Puts text.
     *
     * @param name of the field.
     * @param text its value.
     * @return this.
     */
    public JsonFields put(final String name, final String text) {
        values.put(name, text);
        return this;
    }

    /**
     * Puts a number.
     *
     * @param name of the field.
     * @param number its value.
     * @return this.
     */
    public JsonFields put(final String name, final long number) {
        values.put(name, number);
        return this;
    }

    /**
     * Puts a number that may be absent.
     *
     * @param name of the field.
     * @param number its value; nothing is put where it is empty.
     * @return this.
     */
    public JsonFields put(final String name, final OptionalLong number) {
        number.ifPresent(present -> values.put(name, present));
        return this;
    }

    /**
     * Puts what is true.
     *
     * @param name of the field.
     * @param flag nothing is put where it is false.
     * @return this.
     */
    public JsonFields putIf(final String name, final boolean flag) {
        if (flag) {
            values.put(name, true);
        }
        return this;
    }

    /**
     * Puts an object.
     *
     * @param name of the field.
     * @param object its value.
     * @return this.
     */
    public JsonFields put(final String name, final JsonFields object) {
        values.put(name, object);
        return this;
    }

    /**
     * Puts an array of objects.
     *
     * @param name of the field.
     * @param objects its elements.
     * @return this.
     */
    public JsonFields put(final String name, final List<JsonFields> objects) {
        values.put(name, objects);
        return this;
    }

    /**
     * Puts all of another's.
     *
     * @param others behind those that are there.
     * @return this.
     */
    public JsonFields putAll(final JsonFields others) {
        values.putAll(others.values);
        return this;
    }

    /**
     * A field's value, as text.
     *
     * @param name of the field.
     * @return empty where there is none.
     */
    public String text(final String name) {
        final Object value = values.get(name);
        return value == null ? "" : value.toString();
    }

    /**
     * The fields as words, each with its name.
     *
     * @param leftOut names of fields that are not wanted.
     * @return such as {@code owner 42, price 2500}.
     */
    public String wordsWithout(final String... leftOut) {
        final StringBuilder words = new StringBuilder();
        values.forEach((name, value) -> {
            if (!List.of(leftOut).contains(name)) {
                words.append(words.length() == 0 ? "" : ", ").append(name).append(' ');
                words.append(value instanceof JsonFields object ? "(" + object.wordsWithout() + ")" : value);
            }
        });
        return words.toString();
    }

    /** {@return the object as JSON, on one line} */
    @Override
    public String toString() {
        final StringBuilder json = new StringBuilder(128);
        append(json, this);
        return json.toString();
    }

    private static void append(final StringBuilder json, final Object value) {
        if (value instanceof JsonFields object) {
            json.append('{');
            boolean isFirst = true;
            for (final Map.Entry<String, Object> field : object.values.entrySet()) {
                json.append(isFirst ? "" : ",");
                appendText(json, field.getKey());
                json.append(':');
                append(json, field.getValue());
                isFirst = false;
            }
            json.append('}');
        } else if (value instanceof List<?> elements) {
            json.append('[');
            for (int i = 0; i < elements.size(); i++) {
                json.append(i == 0 ? "" : ",");
                append(json, elements.get(i));
            }
            json.append(']');
        } else if (value instanceof String text) {
            appendText(json, text);
        } else {
            json.append(value);
        }
    }

    private static void appendText(final StringBuilder json, final String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
