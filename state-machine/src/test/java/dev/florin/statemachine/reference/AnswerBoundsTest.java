package dev.florin.statemachine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Bounds;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.AnswerBounds;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.Request;
import dev.florin.protocol.command.RequestEncoder;
import dev.florin.statemachine.Egress;
import dev.florin.statemachine.StateMachine;
import dev.florin.statemachine.StateMachineConfig;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/** Whoever makes room for the bound of an answer has room for the answer, whatever it is. */
final class AnswerBoundsTest {
    private static final AccountId BANK = AccountId.of(0, 752);
    private static final AccountId SHOP = AccountId.of(7, 752);

    private final StateMachine machine = new StateMachine(StateMachineConfig.withKeyRetention(20_000));
    private final RequestEncoder encoder = new RequestEncoder();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private int answerLengthBytes;

    AnswerBoundsTest() {
        machine.egress(new Egress() {
            @Override
            public void onAnswer(final DirectBuffer answer, final int offset, final int lengthBytes) {
                answerLengthBytes = lengthBytes;
            }

            @Override
            public boolean takesEvents() {
                return true;
            }

            @Override
            public void onEvent(final DirectBuffer event, final int offset, final int lengthBytes) {
                // Not bounded here: events do not travel with answers.
            }
        });
    }

    private int apply(final long timestampNs, final Request request) {
        final int length = encoder.encode(request, buffer, 0);
        if (request instanceof Read) {
            machine.onRead(buffer, 0, length);
        } else {
            machine.onBatch(machine.lastSequence() + 1, timestampNs, buffer, 0, length, 1);
        }
        return answerLengthBytes;
    }

    private int apply(final Request request) {
        return apply(machine.lastTimestampNs() + 1, request);
    }

    @Test
    void shouldHoldForEveryAnswerOfRandomStreams() {
        for (long seed = 1; seed <= 20; seed++) {
            final AnswerBoundsTest stream = new AnswerBoundsTest();
            for (final Step step : StreamGenerator.generate(seed, 300, StreamSettings.ALL_KINDS)) {
                step.command().ifPresent(command -> stream.applyWithin(step.timestampNs(), command));
            }
            stream.applyWithin(0, new Read.GetTrialBalance());
            stream.applyWithin(0, new Read.GetLedgers());
            stream.applyWithin(0, new Read.GetInstruments());
            stream.applyWithin(0, new Read.GetBook(1, Bounds.MAX_BOOK_DEPTH));
            for (int owner = 0; owner < 4; owner++) {
                stream.applyWithin(0, new Read.GetOrders(owner));
            }
        }
    }

    private void applyWithin(final long timestampNs, final Command command) {
        assertWithin(apply(timestampNs, command), command);
        assertWithin(apply(new Read.GetOutcome(command.key())), new Read.GetOutcome(command.key()));
        final List<AccountId> named = command.conditions().expectations().stream()
                .map(Conditions.Expectation::account)
                .toList();
        applyWithin(0, new Read.GetAccounts(named));
    }

    private void applyWithin(final long timestampNs, final Read read) {
        assertWithin(apply(timestampNs, read), read);
    }

    private static void assertWithin(final int lengthBytes, final Request request) {
        assertThat(lengthBytes)
                .as("answer to %s", request)
                .isPositive()
                .isLessThanOrEqualTo(AnswerBounds.maxQueuedLengthBytes(request));
    }

    @Test
    void shouldBeReachedByTheLargestAnswers() {
        apply(new Command.CreateLedger(Uint128.of(1), 752, "SEK", 2, Conditions.NONE));
        apply(new Command.OpenAccount(Uint128.of(2), BANK, Bounds.NO_FLOOR, Bounds.NO_CEILING, Conditions.NONE));
        apply(new Command.OpenAccount(Uint128.of(3), SHOP, 0, Bounds.NO_CEILING, Conditions.NONE));
        for (int i = 0; i <= Bounds.MAX_HOLDS_READ; i++) {
            apply(new Command.Hold(Uint128.of(100 + i), BANK, SHOP, 1, 0, 0, Uint128.ZERO, Conditions.NONE));
        }
        assertReached(new Read.GetAccounts(Collections.nCopies(3, BANK)));
        assertReached(new Read.GetOutcome(Uint128.of(3)));
        final List<Conditions.Expectation> wrong =
                Collections.nCopies(Bounds.MAX_EXPECTATIONS, new Conditions.Expectation(BANK, 1));
        assertReached(new Command.Release(
                Uint128.of(4), HoldId.of(Uint128.of(100)), 0, Uint128.ZERO, new Conditions(Bounds.NO_DEADLINE, wrong)));
    }

    private void assertReached(final Request request) {
        assertThat(apply(request)).isEqualTo(AnswerBounds.maxQueuedLengthBytes(request));
    }

    @Test
    void shouldKnowEveryKindOfRequest() {
        final Set<String> known = Set.of(
                "CreateLedger",
                "OpenAccount",
                "SetLimits",
                "Freeze",
                "Unfreeze",
                "CloseAccount",
                "ReopenAccount",
                "Transfer",
                "Hold",
                "Capture",
                "Release",
                "Entry",
                "Reverse",
                "CreateInstrument",
                "SetInstrument",
                "Place",
                "Replace",
                "Cancel",
                "CancelAll",
                "GetAccounts",
                "GetTrialBalance",
                "GetOutcome",
                "GetLedgers",
                "GetBook",
                "GetOrders",
                "GetInstruments");
        assertThat(Stream.of(Command.class, Read.class)
                        .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                        .map(Class::getSimpleName)
                        .collect(Collectors.toSet()))
                .as("a request that is new here needs a bound in AnswerBounds, and answers in this test")
                .isEqualTo(known);
    }
}
