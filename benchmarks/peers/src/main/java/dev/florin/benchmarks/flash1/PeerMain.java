package dev.florin.benchmarks.flash1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Plays a workload to another's book, in a process of its own. Prints the hash of its reports on the first line, then how
 * many million messages a second each run took in.
 */
public final class PeerMain {
    private static final int WARMUP_RUNS = 3;

    private PeerMain() {}

    /**
     * Runs.
     *
     * @param arguments {@code parity} or {@code exchange-core}, the file, how many runs.
     * @throws IOException if the file cannot be read.
     */
    public static void main(final String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: parity|exchange-core FILE RUNS");
            System.exit(2);
        }
        final Messages messages = Messages.read(Path.of(arguments[1]));
        final ReportHash hash = new ReportHash();
        messages.play(open(arguments[0], hash));
        System.out.println(hash.finish());
        final int runs = Integer.parseInt(arguments[2]);
        for (int run = -WARMUP_RUNS; run < runs; run++) {
            final Book book = open(arguments[0], new ReportCount());
            final long startedNs = System.nanoTime();
            messages.play(book);
            final long elapsedNs = System.nanoTime() - startedNs;
            if (run >= 0) {
                System.out.println(String.format(Locale.ROOT, "%.3f", messages.count() * 1e3 / elapsedNs));
            }
        }
    }

    private static Book open(final String peer, final Reports reports) {
        return switch (peer) {
            case "parity" -> new PeerParityBook(reports);
            case "exchange-core" -> new PeerExchangeCoreBook(reports);
            default -> throw new IllegalArgumentException("there is no peer " + peer);
        };
    }
}
