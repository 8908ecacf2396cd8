package org.ifmatch.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hand-made findings and results for tests. */
public final class Samples {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    public static final About ORDERS = new About("orders", "https://orders.example/api/orders/", "rfc9110");
    public static final Run RUN = new Run(Instant.parse("2026-11-22T10:00:00Z"), 8123, 42, 1873, "0.1.0", true);

    private Samples() {}

    public static Finding finding(String rule, Outcome verdict) {
        return finding(rule, Level.MUST, Impact.LOST_UPDATE, verdict, "because it was so");
    }

    public static Finding finding(String rule, Level level, Impact impact, Outcome verdict, String why) {
        return new Finding(
                rule,
                level,
                "§13.1.1",
                impact,
                "Rule " + rule + " in one sentence.",
                true,
                verdict,
                why,
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of());
    }

    public static Finding blocked(String rule, String by) {
        Finding finding = finding(rule, Outcome.BLOCKED);
        return new Finding(
                rule,
                finding.level(),
                finding.section(),
                finding.impact(),
                finding.says(),
                true,
                Outcome.BLOCKED,
                "it waits",
                Optional.of(by),
                List.of(),
                List.of(),
                Map.of());
    }

    public static Finding with(Finding finding, List<Case> cases, Map<String, Object> measured) {
        return new Finding(
                finding.rule(),
                finding.level(),
                finding.section(),
                finding.impact(),
                finding.says(),
                finding.tested(),
                finding.verdict(),
                finding.why(),
                finding.blockedBy(),
                finding.missing(),
                cases,
                measured);
    }

    public static Results results(Map<String, Object> capabilities, Finding... findings) {
        return results(capabilities, Optional.empty(), findings);
    }

    public static Results results(Map<String, Object> capabilities, Optional<String> only, Finding... findings) {
        return new Results(ORDERS, RUN, capabilities, List.of(), List.of(findings), List.of(), only);
    }

    public static Results with(Results results, Run run, List<Headline> headlines) {
        return new Results(
                results.target(),
                run,
                results.capabilities(),
                headlines,
                results.findings(),
                results.left(),
                results.only());
    }

    public static Run interrupted() {
        return new Run(RUN.started(), RUN.millis(), RUN.seed(), RUN.requests(), RUN.suiteVersion(), false);
    }

    /** What a target with strong tags can do in these tests: PUT and nothing else. */
    public static Map<String, Object> putOnly() {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("put-update", true);
        capabilities.put("etag", "strong");
        return capabilities;
    }

    /** A run that judged enough of {@link #putOnly} and found nothing broken. */
    public static Results green(Finding... more) {
        List<Finding> findings = new ArrayList<>(
                List.of(finding("stale-tag/put-rejected", Outcome.PASS), finding("current-tag/put", Outcome.PASS)));
        findings.addAll(Arrays.asList(more));
        return results(putOnly(), findings.toArray(Finding[]::new));
    }

    public static BaselineEntry entry(String rule) {
        return new BaselineEntry(
                rule, "the gateway ANDs both, OPS-112", Optional.empty(), Optional.empty(), "targets.yaml:12");
    }

    public static BaselineEntry entry(String rule, LocalDate until) {
        return new BaselineEntry(
                rule,
                "the gateway ANDs both, OPS-112",
                Optional.of(until),
                Optional.of("https://issues.example/OPS-112"),
                "targets.yaml:12");
    }

    /** One failing PUT as it would be shown. */
    public static Case lostUpdate() {
        return new Case(
                "a PUT with a tag that was replaced",
                Outcome.FAIL,
                "the tag was stale, yet the resource changed",
                Exchanges.of(
                        new ShownExchange(
                                "before",
                                "GET /items/ifm-8f2a-1 HTTP/1.1\r\nHost: h\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nETag: \"2\"\r\nContent-Length: 5\r\n\r\nbravo",
                                100,
                                700),
                        new ShownExchange(
                                "the attempt",
                                "PUT /items/ifm-8f2a-1 HTTP/1.1\r\nHost: h\r\nIf-Match: \"1\"\r\n\r\ncharlie",
                                "HTTP/1.1 204 No Content\r\nETag: \"3\"\r\n\r\n",
                                900,
                                1200),
                        new ShownExchange(
                                "after",
                                "GET /items/ifm-8f2a-1 HTTP/1.1\r\nHost: h\r\n\r\n",
                                "HTTP/1.1 200 OK\r\nETag: \"3\"\r\n\r\ncharlie",
                                2200,
                                650)),
                "curl -i -X PUT -H 'If-Match: \"1\"' -d charlie http://h/items/ifm-8f2a-1\n"
                        + "curl -i http://h/items/ifm-8f2a-1");
    }

    /** Results as the gate leaves them where there is no baseline. */
    public static Results settled(Results results) {
        return Gate.settle(results, Baseline.none(), false, TODAY);
    }

    /** Two writers at once, one of whom has no answer. */
    public static Case race() {
        List<Timeline.Operation> operations = List.of(
                new Timeline.Operation(
                        1,
                        "A",
                        "PUT If-Match \"e1\"",
                        "204 \"e2\"",
                        100_000,
                        Optional.of(900_000L),
                        Timeline.Part.CONTRADICTION,
                        "PUT /a HTTP/1.1\r\nIf-Match: \"e1\"\r\n\r\n",
                        "HTTP/1.1 204 No Content\r\nETag: \"e2\"\r\n\r\n"),
                new Timeline.Operation(
                        2,
                        "B",
                        "GET",
                        "no answer",
                        200_000,
                        Optional.empty(),
                        Timeline.Part.CONTEXT,
                        "GET /a HTTP/1.1\r\n\r\n",
                        ""));
        return new Case(
                "two writers with one tag",
                Outcome.FAIL,
                "both were acknowledged",
                new Timeline(List.of("A was acknowledged after B had written"), operations, List.of()),
                "ifmatch examine --only=race/single-winner");
    }

