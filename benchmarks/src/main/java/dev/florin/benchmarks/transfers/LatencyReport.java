package dev.florin.benchmarks.transfers;

import dev.florin.benchmarks.report.Figures;
import dev.florin.benchmarks.report.Json;
import dev.florin.benchmarks.report.Samples;
import dev.florin.benchmarks.report.TextTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import tools.jackson.core.JsonGenerator;

/** Tells what one command alone takes, beside a raw write. Belongs to one thread. */
final class LatencyReport {
    private static final double[] PERCENTILES = {50, 99, 99.9};
    private static final String[] WAYS = {"raw write + force of 4 KiB", "session: offer to answer", "client: call"};
    private static final String[] NAMES = {"raw", "session", "client"};
    private static final int RAW = 0;
    private static final int SESSION = 1;
    private static final double NS_PER_US = 1_000;

    private final List<Samples[]> byWay = new ArrayList<>();
    private final List<Samples> ratios = new ArrayList<>();

    LatencyReport() {
        for (int way = 0; way < WAYS.length; way++) {
            final Samples[] samples = new Samples[PERCENTILES.length];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = new Samples();
            }
            byWay.add(samples);
            ratios.add(new Samples());
        }
    }

    /** Takes the histograms of a run. */
    void add(final LatencyRun run) {
        final Histogram[] histograms = {run.rawNs(), run.sessionNs(), run.clientNs()};
        for (int way = 0; way < WAYS.length; way++) {
            for (int i = 0; i < PERCENTILES.length; i++) {
                byWay.get(way)[i].add(histograms[way].getValueAtPercentile(PERCENTILES[i]) / NS_PER_US);
            }
            ratios.get(way)
                    .add((double) histograms[way].getValueAtPercentile(50) / histograms[RAW].getValueAtPercentile(50));
        }
    }

    /** How many times a raw write's p50 a session's command takes, median of the runs. */
    double sessionRatio() {
        return ratios.get(SESSION).median();
    }

    void print(final PrintStream out) {
        final TextTable table = new TextTable(
                "one command alone", "p50 us", "lowest-highest", "p99 us", "p99.9 us", "x raw", "lowest-highest");
        for (int way = 0; way < WAYS.length; way++) {
            final Samples[] samples = byWay.get(way);
            table.row(
                    WAYS[way],
                    Figures.number(samples[0].median()),
                    Figures.range(samples[0]),
                    Figures.number(samples[1].median()),
                    Figures.number(samples[2].median()),
                    Figures.number(ratios.get(way).median()),
                    Figures.range(ratios.get(way)));
        }
        table.print(out);
        out.println();
        out.println("medians of " + ratios.get(RAW).count() + " runs; each round does all three, one after the other");
    }

    void write(final JsonGenerator json) {
        json.writeObjectPropertyStart("results");
        for (int way = 0; way < WAYS.length; way++) {
            for (int i = 0; i < PERCENTILES.length; i++) {
                Json.writeSamples(json, NAMES[way] + "_p" + PERCENTILES[i], "us", byWay.get(way)[i]);
            }
            Json.writeSamples(json, NAMES[way] + "_ratio", "x raw p50", ratios.get(way));
        }
        json.writeEndObject();
    }
}
