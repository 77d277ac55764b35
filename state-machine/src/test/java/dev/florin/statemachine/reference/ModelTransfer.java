package dev.florin.statemachine.reference;

import dev.florin.protocol.AccountId;
import java.math.BigInteger;

/**
 * A successful transfer or capture command of the model, as far as a reversal needs it. {@code isUndone} tells one that
 * moved 0 and was reversed from one that moved 0 and was not.
 */
record ModelTransfer(AccountId debit, AccountId credit, BigInteger left, boolean isUndone) {
    ModelTransfer afterReversing(final BigInteger amount) {
        final BigInteger rest = left.subtract(amount);
        return new ModelTransfer(debit, credit, rest, rest.signum() == 0);
    }
}
