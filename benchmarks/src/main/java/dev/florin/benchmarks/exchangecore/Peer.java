package dev.florin.benchmarks.exchangecore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Exchange-core itself, in a process of its own that works when it has its turn and is idle else. */
final class Peer implements AutoCloseable {
    private static final String MAIN = "dev.florin.benchmarks.exchangecore.PeerEngineMain";

    /** What its libraries reach for inside of the JDK, as its own documentation lists it. */
    private static final List<String> FLAGS = List.of(
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
            "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-XX:+UseParallelGC");

    private final Process process;
    private final PrintStream turns;
    private final BufferedReader rates;

    private Peer(final Process process) {
        this.process = process;
        turns = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        rates = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /**
     * Starts it.
     *
     * @param jar that holds the program.
     * @param workload directory of the workload.
     * @param journals folder for its journals.
     * @param waiting how its threads wait, in its own words.
     * @return ready for its first turn.
     * @throws IOException if it cannot be started.
     */
    static Peer start(final Path jar, final Path workload, final Path journals, final String waiting)
            throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", jar.toString(), MAIN, workload.toString(), journals.toString(), waiting));
        final ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
        // Flags that the environment means for ours.
        final Map<String, String> environment = builder.environment();
        environment.remove("JDK_JAVA_OPTIONS");
        return new Peer(builder.start());
    }

    /**
     * Runs the workload once, and finds book and fees right.
     *
     * @param isSynced whether it journals.
     * @return million commands a second.
     * @throws IOException if it failed.
     */
    double run(final boolean isSynced) throws IOException {
        turns.println(isSynced ? "synced" : "unsynced");
        final String rate = rates.readLine();
        if (rate == null) {
            throw new IOException("exchange-core's process ended; what it wrote stands above");
        }
        return Double.parseDouble(rate);
    }

    /** Ends the process. */
    @Override
    public void close() {
        turns.close();
        process.destroy();
    }
}