    /** A sequence that chance found. */
    public static Case shrunk() {
        ShownExchange put =
                new ShownExchange("1", "PUT /a HTTP/1.1\r\n\r\nx", "HTTP/1.1 204 No Content\r\n\r\n", 3_000, 4_000);
        return new Case(
                "a sequence of three",
                Outcome.FAIL,
                "the second PUT won",
                new Story(List.of(new Story.Step("PUT with the first tag", put)), "class Replay {}\n"),
                "");
    }

    /** Everything that can go into results at once, with a stranger's octets wherever a stranger has a say. */
    public static Results full() {
        String hostile = "\u001b[2J\u001b]0;owned\u0007 <script>alert(1)</script> ]]> | `x` \r\n::error::";
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("put-create", true);
        capabilities.put("put-update", true);
        capabilities.put("delete", false);
        capabilities.put("etag", "strong");
        capabilities.put("patch", List.of("application/merge-patch+json"));
        capabilities.put("settle", "0 ms");
        capabilities.put("server", "Evil/1 \u001b[31m");
        Finding lost = with(
                finding(
                        "stale-tag/put-rejected",
                        Level.MUST,
                        Impact.LOST_UPDATE,
                        Outcome.FAIL,
                        "the tag was stale, yet the resource changed"),
                List.of(lostUpdate(), lostUpdate(), lostUpdate()),
                Map.of("rounds", 400));
        Case odd = new Case(
                "an answer that is none " + hostile,
                Outcome.FAIL,
                "seen: " + hostile,
                Exchanges.of(
                        new ShownExchange(
                                "control without the condition",
                                "PUT /a HTTP/1.1\r\nHost: h\r\n\r\nx",
                                "HTTP/1.1 200 " + hostile.replace("\r\n", "") + "\r\nETag: "
                                        + "\u001b[2J\"\u0085\u00e9\"" + "\r\n\r\n<script>\u0000\u001b[0m",
                                1,
                                2),
                        ShownExchange.unanswered(
                                "the attempt",
                                "PUT /" + "long/".repeat(60) + "end HTTP/1.1\r\nIf-Match: \"" + "t".repeat(200)
                                        + "\"\r\n\r\n",
                                "the connection was reset " + hostile,
                                3,
                                4)),
                "curl -H 'X: \u001b[2J' http://h/");
        Finding hygiene = with(
                finding("syntax/odd-answer", Level.MUST_NOT, Impact.HYGIENE, Outcome.FAIL, "seen: " + hostile),
                List.of(odd),
                Map.of());
        Finding warned = finding(
                "current-tag/chain",
                Level.INTEROP,
                Impact.FALSE_REJECT,
                Outcome.WARN,
                "the third of ten writes in a row was refused");
        Finding open = finding(
                "current-tag/delete",
                Level.MUST_DERIVED,
                Impact.FALSE_REJECT,
                Outcome.INCONCLUSIVE,
                "503 three times, Retry-After: " + hostile);
        Finding known = finding(
                "precedence/ius-ignored-true",
                Level.MUST,
                Impact.FALSE_REJECT,
                Outcome.FAIL,
                "If-Unmodified-Since was obeyed beside If-Match");
        Finding absent = new Finding(
                "weak/in-list",
                Level.MUST,
                "§13.1.1",
                Impact.FALSE_REJECT,
                "Rule weak/in-list in one sentence.",
                true,
                Outcome.NOT_APPLICABLE,
                "the target gives no weak tags",
                Optional.empty(),
                List.of("etag:weak"),
                List.of(),
                Map.of());
        Results found = new Results(
                ORDERS,
                RUN,
                capabilities,
                List.of(
                        new Headline(
                                "F01",
                                "If-Match is not evaluated on PUT",
                                List.of("stale-tag/put-rejected"),
                                List.of("F08"),
                                List.of(
                                        "stale-tag/put-rejected",
                                        "stale-tag/every-old-version",
                                        "no-effect/put-content")),
                        new Headline("F09", "If-Unmodified-Since wins", List.of("precedence/ius-ignored-true"))),
                List.of(
                        hygiene,
                        lost,
                        blocked("stale-tag/every-old-version", "stale-tag/put-rejected"),
                        blocked("no-effect/put-content", "stale-tag/every-old-version"),
                        finding("current-tag/put", Outcome.PASS),
                        warned,
                        open,
                        known,
                        blocked("precedence/ius-chain", "precedence/ius-ignored-true"),
                        finding("stale-tag/already-applied", Outcome.NOTE),
                        absent),
                List.of("http://h/items/ifm-8f2a-7", "http://h/" + hostile),
                Optional.empty());
        BaselineEntry entry = entry("precedence/*", LocalDate.of(2027, 3, 1));
        return Gate.settle(
                found,
                Baseline.of(
                        List.of(entry),
                        found.findings().stream().map(Finding::rule).toList()),
                false,
                TODAY);
    }
}
