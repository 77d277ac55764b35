package dev.florin.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.regex.Pattern;

/** The compiled classes of all modules, as the rules see them. */
final class FlorinClasses {
    private static final Pattern GENERATED_BY_JCSTRESS = Pattern.compile(".*_jcstress(\\$.*)?\\.class");

    /** Imported once for all tests: reading them takes longer than all rules together. */
    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.matches(GENERATED_BY_JCSTRESS))
            .importPackages("dev.florin");

    private FlorinClasses() {}
}
