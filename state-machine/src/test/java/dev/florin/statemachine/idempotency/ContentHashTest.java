package dev.florin.statemachine.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Frames;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.protocol.command.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

final class ContentHashTest {
    /** Stored outcomes carry content hashes: a change of these numbers makes every kept journal unreadable. */
    private static final long GOLDEN_TRANSFER = 4340922825765627029L;

    private static final long GOLDEN_CLOSE = -6520567627185417190L;

    private static final int KEY_END = Frames.HEADER_LENGTH + 2 * Long.BYTES;

    private final RequestEncoder encoder = new RequestEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    private static Command.Transfer transfer(final long key, final boolean upTo, final Conditions conditions) {
        return new Command.Transfer(
                Uint128.of(key), AccountId.of(1, 752), AccountId.of(2, 752), 100, upTo, 7, Uint128.of(901), conditions);
    }

    private long hashOf(final Command command, final int offset) {
        encoder.encode(command, buffer, offset);
        return ContentHash.of(buffer, offset);
    }

    @Test
    void shouldNotDependOnKeyConditionsOrPlace() {
        final Conditions conditions = new Conditions(5, List.of(new Conditions.Expectation(AccountId.of(1, 752), 3)));
        final long hash = hashOf(transfer(1, false, Conditions.NONE), 0);

        assertThat(hashOf(transfer(2, false, Conditions.NONE), 8)).isEqualTo(hash);
        assertThat(hashOf(transfer(1, false, conditions), 64)).isEqualTo(hash);
        assertThat(hashOf(transfer(1, true, Conditions.NONE), 0)).isNotEqualTo(hash);
    }

    @Test
    void shouldDependOnEveryBitOfTheBody() {
        final int length = encoder.encode(transfer(1, false, Conditions.NONE), buffer, 0);
        final Set<Long> hashes = new HashSet<>();
        hashes.add(ContentHash.of(buffer, 0));
        for (int bit = 0; bit < (length - KEY_END) * Byte.SIZE; bit++) {
            final int index = KEY_END + bit / Byte.SIZE;
            final byte before = buffer.getByte(index);
            buffer.putByte(index, (byte) (before ^ (1 << (bit % Byte.SIZE))));
            assertThat(hashes.add(ContentHash.of(buffer, 0))).as("bit %d", bit).isTrue();
            buffer.putByte(index, before);
        }
    }

    /** Options that were only put beside the first word, the owner's, could make up for a bit of it. */
    @Test
    void shouldTellOptionsFromOwners() {
        final Set<Long> hashes = new HashSet<>();
        for (int owner = 0; owner < 1_000; owner++) {
            for (final Side side : Side.values()) {
                final AccountId account = AccountId.of(owner, 752);
                hashes.add(hashOf(new Command.Freeze(Uint128.of(1), account, side, Conditions.NONE), 0));
                hashes.add(hashOf(new Command.Unfreeze(Uint128.of(1), account, side, Conditions.NONE), 0));
            }
        }
        assertThat(hashes).hasSize(1_000 * 2 * Side.values().length);
    }

    @Test
    void shouldBeThatOfEveryReleaseBefore() {
        assertThat(hashOf(transfer(1, false, Conditions.NONE), 0)).isEqualTo(GOLDEN_TRANSFER);
        assertThat(hashOf(new Command.CloseAccount(Uint128.of(1), AccountId.of(1, 752), Conditions.NONE), 0))
                .isEqualTo(GOLDEN_CLOSE);
    }
}
