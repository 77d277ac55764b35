package dev.florin.statemachine.reference;

import dev.florin.protocol.HoldId;
import java.util.Arrays;

/**
 * What a listener is told of a hold.
 *
 * @param sequence of the command that changed it, or before which it expired.
 * @param timestampNs of that command, ns since the epoch.
 * @param hold which.
 * @param status after the change.
 * @param amount reserved, captured or given back by the change, minor units.
 * @param remaining what it reserves now.
 */
public record HoldChange(long sequence, long timestampNs, HoldId hold, Status status, long amount, long remaining) {
    /** Where a hold is in its life; the codes are those of the event's frame. */
    public enum Status {
        /** Reserves something. */
        OPEN(1),
        /** Captured; nothing remains. */
        CAPTURED(2),
        /** Released. */
        RELEASED(3),
        /** Expired. */
        EXPIRED(4);

        private final int code;

        Status(final int code) {
            this.code = code;
        }

        /**
         * The number in frames.
         *
         * @return 1..4.
         */
        public int code() {
            return code;
        }

        /**
         * The status of a number in frames.
         *
         * @param code 1..4.
         * @return the status.
         */
        public static Status ofCode(final int code) {
            return Arrays.stream(values())
                    .filter(status -> status.code == code)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no hold has the status " + code));
        }
    }
}
