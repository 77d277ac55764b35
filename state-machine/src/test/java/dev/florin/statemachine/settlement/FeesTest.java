package dev.florin.statemachine.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class FeesTest {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /** 250 ppm of 2,500 is 0.625: rounded up 1, of which 0.375 is charged ahead; the next 0.625 make 1.25 in all: 1 more. */
    @Test
    void shouldRoundUpOncePerOrder() {
        assertThat(Fees.charge(0, 250, 1, 2_500, 0)).isEqualTo(1);
        final long rest = Fees.rest(0, 250, 1, 2_500, 0, 1);
        assertThat(rest).isEqualTo(-375_000);
        assertThat(Fees.charge(0, 250, 1, 2_500, rest)).isEqualTo(1);
        final long next = Fees.rest(0, 250, 1, 2_500, rest, 1);
        assertThat(next).isEqualTo(-750_000);
        // 1.875 in all, 2 charged: the third trade is free.
        assertThat(Fees.charge(0, 250, 1, 2_500, next)).isZero();
    }

    /** A rebate of 1.5 gives 1 now; with the next 1.5, 3 in all, it gives 2. */
    @Test
    void shouldRoundRebatesDown() {
        assertThat(Fees.charge(0, -1_000, 1, 1_500, 0)).isEqualTo(-1);
        final long rest = Fees.rest(0, -1_000, 1, 1_500, 0, -1);
        assertThat(rest).isEqualTo(-500_000);
        assertThat(Fees.charge(0, -1_000, 1, 1_500, rest)).isEqualTo(-2);
        assertThat(Fees.rest(0, -1_000, 1, 1_500, rest, -2)).isZero();
    }

    /** The whole of the largest value as a fee, and one unit more a lot: 2^63-1, and beyond it. */
    @Test
    void shouldCountToTheLastUnitOf63Bits() {
        assertThat(Fees.charge(0, 1_000_000, 1, Long.MAX_VALUE, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(Fees.charge(1, 1_000_000, 1, Long.MAX_VALUE, 0)).isEqualTo(Fees.TOO_MUCH);
        assertThat(Fees.charge(-1, -1_000_000, 1, Long.MAX_VALUE, 0)).isEqualTo(Fees.TOO_LITTLE);
        assertThat(Fees.charge(0, 999_999, 1, Long.MAX_VALUE, 0)).isEqualTo(9_223_362_813_482_738_953L);
    }

    /** 2^62 a lot and 250 ppm of 2,500: of 2 lots 2^63 + 0.625, rounded up by 0.375, which is charged ahead of the next lot. */
    @Test
    void shouldCarryOnWhatRoundingAddedToAChargeBeyond63Bits() {
        final long perLot = 1L << 62;
        assertThat(Fees.charge(perLot, 250, 2, 2_500, 0)).isEqualTo(Fees.TOO_MUCH);
        final long rest = Fees.rest(perLot, 250, 2, 2_500, 0, Fees.TOO_MUCH);
        assertThat(rest).isEqualTo(-375_000);
        assertThat(Fees.charge(perLot, 250, 1, 1_000, rest)).isEqualTo(perLot);
    }

    @Test
    void shouldAgreeWithUnboundedNumbers() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            final long perLot = random.nextLong() >> random.nextInt(64);
            final long ppm = random.nextLong(-1_000_000, 1_000_001);
            final long quantity = random.nextLong() >>> (1 + random.nextInt(63));
            final long value = random.nextLong() >>> (1 + random.nextInt(63));
            final long rest = -random.nextLong(1_000_000);
            final long charge = Fees.charge(perLot, ppm, quantity, value, rest);
            final BigInteger exact = BigInteger.valueOf(perLot)
                    .multiply(BigInteger.valueOf(quantity))
                    .multiply(MILLION)
                    .add(BigInteger.valueOf(value).multiply(BigInteger.valueOf(ppm)))
                    .add(BigInteger.valueOf(rest));
            final BigInteger[] parts = exact.divideAndRemainder(MILLION);
            final BigInteger expected = parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
            if (charge == Fees.TOO_MUCH || charge == Fees.TOO_LITTLE) {
                final boolean isFixedBeyond = BigInteger.valueOf(perLot)
                                .multiply(BigInteger.valueOf(quantity))
                                .bitLength()
                        > 63;
                assertThat(isFixedBeyond || expected.abs().compareTo(MAX) >= 0)
                        .as("seed %d, round %d", seed, i)
                        .isTrue();
            } else {
                assertThat(BigInteger.valueOf(charge))
                        .as("seed %d, round %d", seed, i)
                        .isEqualTo(expected);
                assertThat(Fees.rest(perLot, ppm, quantity, value, rest, charge))
                        .as("seed %d, round %d", seed, i)
                        .isEqualTo(exact.subtract(expected.multiply(MILLION)).longValueExact())
                        .isBetween(-999_999L, 0L);
            }
        }
    }

    @Test
    void shouldSeeProductsLeave63Bits() {
        assertThat(Fees.product(3_037_000_499L, 3_037_000_499L)).isEqualTo(9_223_372_030_926_249_001L);
        assertThat(Fees.product(3_037_000_500L, 3_037_000_500L)).isEqualTo(-1);
        assertThat(Fees.product(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Fees.product(Long.MAX_VALUE, 3)).isEqualTo(-1);
        assertThat(Fees.product(0, Long.MAX_VALUE)).isZero();
    }
}
