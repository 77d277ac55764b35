package dev.florin.statemachine;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Frames;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Outcome;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.answer.AnswerDecoder;
import dev.florin.protocol.check.CommandCheck;
import dev.florin.protocol.codec.HoldEventDecoder;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Read;
import dev.florin.protocol.command.RequestEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Drives a state machine one request at a time, as the engine does, and keeps what it did as a journal to replay. */
final class Driver implements Egress {
    private final StateMachine machine;
    private final RequestEncoder encoder = new RequestEncoder();
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final CommandCheck check = new CommandCheck();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(64 * 1024);
    private final List<byte[]> journal = new ArrayList<>();
    private final List<Long> timestampsNs = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<HoldChange> events = new ArrayList<>();
    private long nowNs;

    /** A hold's change as an event told it. */
    record HoldChange(long sequence, String hold, int status, long amount, long remaining, int code, Uint128 ref) {
        HoldChange(final long sequence, final String hold, final int status, final long amount, final long remaining) {
            this(sequence, hold, status, amount, remaining, 0, Uint128.ZERO);
        }
    }

    Driver() {
        this(StateMachineConfig.withKeyRetention(100_000));
    }

    Driver(final StateMachineConfig config) {
        machine = new StateMachine(config);
        machine.egress(this);
    }

    StateMachine machine() {
        return machine;
    }

    long nowNs() {
        return nowNs;
    }

    /** Moves the clock on before the next command is stamped. */
    void advance(final long byNs) {
        nowNs += byNs;
    }

    Answer.OfCommand apply(final Command command) {
        final int length = encoder.encode(command, buffer, 0);
        final Outcome door = check.check(buffer, 0, length);
        if (door != Outcome.OK) {
            throw new IllegalArgumentException("refused at the door: " + door + ", " + check.why());
        }
        return applyFrame(length);
    }

    Outcome outcome(final Command command) {
        return apply(command).outcome();
    }

    Answer.OfCommand tick() {
        return applyFrame(encoder.encodeTick(buffer, 0));
    }

    private Answer.OfCommand applyFrame(final int length) {
        final byte[] frame = new byte[length];
        buffer.getBytes(0, frame);
        journal.add(frame);
        nowNs++;
        timestampsNs.add(nowNs);
        machine.onBatch(machine.lastSequence() + 1, nowNs, new UnsafeBuffer(frame), 0, length, 1);
        return (Answer.OfCommand) onlyAnswer();
    }

    Answer read(final Read read) {
        final int length = encoder.encode(read, buffer, 0);
        machine.onRead(buffer, 0, length);
        return onlyAnswer();
    }

    Answer.Account get(final AccountId account) {
        return getAll(List.of(account)).get(0);
    }

    Answer.Account get(final long owner) {
        return get(Requests.account(owner));
    }

    List<Answer.Account> getAll(final List<AccountId> accounts) {
        return ((Answer.OfAccounts) read(new Read.GetAccounts(accounts))).accounts();
    }

    Answer.OfOutcome outcomeOf(final long key) {
        return (Answer.OfOutcome) read(new Read.GetOutcome(Requests.key(key)));
    }

    private Answer onlyAnswer() {
        if (answers.size() != 1) {
            throw new AssertionError(answers.size() + " answers to one request");
        }
        return answers.remove(0);
    }

    /** What events told since they were asked for last. */
    List<HoldChange> events() {
        final List<HoldChange> told = List.copyOf(events);
        events.clear();
        return told;
    }

    List<byte[]> journal() {
        return journal;
    }

    List<Long> timestampsNs() {
        return timestampsNs;
    }

    @Override
    public void onAnswer(final DirectBuffer answer, final int offset, final int lengthBytes) {
        answers.add(decoder.decode(answer, offset));
    }

    @Override
    public boolean takesEvents() {
        return true;
    }

    @Override
    public void onEvent(final DirectBuffer event, final int offset, final int lengthBytes) {
        final HoldEventDecoder hold = new HoldEventDecoder();
        hold.wrap(event, offset + Frames.HEADER_LENGTH, HoldEventDecoder.BLOCK_LENGTH, HoldEventDecoder.SCHEMA_VERSION);
        final String name = new HoldId(new Uint128(hold.holdHigh(), hold.holdLow()), hold.holdLeg()).toString();
        events.add(new HoldChange(
                hold.sequence(),
                name,
                hold.status(),
                hold.amount(),
                hold.remaining(),
                hold.code(),
                new Uint128(hold.refHigh(), hold.refLow())));
    }
}
