package dev.florin.statemachine;

import static dev.florin.statemachine.Requests.SEK;
import static dev.florin.statemachine.Requests.account;
import static dev.florin.statemachine.Requests.createLedger;
import static dev.florin.statemachine.Requests.openUnlimited;
import static dev.florin.statemachine.Requests.transfer;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.RequestEncoder;
import java.nio.ByteOrder;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What passed the door although it must not have: the machine stops and says where. */
final class BrokenInvariantTest {
    private static final int TEMPLATE_ID_OFFSET = 6;

    private final StateMachine machine = new StateMachine(StateMachineConfig.withKeyRetention(100));
    private final RequestEncoder encoder = new RequestEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

    @BeforeEach
    void openAccounts() {
        apply(createLedger(1, SEK, "SEK", 2));
        apply(openUnlimited(2, 0));
        apply(openUnlimited(3, 1));
    }

    private void apply(final Request request) {
        applyFrame(encoder.encode(request, buffer, 0));
    }

    private void applyFrame(final int length) {
        final long sequence = machine.lastSequence() + 1;
        machine.onBatch(sequence, sequence, buffer, 0, length, 1);
    }

    @Test
    void shouldRefuseBatchesOutOfSequence() {
        final int length = encoder.encode(transfer(10, 0, 1, 1), buffer, 0);

        assertThatIllegalStateException()
                .isThrownBy(() -> machine.onBatch(5, 5, buffer, 0, length, 1))
                .withMessageContaining("sequence 5")
                .withMessageContaining("sequence 3");
        assertThatIllegalStateException()
                .isThrownBy(() -> machine.onBatch(3, 5, buffer, 0, length, 1))
                .withMessageContaining("sequence 3");
    }

    @Test
    void shouldRefuseTimeThatStandsStill() {
        final int length = encoder.encode(transfer(10, 0, 1, 1), buffer, 0);

        assertThatIllegalStateException()
                .isThrownBy(() -> machine.onBatch(4, 3, buffer, 0, length, 1))
                .withMessageContaining("timestamp 3");
    }

    @Test
    void shouldRefuseFramesThatLeaveTheirBatch() {
        final int length = encoder.encode(transfer(10, 0, 1, 1), buffer, 0);

        assertThatIllegalStateException()
                .isThrownBy(() -> machine.onBatch(4, 4, buffer, 0, length - 8, 1))
                .withMessageContaining("sequence 4");
        assertThatIllegalStateException()
                .isThrownBy(() -> machine.onBatch(4, 4, buffer, 0, length, 2))
                .withMessageContaining("sequence 5");
    }

    @Test
    void shouldRefuseBytesBehindTheLastCommand() {
        final int length = encoder.encode(transfer(10, 0, 1, 1), buffer, 0);

        assertThatIllegalStateException()
                .isThrownBy(() -> machine.onBatch(4, 4, buffer, 0, length + 8, 1))
                .withMessageContaining("sequence 4");
    }

    @Test
    void shouldRefuseUnknownTemplates() {
        final int length = encoder.encode(transfer(10, 0, 1, 1), buffer, 0);
        buffer.putShort(TEMPLATE_ID_OFFSET, (short) 39, ByteOrder.LITTLE_ENDIAN);

        assertThatIllegalStateException()
                .isThrownBy(() -> applyFrame(length))
                .withMessageContaining("sequence 4")
                .withMessageContaining("template 39");
    }

    @Test
    void shouldRefuseReadsThatAreNone() {
        final int length = encoder.encode(new Read.GetLedgers(), buffer, 0);
        machine.egress(new Driver());
        buffer.putShort(TEMPLATE_ID_OFFSET, (short) 59, ByteOrder.LITTLE_ENDIAN);

        assertThatIllegalStateException()
                .isThrownBy(() -> machine.onRead(buffer, 0, length))
                .withMessageContaining("template 59");
    }

    @Test
    void shouldRefuseWhatTheDoorMustHaveRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> apply(transfer(10, 0, 1, 0)))
                .withMessageContaining("sequence 4")
                .withMessageContaining("amount 0");
        assertThatIllegalStateException()
                .isThrownBy(() -> apply(transfer(11, 0, 0, 1)))
                .withMessageContaining("one account");
        final Command otherLedger = transfer(12, account(0), AccountId.of(1, 978), 1, Conditions.NONE);
        assertThatIllegalStateException().isThrownBy(() -> apply(otherLedger)).withMessageContaining("978");
    }
}
