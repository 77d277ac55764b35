package dev.florin.jcstress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/**
 * Runs the proofs with jcstress, and closes two gaps of it: a run that matched no test, and a test for which the machine
 * has too few processors, end in success there. Arguments are those of jcstress.
 *
 * <p>With {@code --broken} before them it runs the hand-offs done wrong instead, each of which must show what it does wrong.
 */
public final class Proofs {
    private static final String BROKEN_FLAG = "--broken";
    private static final String BROKEN = "\\.Broken";
    private static final String RIGHT = "^(?!.*\\.Broken)";
    private static final String FLAGS_RESOURCE = "/access.flags";
    /** Shuffles compiled code, and thereby the order of memory accesses wherever that is allowed. */
    private static final String STRESS_FLAGS = "-XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM";

    private Proofs() {}

    /**
     * Runs the proofs and ends the process with 0 if all hold, 1 if one does not or did not run, 2 if the arguments are
     * wrong.
     *
     * @param arguments of jcstress.
     * @throws Exception of jcstress, which is how it tells failed tests.
     */
    public static void main(final String[] arguments) throws Exception {
        final boolean isBroken = arguments.length > 0 && arguments[0].equals(BROKEN_FLAG);
        final List<String> own = new ArrayList<>(Arrays.asList(arguments).subList(isBroken ? 1 : 0, arguments.length));
        addUnlessGiven(own, "-t", isBroken ? BROKEN : RIGHT);
        addUnlessGiven(own, "-jvmArgs", accessFlags() + " " + STRESS_FLAGS);
        // Every mixture of compilers for every actor would take several times as long.
        addUnlessGiven(own, "-sc", "false");
        final Options options = new Options(own.toArray(new String[0]));
        if (!options.parse()) {
            System.exit(2);
        }
        final JCStress jcstress = new JCStress(options);
        final SortedSet<String> names = jcstress.getTests();
        if (options.shouldList()) {
            names.forEach(System.out::println);
            return;
        }
        jcstress.run();
        final List<String> failures = failures(names, results(options), isBroken);
        report(System.out, names.size(), failures, isBroken);
        System.exit(failures.isEmpty() ? 0 : 1);
    }

    private static void addUnlessGiven(final List<String> arguments, final String name, final String value) {
        if (!arguments.contains(name)) {
            arguments.add(name);
            arguments.add(value);
        }
    }

    /** What the rest of Florin starts its JVMs with; jcstress starts its own. */
    private static String accessFlags() throws IOException {
        try (InputStream in = Proofs.class.getResourceAsStream(FLAGS_RESOURCE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.joining(" "));
        }
    }

    private static Collection<TestResult> results(final Options options) throws IOException, ClassNotFoundException {
        final InProcessCollector collector = new InProcessCollector();
        if (!Files.exists(Path.of(options.getResultFile()))) {
            // jcstress found nothing that it could run, and said so.
            return collector.getTestResults();
        }
        final DiskReadCollector reader = new DiskReadCollector(options.getResultFile(), collector);
        reader.dump();
        reader.close();
        return collector.getTestResults();
    }

    private static List<String> failures(
            final SortedSet<String> names, final Collection<TestResult> results, final boolean isBroken) {
        final List<String> failures = new ArrayList<>();
        if (names.isEmpty()) {
            failures.add("no test has a name that matches: see -t");
        }
        for (final String name : names) {
            final long count = results.stream()
                    .filter(result -> result.getName().equals(name))
                    .mapToLong(TestResult::getTotalCount)
                    .sum();
            final boolean isInteresting = results.stream()
                    .anyMatch(result -> result.getName().equals(name) && result.grading().hasInteresting);
            if (count == 0) {
                failures.add(name + " did not run: has the machine a processor for each of its actors?");
            } else if (isBroken && !isInteresting) {
                failures.add(name + " is done wrong, but nothing showed in " + count + " tries");
            }
        }
        return failures;
    }

    private static void report(
            final PrintStream out, final int testCount, final List<String> failures, final boolean isBroken) {
        failures.forEach(failure -> out.println("FAILED: " + failure));
        if (failures.isEmpty()) {
            out.println(testCount + (isBroken ? " broken hand-offs were seen to be broken" : " hand-offs hold"));
        }
    }
}
