package dev.florin.examples.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another process of this program: the same Java, flags and class path. It reads its standard input to the end, so that it
 * ends with this process; its errors go where this process's go.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    private final Process process;
    /** Where this process is ended by a signal, the child does not stay behind. */
    private final Thread endedWithParent;

    private ChildProcess(final Process process) {
        this.process = process;
        endedWithParent = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endedWithParent);
    }

    /**
     * Starts it.
     *
     * @param main of the program, used where it does not run from a jar that names its own.
     * @param arguments of the program.
     * @return running.
     */
    public static ChildProcess start(final Class<?> main, final List<String> arguments) {
        final List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agentlib:jdwp") && !flag.startsWith("-javaagent:"))
                .forEach(line::add);
        line.addAll(program(main));
        line.addAll(arguments);
        try {
            return new ChildProcess(new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start another process of this program", e);
        }
    }

    /** The jar where there is one, because its manifest opens what the journal needs; else class path and class. */
    private static List<String> program(final Class<?> main) {
        final String classPath = System.getProperty("java.class.path");
        return classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)
                ? List.of("-jar", classPath)
                : List.of("-cp", classPath, main.getName());
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it at once (SIGKILL where there are signals), and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** What it writes until it ends. */
    String output() throws InterruptedException {
        try {
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            final int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("the other process ended with status " + status);
            }
            return output;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read what the other process writes", e);
        }
    }

    int status() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(endedWithParent);
        } catch (final IllegalStateException e) {
            LOG.debug("this process is ending, and the hook does its work", e);
        }
    }
}
