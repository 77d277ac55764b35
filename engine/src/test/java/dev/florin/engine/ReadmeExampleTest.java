package dev.florin.engine;

import static dev.florin.protocol.Bounds.NO_CEILING;
import static dev.florin.protocol.Bounds.NO_FLOOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.florin.protocol.AccountId;
import dev.florin.protocol.Uint128;
import dev.florin.protocol.answer.Answer;
import dev.florin.protocol.command.Command;
import dev.florin.protocol.command.Conditions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the README's example compiled, run, and the same as here. */
class ReadmeExampleTest {
    private static final int SEK = 752;

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerTheRetryAsTheFirst() throws Exception {
        // example
        try (Engine engine = Engine.open(EngineConfig.builder(directory).build())) {
            FlorinClient florin = engine.client(); // any number of threads
            AccountId bank = AccountId.of(0, SEK);
            AccountId anna = AccountId.of(42, SEK);
            florin.call(new Command.CreateLedger(Uint128.random(), SEK, "SEK", 2, Conditions.NONE));
            florin.call(new Command.OpenAccount(Uint128.random(), bank, NO_FLOOR, NO_CEILING, Conditions.NONE));
            florin.call(new Command.OpenAccount(Uint128.random(), anna, 0, NO_CEILING, Conditions.NONE));

            Uint128 key = Uint128.random(); // keep it: whoever sends it again gets the same answer, never a second transfer
            Command topUp = new Command.Transfer(key, bank, anna, 1000_00, false, 0, Uint128.ZERO, Conditions.NONE);
            Answer first = florin.call(topUp);
            Answer again = florin.call(topUp);
            // end of example
            assertThat(((Answer.OfCommand) again).sequence()).isEqualTo(((Answer.OfCommand) first).sequence());
            assertThat(((Answer.OfCommand) again).duplicate()).isTrue();
        }
    }

    @Test
    void shouldStandInTheReadmeAsItStandsHere() throws Exception {
        final String source = Files.readString(
                Path.of("src/test/java/dev/florin/engine/ReadmeExampleTest.java"));
        final String example = source.substring(
                        source.indexOf("// example\n") + "// example\n".length(), source.indexOf("            // end of example"))
                .stripIndent();
        final String readme = Files.readString(Path.of("../README.md"));
        assertThat(readme).contains("```java\n" + example + "}\n```");
    }
}
