package dev.florin.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.florin.engine.Await;
import dev.florin.engine.Engine;
import dev.florin.engine.EngineFailedException;
import dev.florin.engine.EventSubscription;
import dev.florin.engine.SessionUser;
import dev.florin.engine.TestCommands;
import dev.florin.engine.TestEngines;
import dev.florin.engine.counters.CountersFile;
import dev.florin.journal.Durability;
import dev.florin.journal.support.Journals;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.event.Event;
import dev.florin.protocol.event.EventDecoder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class JournalFollowerTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    private Path directory;

    private final EventDecoder decoder = new EventDecoder();
    private final List<Event> followed = new ArrayList<>();
    private long nextKey = 1_000;

    private void take(final long sequence, final DirectBuffer buffer, final int offset, final int lengthBytes) {
        final Event event = decoder.decode(buffer, offset);
        assertThat(event.sequence()).isEqualTo(sequence);
        followed.add(event);
    }

    private void pollTo(final JournalFollower follower, final long sequence) {
        Await.until("sequence " + sequence + " is followed", () -> {
            follower.poll(this::take, 10);
            return follower.lastSequence() >= sequence;
        });
    }

    /** Every hold is an event, every release another. */
    private void holdAndRelease(final SessionUser user, final int count) {
        for (int i = 0; i < count; i++) {
            final Uint128 key = Uint128.of(nextKey++);
            user.offer(new Command.Hold(
                    key,
                    TestCommands.BANK,
                    TestCommands.account(1),
                    1 + i % 9,
                    60 * SECOND_NS,
                    0,
                    Uint128.ZERO,
                    Conditions.NONE));
            if (i % 2 == 0) {
                user.offer(
                        new Command.Release(Uint128.of(nextKey++), HoldId.of(key), 0, Uint128.ZERO, Conditions.NONE));
            }
            if (i % 50 == 49) {
                user.awaitAll();
            }
        }
        user.awaitAll();
        user.takeAnswers();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldHandOutWhatTheLiveFeedDoesAndCompareEveryBatch(final Durability durability) {
        final List<Event> live = new ArrayList<>();
        try (Engine engine =
                        Engine.open(TestEngines.config(directory, durability).build());
                SessionUser user = new SessionUser(engine);
                EventSubscription subscription = engine.subscribe();
                JournalFollower follower = JournalFollower.open(directory, 1)) {
            TestEngines.openAccounts(user, 2, 1_000);
            holdAndRelease(user, 300);
            pollTo(follower, engine.lastSequence());
            holdAndRelease(user, 300);
            Await.until("the engine tells of its last command", () -> engine.lastSequence() == 2 + 4 + 900);
            pollTo(follower, engine.lastSequence());
            // The last batch has none behind it: it is the engine's memory that is compared.
            Await.until("the last state is compared", () -> {
                follower.poll(this::take, 1);
                return follower.comparedSequence() == engine.lastSequence();
            });
            assertThat(follower.comparedHashCount()).isGreaterThan(12);
            assertThat(follower.lagCount()).isZero();
            assertThat(follower.poll(this::take, 1)).isZero();
            while (subscription.poll((sequence, buffer, offset, length) -> live.add(decoder.decode(buffer, offset)), 64)
                    > 0) {
                assertThat(live).isNotEmpty();
            }
        }
        assertThat(followed).hasSize(900).isEqualTo(live);
    }

    @Test
    void shouldGoOnWhereAnotherEnded() {
        try (Engine engine = Engine.open(
                        TestEngines.config(directory, Durability.MEMORY_MAPPED).build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 2, 1_000);
            holdAndRelease(user, 100);
        }
        final long lastSequence = TestEngines.replay(directory).lastSequence();
        try (JournalFollower all = JournalFollower.open(directory, 1)) {
            pollTo(all, lastSequence);
        }
        final List<Event> expected = List.copyOf(followed);
        followed.clear();
        long next = 1;
        while (next <= lastSequence) {
            try (JournalFollower part = JournalFollower.open(directory, next)) {
                while (part.nextSequence() == next) {
                    part.poll(this::take, 1);
                }
                next = part.nextSequence();
            }
        }
        assertThat(followed).isEqualTo(expected);
        followed.clear();
        final long middle = lastSequence / 2;
        try (JournalFollower suffix = JournalFollower.open(directory, middle)) {
            pollTo(suffix, lastSequence);
        }
        assertThat(followed)
                .isEqualTo(expected.stream()
                        .filter(event -> event.sequence() >= middle)
                        .toList());
    }

    @Test
    void shouldBeginWithTheNewestSnapshotBeforeWhatIsWanted() throws Exception {
        final long taken;
        try (Engine engine = Engine.open(
                        TestEngines.config(directory, Durability.MEMORY_MAPPED).build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 2, 1_000);
            holdAndRelease(user, 100);
            taken = engine.snapshot().get().lastSequence();
            holdAndRelease(user, 100);
        }
        final long lastSequence = TestEngines.replay(directory).lastSequence();
        try (JournalFollower all = JournalFollower.open(directory, taken)) {
            assertThat(all.lastSequence()).isZero();
            pollTo(all, lastSequence);
        }
        final List<Event> expected =
                followed.stream().filter(event -> event.sequence() > taken).toList();
        assertThat(expected).isNotEmpty();
        followed.clear();
        try (JournalFollower suffix = JournalFollower.open(directory, taken + 1)) {
            assertThat(suffix.lastSequence()).isEqualTo(taken);
            pollTo(suffix, lastSequence);
        }
        assertThat(followed).isEqualTo(expected);
    }

    /** In the middle of a batch, too. */
    @Test
    void shouldTellTheStateThatTheEventsGoOnFrom() {
        try (Engine engine = Engine.open(
                        TestEngines.config(directory, Durability.MEMORY_MAPPED).build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 2, 1_000);
            holdAndRelease(user, 20);
        }
        for (long from = 1; from < 36; from++) {
            final List<Long> begun = new ArrayList<>();
            final long before = from - 1;
            try (JournalFollower follower = JournalFollower.open(directory, from, at -> {
                assertThat(at.lastSequence()).isEqualTo(before);
                begun.add(((Answer.OfAccounts) at.read(new Read.GetAccounts(List.of(TestCommands.account(1)))))
                        .sequence());
            })) {
                pollTo(follower, 36);
            }
            assertThat(begun).containsExactly(before);
        }
    }

    @Test
    void shouldFindTheFirstBatchThatDiffers() throws IOException {
        final Path copy = directory.resolve("copy");
        final Path origin = directory.resolve("origin");
        final List<Long> batches;
        try (Engine engine = Engine.open(
                        TestEngines.config(origin, Durability.MEMORY_MAPPED).build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 2, 1_000);
            holdAndRelease(user, 1_000);
            Journals.copy(origin, copy);
        }
        batches = ForgedHash.batches(copy);
        assertThat(batches).hasSizeGreaterThan(10);
        final int planted = batches.size() / 2;
        ForgedHash.plant(copy, batches.get(planted));
        try (JournalFollower follower = JournalFollower.open(copy, 1)) {
            final StateDivergedException found =
                    catchThrowableOfType(StateDivergedException.class, () -> pollTo(follower, Long.MAX_VALUE));
            assertThat(found.firstSequence()).isEqualTo(batches.get(planted - 1));
            assertThat(found.lastSequence()).isEqualTo(batches.get(planted) - 1);
            assertThat(found.engineStateHash()).isEqualTo(found.stateHash() ^ 1);
            assertThat(follower.comparedHashCount()).isEqualTo(planted);
        }
    }

    /** No batch comes behind the last, whose hash would tell: then what the engine tells of its memory is compared. */
    @Test
    void shouldCompareTheLastBatchWithTheEnginesMemory() throws IOException {
        final long last;
        try (Engine engine = Engine.open(
                        TestEngines.config(directory, Durability.MEMORY_MAPPED).build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 2, 1_000);
        }
        try (JournalFollower follower = JournalFollower.open(directory, 1)) {
            Await.until(
                    "the last hash is compared",
                    () -> follower.poll(this::take, 10) == 0
                            && follower.lastSequence() > 0
                            && follower.comparedSequence() == follower.lastSequence());
            last = follower.lastSequence();
        }
        spoilTheHashInMemory();
        try (JournalFollower follower = JournalFollower.open(directory, 1)) {
            final StateDivergedException found =
                    catchThrowableOfType(StateDivergedException.class, () -> pollTo(follower, Long.MAX_VALUE));
            assertThat(found.lastSequence()).isEqualTo(last);
            assertThat(found.engineStateHash()).isEqualTo(found.stateHash() ^ 1);
        }
    }

    /** Figures stand behind 64 bytes, the hash as the eighth. */
    private void spoilTheHashInMemory() throws IOException {
        try (RandomAccessFile counters =
                new RandomAccessFile(directory.resolve(CountersFile.FILE_NAME).toFile(), "rw")) {
            final long positionBytes = 64 + 7 * Long.BYTES;
            counters.seek(positionBytes);
            final int lowest = counters.read();
            counters.seek(positionBytes);
            counters.write(lowest ^ 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldStopAnEngineWhoseStateIsAnother(final Durability durability) {
        final Engine engine =
                Engine.open(TestEngines.config(directory, durability).build());
        try (SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 2, 1_000);
        }
        CountersFile.requestStop(directory, 5);
        Await.until("the engine has stopped", () -> engine.failure() != null);
        assertThat(engine.failure()).hasMessageContaining("after sequence 5");
        assertThatThrownBy(engine::close).isInstanceOf(EngineFailedException.class);
        Engine.open(TestEngines.config(directory, durability).build()).close();
    }

    /** A queue of the smallest size, and nobody who polls: nothing waits for it, and nothing is lost for good. */
    @Test
    void shouldResumeWhereASubscriptionMissedEvents() {
        final List<Event> live = new ArrayList<>();
        final List<Event> all = new ArrayList<>();
        try (Engine engine = Engine.open(TestEngines.config(directory, Durability.MEMORY_MAPPED)
                        .eventQueueLengthBytes(64 * 1024)
                        .build());
                SessionUser user = new SessionUser(engine);
                EventSubscription subscription = engine.subscribe()) {
            TestEngines.openAccounts(user, 2, 1_000);
            assertThat(subscription.firstMissedSequence()).isZero();
            holdAndRelease(user, 2_000);
            final long missed = subscription.firstMissedSequence();
            assertThat(missed).isPositive();
            assertThat(subscription.missedCount()).isPositive();
            while (subscription.poll((sequence, buffer, offset, length) -> live.add(decoder.decode(buffer, offset)), 64)
                    > 0) {
                assertThat(live).isNotEmpty();
            }
            live.stream().filter(event -> event.sequence() < missed).forEach(all::add);
            final long last = 2 + 4 + 3_000;
            try (JournalFollower follower = JournalFollower.open(directory, missed)) {
                pollTo(follower, last);
            }
            all.addAll(followed);
            followed.clear();
            try (JournalFollower follower = JournalFollower.open(directory, 1)) {
                pollTo(follower, last);
            }
        }
        assertThat(all).hasSize(3_000).isEqualTo(followed);
    }

    @Test
    void shouldRefuseWhatIsNoSequenceAndNoDirectory() {
        assertThatThrownBy(() -> JournalFollower.open(directory, 0)).hasMessageContaining("asked for 0");
        assertThatThrownBy(() -> JournalFollower.open(directory, 1)).hasMessageContaining("there is no manifest");
    }

    /** A position from before a loss that was accepted: what comes in the place of the lost must not be passed over. */
    @Test
    void shouldRefuseAPositionBeyondTheEnd() {
        try (Engine engine = Engine.open(
                        TestEngines.config(directory, Durability.MEMORY_MAPPED).build());
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 2, 1_000);
        }
        final long last = TestEngines.replay(directory).lastSequence();
        try (JournalFollower next = JournalFollower.open(directory, last + 1)) {
            pollTo(next, last);
            assertThat(next.poll(this::take, 1)).isZero();
        }
        try (JournalFollower beyond = JournalFollower.open(directory, last + 2)) {
            pollTo(beyond, last);
            assertThatThrownBy(() -> beyond.poll(this::take, 1))
                    .hasMessageContaining("sequence " + (last + 2) + " is beyond the journal")
                    .hasMessageContaining("Go back to sequence " + (last + 1));
        }
    }
}
