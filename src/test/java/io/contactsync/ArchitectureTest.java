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
    static final ArchRule JOBFILE = room("jobfile", "a job file is read without knowing who carries it out", "contact");

    @ArchTest
    static final ArchRule LEDGER = room("ledger", "what was sent is kept without knowing where it went", "contact");

    @ArchTest
    static final ArchRule DIGIVAULT = room("digivault", "a system knows no other system", "contact", "http");

    @ArchTest
    static final ArchRule HEYX = room("heyx", "a system knows no other system", "contact", "http");

    @ArchTest
    static final ArchRule CSV =
            room("csv", "a system knows no other system", "contact").allowEmptyShould(true);

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
            .resideInAnyPackage("io.contactsync.cli..", "io.contactsync.simulator..")
            .because("a job is carried out whoever asks for it, against whichever server");

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
