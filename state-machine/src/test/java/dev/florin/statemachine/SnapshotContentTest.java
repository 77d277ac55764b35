package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.captureKeepingOpen;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.entry;
import static dev.florin.statemachine.Requests.hold;
import static dev.florin.statemachine.Requests.holdLeg;
import static dev.florin.statemachine.Requests.open;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.release;
import static dev.florin.statemachine.Requests.reverse;
import static dev.florin.statemachine.Requests.transfer;
import static dev.florin.statemachine.Requests.transferLeg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.protocol.order.Fee;
import dev.florin.protocol.order.OrderSide;
import dev.florin.statemachine.snapshot.BadSnapshotException;
import dev.florin.statemachine.snapshot.MemorySnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/** What is in a snapshot, and what is refused as one. */
final class SnapshotContentTest {
    private static final String GOLDEN = "/florin/golden-snapshot-1.txt";
    private static final String HEADING = "== chunk";
    private static final int DIGITS = 16;
    private static final int LONGS_PER_LINE = 4;
    private static final StateMachineConfig CONFIG = StateMachineConfig.withKeyRetention(1);
    private static final int VERSION_AT = 2;
    private static final int STATE_HASH_AT = 7;
    private static final int TABLE_0_AT = 9;
    private static final int ACCOUNT_COUNT_AT = 20;

    private final RequestEncoder encoder = new RequestEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    /** A state with something in every table. */
    private StateMachine sample() {
        final StateMachine machine = new StateMachine(CONFIG);
        apply(machine, createLedger(1, SEK, "SEK", 2));
        apply(machine, createLedger(2, SEK + 1, "BTC", 8));
        apply(machine, openUnlimited(3, 0));
        apply(machine, open(4, 1));
        apply(machine, transfer(5, 0, 1, 1_000));
        apply(machine, hold(6, 1, 0, 100, 60_000));
        apply(machine, captureKeepingOpen(7, 6, 40));
        apply(machine, entry(8, transferLeg(1, 0, 1), holdLeg(1, 0, 2, 0), holdLeg(1, 0, 3, 5_000)));
        apply(machine, hold(9, 1, 0, 5));
        apply(machine, release(10, 9));
        apply(machine, reverse(11, 5, 10));
        final Fee fee = new Fee(1, 100);
        apply(
                machine,
                new Command.CreateInstrument(
                        Uint128.of(12), 1, "BTC-SEK", SEK + 1, SEK, 10, 5, 9, fee, fee, Conditions.NONE));
        apply(machine, Command.Place.limit(Uint128.of(13), 1, 1, OrderSide.BUY, 25, 2));
        for (int key = 100; machine.oldestKeySequence() < 10; key++) {
            apply(machine, transfer(key, 0, 1, 1)); // until what is open moves aside
        }
        return machine;
    }

    private void apply(final StateMachine machine, final Command command) {
        final int length = encoder.encode(command, buffer, 0);
        machine.onBatch(machine.lastSequence() + 1, machine.lastTimestampNs() + 10, buffer, 0, length, 1);
    }

    private static String dump(final MemorySnapshot snapshot) {
        final StringBuilder text = new StringBuilder();
        for (final byte[] chunk : snapshot.chunks()) {
            text.append(HEADING).append('\n');
            final LongBuffer longs = longs(chunk);
            for (int i = 0; i < longs.capacity(); i++) {
                text.append(String.format(Locale.ROOT, "%016x", longs.get(i)));
                text.append(i % LONGS_PER_LINE == LONGS_PER_LINE - 1 || i == longs.capacity() - 1 ? '\n' : ' ');
            }
        }
        return text.toString();
    }

    private static LongBuffer longs(final byte[] chunk) {
        return ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    }

