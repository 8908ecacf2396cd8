package org.ifmatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.ifmatch.report.Outcome;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.Test;

/** One cause, one headline: on a server that breaks nearly every rule for one reason. */
class OneHeadlineTest {

    @Test
    void a_server_that_ignores_the_field_gets_one_headline_and_the_rest_waits() throws Exception {
        Results results = Trial.of("fault:ignored-everywhere", "*,!race/*", 20);

        assertThat(results.headlines()).singleElement().satisfies(headline -> {
            assertThat(headline.faultClass()).isEqualTo("F01");
            assertThat(headline.says()).contains("If-Match is not evaluated on PUT, PATCH, DELETE, POST, GET and HEAD");
        });
        assertThat(Trial.with(results, Outcome.BLOCKED)).hasSizeGreaterThan(40);
    }
}
