package dev.florin.statemachine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.Bounds;
import dev.florin.statemachine.hash.Mixing;
import dev.florin.statemachine.hash.StateHash;
import dev.florin.statemachine.paged.UndoJournal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class AccountsTest {
    /** What the look-up hash multiplies the identity with. */
    private static final long HIGH_MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final StateHash hash = new StateHash();
    private final UndoJournal undo = new UndoJournal();
    private final Ledgers ledgers = new Ledgers(undo, hash);
    private final Accounts accounts = new Accounts(ledgers, undo, hash);

    @Test
    void shouldTellAccountsOfEqualHashApart() {
        // hash(identity, owner) mixes identity x multiplier + owner, so these owners undo the change of identity.
        final long owner1 = 5;
        final int type2 = typeWithOwnerInRange(owner1, 1);
        final long owner2 = collidingOwner(owner1, type2);
        final int type3 = typeWithOwnerInRange(owner1, type2 + 1);
        final long owner3 = collidingOwner(owner1, type3);
        assertThat(Mixing.mix(1 | ((long) type2 << 16), owner2)).isEqualTo(Mixing.mix(1, owner1));

        accounts.open(owner1, 1, 0, 0, 11, 100);
        final int candidate = accounts.candidate(Accounts.hashOf(owner2, 1, type2));
        accounts.open(owner2, 1, type2, 0, 12, 101);
        accounts.open(owner3, 1, type3, 0, 13, 102);

        assertThat(accounts.ceiling(accounts.find(owner1, 1, 0))).isEqualTo(11);
        assertThat(accounts.ceiling(accounts.find(owner2, 1, type2))).isEqualTo(12);
        assertThat(accounts.ceiling(accounts.find(owner3, 1, type3))).isEqualTo(13);
        assertThat(accounts.ceiling(accounts.find(candidate, owner2, 1, type2))).isEqualTo(12);
        assertThat(accounts.find(owner1, 1, type2)).isZero();
        assertThat(accounts.find(candidate, owner3 + 1, 1, type3)).isZero();
    }

    private static int typeWithOwnerInRange(final long owner, final int from) {
        int type = from;
        while (collidingOwner(owner, type) < 0) {
            type++;
        }
        assertThat(type).isLessThan(256);
        return type;
    }

    private static long collidingOwner(final long owner, final int type) {
        return owner - ((long) type << 16) * HIGH_MULTIPLIER;
    }

    @Test
    void shouldHashTheSameWhateverTheOrderOfOpening() {
        final StateHash otherHash = new StateHash();
        final Accounts others = new Accounts(new Ledgers(undo, otherHash), undo, otherHash);
        for (int i = 0; i < 3_000; i++) {
            accounts.open(i, 1, i % 256, -i, i, 1_000 + i);
        }
        for (int i = 2_999; i >= 0; i--) {
            others.open(i, 1, i % 256, -i, i, 1_000 + i);
        }

        assertThat(otherHash.value()).isEqualTo(hash.value());
        assertThat(others.recomputeHash()).isEqualTo(hash.value());
        assertThat(accounts.find(17, 1, 17)).isNotEqualTo(others.find(17, 1, 17));
    }

    @Test
    void shouldSaturateAvailableAndRoomAtTheirEdges() {
        ledgers.create(1, 'A', 0, 0);
        accounts.open(1, 1, 0, -Bounds.MAX_LIMIT, Bounds.MAX_LIMIT, 1);
        accounts.open(2, 1, 0, Bounds.NO_FLOOR, Bounds.MAX_LIMIT, 2);
        accounts.open(3, 1, 0, Bounds.NO_FLOOR, Bounds.NO_CEILING, 3);
        final int first = accounts.find(1, 1, 0);
        final int bottomless = accounts.find(2, 1, 0);
        final int unlimited = accounts.find(3, 1, 0);

        assertThat(accounts.available(first)).isEqualTo(Bounds.MAX_LIMIT);
        assertThat(accounts.room(first)).isEqualTo(Bounds.MAX_LIMIT);
        assertThat(accounts.available(unlimited)).isEqualTo(Long.MAX_VALUE);
        assertThat(accounts.room(unlimited)).isEqualTo(Long.MAX_VALUE);
        accounts.post(bottomless, unlimited, Long.MAX_VALUE, 4);
        assertThat(exactRoom(bottomless)).isGreaterThan(BigInteger.valueOf(Long.MAX_VALUE));
        assertThat(accounts.room(bottomless)).isEqualTo(Long.MAX_VALUE);
    }

    private BigInteger exactRoom(final int slot) {
        return BigInteger.valueOf(accounts.ceiling(slot))
                .subtract(BigInteger.valueOf(accounts.creditsPosted(slot)))
                .subtract(BigInteger.valueOf(accounts.creditsPending(slot)))
                .add(BigInteger.valueOf(accounts.debitsPosted(slot)));
    }
}
