package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static dev.florin.engine.TestCommands.account;
import static dev.florin.engine.TestCommands.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.journal.Durability;
import dev.florin.journal.concurrent.PublishedSequence;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.command.RequestEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that is nearly full: no command is taken, all else goes on. */
@Timeout(120)
class OutOfSpaceTest {
    /** More than any disk has free. */
    private static final long MORE_THAN_THERE_IS = 1L << 60;

    @TempDir
    private Path directory;

    private long lastSequence;

    @BeforeEach
    void openAccounts() {
        try (Engine engine = Engine.open(
                        TestEngines.config(directory, Durability.FSYNC).build());
                SessionUser user = new SessionUser(engine)) {
            lastSequence = TestEngines.openAccounts(user, 1, 7);
        }
    }

    private EngineConfig.Builder full(final Durability durability) {
        return TestEngines.config(directory, durability).minFreeDiskBytes(MORE_THAN_THERE_IS);
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldRefuseCommandsAndServeReads(final Durability durability) {
        try (Engine engine = Engine.open(full(durability).build());
                SessionUser user = new SessionUser(engine)) {
            assertThat(user.session().offer(transfer(100, BANK, account(1), 1), 1))
                    .isEqualTo(Outcome.OUT_OF_SPACE);
            assertThat(user.session().why()).contains("disk");
            assertThat(engine.client().call(transfer(100, BANK, account(1), 1)))
                    .isEqualTo(new Answer.Refused(
                            Outcome.OUT_OF_SPACE, Bounds.NO_LEG, user.session().why()));
            assertThat(TestEngines.read(user, account(1)).balance()).isEqualTo(7);
            try (CountersFile counters = CountersFile.open(directory)) {
                Await.until("the counters tell", () -> counters.get(Counter.HAS_SPACE) == 0);
            }
        }
        try (Engine engine =
                        Engine.open(TestEngines.config(directory, durability).build());
                SessionUser user = new SessionUser(engine)) {
            assertThat(engine.recovery().lastSequence()).isEqualTo(lastSequence);
            assertThat(user.command(transfer(100, BANK, account(1), 1)).duplicate())
                    .isFalse();
        }
    }

    @Test
    void shouldRefuseWhatPassedTheDoorBeforeItWasKnown() {
        final AnswerDecoder decoder = new AnswerDecoder();
        final List<Answer> answers = new ArrayList<>();
        try (Engine engine = Engine.open(full(Durability.FSYNC).build())) {
            final EngineCore core = engine.core();
            final AnswerQueue queue = new AnswerQueue(64 * 1024, new PublishedSequence());
            final int sessionId = core.sessions().add(queue);
            final ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
            final int lengthBytes = new RequestEncoder().encode(transfer(100, BANK, account(1), 1), frame, 0);
            for (int i = 1; i <= 3; i++) {
                assertThat(core.ring().publish(Slot.REQUEST, sessionId, i, 0, frame, 0, lengthBytes))
                        .isEqualTo(CommandRing.PUBLISHED);
            }
            Await.until("all three are answered", () -> {
                queue.poll((id, buffer, offset, length) -> answers.add(decoder.decode(buffer, offset)), 10);
                return answers.size() == 3;
            });
            assertThat(core.ring().publish(Slot.REQUEST, sessionId, 4, 0, frame, 0, lengthBytes))
                    .isEqualTo(CommandRing.PUBLISHED);
        } // and closing does not wait for the fourth to find room
        assertThat(answers).containsOnly(new Answer.Refused(Outcome.OUT_OF_SPACE));
    }

    @Test
    void shouldRefuseToMoveTheClock() {
        try (Engine engine = Engine.open(
                        full(Durability.FSYNC).clock(ClockMode.MANUAL).build());
                SessionUser user = new SessionUser(engine)) {
            assertThat(user.session().offerAdvance(1, 1)).isEqualTo(Outcome.OUT_OF_SPACE);
        }
    }
}
