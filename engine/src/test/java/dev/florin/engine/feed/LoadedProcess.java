package dev.florin.engine.feed;

import dev.florin.engine.Engine;
import dev.florin.engine.SessionUser;
import dev.florin.engine.TestCommands;
import dev.florin.engine.TestEngines;
import dev.florin.journal.Durability;
import dev.florin.protocol.HoldId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** The process that is followed: an engine whose every command makes an event, until it is killed. */
public final class LoadedProcess {
    private static final int BURST = 200;
    private static final long PAUSE_NS = 10_000_000;

    private LoadedProcess() {}

    /**
     * Runs until killed.
     *
     * @param arguments data directory, durability.
     */
    public static void main(final String[] arguments) {
        final Engine engine = Engine.open(TestEngines.config(Path.of(arguments[0]), Durability.valueOf(arguments[1]))
                .build());
        final SessionUser user = new SessionUser(engine);
        if (engine.lastSequence() == 0) {
            TestEngines.openAccounts(user, 2, 1_000);
        }
        long key = engine.recovery().lastSequence() + 1_000_000;
        while (true) {
            for (int i = 0; i < BURST; i++) {
                final Uint128 hold = Uint128.of(key++);
                user.offer(new Command.Hold(
                        hold,
                        TestCommands.BANK,
                        TestCommands.account(1),
                        1 + key % 9,
                        0,
                        0,
                        Uint128.ZERO,
                        Conditions.NONE));
                user.offer(new Command.Release(Uint128.of(key++), HoldId.of(hold), 0, Uint128.ZERO, Conditions.NONE));
            }
            user.awaitAll();
            user.takeAnswers();
            // A pace that a follower which begins anew catches up with on the same machine.
            LockSupport.parkNanos(PAUSE_NS);
        }
    }
}
