package dev.florin.engine;

import static dev.florin.engine.TestCommands.BANK;
import static dev.florin.engine.TestCommands.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.florin.journal.Durability;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Leg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real file system that fills up, of the test's own: refused in time, taken again once there is room, nothing lost. Needs
 * the right to mount one, which a build as root has.
 */
@Timeout(120)
class SmallDiskTest {
    private static final long MIB = 1024 * 1024;
    private static final long DISK_BYTES = 160 * MIB;
    private static final long MIN_FREE_BYTES = 48 * MIB;
    private static final long BALLAST_BYTES = 24 * MIB;
    private static final int LEGS = 500;

    @TempDir
    private Path mountPoint;

    private boolean isMounted;
    private long nextKey = 100;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        isMounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_BYTES, "florin-test", mountPoint.toString());
        assumeTrue(isMounted, "may not mount a file system: not run");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (isMounted) {
            // Lazily: the journal's mappings go with the garbage collector.
            assertThat(run("umount", "--lazy", mountPoint.toString())).isTrue();
        }
    }

    private static boolean run(final String... command) throws IOException, InterruptedException {
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0;
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldRefuseBeforeTheDiskIsFullAndGoOnOnceThereIsRoom(final Durability durability) throws IOException {
        final Path directory = Files.createDirectory(mountPoint.resolve("data"));
        final Path ballast = write("ballast", BALLAST_BYTES);
        final long balance;
        try (Engine engine = Engine.open(config(directory, durability));
                SessionUser user = new SessionUser(engine)) {
            TestEngines.openAccounts(user, 1, 0);
            final long taken = fill(user);
            assertThat(taken).isPositive();
            assertThat(free()).isGreaterThan(MIN_FREE_BYTES / 2);
            assertThat(TestEngines.read(user, account(1)).balance()).isEqualTo(taken * LEGS);

            Await.until("the journal has nothing left to write", SmallDiskTest::isJournalAtRest);
            // Somebody else takes all that is left.
            final Path full = write("full", free());
            assertThat(free()).isZero();
            assertThat(user.session().offer(entry(nextKey), 1)).isEqualTo(Outcome.OUT_OF_SPACE);
            assertThat(TestEngines.read(user, account(1)).balance()).isEqualTo(taken * LEGS);

            Files.delete(full);
            Files.delete(ballast);
            Await.until("the engine sees the room", () -> engine.core().hasSpace());
            final long takenMore = fill(user);
            assertThat(takenMore).isPositive();
            balance = (taken + takenMore) * LEGS;
        }
        assertThat(TestEngines.replay(directory).audit()).isEmpty();
        try (Engine engine = Engine.open(config(directory, durability));
                SessionUser user = new SessionUser(engine)) {
            assertThat(TestEngines.read(user, account(1)).balance()).isEqualTo(balance);
        }
    }

    private static EngineConfig config(final Path directory, final Durability durability) {
        return TestEngines.config(directory, durability)
                .minFreeDiskBytes(MIN_FREE_BYTES)
                .build();
    }

    private Path write(final String name, final long lengthBytes) throws IOException {
        final Path file = mountPoint.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            final byte[] piece = new byte[64 * 1024];
            for (long written = 0; written < lengthBytes; written += piece.length) {
                out.write(piece, 0, (int) Math.min(piece.length, lengthBytes - written));
            }
        }
        return file;
    }

    /** What the journal wrote while somebody fills the disk would fail it, as it should. */
    private static boolean isJournalAtRest() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("florin-journal-"))
                .map(Thread::getState)
                .allMatch(state -> state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING);
    }

    private long free() throws IOException {
        return Files.getFileStore(mountPoint).getUsableSpace();
    }

    /** Sends entries until one is refused for want of space; returns how many were taken, all of them answered. */
    private long fill(final SessionUser user) {
        long offered = 0;
        while (true) {
            final Outcome outcome = user.session().offer(entry(nextKey), nextKey);
            if (outcome == Outcome.OUT_OF_SPACE) {
                return countTaken(user, offered);
            }
            assertThat(outcome).as(user.session().why()).isIn(Outcome.OK, Outcome.BACK_PRESSURED);
            if (outcome == Outcome.OK) {
                offered++;
                nextKey++;
            }
            user.poll();
        }
    }

    /** What passed the door before it was known is refused by its answer. */
    private static long countTaken(final SessionUser user, final long offered) {
        Await.until("all are answered", () -> {
            user.poll();
            return user.answers().size() == offered;
        });
        final List<Answer> answers = user.takeAnswers();
        final long refused = Collections.frequency(answers, new Answer.Refused(Outcome.OUT_OF_SPACE));
        final long taken = answers.stream()
                .filter(answer -> answer instanceof Answer.OfCommand of && of.outcome() == Outcome.OK)
                .count();
        assertThat(taken + refused).isEqualTo(offered);
        return taken;
    }

    private static Command entry(final long key) {
        final Leg leg = new Leg.Transfer(BANK, account(1), 1, 0, Uint128.ZERO);
        return new Command.Entry(Uint128.of(key), Collections.nCopies(LEGS, leg), 0, Uint128.ZERO, Conditions.NONE);
    }
}
