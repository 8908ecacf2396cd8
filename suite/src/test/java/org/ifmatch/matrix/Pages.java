package org.ifmatch.matrix;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ifmatch.report.Outcome;

/** The kill matrix to read: a page for a browser, which needs nothing else, and one in Markdown. */
final class Pages {

    private static final String STYLE = """
            body{font:14px/1.45 system-ui,sans-serif;margin:2rem;color:#1b1f24;background:#fff}
            h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}code{font-size:.92em}
            table{border-collapse:collapse}td,th{border:1px solid #d5dae0;padding:2px 6px;text-align:left;vertical-align:top}
            .grid td{padding:0;width:11px;height:11px;text-align:center;font-size:8px;border-color:#eceff2}
            .grid th{font-weight:400;font-size:11px;white-space:nowrap}
            .grid th.up{height:15rem;vertical-align:bottom;padding:0}
            .grid th.up span{writing-mode:vertical-rl;transform:rotate(180deg);padding:2px 0}
            .FAIL{background:#c62828;color:#fff}.WARN{background:#f0a020}.BLOCKED{background:#c9cfd6}
            .NOTE{background:#dbe9fb}.INCONCLUSIVE{background:#e6d3f5}.named{outline:2px solid #111;outline-offset:-2px}
            .alive{background:#c62828;color:#fff}.bad{color:#c62828;font-weight:600}
            @media (prefers-color-scheme:dark){body{background:#14171a;color:#e3e6e9}td,th{border-color:#3a4046}
            .grid td{border-color:#262b30}.named{outline-color:#fff}.bad{color:#ff8a80}.BLOCKED{background:#4a5158}
            .NOTE{background:#22405f}.INCONCLUSIVE{background:#4b2f63}}
            """;

    private final Summary summary;
    private final List<Death> deaths;
    private final List<Honesty> odd;
    private final Row reference;

    Pages(Summary summary, Row reference, List<Death> deaths, List<Honesty> odd) {
        this.summary = summary;
        this.reference = reference;
        this.deaths = deaths;
        this.odd = odd;
    }

    private List<String> complaints() {
        return Stream.concat(
                        deaths.stream().map(Death::complaints), odd.stream().map(Honesty::complaints))
                .flatMap(List::stream)
                .toList();
    }

    String markdown() {
        StringBuilder page = new StringBuilder("# Kill matrix\n\n" + summary.sentence() + "\n\n");
        page.append("Rules asked: ")
                .append(summary.rules())
                .append(". ")
                .append(effort())
                .append("\n\n");
        page.append(
                "## Planted faults\n\n| fault | class | caught by | | also broken | blocked |\n|---|---|---|---|---|---|\n");
        for (Death death : sorted()) {
            Set<String> also = new TreeSet<>(death.row().broken());
            also.remove(death.fault().caughtBy());
            page.append("| `")
                    .append(death.fault().label())
                    .append("` | ")
                    .append(death.fault().faultClass());
            page.append(" | ").append(death.fault().caughtBy()).append(" | ");
            page.append(
                    death.caught() ? death.row().verdicts().get(death.fault().caughtBy()) : "**SURVIVES**");
            page.append(" | ")
                    .append(also.stream()
                            .map(rule -> death.unrelated().contains(rule) ? "**" + rule + "**" : rule)
                            .collect(Collectors.joining(", ")));
            page.append(" | ").append(death.row().with(Outcome.BLOCKED).size()).append(" |\n");
        }
        page.append(
                "\n## Odd but conforming origins\n\n| origin | alarms | MUST rules that pass | earned |\n|---|---|---|---|\n");
        for (Honesty each : odd) {
            page.append("| `").append(each.oddity().label()).append("` | ");
            page.append(each.alarms().isEmpty() ? "0" : "**" + String.join(", ", each.alarms()) + "**");
            page.append(" | ").append(Honesty.musts(each.row()).size()).append(" of ");
            page.append(Honesty.musts(reference).size()).append(" | ");
            page.append(String.join(", ", new TreeSet<>(each.oddity().earns().keySet())))
                    .append(" |\n");
        }
        page.append("\n## Rules, and the faults that break them\n\n| rule | faults |\n|---|---|\n");
        byRule().forEach((rule, faults) -> page.append("| ")
                .append(rule)
                .append(" | ")
                .append(faults.isEmpty() ? "**none**" : String.join(", ", faults))
                .append(" |\n"));
        return page.toString();
    }

