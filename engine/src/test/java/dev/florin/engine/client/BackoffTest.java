package dev.florin.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void shouldDoubleItsBoundUpToTheLongest() {
        final Backoff backoff = new Backoff(Duration.ofNanos(100), Duration.ofNanos(1_000));
        assertThat(backoff.boundNs(1)).isEqualTo(100);
        assertThat(backoff.boundNs(2)).isEqualTo(200);
        assertThat(backoff.boundNs(4)).isEqualTo(800);
        assertThat(backoff.boundNs(5)).isEqualTo(1_000);
        assertThat(backoff.boundNs(Integer.MAX_VALUE)).isEqualTo(1_000);
    }

    @Test
    void shouldNotWaitOnAnInterruptedThread() {
        final Backoff backoff = new Backoff(Duration.ofDays(1), Duration.ofDays(1));
        Thread.currentThread().interrupt();
        backoff.pause(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldRefusePausesThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofMillis(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ofMillis(2), Duration.ofMillis(1)));
    }
}
