package dev.florin.journal.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM of the same version, class path and flags, whose standard output is read line by line. */
public final class ChildJvm {

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(final Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /**
     * Starts a main class.
     *
     * @param assertions whether {@code assert} is enabled in it.
     * @param main       class to start.
     * @param arguments  of it.
     */
    public static ChildJvm start(final boolean assertions, final Class<?> main, final String... arguments)
            throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--") || argument.startsWith("-XX:+Ignore"))
                .forEach(command::add);
        command.add("-Xmx256m");
        if (assertions) {
            command.add("-ea");
        }
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next line of its standard output, or null when it has ended. */
    public String readLine() throws IOException {
        return output.readLine();
    }

    public long processId() {
        return process.pid();
    }

    /** Kills it as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        // Through the handle, which leaves the output open to be read to its end.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Waits until it has ended. */
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }
}
