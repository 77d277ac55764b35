package dev.florin.benchmarks.flash1;

import dev.florin.benchmarks.report.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Other people's books, in processes of their own: their libraries never meet ours. */
final class Peers {
    /** As their program calls them. */
    static final List<String> NAMES = List.of("parity", "exchange-core");

    private Peers() {}

    /**
     * Measures one.
     *
     * @param jar that holds the program.
     * @param name of the peer.
     * @param file with the messages.
     * @param runs how often.
     * @param digest that the hash of its reports must be.
     * @return M messages a second.
     * @throws IOException if the program cannot be started, fails, or reports something else.
     * @throws InterruptedException if this thread is interrupted while it waits for the program.
     */
    static Samples measure(final Path jar, final String name, final Path file, final int runs, final String digest)
            throws IOException, InterruptedException {
        final String java =
                Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final Process process = new ProcessBuilder(
                        java, "-jar", jar.toString(), name, file.toString(), Integer.toString(runs))
                .redirectError(Redirect.INHERIT)
                .start();
        final Samples samples = new Samples();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            final String reported = reader.readLine();
            if (!digest.equals(reported)) {
                throw new IOException(name + " reports " + reported + " instead of " + digest);
            }
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                samples.add(Double.parseDouble(line));
            }
        } finally {
            process.destroy();
        }
        if (process.waitFor() != 0 || samples.count() != runs) {
            throw new IOException(name + " ended with " + process.exitValue() + " after " + samples.count() + " runs");
        }
        return samples;
    }
}
