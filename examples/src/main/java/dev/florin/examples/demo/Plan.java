package dev.florin.examples.demo;

import dev.florin.examples.demo.race.Phase;
import dev.florin.examples.demo.race.Race;
import dev.florin.examples.demo.race.Scene;
import dev.florin.protocol.command.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * Who sends what, round by round: in every round new scenes are prepared, those of the round before are acted, and those of
 * the round before that settled. A front end begins a round when all have sent the last one; so what was prepared is there,
 * and those who act do it at the same time.
 */
final class Plan {
    /** Scenes of every race that are prepared in a round. */
    static final int SCENES_PER_ROUND = 16;

    /** Rounds that end what the last round with new scenes began. */
    static final int CLOSING_ROUNDS = 2;

    private final int frontEnds;
    private final List<Race> races = Race.all();

    Plan(final int frontEnds) {
        this.frontEnds = frontEnds;
    }

    int frontEnds() {
        return frontEnds;
    }

    List<Race> races() {
        return races;
    }

    /** What a front end sends in a round, when new scenes are prepared up to a last round. */
    List<Step> steps(final long round, final int frontEnd, final long lastPreparing) {
        final List<Step> steps = new ArrayList<>();
        for (int i = 0; i < SCENES_PER_ROUND; i++) {
            for (final Race race : races) {
                add(steps, race, Phase.SETTLE, round - 2, i, frontEnd, lastPreparing);
                add(steps, race, Phase.ACT, round - 1, i, frontEnd, lastPreparing);
                add(steps, race, Phase.PREPARE, round, i, frontEnd, lastPreparing);
            }
        }
        return steps;
    }

    private void add(
            final List<Step> steps,
            final Race race,
            final Phase phase,
            final long prepared,
            final int index,
            final int frontEnd,
            final long lastPreparing) {
        if (prepared < 0 || prepared > lastPreparing) {
            return;
        }
        final Scene scene = new Scene(prepared * SCENES_PER_ROUND + index, frontEnds);
        for (final Command command : race.commands(phase, scene, frontEnd)) {
            steps.add(new Step(race, phase, scene, command));
        }
    }

    /** Commands of a round in full swing, of all front ends together. */
    int commandsPerRound() {
        int count = 0;
        for (int frontEnd = 0; frontEnd < frontEnds; frontEnd++) {
            count += steps(CLOSING_ROUNDS, frontEnd, CLOSING_ROUNDS).size();
        }
        return count;
    }
}
