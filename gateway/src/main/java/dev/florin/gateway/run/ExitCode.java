package dev.florin.gateway.run;

/** How a command ends. The first three are also what picocli ends with: done, failed, wrong command line. */
public final class ExitCode {
    /** The run went through, whatever the outcomes of its lines. */
    public static final int OK = 0;

    /** The engine could not be opened, or stopped; or answers or events could not be written. */
    public static final int FAILED = 1;

    /** A wrong command line, or an input that cannot be read. */
    public static final int USAGE = 2;

    /** Nobody reads the answers: as a program that a broken pipe ended. */
    public static final int OUTPUT_CLOSED = 141;

    private ExitCode() {}
}
