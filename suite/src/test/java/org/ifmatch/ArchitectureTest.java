package org.ifmatch;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of the house run one way, and each library is known in one place. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.ifmatch");

    /** Everything from which bytes go to another machine. */
    private static final String[] SOCKETS = {
        "javax.net..",
        "java.net.http..",
        "java.nio.channels..",
        "org.apache.hc..",
        "org.apache.http..",
        "io.restassured.."
    };

    /** Whether this test sees what it speaks of. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http",
                "target",
                "observe",
                "linear",
                "rule",
                "property",
                "run",
                "junit",
                "cli",
                "origin",
                "report",
                "report.render"
            })
    void there_are_classes_in_every_package(String name) {
        assertThat(OURS.stream().filter(c -> c.getPackageName().equals("org.ifmatch." + name)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "report,",
        "http,",
        "origin,",
        "target, http report",
        "observe, http target",
        "linear, http target observe",
        "rule, http target observe linear report",
        "property, http target observe linear rule report",
        "run, http target observe linear rule property report origin",
        "junit, http target observe linear rule property report run",
        "cli, http target observe linear rule property report run origin"
    })
    void a_package_knows_only_those_that_stand_before_it(String name, String known) {
        String[] allowed = Stream.concat(
                        Stream.of(name), known == null ? Stream.empty() : Arrays.stream(known.split(" ")))
                .map(each -> "org.ifmatch." + each + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("org.ifmatch." + name + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.ifmatch..").and(not(resideInAnyPackage(allowed))))
                .check(OURS);
    }

    @Test
    void no_two_packages_know_each_other() {
        slices().matching("org.ifmatch.(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void only_the_run_and_the_embedded_origin_know_sockets() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.ifmatch.run..", "org.ifmatch.origin..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(SOCKETS).or(isSocket()))
                .check(OURS);
    }

    private static DescribedPredicate<JavaClass> isSocket() {
        List<String> names = List.of("java.net.Socket", "java.net.ServerSocket", "java.net.URLConnection");
        return DescribedPredicate.describe("a socket", c -> names.stream().anyMatch(c::isAssignableTo));
    }

    @ParameterizedTest
    @CsvSource({
        "org.junit.., junit",
        "org.opentest4j.., junit",
        "io.qameta.allure.., junit",
        "net.jqwik.., property",
        "org.snakeyaml.., target",
        "com.samskivert.., report.render",
        "picocli.., cli",
        "io.restassured.., run"
    })
    void a_library_is_known_in_one_place(String library, String place) {
        classes()
                .that(resideInAPackage("org.ifmatch..").and(knows(library)))
                .should()
                .resideInAPackage("org.ifmatch." + place + "..")
                .check(OURS);
    }

    private static DescribedPredicate<JavaClass> knows(String library) {
        return DescribedPredicate.describe(
                "know " + library,
                c -> c.getDirectDependenciesFromSelf().stream()
                        .anyMatch(d -> resideInAPackage(library).test(d.getTargetClass())));
    }

    /** The one exception reads the tables that are part of the suite. */
    @Test
    void rules_and_their_oracles_read_and_write_nothing() {
        noClasses()
                .that()
                .resideInAPackage("org.ifmatch.rule..")
                .and()
                .doNotHaveFullyQualifiedName("org.ifmatch.rule.Catalogue$Tsv")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.util.logging.."))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|Console|Buffered|Print|.*Reader|.*Writer|RandomAccess).*")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(OURS);
    }

    @Test
    void what_judges_cannot_act_and_asks_no_clock() {
        noClasses()
                .that()
                .haveNameMatching(
                        "org\\.ifmatch\\.rule\\.(Oracle|Oracles|RunOracle|RunOracles|Judgement|Takes|Causes)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.ifmatch\\.observe\\.(Lab|Resource|Sender|Discovery|CleanUp)")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .check(OURS);
    }

    @Test
    void what_observes_judges_nothing() {
        noClasses()
                .that()
                .resideInAPackage("org.ifmatch.observe..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.ifmatch.rule..", "org.ifmatch.report..")
                .check(OURS);
    }
}
