package dev.florin.gateway.request;

import java.util.HashMap;
import java.util.Map;

/** Every field that a line or a leg may carry, and the JSON that it takes. A set of fields is a long: at most 64. */
enum Field {
    OP("op", Shape.TEXT),
    KEY("key", Shape.TEXT),
    LEDGER("ledger", Shape.TEXT),
    ID("id", Shape.INTEGER),
    SCALE("scale", Shape.INTEGER),
    ACCOUNT("account", Shape.TEXT),
    FLOOR("floor", Shape.INTEGER_OR_TEXT),
    CEILING("ceiling", Shape.INTEGER_OR_TEXT),
    SIDE("side", Shape.TEXT),
    DEBIT("debit", Shape.TEXT),
    CREDIT("credit", Shape.TEXT),
    AMOUNT("amount", Shape.INTEGER_OR_TEXT),
    UP_TO("up_to", Shape.BOOLEAN),
    TIMEOUT_MS("timeout_ms", Shape.INTEGER),
    TIMEOUT_NS("timeout_ns", Shape.INTEGER),
    HOLD("hold", Shape.TEXT),
    KEEP_OPEN("keep_open", Shape.BOOLEAN),
    TRANSFER("transfer", Shape.TEXT),
    LEGS("legs", Shape.LEGS),
    CODE("code", Shape.INTEGER),
    REF("ref", Shape.TEXT),
    EXPECT("expect", Shape.VERSIONS),
    NOT_AFTER("not_after", Shape.INTEGER),
    ACCOUNTS("accounts", Shape.TEXTS),
    MS("ms", Shape.INTEGER),
    NS("ns", Shape.INTEGER),
    AT("at", Shape.INTEGER),
    INSTRUMENT("instrument", Shape.TEXT),
    BASE("base", Shape.TEXT),
    QUOTE("quote", Shape.TEXT),
    LOT("lot", Shape.INTEGER),
    TICK("tick", Shape.INTEGER),
    OPERATOR("operator", Shape.INTEGER),
    MAKER_FEE("maker_fee", Shape.FEE),
    TAKER_FEE("taker_fee", Shape.FEE),
    PER_LOT("per_lot", Shape.INTEGER_OR_TEXT),
    PPM("ppm", Shape.INTEGER),
    STATE("state", Shape.TEXT),
    REFERENCE("reference", Shape.INTEGER),
    BAND_PPM("band_ppm", Shape.INTEGER),
    OWNER("owner", Shape.INTEGER),
    ACCOUNT_TYPE("account_type", Shape.INTEGER),
    TYPE("type", Shape.TEXT),
    PRICE("price", Shape.INTEGER),
    QUANTITY("quantity", Shape.INTEGER),
    TIF("tif", Shape.TEXT),
    POST_ONLY("post_only", Shape.BOOLEAN),
    DISPLAY("display", Shape.INTEGER),
    STOP("stop", Shape.INTEGER),
    BUDGET("budget", Shape.INTEGER_OR_TEXT),
    SELF_TRADE("self_trade", Shape.TEXT),
    ORDER("order", Shape.TEXT),
    ORDER_ID("order_id", Shape.INTEGER),
    REDUCE_BY("reduce_by", Shape.INTEGER),
    FILLED("filled", Shape.INTEGER),
    DEPTH("depth", Shape.INTEGER);

    private static final Map<String, Field> BY_NAME = new HashMap<>();

    static {
        for (final Field field : values()) {
            BY_NAME.put(field.text, field);
        }
    }

    private final String text;
    private final Shape shape;

    /** What a field takes. */
    enum Shape {
        TEXT("a string"),
        INTEGER("an integer, without point or exponent"),
        INTEGER_OR_TEXT("an integer of minor units, without point or exponent, or a string of decimal major units"),
        BOOLEAN("true or false"),
        TEXTS("an array of strings"),
        VERSIONS("an object of versions by account"),
        LEGS("an array of objects"),
        FEE("an object of 'per_lot' and 'ppm'");

        private final String words;

        Shape(final String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Field(final String text, final Shape shape) {
        this.text = text;
        this.shape = shape;
    }

    String text() {
        return text;
    }

    Shape shape() {
        return shape;
    }

    /** This field's place in arrays; in memory only, so that the order of the constants may change. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }

    /** This field's bit in a set of fields. */
    long bit() {
        return 1L << index();
    }

    /** The field of a name, or null. */
    static Field of(final String name) {
        return BY_NAME.get(name);
    }

    /** The set of some fields. */
    static long setOf(final Field... fields) {
        long set = 0;
        for (final Field field : fields) {
            set |= field.bit();
        }
        return set;
    }

    /** The first field of a set that is not empty. */
    static Field firstOf(final long set) {
        return values()[Long.numberOfTrailingZeros(set)];
    }
}
