package org.ifmatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WordsOfTheCatalogueTest {

    @Test
    void a_level_is_found_again_by_its_label() {
        assertThat(Arrays.stream(Level.values()).map(Level::label))
                .containsExactly("MUST", "MUST NOT", "MUST*", "SHOULD", "MAY", "INTEROP", "NOTE");
        for (Level level : Level.values()) {
            assertThat(Level.of(level.label())).isEqualTo(level);
        }
    }

    @Test
    void three_levels_bind() {
        assertThat(Arrays.stream(Level.values()).filter(Level::isMust))
                .containsExactly(Level.MUST, Level.MUST_NOT, Level.MUST_DERIVED);
    }

    @Test
    void an_impact_is_found_again_by_its_label_and_the_worst_comes_first() {
        assertThat(Arrays.stream(Impact.values()).map(Impact::label))
                .containsExactly("LOST-UPDATE", "FALSE-REJECT", "MISLEAD", "WIRE", "LEAK", "HYGIENE", "–");
        for (Impact impact : Impact.values()) {
            assertThat(Impact.of(impact.label())).isEqualTo(impact);
        }
    }

    @Test
    void a_label_that_there_is_not_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Level.of("must"))
                .withMessage("there is no level \"must\"");
        assertThatIllegalArgumentException().isThrownBy(() -> Impact.of("-")).withMessage("there is no impact \"-\"");
    }
}
