package dev.florin.journal.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskWatchTest {

    @TempDir
    private Path directory;

    @Test
    void shouldAllowEverythingWhereItDoesNotWatch() throws IOException {
        final DiskWatch watch = new DiskWatch(directory, 0);
        assertThat(watch.hasSpace()).isTrue();
        assertThat(watch.mayAppend(Long.MAX_VALUE)).isTrue();
    }

    @Test
    void shouldAllowNoMoreThanTheDiskHolds() throws IOException {
        final long freeBytes = Files.getFileStore(directory).getUsableSpace();
        final DiskWatch watch = new DiskWatch(directory, 1 << 20);
        assertThat(watch.hasSpace()).isTrue();
        assertThat(watch.mayAppend(freeBytes / 2)).isTrue();
        assertThat(watch.mayAppend(freeBytes * 2)).isFalse();
    }

    @Test
    void shouldAllowAsMuchAgainAfterTheNextLook() throws IOException {
        final long freeBytes = Files.getFileStore(directory).getUsableSpace();
        final DiskWatch watch = new DiskWatch(directory, 1 << 20);
        watch.appended(freeBytes * 2);
        assertThat(watch.mayAppend(freeBytes * 2)).isFalse();
        watch.check();
        assertThat(watch.mayAppend(freeBytes * 2 + freeBytes / 2)).isTrue();
    }

    @Test
    void shouldStopBeforeTheDiskIsFull() throws IOException {
        final DiskWatch watch = new DiskWatch(directory, Long.MAX_VALUE / 4);
        assertThat(watch.hasSpace()).isFalse();
        assertThat(watch.mayAppend(1)).isFalse();
    }
}
