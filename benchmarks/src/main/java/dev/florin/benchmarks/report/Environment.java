package dev.florin.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * Where and with what figures were measured: without it they mean nothing.
 *
 * @param startedAt time of the measurement, to the second.
 * @param processor model of the processor, if the system tells.
 * @param processorCount processors that the JVM sees.
 * @param memoryBytes memory of the machine.
 * @param loadAverage threads that wanted a processor in the minute before; negative where unknown.
 * @param system name, version and architecture of the operating system.
 * @param hugePages how the kernel gives out transparent huge pages, if it tells.
 * @param fileSystem kind of the file system that holds the data.
 * @param jvm name and version.
 * @param collectors names of the garbage collectors.
 * @param jvmFlags given to the JVM, without those that only open packages.
 * @param commandLine arguments of the benchmark.
 */
public record Environment(
        String startedAt,
        String processor,
        int processorCount,
        long memoryBytes,
        double loadAverage,
        String system,
        String hugePages,
        String fileSystem,
        String jvm,
        String collectors,
        String jvmFlags,
        String commandLine) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final String UNKNOWN = "unknown";
    private static final long MIB = 1024L * 1024;

    /**
     * Reads where this process runs.
     *
     * @param dataDirectory that the benchmark writes into.
     * @param arguments of the benchmark.
     * @return the environment.
     * @throws IOException if the directory cannot be looked at.
     */
    public static Environment read(final Path dataDirectory, final List<String> arguments) throws IOException {
        final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                readProcessor(),
                Runtime.getRuntime().availableProcessors(),
                machine.getTotalMemorySize(),
                machine.getSystemLoadAverage(),
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                readHugePages(),
                Files.getFileStore(dataDirectory).type(),
                property("java.vm.name") + " " + property("java.vm.version"),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> flag.startsWith("-X") || flag.startsWith("-Dflorin"))
                        .collect(Collectors.joining(" ")),
                String.join(" ", arguments));
    }

    private static String property(final String name) {
        return System.getProperty(name, UNKNOWN);
    }

    private static String readProcessor() throws IOException {
        if (!Files.isReadable(PROCESSORS)) {
            return UNKNOWN;
        }
        return Files.readAllLines(PROCESSORS).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static String readHugePages() throws IOException {
        return Files.isReadable(HUGE_PAGES) ? Files.readString(HUGE_PAGES).strip() : UNKNOWN;
    }

    /**
     * Whether syncing this file system writes nothing, so that no figure about durability means anything.
     *
     * @return true for a file system in memory.
     */
    public boolean isInMemory() {
        return "tmpfs".equals(fileSystem) || "ramfs".equals(fileSystem);
    }

    /**
     * Writes the environment for people.
     *
     * @param out where to.
     */
    public void print(final PrintStream out) {
        out.printf(
                Locale.ROOT,
                "machine   %d x %s, %,d MiB, load %.2f before the start%n",
                processorCount,
                processor,
                memoryBytes / MIB,
                loadAverage);
        out.printf("system    %s, %s, huge pages %s%n", system, fileSystem, hugePages);
        out.printf("jvm       %s; %s%n", jvm, collectors);
        out.printf("flags     %s%n", jvmFlags.isEmpty() ? "none" : jvmFlags);
        out.printf("command   bench %s%n", commandLine);
        out.printf("at        %s%n", startedAt);
        if (isInMemory()) {
            out.printf(
                    "warning   %s keeps files in memory: a sync costs nothing here; give --data a disk%n", fileSystem);
        }
        out.println();
    }

    /**
     * Writes the environment as a property.
     *
     * @param json inside of an object.
     */
    public void write(final JsonGenerator json) {
        json.writeObjectPropertyStart("environment");
        json.writeStringProperty("started_at", startedAt);
        json.writeStringProperty("processor", processor);
        json.writeNumberProperty("processors", processorCount);
        json.writeNumberProperty("memory_bytes", memoryBytes);
        json.writeNumberProperty("load_average", loadAverage);
        json.writeStringProperty("system", system);
        json.writeStringProperty("huge_pages", hugePages);
        json.writeStringProperty("file_system", fileSystem);
        json.writeStringProperty("jvm", jvm);
        json.writeStringProperty("collectors", collectors);
        json.writeStringProperty("jvm_flags", jvmFlags);
        json.writeStringProperty("command_line", commandLine);
        json.writeEndObject();
    }
}
