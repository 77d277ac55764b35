package dev.florin.journal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.florin.journal.exceptions.JournalFailedException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class FailureLatchTest {

    private final FailureLatch latch = new FailureLatch();

    @Test
    void shouldKeepTheFirstFailure() {
        latch.check();
        assertThat(latch.failure()).isNull();
        final IOException first = new IOException("first");
        assertThat(latch.fail(first)).hasCause(first);
        assertThat(latch.fail(new IOException("second"))).hasCause(first);
        assertThat(latch.failure()).isSameAs(first);
        assertThatThrownBy(latch::check)
                .isInstanceOf(JournalFailedException.class)
                .hasMessageContaining("first")
                .hasCause(first);
    }
}
