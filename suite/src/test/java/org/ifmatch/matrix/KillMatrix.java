package org.ifmatch.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ifmatch.report.Patterns;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every planted fault and every odd but honest origin under all rules: {@code mvn test -Pmatrix}. What was examined is kept,
 * so that a run that was broken off goes on where it stopped; a changed class makes it start over.
 *
 * <p>{@code -Dmatrix.faults} chooses origins by name ({@code check-*}, {@code odd:*}) or by the rule that is to catch them
 * ({@code race/*}); {@code -Dmatrix.rules} chooses rules; {@code -Dmatrix.budget} is the number of seconds after which no
 * examination is begun; {@code -Dmatrix.accept=true} makes what was seen the committed truth, to be reviewed as a change.
 */
class KillMatrix {

    private static final Path PLACE = Path.of("target", "matrix");
    private static final Path COMMITTED = Path.of("src", "test", "resources", "matrix");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Optional<Patterns> chosen =
            Optional.ofNullable(System.getProperty("matrix.faults")).map(Patterns::of);
    private final List<Specimen> specimens = specimens();
    private final boolean whole = chosen.isEmpty() && System.getProperty("matrix.rules") == null;

    private List<Specimen> specimens() {
        return chosen.map(patterns -> Stream.concat(Specimen.sequential().stream(), Specimen.volleys().stream())
                        .filter(s -> s.isNamedBy(patterns))
                        .toList())
                .orElseGet(Specimen::sequential);
    }

    private String rules() {
        boolean volleys = specimens.stream().anyMatch(Specimen::needsVolley);
        return System.getProperty("matrix.rules", volleys ? "*" : Scope.sequential());
    }

    private static Duration budget() {
        return Duration.ofSeconds(
                Long.getLong("matrix.budget", Duration.ofHours(2).toSeconds()));
    }

    @TestFactory
    Stream<DynamicTest> each_fault_dies_of_the_rule_that_it_names_and_no_honest_origin_raises_an_alarm() {
        long began = System.nanoTime();
        Rows rows = new Rows(PLACE.resolve("origins"), Fingerprint.ofThisBuild() + " " + rules());
        Map<Specimen, Optional<Row>> all = new LinkedHashMap<>();
        try (Examiner examiner = new Examiner(
                rows,
                any -> rules(),
                Integer.getInteger("matrix.side.by.side", Examiner.SIDE_BY_SIDE),
                budget(),
                System.out::println)) {
            Map<Specimen, CompletableFuture<Optional<Row>>> underWay = examiner.examine(specimens);
            underWay.forEach((specimen, row) -> all.put(specimen, row.join()));
            System.out.printf(
                    "%d origins, %d of them examined now, in %d s%n",
                    all.size(),
                    examiner.examinedNow(),
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
        }
        Optional<Row> reference = all.getOrDefault(Specimen.reference(), Optional.empty());
        List<DynamicTest> tests = new ArrayList<>();
        all.forEach((specimen, row) -> tests.add(dynamicTest(
                specimen.name(),
                () -> assertThat(row.map(r -> specimen.complaints(r, reference.orElse(r)))
                                .orElse(List.of("not examined within the budget; the same command goes on")))
                        .isEmpty())));
        if (whole && all.values().stream().allMatch(Optional::isPresent)) {
            tests.add(dynamicTest("the pages, and the numbers of the README", () -> publish(all)));
        }
        return tests.stream();
    }

    private static void publish(Map<Specimen, Optional<Row>> all) throws IOException {
        Row reference = all.get(Specimen.reference()).orElseThrow();
        List<Death> deaths = new ArrayList<>();
        List<Honesty> odd = new ArrayList<>();
        all.forEach((specimen, row) -> {
            specimen.fault().ifPresent(fault -> deaths.add(Death.of(fault, row.orElseThrow())));
            specimen.oddity().ifPresent(oddity -> odd.add(Honesty.of(oddity, row.orElseThrow(), reference)));
        });
        Summary summary = Summary.of(reference, deaths, odd);
        Pages pages = new Pages(summary, reference, deaths, odd);
        Files.createDirectories(PLACE);
        Files.writeString(PLACE.resolve("index.html"), pages.html());
        Files.writeString(PLACE.resolve("matrix.md"), pages.markdown());
        JSON.writeValue(PLACE.resolve(Summary.FILE).toFile(), summary);
        JSON.writeValue(PLACE.resolve(Floors.FILE).toFile(), Floors.of(reference, odd));
        if (Boolean.getBoolean("matrix.accept")) {
            Files.createDirectories(COMMITTED);
            JSON.writeValue(COMMITTED.resolve(Summary.FILE).toFile(), summary);
            JSON.writeValue(COMMITTED.resolve(Floors.FILE).toFile(), Floors.of(reference, odd));
            Readme.say(summary.sentence());
        }
        assertThat(Readme.sentence())
                .as("the README tells of another matrix; -Dmatrix.accept=true brings it up to date")
                .isEqualTo(summary.sentence());
    }
}
