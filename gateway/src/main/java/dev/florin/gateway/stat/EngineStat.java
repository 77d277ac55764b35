package dev.florin.gateway.stat;

import dev.florin.engine.counters.Counter;
import dev.florin.engine.counters.CountersFile;
import dev.florin.engine.counters.Health;
import dev.florin.protocol.json.JsonLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The counters of one engine, read while it runs or after. Belongs to one thread. */
public final class EngineStat implements AutoCloseable {
    /** As {@link Counter#DURABILITY} says. */
    private static final long FSYNC = 1;

    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;
    private static final double P999 = 0.999;

    private final CountersFile counters;

    private EngineStat(final CountersFile counters) {
        this.counters = counters;
    }

    /**
     * Opens the counters of a data directory.
     *
     * @param directory of an engine.
     * @return the counters, to be closed.
     * @throws IllegalArgumentException if no engine has run there.
     */
    public static EngineStat open(final Path directory) {
        return new EngineStat(CountersFile.open(directory));
    }

    /**
     * The figures for people.
     *
     * @return one figure a line, its name first; ends with a line feed.
     */
    public String table() {
        final StringBuilder table = new StringBuilder();
        words().forEach((name, value) -> table.append(String.format(Locale.ROOT, "%-26s %s%n", name, value)));
        return table.toString();
    }

    /**
     * The figures for scripts: numbers as numbers, in the units that their names say.
     *
     * @return one JSON object and a line feed.
     */
    public String json() {
        final JsonLines json = new JsonLines();
        json.startObject();
        for (final Counter counter : Counter.values()) {
            json.name(counter.text());
            switch (counter) {
                case HEALTH -> json.value(health());
                case DURABILITY -> json.value(durability());
                case STATE_HASH -> json.value(stateHash());
                default -> json.value(counters.get(counter));
            }
        }
        json.name("is_process_alive").value(isProcessAlive());
        json.name("durable_lag").value(durableLag());
        final SyncTimes syncs = SyncTimes.of(counters);
        json.name("sync_p50_ns").value(syncs.atLeastNs(MEDIAN));
        json.name("sync_p99_ns").value(syncs.atLeastNs(P99));
        json.name("sync_p999_ns").value(syncs.atLeastNs(P999));
        json.name("sync_max_ns").value(syncs.atLeastNs(1));
        json.endObject().endLine();
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            json.drainTo(bytes);
        } catch (final IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Map<String, String> words() {
        final Map<String, String> words = new LinkedHashMap<>();
        for (final Counter counter : Counter.values()) {
            words.put(counter.text(), word(counter));
            if (counter == Counter.PROCESS_ID && !isProcessAlive()) {
                words.put(counter.text(), word(counter) + " (not running)");
            }
            if (counter == Counter.DURABLE_SEQUENCE) {
                words.put("durable_lag", Long.toString(durableLag()));
            }
        }
        final SyncTimes syncs = SyncTimes.of(counters);
        words.put("sync_p50", micros(syncs.atLeastNs(MEDIAN)));
        words.put("sync_p99", micros(syncs.atLeastNs(P99)));
        words.put("sync_p999", micros(syncs.atLeastNs(P999)));
        words.put("sync_max", micros(syncs.atLeastNs(1)));
        return words;
    }

    private String word(final Counter counter) {
        final long value = counters.get(counter);
        return switch (counter) {
            case HEALTH -> health();
            case DURABILITY -> durability();
            case STATE_HASH -> stateHash();
            case STARTED_AT_NS, UPDATED_AT_NS, LAST_TIMESTAMP_NS, OLDEST_KEY_TIMESTAMP_NS -> time(value);
            case HAS_SPACE -> value == 0 ? "no: commands are refused" : "yes";
            default -> Long.toString(value);
        };
    }

    private String health() {
        return Health.of(counters.get(Counter.HEALTH)).name().toLowerCase(Locale.ROOT);
    }

    private String durability() {
        return counters.get(Counter.DURABILITY) == FSYNC ? "FSYNC" : "MEMORY_MAPPED";
    }

    private String stateHash() {
        return String.format(Locale.ROOT, "%016x", counters.get(Counter.STATE_HASH));
    }

    private long durableLag() {
        return Math.max(0, counters.get(Counter.LAST_SEQUENCE) - counters.get(Counter.DURABLE_SEQUENCE));
    }

    private boolean isProcessAlive() {
        return ProcessHandle.of(counters.get(Counter.PROCESS_ID))
                .map(ProcessHandle::isAlive)
                .orElse(false);
    }

    /** Nanoseconds since the epoch as a date, with the number itself: a manual clock counts from 0. */
    private static String time(final long ns) {
        final long second = TimeUnit.SECONDS.toNanos(1);
        return ns == 0 ? "0" : ns + " (" + Instant.ofEpochSecond(ns / second, ns % second) + ")";
    }

    private static String micros(final long ns) {
        return String.format(Locale.ROOT, "%.1f us", ns / (double) TimeUnit.MICROSECONDS.toNanos(1));
    }

    @Override
    public void close() {
        counters.close();
    }
}
