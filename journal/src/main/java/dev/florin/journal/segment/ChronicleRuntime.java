package dev.florin.journal.segment;

import dev.florin.journal.exceptions.JournalException;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/** Puts the process in order for Chronicle Queue, before any of its classes is loaded, and checks what it silently needs. */
public final class ChronicleRuntime {

    private static final String ANALYTICS_CLASS = "net/openhft/chronicle/analytics/Analytics.class";

    private static final String[] OPENED_PACKAGES = {"java.lang.reflect", "sun.nio.ch", "jdk.internal.misc"};

    static {
        // No phoning home, no banner, no timing lines on standard error. Chronicle reads these once, at class loading.
        setUnlessSet("chronicle.analytics.disable", "true");
        setUnlessSet("chronicle.announcer.disable", "true");
        setUnlessSet("disable.perf.info", "true");
        // The journal watches the disk itself.
        setUnlessSet("chronicle.disk.monitor.disable", "true");
    }

    private ChronicleRuntime() {}

    private static void setUnlessSet(final String key, final String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /**
     * Checks that the process may use Chronicle Queue safely.
     *
     * @throws JournalException saying what is wrong with the class path or the flags.
     */
    public static void check() {
        checkOpenedPackages(Object.class.getModule(), ChronicleRuntime.class.getModule());
        checkAnalyticsAbsent(ChronicleRuntime.class.getClassLoader());
        if (LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory) {
            throw new JournalException("no SLF4J provider is on the class path, so every warning of the journal would"
                    + " vanish; add one, such as logback-classic");
        }
    }

    static void checkOpenedPackages(final Module javaBase, final Module reader) {
        for (final String name : OPENED_PACKAGES) {
            if (!javaBase.isOpen(name, reader)) {
                throw new JournalException("the JVM does not open " + name + ", without which Chronicle Queue opens its"
                        + " files read-only or not at all; start it with --add-opens=java.base/" + name
                        + "=ALL-UNNAMED (all that are needed: " + String.join(", ", OPENED_PACKAGES) + ")");
            }
        }
    }

    static void checkAnalyticsAbsent(final ClassLoader loader) {
        if (loader.getResource(ANALYTICS_CLASS) != null) {
            throw new JournalException("chronicle-analytics is on the class path; it reports every queue that is opened"
                    + " to a web service. Exclude net.openhft:chronicle-analytics");
        }
    }
}
