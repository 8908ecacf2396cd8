package org.ifmatch.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Samples;
import org.junit.jupiter.api.Test;

class EarlTest {

    private static String render(Results results) {
        return new Earl(Redaction.NONE).render(results);
    }

    @Test
    void each_rule_is_an_assertion() {
        Golden.assertSame("earl.jsonld", render(Samples.full()));
    }

    @Test
    void what_is_referred_to_is_there() throws IOException {
        Set<String> there = new HashSet<>();
        Set<String> referred = new HashSet<>();
        for (JsonNode node : new ObjectMapper().readTree(render(Samples.full())).get("@graph")) {
            there.add(node.path("@id").asText());
            for (String property : new String[] {"earl:assertedBy", "earl:subject", "earl:test"}) {
                if (node.has(property)) {
                    referred.add(node.get(property).get("@id").asText());
                }
            }
        }
        assertThat(there).containsAll(referred);
        assertThat(referred).hasSize(2 + Samples.full().findings().size());
    }
}
