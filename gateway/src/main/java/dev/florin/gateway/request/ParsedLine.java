package dev.florin.gateway.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one line holds, before its op is looked at. Reused from line to line; belongs to one thread. */
final class ParsedLine {
    /** Legs kept for reuse; an entry may have this many. */
    private static final int MAX_POOLED_LEGS = 1_000;

    private final FieldValues fields = new FieldValues();
    private final FieldValues makerFee = new FieldValues();
    private final FieldValues takerFee = new FieldValues();
    private final List<FieldValues> legs = new ArrayList<>();
    private final List<FieldValues> legPool = new ArrayList<>();
    private List<String> accounts = List.of();
    private List<String> expectedAccounts = List.of();
    private long[] expectedVersions = new long[8];

    void clear() {
        fields.clear();
        makerFee.clear();
        takerFee.clear();
        legs.clear();
        accounts = List.of();
        expectedAccounts = List.of();
    }

    FieldValues fields() {
        return fields;
    }

    /** What is in the maker's or the taker's fee. */
    FieldValues fee(final Field field) {
        return field == Field.MAKER_FEE ? makerFee : takerFee;
    }

    /** The legs of an entry, in order. */
    List<FieldValues> legs() {
        return legs;
    }

    /** Adds an empty leg. */
    FieldValues addLeg() {
        final int index = legs.size();
        if (index == legPool.size() && index < MAX_POOLED_LEGS) {
            legPool.add(new FieldValues());
        }
        final FieldValues leg = index < legPool.size() ? legPool.get(index) : new FieldValues();
        leg.clear();
        legs.add(leg);
        return leg;
    }

    /** The accounts of a read, as sent; a list of this line's own. */
    List<String> accounts() {
        return accounts;
    }

    void addAccount(final String account) {
        if (accounts.isEmpty()) {
            accounts = new ArrayList<>();
        }
        accounts.add(account);
    }

    /** The accounts of {@code expect}, as sent; a list of this line's own. */
    List<String> expectedAccounts() {
        return expectedAccounts;
    }

    /** The version that goes with the account of the same index. */
    long expectedVersion(final int index) {
        return expectedVersions[index];
    }

    void addExpectation(final String account, final long version) {
        if (expectedAccounts.isEmpty()) {
            expectedAccounts = new ArrayList<>();
        }
        final int index = expectedAccounts.size();
        if (index == expectedVersions.length) {
            expectedVersions = Arrays.copyOf(expectedVersions, 2 * index);
        }
        expectedAccounts.add(account);
        expectedVersions[index] = version;
    }
}
