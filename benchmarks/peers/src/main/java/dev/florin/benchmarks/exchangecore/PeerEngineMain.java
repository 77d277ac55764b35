package dev.florin.benchmarks.exchangecore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * The whole of exchange-core under its own workload, in a process of its own. Runs once for every line on standard input,
 * {@code synced} or {@code unsynced}, and answers with how many million commands a second it took in; idle in between, so
 * that another engine can have its turns.
 */
public final class PeerEngineMain {
    private PeerEngineMain() {}

    /**
     * Runs until standard input ends.
     *
     * @param arguments the directory of the workload, a folder for journals, and how its threads wait.
     * @throws IOException if a file cannot be read or written.
     * @throws InterruptedException if this thread was interrupted.
     * @throws ExecutionException if exchange-core fails.
     */
    public static void main(final String[] arguments) throws IOException, InterruptedException, ExecutionException {
        if (arguments.length != 3) {
            System.err.println("usage: WORKLOAD-DIRECTORY JOURNAL-FOLDER BLOCKING|YIELDING|BUSY_SPIN");
            System.exit(2);
        }
        final Path directory = Path.of(arguments[0]);
        final PeerWorkload workload = PeerWorkload.read(directory.resolve("commands.csv.gz"));
        final PeerResults expected = PeerResults.read(directory);
        final BufferedReader turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String turn = turns.readLine(); turn != null; turn = turns.readLine()) {
            final Path folder = Files.createTempDirectory(Path.of(arguments[1]), "peer-");
            final double rate;
            try (PeerEngine engine = new PeerEngine("synced".equals(turn), folder, arguments[2])) {
                rate = engine.run(workload);
                expected.check(engine.book(), engine.fees());
            }
            // Only now: whoever reads the rate may take the folder away.
            System.out.println(String.format(Locale.ROOT, "%.3f", rate));
        }
    }
}
