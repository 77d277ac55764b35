package dev.florin.journal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.exceptions.JournalLockedException;
import dev.florin.journal.support.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("crash")
final class DirectoryLockTest {

    @TempDir
    private Path directory;

    @Test
    void shouldRefuseASecondOwnerInTheSameProcess() {
        final DirectoryLock lock = DirectoryLock.acquire(directory);
        assertThatThrownBy(() -> DirectoryLock.acquire(directory))
                .isInstanceOf(JournalLockedException.class)
                .hasMessageContaining("already open in this process");
        lock.close();
        DirectoryLock.acquire(directory).close();
    }

    @Test
    void shouldRefuseASecondOwnerInAnotherProcessUntilTheFirstDies() throws IOException, InterruptedException {
        final ChildJvm child = ChildJvm.start(true, Holder.class, directory.toString());
        assertThat(child.readLine()).isEqualTo("held");
        assertThatThrownBy(() -> DirectoryLock.acquire(directory))
                .isInstanceOf(JournalLockedException.class)
                .hasMessageContaining("process id " + child.processId());
        child.kill();
        DirectoryLock.acquire(directory).close();
    }

    @Test
    void shouldNameItsOwner() throws IOException {
        final DirectoryLock lock = DirectoryLock.acquire(directory);
        assertThat(Files.readString(directory.resolve(DirectoryLock.FILE_NAME)))
                .isEqualTo(ProcessHandle.current().pid() + "\n");
        lock.close();
    }

    /** Holds the lock until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(final String[] args) throws InterruptedException {
            final DirectoryLock lock = DirectoryLock.acquire(Path.of(args[0]));
            System.out.println("held");
            Thread.currentThread().join();
            lock.close();
        }
    }
}
