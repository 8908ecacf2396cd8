package org.ifmatch.report.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ifmatch.report.Case;
import org.ifmatch.report.Exchanges;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Headline;
import org.ifmatch.report.Impact;
import org.ifmatch.report.Level;
import org.ifmatch.report.Outcome;
import org.ifmatch.report.ShownExchange;

/** Findings made by hand, to be diagnosed. */
final class Found {

    private final List<Finding> findings = new ArrayList<>();
    private String tags = "strong";

    static Found found() {
        return new Found();
    }

    Found withTags(String kind) {
        tags = kind;
        return this;
    }

    Found passed(String... rules) {
        Arrays.stream(rules).forEach(rule -> add(rule, Outcome.PASS, Optional.empty(), List.of()));
        return this;
    }

    /** The rule failed on this method in this way, answered with this status. */
    Found failed(String rule, String method, Misdeeds misdeed, int status) {
        return failed(
                rule,
                tried("a " + method, method, List.of(" \"old\""), "\"current\"", status, Outcome.FAIL)
                        .as(misdeed.name()));
    }

    Found failed(String rule, Case... cases) {
        add(rule, Outcome.FAIL, Optional.empty(), List.of(cases));
        return this;
    }

    Found warned(String rule, String method, Misdeeds misdeed, int status) {
        Case tried = tried("a " + method, method, List.of(" \"old\""), "\"current\"", status, Outcome.WARN)
                .as(misdeed.name());
        add(rule, Outcome.WARN, Optional.empty(), List.of(tried));
        return this;
    }

    /** The rule waits for another, and has seen this. */
    Found blocked(String rule, String by, Case... cases) {
        add(rule, Outcome.BLOCKED, Optional.of(by), List.of(cases));
        return this;
    }

    Found add(String rule, Outcome verdict, Optional<String> blockedBy, List<Case> cases) {
        findings.add(new Finding(
                rule,
                Level.MUST,
                "§13.1.1",
                Impact.LOST_UPDATE,
                "says",
                true,
                verdict,
                "why",
                blockedBy,
                List.of(),
                cases,
                Map.of()));
        return this;
    }

    List<Headline> headlines() {
        return Diagnosis.of(findings, Map.of("etag", tags));
    }

    List<Finding> all() {
        return findings;
    }

    /** A request with these values of If-Match, while this tag was current, and the status of its answer. */
    static Case tried(String what, String method, List<String> lines, String current, int status, Outcome outcome) {
        StringBuilder request = new StringBuilder(method + " /items/1 HTTP/1.1\r\nHost: h\r\n");
        lines.forEach(line -> request.append("If-Match:").append(line).append("\r\n"));
        ShownExchange before = new ShownExchange(
                "before", "GET /items/1 HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nETag: " + current + "\r\n\r\n", 0, 0);
        ShownExchange attempt =
                new ShownExchange("the attempt", request + "\r\n", "HTTP/1.1 " + status + " Said\r\n\r\n", 0, 0);
        return new Case(what, outcome, "", Exchanges.of(before, attempt), "");
    }
}
