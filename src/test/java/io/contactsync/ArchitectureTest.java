package io.contactsync;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packages, and what each may depend on: dependencies go down only. */
@AnalyzeClasses(packages = "io.contactsync", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.contactsync.(**)")
            .should()
            .beFreeOfCycles()
            .because("a package, nested or not, must be understood without the packages that use it");

    @ArchTest
    static final ArchRule SUPPORT = dependsOnlyOn("support", "it knows nothing of contacts");

    @ArchTest
    static final ArchRule CONTACT = dependsOnlyOn("contact", "the data model depends on nothing");

    @ArchTest
    static final ArchRule RATE_LIMIT =
            dependsOnlyOn("http.ratelimit", "the limiter's arithmetic is independent of HTTP", "support");

    @ArchTest
    static final ArchRule HTTP = dependsOnlyOn("http..", "a client of a rate-limited API knows no API", "support");

    @ArchTest
    static final ArchRule STATE =
            dependsOnlyOn("state", "the state directory does not know what is stored in it", "support");

    @ArchTest
    static final ArchRule SIMULATOR =
            dependsOnlyOn("simulator..", "an error in a client must not be repeated in its simulator", "support");

    @ArchTest
    static final ArchRule MAPPING =
            dependsOnlyOn("mapping", "a mapping is a pure function of a contact", "support", "contact");

    @ArchTest
    static final ArchRule YAML = dependsOnlyOn("jobfile.yaml", "it reads YAML and knows no key", "support");

    @ArchTest
    static final ArchRule CONNECTOR = dependsOnlyOn(
            "connector",
            "the interfaces of a system are defined without any system, and without the job file,"
                    + " which asks connectors to read their sections",
            "contact",
            "http..",
            "mapping",
            "jobfile.yaml");

    @ArchTest
    static final ArchRule JOBFILE = dependsOnlyOn(
            "jobfile",
            "a job file is read without knowing what runs it, or which connectors are registered",
            "support",
            "contact",
            "connector",
            "jobfile.yaml");

    @ArchTest
    static final ArchRule DIGIVAULT = connector("digivault");

    @ArchTest
    static final ArchRule HEYX = connector("heyx");

    @ArchTest
    static final ArchRule CSV = connector("csv");

    @ArchTest
    static final ArchRule DATABASE_ACCESS =
            dependsOnlyOn("ledger.db", "the database is opened and written without knowing links", "support", "state");

    @ArchTest
    static final ArchRule LEDGER =
            dependsOnlyOn("ledger..", "it stores what was sent, not where to", "support", "state", "contact");

    @ArchTest
    static final ArchRule CLAIM = dependsOnlyOn(
            "claim",
            "claims are hashes that jobs share, wherever they are stored",
            "support",
            "state",
            "http.ratelimit");

    @ArchTest
    static final ArchRule REPORT =
            dependsOnlyOn("report", "it formats what it is given", "support", "contact", "ledger");

    @ArchTest
    static final ArchRule SYNC = dependsOnlyOn(
            "sync",
            "one contact is synced without knowing the system or Spring Batch",
            "claim",
            "contact",
            "connector",
            "mapping",
            "ledger");

    @ArchTest
    static final ArchRule RUN = noClasses()
            .that()
            .resideInAnyPackage("io.contactsync.run", "io.contactsync.batch", "io.contactsync.job")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.contactsync.cli..",
                    "io.contactsync.simulator..",
                    "io.contactsync.digivault..",
                    "io.contactsync.heyx..",
                    "io.contactsync.csv..")
            .because("a job runs the same whatever starts it, with whichever connectors its file names");

    @ArchTest
    static final ArchRule SPRING = noClasses()
            .that()
            .resideOutsideOfPackages("io.contactsync.batch", "io.contactsync.run", "io.contactsync.mapping")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..")
            .because("only batch knows Spring Batch; a checkpoint is saved in its context; mapping uses SpEL's parser");

    @ArchTest
    static final ArchRule DATABASE = noClasses()
            .that()
            .resideOutsideOfPackages("io.contactsync.ledger..", "io.contactsync.batch")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..", "com.zaxxer..")
            .because("only the ledger accesses the database; Spring Batch is given its DataSource");

    @ArchTest
    static void simpleNamesAreUnique(JavaClasses all) {
        Map<String, Long> names = topLevel(all).collect(groupingBy(JavaClass::getSimpleName, counting()));
        assertThat(names.values()).allMatch(count -> count == 1);
    }

    @ArchTest
    static void atMostFortyFivePercentOfTheTypesArePublic(JavaClasses all) {
        List<JavaClass> types = topLevel(all).toList();
        long published = types.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();
        // An empty scan would satisfy every rule.
        assertThat(types).hasSizeGreaterThan(250);
        assertThat(published * 100).isLessThanOrEqualTo(types.size() * 45L);
    }

    private static Stream<JavaClass> topLevel(JavaClasses all) {
        return all.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"));
    }

    private static ArchRule connector(String name) {
        return dependsOnlyOn(
                name,
                "a connector knows no other system, and of the job file only what a request contains",
                "support",
                "contact",
                "http..",
                "mapping",
                "connector",
                "jobfile.yaml");
    }

    private static ArchRule dependsOnlyOn(String name, String because, String... below) {
        String[] allowed = Stream.concat(Stream.of(name), Arrays.stream(below))
                .map(one -> "io.contactsync." + one)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.contactsync." + name)
                .should()
                .dependOnClassesThat(resideInAPackage("io.contactsync..").and(not(resideInAnyPackage(allowed))))
                .because(because);
    }
}