    private static String golden() throws IOException {
        try (InputStream in = SnapshotContentTest.class.getResourceAsStream(GOLDEN)) {
            return new String(Objects.requireNonNull(in, GOLDEN).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Snapshots outlive versions: where history was removed, there is nothing else to recover from. */
    @Test
    void shouldWriteTheBytesOfOldForEver() throws IOException {
        assertThat(dump(new MemorySnapshot().whole(sample()))).isEqualTo(golden());
    }

    @Test
    void shouldReadTheBytesOfOldForEver() throws IOException {
        final MemorySnapshot snapshot = new MemorySnapshot();
        final List<Long> longs = new ArrayList<>();
        for (final String line :
                (golden().substring(HEADING.length() + 1) + HEADING).lines().toList()) {
            if (line.equals(HEADING)) {
                final byte[] chunk = new byte[longs.size() * Long.BYTES];
                final LongBuffer target = longs(chunk);
                longs.forEach(target::put);
                snapshot.chunks().add(chunk);
                longs.clear();
            } else {
                for (int i = 0; i < line.length(); i += DIGITS + 1) {
                    longs.add(Long.parseUnsignedLong(line, i, i + DIGITS, 16));
                }
            }
        }
        final StateMachine loaded = new StateMachine(CONFIG);
        snapshot.load(loaded);

        assertThat(loaded.stateHash()).isEqualTo(sample().stateHash());
        assertThat(loaded.audit()).isEmpty();
        assertThat(loaded.openHoldCount()).isEqualTo(3);
        assertThat(loaded.openOrderCount()).isOne();
    }

    @Test
    void shouldBeOfTheMomentAtWhichItBegan() {
        final StateMachine machine = sample();
        final MemorySnapshot snapshot = new MemorySnapshot();
        snapshot.begin(machine);
        final long hashBefore = machine.stateHash();
        apply(machine, transfer(5_000, 0, 1, 7));
        assertThat(machine.snapshot().isActive()).isTrue();
        assertThat(machine.snapshot().sweep(1_000_000)).isTrue();
        assertThat(machine.snapshot().isActive()).isFalse();

        final StateMachine loaded = new StateMachine(CONFIG);
        snapshot.load(loaded);
        assertThat(loaded.stateHash()).isEqualTo(hashBefore);
        apply(loaded, transfer(5_000, 0, 1, 7));
        assertThat(loaded.stateHash()).isEqualTo(machine.stateHash());
    }

    @Test
    void shouldGoOnWithCommandsWhereBuffersRunOut() {
        final StateMachine machine = sample();
        final MemorySnapshot snapshot = new MemorySnapshot();
        snapshot.begin(machine);
        snapshot.limit(0);
        apply(machine, transfer(5_000, 0, 1, 7));

        assertThat(machine.snapshot().hasFailed()).isTrue();
        assertThat(machine.audit()).isEmpty();
        final StateMachine loaded = new StateMachine(CONFIG);
        new MemorySnapshot().whole(machine).load(loaded);
        assertThat(loaded.stateHash()).isEqualTo(machine.stateHash());
    }

    @Test
    void shouldSnapshotAnEmptyState() {
        final StateMachine loaded = new StateMachine(CONFIG);
        new MemorySnapshot().whole(new StateMachine(CONFIG)).load(loaded);
        apply(loaded, createLedger(1, SEK, "SEK", 2));
        final StateMachine other = new StateMachine(CONFIG);
        apply(other, createLedger(1, SEK, "SEK", 2));
        assertThat(loaded.stateHash()).isEqualTo(other.stateHash());
    }

    @Test
    void shouldBeLoadedBeforeTheFirstCommand() {
        assertThatIllegalStateException().isThrownBy(() -> sample().loader()).withMessageContaining("first command");
    }

    @Test
    void shouldRefuseWhatIsNoSnapshotOfThisState() {
        final MemorySnapshot snapshot = new MemorySnapshot().whole(sample());
        assertRefused(new MemorySnapshot(), "is empty");
        assertRefused(changed(snapshot, 0, 0), "says otherwise");
        assertRefused(changed(snapshot, 0, 1), "is not the head of a state");
        assertRefused(changed(snapshot, 0, VERSION_AT), "version of the content 2, not 1");
        assertRefused(changed(snapshot, 0, 4), "key retention");
        assertRefused(changed(snapshot, 0, TABLE_0_AT), "shape of table 0");
        assertRefused(changed(snapshot, 0, STATE_HASH_AT), "hashes to");
        assertRefused(changed(snapshot, 1, 40), "hashes to");
        final MemorySnapshot cut = new MemorySnapshot().whole(sample());
        cut.chunks().remove(1);
        assertRefused(cut, "");
    }

    /** No memory is asked for that the rows do not need. */
    @Test
    void shouldRefuseMoreAccountsThanThereAreRows() {
        final MemorySnapshot snapshot = new MemorySnapshot().whole(sample());
        final LongBuffer head = longs(snapshot.chunks().get(0));
        assertThat(head.get(ACCOUNT_COUNT_AT)).isEqualTo(sample().accountCount());
        head.put(ACCOUNT_COUNT_AT, Integer.MAX_VALUE);
        assertRefused(snapshot, "not so many rows");
    }

    private MemorySnapshot changed(final MemorySnapshot snapshot, final int chunk, final int at) {
        final MemorySnapshot copy = new MemorySnapshot();
        snapshot.chunks().forEach(bytes -> copy.chunks().add(bytes.clone()));
        final LongBuffer longs = longs(copy.chunks().get(chunk));
        longs.put(at, longs.get(at) + 1);
        return copy;
    }

    private static void assertRefused(final MemorySnapshot snapshot, final String reason) {
        assertThatExceptionOfType(BadSnapshotException.class)
                .isThrownBy(() -> snapshot.load(new StateMachine(CONFIG)))
                .withMessageContaining(reason);
    }
}
