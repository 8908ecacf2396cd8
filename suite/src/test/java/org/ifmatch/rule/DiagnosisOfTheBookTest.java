package org.ifmatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ifmatch.report.diagnosis.Diagnosis;
import org.junit.jupiter.api.Test;

/** The causes that a diagnosis knows speak of rules and misdeeds that there are. */
class DiagnosisOfTheBookTest {

    private static final List<String> IDS =
            Catalogue.entries().stream().map(Catalogue.Entry::id).toList();

    @Test
    void every_rule_that_a_cause_names_is_in_the_catalogue() {
        assertThat(Diagnosis.namedRules()).isNotEmpty().allSatisfy(name -> {
            if (name.startsWith("property/")) {
                return;
            }
            if (name.endsWith("*")) {
                String beginning = name.substring(0, name.length() - 1);
                assertThat(IDS).as(name).anyMatch(id -> id.startsWith(beginning));
            } else {
                assertThat(IDS).contains(name);
            }
        });
    }

    @Test
    void every_misdeed_that_a_cause_names_is_one() {
        assertThat(List.of(Misdeed.values())).extracting(Enum::name).containsAll(Diagnosis.misdeeds());
    }
}
