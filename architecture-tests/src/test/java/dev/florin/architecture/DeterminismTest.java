package dev.florin.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The state machine depends on its input alone: the same commands give the same state on any JVM. */
final class DeterminismTest {
    private static final String STATE_MACHINE = "dev.florin.statemachine..";

    @Test
    void shouldUseNoClockThreadOrInputAndOutput() {
        check(noClasses()
                .that()
                .resideInAPackage(STATE_MACHINE)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..",
                                "java.net..",
                                "java.nio.channels..",
                                "java.nio.file..",
                                "java.time..",
                                "java.util.concurrent..")
                        .or(resideInAPackage("org.agrona.concurrent..").and(not(type(UnsafeBuffer.class))))
                        .or(assignableTo(Thread.class))
                        .or(assignableTo(ThreadLocal.class))));
    }

    @Test
    void shouldAskTheSystemForNothingButACopy() {
        check(noClasses()
                .that()
                .resideInAPackage(STATE_MACHINE)
                .should()
                .accessTargetWhere(target(owner(type(System.class))).and(not(target(nameMatching("arraycopy"))))));
    }

    @Test
    void shouldDrawNothingAtRandom() {
        check(noClasses()
                .that()
                .resideInAPackage(STATE_MACHINE)
                .should()
                .dependOnClassesThat(assignableTo(Random.class)
                        .or(type(UUID.class))
                        .or(resideInAnyPackage("java.security..", "java.util.random.."))));
    }

    @Test
    void shouldDrawNoRandomNumbersFromMath() {
        check(noClasses().that().resideInAPackage(STATE_MACHINE).should().callMethod(Math.class, "random"));
    }

    /** Maps that were restored iterate in another order than those that grew. */
    @Test
    void shouldAskOfAHashMapOnlyWhatHasNoOrder() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(STATE_MACHINE)
                        .should()
                        .accessTargetWhere(
                                target(owner(resideInAnyPackage("org.eclipse.collections..")))
                                        .and(
                                                not(
                                                        target(
                                                                nameMatching(
                                                                        "<init>|get|getIfAbsent|put|remove|removeKey|removeKeyIfAbsent|containsKey|size|isEmpty|clear"))))));
    }

    @Test
    void shouldUseNoHashMapOfTheLibrary() {
        check(noClasses()
                .that()
                .resideInAPackage(STATE_MACHINE)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Hash(Map|Set)|IdentityHashMap|WeakHashMap)"));
    }

    /** Their order is drawn anew by every JVM that starts. */
    @Test
    void shouldUseNoUnmodifiableMapOrSet() {
        check(noClasses()
                .that()
                .resideInAPackage(STATE_MACHINE)
                .should()
                .callMethodWhere(target(owner(type(Map.class).or(type(Set.class))))
                        .and(target(nameMatching("of|ofEntries|copyOf")))));
    }

    private static void check(final ArchRule rule) {
        rule.allowEmptyShould(true).check(FlorinClasses.ALL);
    }
}
