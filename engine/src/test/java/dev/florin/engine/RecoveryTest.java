package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static dev.florin.engine.TestCommands.account;
import static dev.florin.engine.TestCommands.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.florin.journal.Durability;
import dev.florin.journal.Journal;
import dev.florin.journal.JournalAppender;
import dev.florin.journal.JournalConfig;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an engine finds when it is opened, and what it refuses to start on. */
@Timeout(120)
class RecoveryTest {
    private static final long HOUR_NS = 3_600_000_000_000L;

    @TempDir
    private Path directory;

    @AfterEach
    void shouldLeaveNoThread() {
        assertThat(TestEngines.florinThreads()).isEmpty();
    }

    private EngineConfig.Builder config(final Durability durability) {
        return TestEngines.config(directory, durability);
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldStartOnAnEmptyDirectoryAndOnOneThatIsNotThereYet(final Durability durability) {
        for (final Path path : List.of(directory, directory.resolve("a/b"))) {
            try (Engine engine =
                    Engine.open(TestEngines.config(path, durability).build())) {
                assertThat(engine.recovery().lastSequence()).isZero();
                assertThat(engine.recovery().journal().cut()).isEmpty();
                assertThat(engine.lastSequence()).isZero();
            }
            try (Engine engine =
                    Engine.open(TestEngines.config(path, durability).build())) {
                assertThat(engine.recovery().lastSequence()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldKeepTheRetentionThatTheDirectoryWasMadeWith(final Durability durability) {
        final Engine first = Engine.open(config(durability).keyRetention(1_000).build());
        try (SessionUser user = new SessionUser(first)) {
            TestEngines.openAccounts(user, 1, 0);
            for (int i = 0; i < 50_000; i++) {
                user.offer(transfer(1_000 + i, BANK, account(1), 1));
            }
            user.awaitAll();
        }
        first.close();

        final Engine second =
                Engine.open(config(durability).keyRetention(1_000_000).build());
        try (SessionUser user = new SessionUser(second)) {
            assertThat(second.recovery().stateHash()).isEqualTo(first.stateHash());
            assertThat(user.command(transfer(1_000, BANK, account(1), 1)).duplicate())
                    .describedAs("the key was forgotten by a retention of 1,000, so this is a new command")
                    .isFalse();
            assertThat(user.command(transfer(50_999, BANK, account(1), 1)).duplicate())
                    .isTrue();
        }
        second.close();
    }

    @Test
    void shouldRecoverUnderTheOtherDurability() {
        Engine before = null;
        for (int i = 0; i < 6; i++) {
            final Durability durability = i % 2 == 0 ? Durability.FSYNC : Durability.MEMORY_MAPPED;
            final Engine engine = Engine.open(config(durability).build());
            assertThat(engine.lastSequence()).isEqualTo(before == null ? 0 : before.lastSequence());
            try (SessionUser user = new SessionUser(engine)) {
                if (before == null) {
                    TestEngines.openAccounts(user, 1, 0);
                } else {
                    assertThat(engine.recovery().stateHash()).isEqualTo(before.stateHash());
                }
                assertThat(user.command(transfer(100 + i, BANK, account(1), 1)).outcome())
                        .isEqualTo(Outcome.OK);
                assertThat(TestEngines.read(user, account(1)).balance()).isEqualTo(i + 1);
            }
            engine.close();
            before = engine;
        }
    }

    /** A journal of two batches, written as if by an engine whose state went another way. */
    private void writeJournal(final String keyRetention, final String rulesVersion, final long hashAfterFirst) {
        final JournalConfig.Builder config = JournalConfig.builder(directory).minFreeDiskBytes(0);
        if (keyRetention != null) {
            config.property(StateProperties.KEY_RETENTION, keyRetention);
        }
        config.property(StateProperties.RULES_VERSION, rulesVersion);
        try (Journal journal =
                Journal.open(config.durability(Durability.MEMORY_MAPPED).build())) {
            journal.replay((sequence, timestampNs, buffer, offset, lengthBytes, count) -> {
                throw new AssertionError("the journal is new");
            });
            final JournalAppender appender = journal.startAppending();
            append(appender, 1, TestCommands.createLedger(1), emptyStateHash());
            append(appender, 2, TestCommands.openUnlimited(2, BANK), hashAfterFirst);
        }
    }

    private static long emptyStateHash() {
        return new StateMachine(StateMachineConfig.withKeyRetention(TestEngines.KEY_RETENTION)).stateHash();
    }

    private static void append(
            final JournalAppender appender, final long sequence, final Command command, final long stateHash) {
        assertThat(appender.begin()).isTrue();
        final int lengthBytes = new RequestEncoder().encode(command, appender.buffer(), appender.bodyOffset());
        appender.commit(sequence, sequence * HOUR_NS, 1, lengthBytes, sequence - 1, stateHash);
    }

    @Test
    void shouldRefuseAJournalThatReplaysToAnotherState() throws Exception {
        writeJournal(Integer.toString(TestEngines.KEY_RETENTION), "1", 0x1234);
        final List<String> before = files();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Engine.open(config(Durability.FSYNC).build()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("before sequence 2")
                    .hasMessageContaining("1234");
        }
        assertThat(files()).containsAll(before);
    }

    @Test
    void shouldRefuseRulesThatItDoesNotKnow() {
        writeJournal(Integer.toString(TestEngines.KEY_RETENTION), "2", 0);
        assertThatThrownBy(() -> Engine.open(config(Durability.FSYNC).build())).hasMessageContaining("rules version 2");
    }

    @Test
    void shouldRefuseTheJournalOfAnotherApplicationAndLeaveItAsItIs() throws Exception {
        writeJournal(null, "1", 0);
        final List<String> before = files();
        assertThatThrownBy(() -> Engine.open(config(Durability.FSYNC).build()))
                .hasMessageContaining(StateProperties.KEY_RETENTION)
                .hasMessageContaining(directory.toString());
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void shouldRefuseARetentionBeyondTheStateMachinesBeforeItIsWrittenDown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Durability.FSYNC).keyRetention(EngineConfig.MAX_KEY_RETENTION + 1))
                .withMessageContaining("keyRetention");
        assertThat(config(Durability.FSYNC)
                        .keyRetention(EngineConfig.MAX_KEY_RETENTION)
                        .build()
                        .keyRetention())
                .isEqualTo(StateMachineConfig.MAX_KEY_RETENTION);
    }

    @Test
    void shouldRefuseARetentionThatIsNoNumber() {
        writeJournal("many", "1", 0);
        assertThatThrownBy(() -> Engine.open(config(Durability.FSYNC).build()))
                .hasMessageContaining(StateProperties.KEY_RETENTION)
                .hasMessageContaining("many")
                .hasMessageContaining(directory.toString());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void shouldSayWhichDirectoryItCannotUse() throws Exception {
        final Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() ->
                        Engine.open(TestEngines.config(file, Durability.FSYNC).build()))
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> Engine.open(TestEngines.config(file.resolve("data"), Durability.FSYNC)
                        .build()))
                .hasMessageContaining(file.toString());
    }

    @Test
    void shouldRefuseADirectoryThatItMayNotWriteTo() throws Exception {
        Engine.open(config(Durability.FSYNC).build()).close();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeThat(Files.isWritable(directory))
                    .describedAs("root may write anywhere")
                    .isFalse();
            assertThatThrownBy(() -> Engine.open(config(Durability.FSYNC).build()))
                    .hasMessageContaining(directory.toString());
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Engine.open(config(Durability.FSYNC).build()).close();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldNotStartFarBehindTheJournalWithoutTheOperatorsWord(final Durability durability) {
        final long inAnHourNs = WallClock.nowNs() + HOUR_NS;
        final Engine recorded =
                Engine.open(config(durability).clock(ClockMode.RECORDED).build());
        try (SessionUser user = new SessionUser(recorded)) {
            assertThat(user.session().offerAt(TestCommands.createLedger(1), 1, inAnHourNs))
                    .isEqualTo(Outcome.OK);
            Await.until("it is answered", () -> user.poll() == 1);
        }
        recorded.close();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Engine.open(config(durability).build()))
                    .hasMessageContaining("behind the last journaled command");
            assertThat(TestEngines.florinThreads()).isEmpty();
        }
        final Engine accepted =
                Engine.open(config(durability).clockStepAccepted(true).build());
        try (SessionUser user = new SessionUser(accepted)) {
            assertThat(accepted.recovery().stateHash()).isEqualTo(recorded.stateHash());
            assertThat(user.command(TestCommands.openUnlimited(2, BANK)).timestampNs())
                    .isEqualTo(inAnHourNs + 1);
        }
        accepted.close();
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldCloseInGoodOrderOnAnInterruptedThread(final Durability durability) {
        final Engine engine = Engine.open(config(durability).build());
        try (SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 1, 7);
        }
        Thread.currentThread().interrupt();
        try {
            engine.close();
        } finally {
            assertThat(Thread.interrupted()).describedAs("still interrupted").isTrue();
        }
        try (Engine again = Engine.open(config(durability).build())) {
            assertThat(again.recovery().journal().orderly()).isTrue();
            assertThat(again.recovery().stateHash()).isEqualTo(engine.stateHash());
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldOpenOnAnInterruptedThread(final Durability durability) {
        Engine.open(config(durability).build()).close();
        Thread.currentThread().interrupt();
        try (Engine engine = Engine.open(config(durability).build())) {
            assertThat(Thread.interrupted()).describedAs("still interrupted").isTrue();
            assertThat(engine.client().call(TestCommands.createLedger(1))).isNotNull();
        }
    }

    @Test
    void shouldTellItsLastSequenceWhileAndAfterItCloses() throws Exception {
        for (int i = 0; i < 5; i++) {
            final Engine engine = Engine.open(config(Durability.MEMORY_MAPPED).build());
            final Thread asking = new Thread(() -> {
                while (engine.lastSequence() >= 0 && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            });
            asking.start();
            engine.client().call(TestCommands.createLedger(1));
            engine.close();
            assertThat(engine.lastSequence()).isEqualTo(i + 1);
            asking.interrupt();
            asking.join();
        }
    }
}
