package dev.dyndeps.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;

/** The arrows of the hexagon, and what the rules in the middle must not touch. */
@AnalyzeClasses(packages = "dev.dyndeps", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String DOMAIN = "dev.dyndeps.domain..";
    private static final String PORTS = "dev.dyndeps.port..";
    private static final String APPLICATION = "dev.dyndeps.application..";
    private static final String ADAPTERS = "dev.dyndeps.adapter..";
    private static final String CLI = "dev.dyndeps.cli..";
    private static final String TESTKIT = "dev.dyndeps.testkit..";
    private static final String PYTHON_TEXTS = "dev.dyndeps.python..";
    private static final String EMULATOR = "dev.dyndeps.emulator..";

    @ArchTest
    static final ArchRule the_domain_uses_the_jdk_guava_and_jspecify_only = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    DOMAIN,
                    "java.lang..",
                    "java.util..",
                    "java.math..",
                    "java.text..",
                    "java.time",
                    "java.net..",
                    "java.nio.charset..",
                    "java.nio",
                    "java.io",
                    "com.google.common..",
                    "com.google.errorprone..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule the_domain_does_no_input_or_output = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat(named(
                    "java.io.File",
                    "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.nio.file.Files",
                    "java.nio.file.Path",
                    "java.net.Socket",
                    "java.net.URL",
                    "java.net.http.HttpClient"));

    @ArchTest
    static final ArchRule the_domain_knows_no_clock_no_randomness_and_no_environment = noClasses()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .dependOnClassesThat(named(
                    "java.util.Random",
                    "java.util.concurrent.ThreadLocalRandom",
                    "java.security.SecureRandom",
                    "java.time.Clock",
                    "java.time.Instant",
                    "java.lang.ProcessBuilder",
                    "java.lang.Thread"))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule ports_see_the_domain_only = classes()
            .that()
            .resideInAPackage(PORTS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(PORTS, DOMAIN, "java..", "com.google.common..", "org.jspecify..");

    @ArchTest
    static final ArchRule ports_hold_interfaces_records_enums_and_exceptions_only = classes()
            .that()
            .resideInAPackage(PORTS)
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .beInterfaces()
            .orShould()
            .beRecords()
            .orShould()
            .beEnums()
            .orShould()
            .beAssignableTo(Exception.class);

    @ArchTest
    static final ArchRule the_application_sees_the_domain_and_the_ports_only = classes()
            .that()
            .resideInAPackage(APPLICATION)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(APPLICATION, PORTS, DOMAIN, "java..", "com.google.common..", "org.jspecify..");

    @ArchTest
    static final ArchRule adapters_see_neither_the_application_nor_the_command_line = noClasses()
            .that()
            .resideInAPackage(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(APPLICATION, CLI, TESTKIT);

    /** What runs Python is shared by those that need a Python, and the workspace's client by those that ask it. */
    @ArchTest
    static final ArchRule adapters_do_not_see_each_other = slices().matching("dev.dyndeps.adapter.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    JavaClass.Predicates.resideInAnyPackage(
                            "dev.dyndeps.adapter.python..", "dev.dyndeps.adapter.databricks.."));

    @ArchTest
    static final ArchRule only_the_command_line_sees_adapters = noClasses()
            .that()
            .resideOutsideOfPackages(ADAPTERS, CLI, EMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ADAPTERS);

    /** A service that others only talk to. */
    @ArchTest
    static final ArchRule nobody_but_tests_sees_the_emulated_workspace = noClasses()
            .that()
            .resideOutsideOfPackage(EMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(EMULATOR);

    /** Else it might agree with their mistakes. */
    @ArchTest
    static final ArchRule the_emulated_workspace_sees_nothing_of_what_is_tested_against_it = noClasses()
            .that()
            .resideInAPackage(EMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    APPLICATION,
                    CLI,
                    TESTKIT,
                    "dev.dyndeps.adapter.databricks..",
                    "dev.dyndeps.adapter.dbfs..",
                    "com.databricks..");

    @ArchTest
    static final ArchRule only_adapters_of_databricks_see_its_sdk = noClasses()
            .that()
            .resideOutsideOfPackages("dev.dyndeps.adapter.databricks..", "dev.dyndeps.adapter.dbfs..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.databricks..");

    @ArchTest
    static final ArchRule only_the_command_line_sees_dagger_and_picocli = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dagger..", "picocli..", "jakarta.inject..", "javax.inject..");

    @ArchTest
    static final ArchRule nobody_but_tests_sees_the_testkit = noClasses()
            .that()
            .resideOutsideOfPackage(TESTKIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TESTKIT);

    @ArchTest
    static final ArchRule jackson_stays_in_adapters = noClasses()
            .that()
            .resideOutsideOfPackages(ADAPTERS, EMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule processes_are_started_in_adapters_only = noClasses()
            .that()
            .resideOutsideOfPackages(ADAPTERS, TESTKIT)
            .should()
            .dependOnClassesThat(named("java.lang.ProcessBuilder", "java.lang.Process"));

    @ArchTest
    static final ArchRule nobody_prints_but_the_command_lines = noClasses()
            .that()
            .resideOutsideOfPackages(CLI, "dev.dyndeps.emulator.standalone")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    /** Else a number has a comma, or digits of another script, where the machine's language has. */
    @ArchTest
    static final ArchRule texts_are_formatted_in_no_language_of_the_machines = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintStream.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
            .orShould()
            .callMethod(PrintWriter.class, "format", String.class, Object[].class);

    @ArchTest
    static final ArchRule packages_have_no_cycles = slices().matching("dev.dyndeps.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(JavaClass.Predicates.resideInAPackage(PYTHON_TEXTS), DescribedPredicate.alwaysTrue());

    private static DescribedPredicate<JavaClass> named(String... names) {
        return DescribedPredicate.describe(
                "are " + String.join(", ", names),
                type -> java.util.Set.of(names).contains(type.getName()));
    }
}