    String html() {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.append("<title>ifmatch: kill matrix</title><style>").append(STYLE).append("</style></head><body>\n");
        page.append("<h1>Kill matrix</h1>\n<p>")
                .append(text(summary.sentence()))
                .append("</p>\n<p>");
        page.append(text("Rules asked: " + summary.rules() + ". " + effort())).append("</p>\n");
        List<String> complaints = complaints();
        if (!complaints.isEmpty()) {
            page.append("<h2>To be mended</h2>\n<ul>\n");
            complaints.forEach(
                    line -> page.append("<li class=\"bad\">").append(text(line)).append("</li>\n"));
            page.append("</ul>\n");
        }
        page.append("<h2>Odd but conforming origins</h2>\n<table><tr><th>origin<th>what it does<th>alarms")
                .append("<th>MUST rules that pass<th>earned</tr>\n");
        for (Honesty each : odd) {
            page.append("<tr><td><code>").append(text(each.oddity().label())).append("</code><td>");
            page.append(text(each.oddity().says()))
                    .append(each.alarms().isEmpty() ? "<td>0" : "<td class=\"alive\">" + each.alarms())
                    .append("<td>");
            page.append(Honesty.musts(each.row()).size())
                    .append(" of ")
                    .append(Honesty.musts(reference).size());
            page.append("<td>")
                    .append(text(each.oddity().earns().entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .sorted()
                            .collect(Collectors.joining(", "))))
                    .append("</tr>\n");
        }
        page.append(
                        "</table>\n<h2>Planted faults</h2>\n<p>Red: FAIL. Amber: WARN. Grey: BLOCKED by a broken rule that explains it. ")
                .append("A frame: the rule that the fault names. A red row head: the fault survives.</p>\n");
        grid(page);
        return page.append("</body></html>\n").toString();
    }

    private void grid(StringBuilder page) {
        List<String> rules = List.copyOf(reference.verdicts().keySet());
        page.append("<table class=\"grid\"><tr><th>");
        rules.forEach(rule ->
                page.append("<th class=\"up\"><span>").append(text(rule)).append("</span>"));
        page.append("</tr>\n");
        for (Death death : sorted()) {
            page.append("<tr><th")
                    .append(death.isAsDeclared() ? "" : death.caught() ? " class=\"bad\"" : " class=\"alive\"");
            page.append(" title=\"").append(text(death.fault().says())).append("\">");
            page.append(death.fault().faultClass())
                    .append(' ')
                    .append(text(death.fault().label()));
            for (String rule : rules) {
                page.append(cell(death, rule));
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static String cell(Death death, String rule) {
        Outcome outcome = death.row().verdicts().get(rule);
        boolean named = rule.equals(death.fault().caughtBy());
        boolean plain = outcome == null || outcome == Outcome.PASS || outcome == Outcome.NOT_APPLICABLE;
        if (plain && !named) {
            return "<td>";
        }
        String style = (plain ? "" : outcome.name()) + (named ? " named" : "");
        return "<td class=\"" + style.strip() + "\" title=\"" + text(rule + " " + outcome) + "\">"
                + (death.unrelated().contains(rule) ? "!" : "");
    }

    private List<Death> sorted() {
        return deaths.stream()
                .sorted(Comparator.comparing((Death d) -> d.caught())
                        .thenComparing(d -> d.fault().faultClass()))
                .toList();
    }

    private Map<String, Set<String>> byRule() {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        reference.verdicts().keySet().forEach(rule -> all.put(rule, new TreeSet<>()));
        for (Death death : deaths) {
            death.row()
                    .broken()
                    .forEach(rule -> all.computeIfAbsent(rule, none -> new TreeSet<>())
                            .add(death.fault().label()));
        }
        return all;
    }

    private String effort() {
        long requests = reference.requests()
                + deaths.stream().mapToLong(d -> d.row().requests()).sum()
                + odd.stream().mapToLong(h -> h.row().requests()).sum();
        long seconds = Duration.ofMillis(reference.millis()).toSeconds();
        return String.format(
                "%,d requests; the reference alone %,d in %d s beside others.",
                requests, reference.requests(), seconds);
    }

    private static String text(String any) {
        return any.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
