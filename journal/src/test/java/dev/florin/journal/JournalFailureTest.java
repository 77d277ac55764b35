package dev.florin.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.exceptions.JournalFailedException;
import dev.florin.journal.exceptions.JournalLockedException;
import dev.florin.journal.support.FailingFileLayer;
import dev.florin.journal.support.Journals;
import dev.florin.journal.support.TestBatches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the disk does not do what it is asked: the journal stops, says why, and never tries again. */
@Tag("crash")
final class JournalFailureTest {

    private final TestBatches batches = new TestBatches(Journals.MAX_BODY_LENGTH_BYTES);
    private final FailingFileLayer layer = new FailingFileLayer();

    @TempDir
    private Path directory;

    @Test
    void shouldStopForGoodWhenTheCommitLogCannotBeForced() {
        final long durable;
        try (Journal journal = open(Durability.FSYNC)) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            Journals.appendDurably(journal, appender, batches, 3);
            durable = appender.lastSequence();
            Journals.appendOne(journal, appender, batches);
            layer.failForce("commit-");
            assertThatThrownBy(() -> journal.commitAgent().doWork())
                    .isInstanceOf(JournalFailedException.class)
                    .hasRootCauseMessage("the disk is gone");
            layer.heal();
            assertThatThrownBy(() -> journal.commitAgent().doWork()).isInstanceOf(JournalFailedException.class);
            assertThatThrownBy(appender::begin).isInstanceOf(JournalFailedException.class);
            assertThat(journal.failure()).isInstanceOf(IOException.class).hasMessage("the disk is gone");
            assertThat(journal.durableSequence().read()).isEqualTo(durable);
        }
        try (Journal journal = open(Durability.FSYNC)) {
            assertThat(journal.replay(batches.checker(1)).lastSequence()).isGreaterThanOrEqualTo(durable);
        }
    }

    @Test
    void shouldLeaveNoThreadBehindWhenItFailsWhileItCloses() {
        final Set<Thread> before = journalThreads();
        final Journal journal = open(Durability.FSYNC);
        journal.replay(batches.checker(1));
        Journals.appendOne(journal, journal.startAppending(), batches);
        assertThat(journalThreads()).hasSizeGreaterThan(before.size());
        layer.failForce("commit-");

        assertThatThrownBy(journal::close)
                .isInstanceOf(JournalFailedException.class)
                .hasRootCauseMessage("the disk is gone");

        assertThat(journalThreads()).isEqualTo(before);
    }

    private static Set<Thread> journalThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("florin-journal-"))
                .collect(Collectors.toSet());
    }

    @Test
    void shouldStopWhenASegmentCannotBeSynced() {
        final long lastSequence;
        try (Journal journal = open(Durability.MEMORY_MAPPED)) {
            journal.replay(batches.checker(1));
            final JournalAppender appender = journal.startAppending();
            // The next segment is synced while it is prepared, so the journal may fail before another batch is
            // appended.
            Journals.appendDurably(journal, appender, batches, 3);
            lastSequence = appender.lastSequence();
            layer.failSync("segment-");
            assertThatThrownBy(() -> {
                        while (true) {
                            if (!batches.append(appender)) {
                                LockSupport.parkNanos(10_000);
                            }
                        }
                    })
                    .isInstanceOf(JournalFailedException.class)
                    .hasRootCauseMessage("the disk is gone");
        }
        layer.heal();
        try (Journal journal = open(Durability.MEMORY_MAPPED)) {
            assertThat(journal.replay(batches.checker(1)).lastSequence()).isGreaterThanOrEqualTo(lastSequence);
        }
    }

    @Test
    void shouldNotStartWhereTheFirstSegmentCannotBeCreated() {
        final Journal journal = open(Durability.MEMORY_MAPPED);
        journal.replay(batches.checker(1));
        layer.failSync("segment-");
        assertThatThrownBy(journal::startAppending).isInstanceOf(JournalFailedException.class);
        journal.close();
        layer.heal();
        // The lock is free, and what was half prepared does not stand in the way.
        try (Journal again = open(Durability.MEMORY_MAPPED)) {
            again.replay(batches.checker(1));
            Journals.appendDurably(again, again.startAppending(), batches, 1);
        }
    }

    @Test
    void shouldBeOpenedByOneOnly() {
        try (Journal journal = open(Durability.FSYNC)) {
            assertThatThrownBy(() -> open(Durability.FSYNC))
                    .isInstanceOf(JournalLockedException.class)
                    .hasMessageContaining("already open in this process")
                    .hasMessageContaining("close that one first");
            assertThat(journal.failure()).isNull();
        }
        open(Durability.FSYNC).close();
    }

    private Journal open(final Durability durability) {
        return Journal.open(
                Journals.smallConfig(directory, durability).fileLayer(layer).build());
    }
}
