package org.ifmatch.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ifmatch.report.Impact;
import org.ifmatch.report.Level;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void every_line_has_an_id_a_level_a_section_and_an_impact() {
        assertThat(Catalogue.Tsv.lines("rules.tsv"))
                .allSatisfy(line -> assertThat(line.split("\t")).hasSize(4).doesNotContain(""));
        assertThat(Catalogue.entries())
                .hasSameSizeAs(Catalogue.Tsv.lines("rules.tsv"))
                .allSatisfy(entry -> assertThat(entry.id()).matches("[a-z0-9-]+/[a-z0-9-]+"));
    }

    @Test
    void an_entry_is_what_its_line_says() {
        assertThat(Catalogue.entry("stale-tag/put-rejected"))
                .isEqualTo(new Catalogue.Entry(
                        "stale-tag/put-rejected", Level.MUST, "§13.1.1, §13.2.1, §13.2.2(1)", Impact.LOST_UPDATE));
        assertThat(Catalogue.entry("current-tag/put").level()).isEqualTo(Level.MUST_DERIVED);
        assertThat(Catalogue.entry("no-effect/content").level()).isEqualTo(Level.MUST_NOT);
        assertThat(Catalogue.entry("stale-tag/already-applied").impact()).isEqualTo(Impact.NONE);
    }

    @Test
    void a_group_is_what_stands_before_the_slash() {
        assertThat(Catalogue.entry("stale-tag/put-rejected").group()).isEqualTo("stale-tag");
    }

    @Test
    void an_id_that_does_not_exist_is_a_mistake_of_ours() {
        assertThatThrownBy(() -> Catalogue.entry("stale-tag/none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stale-tag/none");
    }
}
