package dev.florin.gateway.request;

import dev.florin.gateway.input.LineReader;
import dev.florin.gateway.input.Utf8;
import java.math.BigInteger;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Takes the fields off a line: one JSON object of known fields, each once, each of its shape. Streaming, so that
 * nothing is built of what is refused. Belongs to one thread.
 */
final class LineParser {
    /** The line, its legs, a leg; and one more, so that what is nested too deep is told by its field. */
    private static final int MAX_NESTING_DEPTH = 4;

    private static final long FEE = Field.setOf(Field.PER_LOT, Field.PPM);

    /** Longer than any number or name of a command that can be right. */
    private static final int MAX_NUMBER_LENGTH = 100;

    private static final int MAX_NAME_LENGTH = 1_000;

    private static final Pattern SETTING = Pattern.compile(",? from `[^`]*`");

    private final TokenStreamFactory strict = factory(true);
    private final TokenStreamFactory lenient = factory(false);
    private final ParsedLine line = new ParsedLine();

    /** Op and key of a line that is refused; null where they could not be read. */
    record Echo(String op, String key) {}

    private static TokenStreamFactory factory(final boolean detectsDuplicates) {
        return JsonFactory.builder()
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, detectsDuplicates)
                // Else a line of zero bytes in the right places would pass as UTF-16.
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING_DEPTH)
                        .maxDocumentLength(LineReader.MAX_LINE_LENGTH)
                        .maxStringLength(LineReader.MAX_LINE_LENGTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .build())
                .build();
    }

    /**
     * Parses a line.
     *
     * @return the parser's own object, valid until the next call.
     */
    ParsedLine parse(final byte[] bytes, final int offset, final int length) throws RefusedLineException {
        line.clear();
        final int invalid = Utf8.firstInvalid(bytes, offset, length);
        if (invalid != Utf8.VALID) {
            throw RefusedLineException.malformed("not UTF-8 at byte " + (invalid + 1) + " of the line");
        }
        try (JsonParser parser = strict.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw RefusedLineException.malformed("a line is one JSON object, as {\"op\":...}");
            }
            parseLine(parser);
            if (parser.nextToken() != null) {
                throw RefusedLineException.malformed("more than one JSON object on the line");
            }
        } catch (final JacksonException e) {
            throw notJson(e);
        }
        return line;
    }

    /** Reads what it can of op and key, in any place of the line, up to where the line stops being JSON. */
    Echo salvage(final byte[] bytes, final int offset, final int length) {
        String op = null;
        String key = null;
        try (JsonParser parser = lenient.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Echo(null, null);
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                final Field field = Field.of(parser.currentName());
                final boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                if (isText && field == Field.OP && op == null) {
                    op = parser.getString();
                } else if (isText && field == Field.KEY && key == null) {
                    key = parser.getString();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (final JacksonException e) {
            // The line was refused already; what stands before the fault is what there is to read.
            return new Echo(op, key);
        }
        return new Echo(op, key);
    }

    private void parseLine(final JsonParser parser) throws RefusedLineException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            final Field field = field(parser);
            final JsonToken token = parser.nextToken();
            switch (field.shape()) {
                case TEXTS -> parseAccounts(parser, token);
                case VERSIONS -> parseExpectations(parser, token);
                case LEGS -> parseLegs(parser, token);
                case FEE -> parseFee(parser, field, token);
                default -> parseScalar(parser, field, token, line.fields());
            }
        }
    }

    private static Field field(final JsonParser parser) throws RefusedLineException {
        final String name = parser.currentName();
        final Field field = Field.of(name);
        if (field == null) {
            throw RefusedLineException.malformed("unknown field " + Quote.of(name));
        }
        return field;
    }

    private static void parseScalar(
            final JsonParser parser, final Field field, final JsonToken token, final FieldValues into)
            throws RefusedLineException {
        final Field.Shape shape = field.shape();
        if (token == JsonToken.VALUE_STRING && (shape == Field.Shape.TEXT || shape == Field.Shape.INTEGER_OR_TEXT)) {
            into.putText(field, parser.getString());
        } else if (token == JsonToken.VALUE_NUMBER_INT
                && (shape == Field.Shape.INTEGER || shape == Field.Shape.INTEGER_OR_TEXT)) {
            into.putInteger(field, integer(parser, field.text()));
        } else if (shape == Field.Shape.BOOLEAN && (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE)) {
            into.putBoolean(field, token == JsonToken.VALUE_TRUE);
        } else {
            throw shapeFault(field);
        }
    }

    private void parseAccounts(final JsonParser parser, final JsonToken start) throws RefusedLineException {
        requireStart(Field.ACCOUNTS, start, JsonToken.START_ARRAY);
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            if (token != JsonToken.VALUE_STRING) {
                throw shapeFault(Field.ACCOUNTS);
            }
            line.addAccount(parser.getString());
            token = parser.nextToken();
        }
    }

    private void parseExpectations(final JsonParser parser, final JsonToken start) throws RefusedLineException {
        requireStart(Field.EXPECT, start, JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            final String account = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                throw RefusedLineException.malformed("a version in expect must be an integer");
            }
            line.addExpectation(account, integer(parser, "a version in expect"));
        }
    }

    private void parseLegs(final JsonParser parser, final JsonToken start) throws RefusedLineException {
        requireStart(Field.LEGS, start, JsonToken.START_ARRAY);
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            final int index = line.legs().size();
            try {
                if (token != JsonToken.START_OBJECT) {
                    throw shapeFault(Field.LEGS);
                }
                final FieldValues leg = line.addLeg();
                parseLeg(parser, leg);
                // At once, so that a line of many empty legs costs no more than its first.
                LegForm.of(leg);
                token = parser.nextToken();
            } catch (final RefusedLineException e) {
                throw e.ofLeg(index);
            } catch (final JacksonException e) {
                throw notJson(e).ofLeg(index);
            }
        }
    }

    private void parseFee(final JsonParser parser, final Field fee, final JsonToken start) throws RefusedLineException {
        requireStart(fee, start, JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            final Field field = field(parser);
            parseScalar(parser, field, parser.nextToken(), line.fee(fee));
        }
        line.fee(fee).requireFields(fee.text(), 0, FEE);
    }

    private static void parseLeg(final JsonParser parser, final FieldValues leg) throws RefusedLineException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            final Field field = field(parser);
            parseScalar(parser, field, parser.nextToken(), leg);
        }
    }

    private void requireStart(final Field field, final JsonToken token, final JsonToken start)
            throws RefusedLineException {
        if (token != start) {
            throw shapeFault(field);
        }
        line.fields().putNested(field);
    }

    /** An integer of 64 bits. What lies below them is saturated: every field has its own lowest value above that. */
    private static long integer(final JsonParser parser, final String what) throws RefusedLineException {
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        final BigInteger value = parser.getBigIntegerValue();
        if (value.signum() > 0) {
            throw RefusedLineException.malformed(what + " is above 2^63-1");
        }
        return Long.MIN_VALUE;
    }

    private static RefusedLineException shapeFault(final Field field) {
        return RefusedLineException.malformed(
                field.text() + " must be " + field.shape().words());
    }

    private static RefusedLineException notJson(final JacksonException e) {
        // The parser names the setting that a bound comes from, which is ours and not the reader's.
        final String fault = SETTING.matcher(e.getOriginalMessage()).replaceAll("");
        final TokenStreamLocation location = e.getLocation();
        return RefusedLineException.malformed(
                "not one JSON object: " + fault + (location == null ? "" : " (column " + location.getColumnNr() + ")"));
    }
}
