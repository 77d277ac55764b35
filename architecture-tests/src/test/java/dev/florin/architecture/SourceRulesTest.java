package dev.florin.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeKind;
import org.junit.jupiter.api.Test;

/** How the sources are written, as far as a machine can tell. */
final class SourceRulesTest {
    private static final int MAX_FILE_LINES = 600;
    private static final int MAX_METHOD_LINES = 70;

    /** Names that say where something was put, not what it is. */
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Impl|Utils?|Helper|Manager)");

    @Test
    void shouldFindTheSources() {
        assertThat(Sources.ALL.find(piece -> piece.path().endsWith("/SourceRulesTest.java")))
                .isNotEmpty();
    }

    @Test
    void shouldKeepFilesShort() {
        assertThat(Sources.ALL.find(
                        piece -> piece.tree() instanceof CompilationUnitTree && piece.lastLine() > MAX_FILE_LINES))
                .as("files of more than %d lines", MAX_FILE_LINES)
                .isEmpty();
    }

    @Test
    void shouldKeepMethodsShort() {
        assertThat(Sources.ALL.find(piece -> piece.tree() instanceof MethodTree method
                        && method.getBody() != null
                        && !isTableOfCases(method)
                        && piece.lineCount(method.getBody()) > MAX_METHOD_LINES))
                .as("methods of more than %d lines", MAX_METHOD_LINES)
                .isEmpty();
    }

    @Test
    void shouldNameClassesForWhatTheyAre() {
        assertThat(Sources.ALL.find(piece -> piece.tree() instanceof ClassTree type
                        && EMPTY_NAME.matcher(type.getSimpleName()).matches()))
                .as("classes named %s", EMPTY_NAME)
                .isEmpty();
    }

    @Test
    void shouldNotSwallowExceptions() {
        assertThat(Sources.ALL.find(piece -> piece.tree() instanceof CatchTree handler
                        && handler.getBlock().getStatements().isEmpty()))
                .as("empty catch blocks")
                .isEmpty();
    }

    @Test
    void shouldLogExceptionsNotPrintThem() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(Throwable.class))).and(target(name("printStackTrace"))))
                .check(FlorinClasses.ALL);
    }

    @Test
    void shouldKeepFloatingPointOutOfTheStateMachine() {
        assertThat(Sources.ALL.find(
                        piece -> piece.path().startsWith("state-machine/src/main/") && isFloatingPoint(piece.tree())))
                .as("floating point in the state machine")
                .isEmpty();
    }

    @Test
    void shouldPrintOnlyFromApplications() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.florin.protocol..",
                        "dev.florin.statemachine..",
                        "dev.florin.journal..",
                        "dev.florin.engine..")
                .should(ACCESS_STANDARD_STREAMS)
                .allowEmptyShould(true)
                .check(FlorinClasses.ALL);
    }

    /** A table of test cases is data, as long as what it lists. */
    private static boolean isTableOfCases(final MethodTree method) {
        return method.getReturnType() != null
                && method.getReturnType().toString().equals("Stream<Arguments>");
    }

    private static boolean isFloatingPoint(final Tree tree) {
        if (tree instanceof PrimitiveTypeTree primitive) {
            return primitive.getPrimitiveTypeKind() == TypeKind.DOUBLE
                    || primitive.getPrimitiveTypeKind() == TypeKind.FLOAT;
        }
        return tree.getKind() == Tree.Kind.DOUBLE_LITERAL || tree.getKind() == Tree.Kind.FLOAT_LITERAL;
    }
}
