package dev.florin.protocol;

/** Bits of the header's {@code options}. Which of them a template knows is said in the schema. */
public final class Options {
    /** Transfer: move what can be moved, up to the amount. */
    public static final int UP_TO = 1;

    /** Capture: what remains stays held. */
    public static final int KEEP_OPEN = 1;

    /** Capture and reverse: no amount given, all that is left. */
    public static final int ALL = 1 << 1;

    /** Freeze and unfreeze: debits. */
    public static final int DEBITS = 1;

    /** Freeze and unfreeze: credits. */
    public static final int CREDITS = 1 << 1;

    /** Set limits: a floor is given. */
    public static final int FLOOR_GIVEN = 1;

    /** Set limits: a ceiling is given. */
    public static final int CEILING_GIVEN = 1 << 1;

    /** Answer: the stored answer of an earlier command with this key. */
    public static final int DUPLICATE = 1;

    /** Answer about an outcome: the key was decided. */
    public static final int FOUND = 1;

    private Options() {}
}
