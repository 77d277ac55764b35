package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.journal.support.ChildJvm;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.TestBatches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real process appends and is killed at a random moment, again and again over the same directory. */
@Tag("crash")
final class KillTest {

    private static final int KILLS = Boolean.getBoolean("florin.long") ? 50 : 3;

    private static final TestBatches BATCHES = new TestBatches(Journals.MAX_BODY_LENGTH_BYTES);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void shouldHoldEveryDurableBatchAfterKills(final Durability durability) throws IOException, InterruptedException {
        final long seed = System.nanoTime();
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            final ChildJvm child =
                    ChildJvm.start(kill % 2 == 0, Appender.class, directory.toString(), durability.name());
            final long recovered = sequence(child.readLine());
            final long until = recovered + random.nextInt(3_000);
            long durable = recovered;
            while (durable < until) {
                durable = sequence(child.readLine());
            }
            child.kill();
            // What it said before it died counts too; the last line may be cut short.
            for (String line = child.readLine(); line != null && line.endsWith(";"); line = child.readLine()) {
                durable = sequence(line);
            }
            try (Journal journal =
                    Journal.open(Journals.smallConfig(directory, durability).build())) {
                assertThat(journal.replay(BATCHES.checker(1)).lastSequence()).isGreaterThanOrEqualTo(durable);
            }
        }
    }

    private static long sequence(final String line) {
        return Long.parseLong(line.substring(0, line.length() - 1));
    }

    /** Recovers, says up to where, then appends without end and says what is durable. */
    static final class Appender {

        private Appender() {}

        public static void main(final String[] args) {
            final Durability durability = Durability.valueOf(args[1]);
            final Journal journal = Journal.open(
                    Journals.smallConfig(Path.of(args[0]), durability).build());
            say(journal.replay(BATCHES.checker(1)).lastSequence());
            final JournalAppender appender = journal.startAppending();
            if (durability == Durability.FSYNC) {
                startSyncThread(journal);
            }
            while (journal.failure() == null) {
                if (!BATCHES.append(appender)) {
                    Thread.onSpinWait();
                }
                say(journal.durableSequence().read());
            }
        }

        private static void say(final long sequence) {
            System.out.print(sequence + ";\n");
        }

        private static void startSyncThread(final Journal journal) {
            final Thread thread = new Thread(() -> {
                final CommitAgent agent = journal.commitAgent();
                while (journal.failure() == null) {
                    agent.idle(agent.doWork());
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
    }
}
