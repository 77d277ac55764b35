package dev.florin.examples.demo;

import dev.florin.examples.demo.race.Phase;
import dev.florin.examples.demo.race.Race;
import dev.florin.protocol.Outcome;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts outcomes by race and phase. Belongs to one thread. */
final class Tally {
    private record Place(Race race, Phase phase) {}

    private final Map<Place, Map<Outcome, Long>> counts = new HashMap<>();

    void count(final Race race, final Phase phase, final Outcome outcome) {
        counts.computeIfAbsent(new Place(race, phase), place -> new EnumMap<>(Outcome.class))
                .merge(outcome, 1L, Long::sum);
    }

    /** Outcomes of a phase over all scenes, each with its count. */
    Map<Outcome, Long> of(final Race race, final Phase phase) {
        return counts.getOrDefault(new Place(race, phase), Map.of());
    }
}
