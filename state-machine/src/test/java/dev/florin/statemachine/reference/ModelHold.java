package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.HoldId;
import java.math.BigInteger;

/** An open hold of the model. {@code sequence} is that of the command that made it. */
record ModelHold(HoldId id, AccountId debit, AccountId credit, long sequence, long expiresAtNs, BigInteger remaining) {
    ModelHold withRemaining(final BigInteger rest) {
        return new ModelHold(id, debit, credit, sequence, expiresAtNs, rest);
    }
}
