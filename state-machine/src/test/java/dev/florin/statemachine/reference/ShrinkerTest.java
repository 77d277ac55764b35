package dev.florin.statemachine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ShrinkerTest {
    @Test
    void shouldFindTheElementsThatFailTogether() {
        final List<Integer> numbers = IntStream.range(0, 2_000).boxed().toList();
        final List<Integer> culprits = List.of(3, 700, 701, 1_999);
        assertThat(Shrinker.shrink(numbers, list -> list.containsAll(culprits))).isEqualTo(culprits);
    }

    @Test
    void shouldLeaveNothingNeedlessWhereAnyPairFails() {
        final List<Integer> numbers = IntStream.range(0, 501).boxed().toList();
        assertThat(Shrinker.shrink(numbers, list -> list.size() >= 2)).hasSize(2);
    }

    @Test
    void shouldShrinkToNothingWhatAlwaysFails() {
        assertThat(Shrinker.shrink(List.of(1, 2, 3), list -> true)).isEmpty();
    }

    @Test
    void shouldKeepTheOrder() {
        final List<Integer> numbers = List.of(5, 4, 3, 2, 1);
        assertThat(Shrinker.shrink(numbers, list -> list.indexOf(4) < list.indexOf(1) && list.contains(4)))
                .containsExactly(4, 1);
    }
}
