package dev.florin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SlewedClockTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long LIMIT = 5 * SECOND;

    private long monotonicNs = 77;
    private long wallNs = 1_000 * SECOND;

    private SlewedClock clock(final boolean stepAccepted, final long lastTimestampNs) {
        return new SlewedClock(() -> monotonicNs, () -> wallNs, LIMIT, stepAccepted, lastTimestampNs);
    }

    private void pass(final long ns) {
        monotonicNs += ns;
        wallNs += ns;
    }

    @Test
    void shouldStartAtWallTimeAndFollowTheMonotonicClock() {
        final SlewedClock clock = clock(false, 0);
        assertThat(clock.nextTimestampNs(0)).isEqualTo(1_000 * SECOND);
        pass(3 * SECOND);
        assertThat(clock.nextTimestampNs(0)).isEqualTo(1_003 * SECOND);
    }

    @Test
    void shouldNeverRepeatATimestamp() {
        final SlewedClock clock = clock(false, 0);
        final long first = clock.nextTimestampNs(0);
        assertThat(clock.nextTimestampNs(first)).isEqualTo(first + 1);
        assertThat(clock.nextTimestampNs(first + 500)).isEqualTo(first + 501);
    }

    @Test
    void shouldSlewAtMostOnePartInTwoThousand() {
        final SlewedClock clock = clock(false, 0);
        pass(SECOND);
        wallNs += 10_000_000; // wall time is 10 ms ahead now
        assertThat(clock.nextTimestampNs(0)).isEqualTo(1_001 * SECOND + SECOND / 2_000);
    }

    @Test
    void shouldSlewBackWithoutGoingBack() {
        final SlewedClock clock = clock(false, 0);
        long last = clock.nextTimestampNs(0);
        wallNs -= 2 * SECOND;
        for (int i = 0; i < 100; i++) {
            pass(SECOND);
            final long next = clock.nextTimestampNs(last);
            assertThat(next - last).isEqualTo(SECOND - SECOND / 2_000);
            last = next;
        }
    }

    @Test
    void shouldNotFollowAStepBeyondTheLimitInEitherDirection() {
        final SlewedClock clock = clock(false, 0);
        wallNs += LIMIT + 1;
        pass(SECOND);
        assertThat(clock.nextTimestampNs(0)).isEqualTo(1_001 * SECOND);
        assertThat(clock.refusedStepNs()).isEqualTo(LIMIT + 1);

        wallNs -= 2 * (LIMIT + 1);
        pass(SECOND);
        assertThat(clock.nextTimestampNs(0)).isEqualTo(1_002 * SECOND);
        assertThat(clock.refusedStepNs()).isEqualTo(-LIMIT - 1);
    }

    @Test
    void shouldEndTheAlarmWhenTheWallClockComesBack() {
        final SlewedClock clock = clock(false, 0);
        wallNs += 2 * LIMIT;
        pass(SECOND);
        clock.nextTimestampNs(0);
        wallNs -= 2 * LIMIT;
        pass(SECOND);
        clock.nextTimestampNs(0);
        assertThat(clock.refusedStepNs()).isZero();
    }

    @Test
    void shouldFollowAStepThatTheOperatorAccepts() {
        final SlewedClock clock = clock(true, 0);
        wallNs += 3_600 * SECOND;
        pass(SECOND);
        assertThat(clock.nextTimestampNs(0)).isEqualTo(4_601 * SECOND);
    }

    @Test
    void shouldRefuseToStartFarBehindTheJournal() {
        final long farAhead = wallNs + LIMIT + 1;
        assertThatThrownBy(() -> clock(false, farAhead))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("behind the last journaled command");
        assertThat(clock(true, farAhead).nextTimestampNs(farAhead)).isEqualTo(farAhead + 1);
        assertThat(clock(false, wallNs + LIMIT).nextTimestampNs(wallNs + LIMIT)).isEqualTo(wallNs + LIMIT + 1);
    }
}
