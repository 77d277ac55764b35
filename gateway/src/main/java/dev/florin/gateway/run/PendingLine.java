package dev.florin.gateway.run;

import dev.florin.gateway.request.DecodedLine;
import dev.florin.gateway.request.Refusal;

/** A line that was taken and whose answer is not written yet. Reused; belongs to one thread. */
final class PendingLine {
    private long lineNumber;
    private DecodedLine line;
    private Refusal refusal;
    private long answerLengthBytes;

    void set(final long number, final DecodedLine decoded, final Refusal refused, final long answerBytes) {
        lineNumber = number;
        line = decoded;
        refusal = refused;
        answerLengthBytes = answerBytes;
    }

    void refuse(final Refusal refused) {
        refusal = refused;
    }

    void clear() {
        line = null;
        refusal = null;
    }

    long lineNumber() {
        return lineNumber;
    }

    DecodedLine line() {
        return line;
    }

    /** Why the door did not let the line in; null where the engine has it. */
    Refusal refusal() {
        return refusal;
    }

    /** The most that the engine's answer may take in the session's queue. */
    long answerLengthBytes() {
        return answerLengthBytes;
    }
}
