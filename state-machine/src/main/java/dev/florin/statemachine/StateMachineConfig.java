package dev.florin.statemachine;

/**
 * What a state machine is made with. All of it is part of the state: a journal replays to the same state only under the
 * same configuration.
 *
 * @param keyRetention newest keys whose outcomes are kept at least, 1..{@link #MAX_KEY_RETENTION}.
 * @param rulesVersion of the rules that decide; {@link #RULES_VERSION} is the only one there is.
 */
public record StateMachineConfig(int keyRetention, int rulesVersion) {
    /** Newest keys kept unless said otherwise. */
    public static final int DEFAULT_KEY_RETENTION = 10_000_000;

    /** Most keys that can be kept. */
    public static final int MAX_KEY_RETENTION = 500_000_000;

    /** Version of the rules that this code knows. */
    public static final int RULES_VERSION = 1;

    /** Checks the ranges. */
    public StateMachineConfig {
        if (keyRetention < 1 || keyRetention > MAX_KEY_RETENTION) {
            throw new IllegalArgumentException("keyRetention must be 1.." + MAX_KEY_RETENTION + ", is " + keyRetention);
        }
        if (rulesVersion != RULES_VERSION) {
            throw new IllegalArgumentException(
                    "rules version " + rulesVersion + " is not known; this code knows version " + RULES_VERSION);
        }
    }

    /**
     * The newest rules and a retention.
     *
     * @param keyRetention newest keys whose outcomes are kept at least.
     * @return a configuration.
     */
    public static StateMachineConfig withKeyRetention(final int keyRetention) {
        return new StateMachineConfig(keyRetention, RULES_VERSION);
    }
}
