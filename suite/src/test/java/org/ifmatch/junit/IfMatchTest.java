package org.ifmatch.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ifmatch.origin.ReferenceOrigin;
import org.ifmatch.report.Results;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The suite as a test of somebody else's build. */
class IfMatchTest {

    private static final String FEW = "stale-tag/put-rejected,stale-tag/delete-rejected,current-tag/put";

    @TempDir
    Path folder;

    @Test
    void every_rule_and_the_gate_are_tests_named_after_the_target() throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            Map<String, String> tests = run(examining(origin).tests());
            assertThat(tests)
                    .containsEntry("url: stale-tag/put-rejected", "passed")
                    .containsEntry("url: current-tag/put", "passed")
                    .containsKey("url: gate");
        }
    }

    @Test
    void a_broken_rule_fails_its_test_and_the_gates() throws Exception {
        try (ReferenceOrigin origin = ReferenceOrigin.named("fault:ignored-on-delete")) {
            Map<String, String> tests = run(examining(origin).tests());
            assertThat(tests.get("url: stale-tag/delete-rejected"))
                    .startsWith("failed: url: stale-tag/delete-rejected FAIL");
            assertThat(tests.get("url: gate")).startsWith("failed: url: the gate is closed. 1 rule is broken");
            assertThat(tests).containsEntry("url: stale-tag/put-rejected", "passed");
        }
    }

    @Test
    void what_a_baseline_accepts_is_skipped_with_its_reason() throws Exception {
        Path baseline = Files.writeString(
                folder.resolve("known.yaml"),
                "baseline:\n  - {rule: stale-tag/delete-rejected, because: \"the gateway, OPS-7\"}\n");
        try (ReferenceOrigin origin = ReferenceOrigin.named("fault:ignored-on-delete")) {
            Map<String, String> tests = run(
                    examining(origin).option("baseline", baseline.toString()).tests());
            assertThat(tests.get("url: stale-tag/delete-rejected"))
                    .startsWith("skipped: accepted (the gateway, OPS-7)");
            assertThat(tests).containsEntry("url: gate", "passed");
        }
    }

    @Test
    void a_server_that_is_not_there_fails_in_one_test() throws Exception {
        Map<String, String> tests = run(IfMatch.server("http://127.0.0.1:1/items/")
                .option("reports.dir", folder.toString())
                .tests());
        assertThat(tests).hasSize(1);
        assertThat(tests.get("url: examined")).startsWith("failed: ");
    }

    @Test
    void a_targets_file_may_leave_the_port_to_the_test() throws Exception {
        Path file = Files.writeString(
                folder.resolve("targets.yaml"),
                "targets:\n  orders:\n    url: ${ORDERS_URL}\n    headers: {X-Tenant: test}\n");
        try (ReferenceOrigin origin = ReferenceOrigin.start()) {
            List<Results> all = IfMatch.target("orders", file)
                    .variable("ORDERS_URL", origin.collection().toString())
                    .option("only", FEW)
                    .option("reports.dir", folder.toString())
                    .examine();
            assertThat(all).singleElement().satisfies(r -> {
                assertThat(r.target().name()).isEqualTo("orders");
                assertThat(r.unexamined()).isEmpty();
            });
        }
    }

    @Test
    void a_mistake_is_told_before_anything_is_sent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IfMatch.server("http://127.0.0.1:1/")
                        .option("onyl", "x")
                        .examine())
                .withMessageContaining("there is no option 'onyl'");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        IfMatch.target("orders", folder.resolve("none.yaml")).examine())
                .withMessageContaining("there is no such file");
    }

    private IfMatch examining(ReferenceOrigin origin) {
        return IfMatch.server(origin.collection().toString())
                .option("only", FEW)
                .option("reports.dir", folder.toString());
    }

    private static Map<String, String> run(Stream<? extends DynamicNode> nodes) {
        Map<String, String> all = new LinkedHashMap<>();
        for (DynamicTest test : flat(nodes)) {
            all.put(test.getDisplayName(), outcome(test));
        }
        return all;
    }

    private static List<DynamicTest> flat(Stream<? extends DynamicNode> nodes) {
        List<DynamicTest> all = new ArrayList<>();
        nodes.forEach(node -> {
            if (node instanceof DynamicContainer container) {
                all.addAll(flat(container.getChildren()));
            } else {
                all.add((DynamicTest) node);
            }
        });
        return all;
    }

    private static String outcome(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return "passed";
        } catch (TestAbortedException e) {
            return "skipped: " + e.getMessage();
        } catch (Throwable e) {
            return "failed: " + e.getMessage();
        }
    }
}
