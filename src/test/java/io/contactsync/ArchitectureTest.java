package io.contactsync;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** The rooms, and which may know which: imports go down only, never sideways between systems. */
@AnalyzeClasses(packages = "io.contactsync", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SUPPORT = room("support", "general-purpose classes know nothing of contacts, jobs or APIs");

    @ArchTest
    static final ArchRule CONTACT = room("contact", "the words of the trade lean on nothing");

    @ArchTest
    static final ArchRule HTTP = room("http", "a client of a limited API knows no API");

    @ArchTest
    static final ArchRule SIMULATOR = room("simulator", "a misreading in a client must not be repeated by its fake");

    @ArchTest
    static final ArchRule MAPPING = room("mapping", "a mapping is pure", "contact");

    @ArchTest
    static final ArchRule YAML = room("jobfile.yaml", "YAML is read without knowing what its keys mean");

    @ArchTest
    static final ArchRule CONNECTOR = room(
            "connector",
            "what a system has to provide is defined without knowing any system, and without the job file, which asks"
                    + " connectors to read its sections",
            "contact",
            "http",
            "mapping",
            "jobfile.yaml");

    @ArchTest
    static final ArchRule JOBFILE = room(
            "jobfile",
            "a job file is read without knowing who runs it, nor which systems are registered",
            "contact",
            "connector");

    @ArchTest
    static final ArchRule LEDGER = room("ledger", "what was sent is kept without knowing where it went", "contact");

    @ArchTest
    static final ArchRule DIGIVAULT = system("digivault");

    @ArchTest
    static final ArchRule HEYX = system("heyx");

    @ArchTest
    static final ArchRule CSV = system("csv");

    @ArchTest
    static final ArchRule ROAD =
            room("road", "one contact's way knows no system and no batch", "contact", "mapping", "ledger");

    @ArchTest
    static final ArchRule REPORT = room("report", "a report tells what is handed to it", "contact", "ledger");

    @ArchTest
    static final ArchRule JOB = noClasses()
            .that()
            .resideInAPackage("io.contactsync.job..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.contactsync.cli..",
                    "io.contactsync.simulator..",
                    "io.contactsync.digivault..",
                    "io.contactsync.heyx..",
                    "io.contactsync.csv..")
            .because("a job runs the same whoever starts it, and with whichever connectors its file names");

    @ArchTest
    static final ArchRule SPRING = noClasses()
            .that()
            .resideOutsideOfPackages("io.contactsync.job..", "io.contactsync.mapping..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..")
            .because("job is the only room that knows Spring Batch; mapping borrows SpEL's parser");

    @ArchTest
    static final ArchRule DATABASE = noClasses()
            .that()
            .resideOutsideOfPackages("io.contactsync.ledger..", "io.contactsync.job..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..", "com.zaxxer..")
            .because("the ledger is the one place where things are kept");

    @ArchTest
    static void everyRoomIsSeen(JavaClasses all) {
        // An empty scan would keep every rule.
        assertThat(all.size()).isGreaterThan(250);
    }

    /** A connector's package: a new system needs no other package to change, so none of them knows another. */
    private static ArchRule system(String name) {
        return room(
                name,
                "a system knows no other system, and gets from the job file only what a request hands to it",
                "contact",
                "http",
                "mapping",
                "connector",
                "jobfile.yaml");
    }

    private static ArchRule room(String room, String because, String... below) {
        // Every room may use support: it depends on none of them.
        String[] allowed = Stream.concat(Stream.of(room, "support"), Arrays.stream(below))
                .map(name -> "io.contactsync." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("io.contactsync." + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.contactsync..").and(not(resideInAnyPackage(allowed))))
                .because(because);
    }
}
