package dev.florin.engine;

import dev.florin.statemachine.StateMachineConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a journal's manifest says of the state that its commands make. A directory keeps for good what it was made with,
 * because it decides outcomes.
 */
public final class StateProperties {
    static final String KEY_RETENTION = "keyRetention";
    static final String RULES_VERSION = "rulesVersion";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private StateProperties() {}

    /**
     * Reads them. Any thread.
     *
     * @param directory of the journal, for messages.
     * @param properties of its manifest.
     * @return the configuration that a replay begins with.
     * @throws IllegalStateException if no engine made the directory.
     */
    public static StateMachineConfig of(final Path directory, final Map<String, String> properties) {
        return new StateMachineConfig(
                number(directory, properties, KEY_RETENTION), number(directory, properties, RULES_VERSION));
    }

    private static int number(final Path directory, final Map<String, String> properties, final String name) {
        final String text = properties.get(name);
        if (text == null || !DIGITS.matcher(text).matches()) {
            throw new IllegalStateException("the manifest in " + directory + " has "
                    + (text == null
                            ? "no property " + name
                            : "the property " + name + "=" + text + ", which is no number")
                    + ": this engine did not make it; open another directory");
        }
        return Integer.parseInt(text);
    }
}
