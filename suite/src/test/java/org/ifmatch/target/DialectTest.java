package org.ifmatch.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.ifmatch.target.Dialect.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

    static Stream<Dialect> dialects() {
        return Dialect.names().stream().map(name -> Dialect.named(name).orElseThrow());
    }

    @Test
    void every_data_file_is_a_dialect() {
        assertThat(Dialect.names())
                .containsExactly(
                        "rfc9110",
                        "azure-blob",
                        "caldav",
                        "carddav",
                        "couchdb",
                        "fhir-r4",
                        "ldp",
                        "odata-4.01",
                        "s3",
                        "webdav");
        assertThat(Dialect.named("http")).isEmpty();
    }

    @Test
    void the_plain_dialect_relaxes_nothing() {
        Dialect plain = Dialect.rfc9110();

        assertThat(plain.comparison()).isEqualTo(Comparison.STRONG);
        assertThat(plain.relaxations()).isEmpty();
        assertThat(List.of(plain.refusals(), plain.missing(), plain.existing(), plain.raceLosers()))
                .allSatisfy(statuses -> assertThat(statuses).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void each_relaxation_names_a_rule_that_there_is_and_a_specification(Dialect dialect) throws IOException {
        List<String> rules = rules();

        assertThat(dialect.relaxations()).allSatisfy(each -> {
            assertThat(rules).as(each.rule()).anyMatch(each::covers);
            assertThat(each.because()).matches("(S3|FHIR R4|OData 4\\.01|CouchDB|Azure Blob).*[,:].+");
        });
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void no_dialect_excuses_a_wrong_effect(Dialect dialect) {
        assertThat(List.of(
                        "stale-tag/put-rejected",
                        "stale-tag/delete-rejected",
                        "foreign-tag/put-rejected",
                        "no-effect/content",
                        "wildcard/missing-put",
                        "missing/put-tag",
                        "weak/old-weak-rejected",
                        "race/single-winner"))
                .allSatisfy(rule -> assertThat(dialect.relaxation(rule)).isEmpty());
    }

    @Test
    void fhir_and_odata_compare_weakly() {
        assertThat(dialects()
                        .filter(each -> each.comparison() == Comparison.WEAK)
                        .map(Dialect::name))
                .containsExactly("fhir-r4", "odata-4.01");
        assertThat(Dialect.named("fhir-r4").orElseThrow().relaxation("weak/w-against-w"))
                .hasValueSatisfying(each -> assertThat(each.to()).isEqualTo(Relaxation.To.PASS));
    }

    @Test
    void couchdb_refuses_with_409() {
        Dialect couchdb = Dialect.named("couchdb").orElseThrow();

        assertThat(couchdb.refusals()).containsExactly(409);
        assertThat(couchdb.missing()).containsExactly(409);
        assertThat(couchdb.raceLosers()).containsExactly(409);
    }

    @Test
    void s3_answers_404_where_nothing_is_and_409_to_a_loser() {
        Dialect s3 = Dialect.named("s3").orElseThrow();

        assertThat(s3.refusals()).isEmpty();
        assertThat(s3.missing()).containsExactly(404);
        assertThat(s3.raceLosers()).containsExactly(409);
    }

    @Test
    void of_two_relaxations_of_a_rule_the_first_counts() throws Exception {
        Dialect dialect = DialectFile.read("x.yaml", """
                comparison: strong
                relax:
                  - {rule: syntax/list-spacing, to: NOT_APPLICABLE, because: "first"}
                  - {rule: "syntax/*", to: WARN, because: "second"}
                """);

        assertThat(dialect.name()).isEqualTo("x");
        assertThat(dialect.relaxation("syntax/list-spacing"))
                .map(Relaxation::because)
                .contains("first");
        assertThat(dialect.relaxation("syntax/obs-fold"))
                .map(Relaxation::because)
                .contains("second");
        assertThat(dialect.relaxation("weak/in-list")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stale-tag/put-rejected",
                "stale-tag/*",
                "stale-*",
                "*",
                "foreign-tag/other-resource",
                "no-effect/content",
                "wildcard/missing-put",
                "wildcard/*",
                "missing/put-tag",
                "weak/old-weak-rejected",
                "weak/*",
                "race/single-winner",
                "race/winner-content",
                "*/put-rejected"
            })
    void a_data_file_that_relaxes_an_effect_is_refused(String rule) {
        assertThatThrownBy(() -> DialectFile.read(
                        "x.yaml", "comparison: strong\nrelax:\n  - {rule: '" + rule + "', to: NOTE, because: so}"))
                .isInstanceOf(TargetsFileException.class)
                .hasMessageStartingWith("x.yaml:3: relax[0].rule: '" + rule + "' may not be relaxed: ")
                .hasMessageEndingWith(" is about effects");
    }

    @Test
    void the_rules_that_are_never_relaxed_are_rules() throws IOException {
        List<String> rules = rules();

        assertThat(DialectFile.NEVER_RELAXED)
                .allSatisfy(never -> assertThat(rules).as(never).anyMatch(id -> Globs.covers(never, id)));
    }

    @Test
    void a_data_file_with_mistakes_is_refused() {
        assertThatThrownBy(() -> DialectFile.read("x.yaml", """
                        comparison: fuzzy
                        refusals: [200]
                        races: [409]
                        relax:
                          - {rule: syntax/controls, to: GREEN, because: so}
                          - {rule: syntax/controls, to: NOTE}
                        """))
                .isInstanceOf(TargetsFileException.class)
                .hasMessage("""
                        x.yaml:1: comparison: 'fuzzy' is not a comparison; allowed: strong, weak
                        x.yaml:2: refusals[0]: '200' is not a status that refuses; allowed: 400 to 499
                        x.yaml:3: races: is not known; allowed: comparison, refusals, missing, existing, race-losers, relax
                        x.yaml:5: relax[0].to: 'GREEN' is not a milder verdict; allowed: PASS, NOTE, WARN, NOT_APPLICABLE
                        x.yaml:6: relax[1]: 'because' is missing""");
    }

    @Test
    void dialects_are_found_in_a_jar_too(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("a jar.jar");
        jar(
                jar,
                Path.of(Dialect.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
        List<URL> path = new ArrayList<>(List.of(jar.toUri().toURL()));
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(Path.of(each).toUri().toURL());
        }

        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> loaded = loader.loadClass("org.ifmatch.target.Dialect");
            assertThat(loaded.getProtectionDomain().getCodeSource().getLocation())
                    .isEqualTo(jar.toUri().toURL());
            assertThat(loaded.getMethod("names").invoke(null)).isEqualTo(Dialect.names());
        }
    }

    private static void jar(Path jar, Path classes) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> all = Files.walk(classes.resolve("org/ifmatch"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
    }

    private static List<String> rules() throws IOException {
        try (InputStream in = Dialect.class.getResourceAsStream("/org/ifmatch/rules.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .toList();
        }
    }
}
