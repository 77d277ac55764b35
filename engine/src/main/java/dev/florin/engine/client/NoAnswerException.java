package dev.florin.engine.client;

import java.util.Optional;

/**
 * No answer came: in time, or because the engine stopped or the waiting thread was interrupted. A command may have taken
 * effect or not. Do not give up, and do not take a new key: send the same command again, under the
 * same key ({@link CommandBuilder#callUntilAnswered}), or ask what the key decided ({@link Florin#decision}).
 */
public final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Not serialised: a stack trace in a log has the key in its message. */
    private final transient Key key;

    private final boolean engineRunning;

    NoAnswerException(final String what, final Key key, final boolean engineRunning, final Throwable cause) {
        super(describe(what, key, engineRunning), cause);
        this.key = key;
        this.engineRunning = engineRunning;
    }

    private static String describe(final String what, final Key key, final boolean engineRunning) {
        final String remedy = engineRunning ? "ask again" : "open the engine again, then ask again";
        return key == null ? what + ": " + remedy : what + ": " + remedy + " with the same key " + key;
    }

    /**
     * The key to ask again with.
     *
     * @return empty where a read was not answered.
     */
    public Optional<Key> key() {
        return Optional.ofNullable(key);
    }

    /**
     * Whether it makes sense to ask this engine again.
     *
     * @return false if the engine has stopped: it must be opened again first.
     */
    public boolean isEngineRunning() {
        return engineRunning;
    }
}
