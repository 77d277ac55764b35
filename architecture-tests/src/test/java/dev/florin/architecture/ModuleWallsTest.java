package dev.florin.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysFalse;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.florin.journal.Durability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom: the table of modules of {@code docs/architecture.md}, as a test. */
final class ModuleWallsTest {
    private static final String PROTOCOL = "dev.florin.protocol..";
    private static final String STATE_MACHINE = "dev.florin.statemachine..";
    private static final String JOURNAL = "dev.florin.journal..";
    private static final String ENGINE = "dev.florin.engine..";
    private static final String GATEWAY = "dev.florin.gateway..";
    private static final String REPLAY_TOOL = "dev.florin.replay..";
    private static final String EXAMPLES = "dev.florin.examples..";
    private static final String JCSTRESS_TESTS = "dev.florin.jcstress..";
    private static final String BENCHMARKS = "dev.florin.benchmarks..";

    /** The package of every module, and the packages of the modules that it may know. */
    private static final SortedMap<String, List<String>> KNOWN = new TreeMap<>(Map.of(
            PROTOCOL, List.of(),
            STATE_MACHINE, List.of(PROTOCOL),
            JOURNAL, List.of(),
            ENGINE, List.of(PROTOCOL, STATE_MACHINE, JOURNAL),
            GATEWAY, List.of(PROTOCOL, ENGINE),
            REPLAY_TOOL, List.of(PROTOCOL, STATE_MACHINE, JOURNAL, ENGINE),
            EXAMPLES, List.of(PROTOCOL, ENGINE),
            JCSTRESS_TESTS, List.of(PROTOCOL, ENGINE),
            BENCHMARKS, List.of(PROTOCOL, STATE_MACHINE, JOURNAL, ENGINE)));

    /** What the engine's interface shows of the journal: how durable, and what can be wrong with a directory. */
    private static final DescribedPredicate<JavaClass> SHOWN_BY_THE_ENGINE =
            type(Durability.class).or(resideInAPackage("dev.florin.journal.exceptions"));

    private static Set<String> modules() {
        return KNOWN.keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modules")
    void shouldKnowOnlyTheModulesBelow(final String module) {
        final List<String> permitted = new ArrayList<>(KNOWN.get(module));
        final DescribedPredicate<JavaClass> shown = permitted.contains(ENGINE) ? SHOWN_BY_THE_ENGINE : alwaysFalse();
        permitted.add(module);
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.florin..")
                        .and(resideOutsideOfPackages(permitted.toArray(String[]::new)))
                        .and(not(shown)))
                .allowEmptyShould(true)
                .check(FlorinClasses.ALL);
    }

    @Test
    void shouldHaveAModuleForEveryPackage() {
        classes().should().resideInAnyPackage(modules().toArray(String[]::new)).check(FlorinClasses.ALL);
    }

    @Test
    void shouldHaveNoPackageCycles() {
        slices().matching("dev.florin.(**)").should().beFreeOfCycles().check(FlorinClasses.ALL);
    }

    @Test
    void shouldKeepLedgerAndMatchingApart() {
        shouldNotKnow("dev.florin.statemachine.ledger..", "dev.florin.statemachine.matching..");
        shouldNotKnow("dev.florin.statemachine.matching..", "dev.florin.statemachine.ledger..");
    }

    @Test
    void shouldLeaveChronicleToTheJournal() {
        noClasses()
                .that()
                .resideOutsideOfPackages(JOURNAL, BENCHMARKS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.openhft..")
                .check(FlorinClasses.ALL);
    }

    private static void shouldNotKnow(final String one, final String other) {
        noClasses()
                .that()
                .resideInAPackage(one)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(other)
                .allowEmptyShould(true)
                .check(FlorinClasses.ALL);
    }
}
