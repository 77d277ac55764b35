package dev.florin.engine.client;

import dev.florin.protocol.Uint128;
import java.util.Objects;
import java.util.UUID;

/**
 * A command that carries the client's own marks, which come back in journal, events and statements.
 *
 * @param <T> the receipt of such a command.
 * @param <B> the builder itself.
 */
public abstract class TaggedBuilder<T extends Receipt, B extends TaggedBuilder<T, B>> extends CommandBuilder<T, B> {
    static final int MAX_CODE = 65_535;

    private int code;
    private Uint128 ref = Uint128.ZERO;

    TaggedBuilder(final Caller caller, final Key key) {
        super(caller, key);
    }

    /**
     * What kind of business it is, in the client's own numbering.
     *
     * @param businessCode 0..65535; 0 unless said.
     * @return this.
     */
    public final B code(final int businessCode) {
        code = requireCode(businessCode);
        return self();
    }

    /**
     * What it belongs to, in the client's own numbering, such as an order.
     *
     * @param reference any; 0 unless said.
     * @return this.
     */
    public final B ref(final Uint128 reference) {
        ref = Objects.requireNonNull(reference, "ref");
        return self();
    }

    /**
     * What it belongs to, in the client's own numbering, such as an order.
     *
     * @param reference any.
     * @return this.
     */
    public final B ref(final UUID reference) {
        return ref(Uint128.of(reference));
    }

    /**
     * What it belongs to, in the client's own numbering, such as an order.
     *
     * @param reference any, taken as unsigned.
     * @return this.
     */
    public final B ref(final long reference) {
        return ref(Uint128.of(reference));
    }

    static int requireCode(final int businessCode) {
        if (businessCode < 0 || businessCode > MAX_CODE) {
            throw new IllegalArgumentException("code must be 0.." + MAX_CODE + ", is " + businessCode);
        }
        return businessCode;
    }

    final int code() {
        return code;
    }

    final Uint128 ref() {
        return ref;
    }
}
