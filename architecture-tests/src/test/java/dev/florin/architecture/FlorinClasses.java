package dev.florin.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Pattern;

/** The compiled classes of all modules, as the rules see them. */
final class FlorinClasses {
    /** The proofs stand in the packages of what they prove, to reach it: they are of no module that the walls part. */
    private static final Pattern PROOFS = Pattern.compile(".*jcstress.*");

    /** Imported once for all tests: reading them takes longer than all rules together. */
    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.matches(PROOFS))
            .importPackages("dev.florin");

    private FlorinClasses() {}
}
