package org.ifmatch.report.render;

import java.util.List;
import java.util.Map;
import org.ifmatch.report.Case;
import org.ifmatch.report.Finding;
import org.ifmatch.report.Redaction;
import org.ifmatch.report.Results;
import org.ifmatch.report.Timeline;
import org.ifmatch.report.Words;

/** A race that proved something, as a page by itself: the picture, the proof in sentences, the octets, the command. */
public final class RacePage {

    private static final String STYLE = """
            :root { color-scheme: light dark; --paper: #fbfbfd; --card: #fff; --ink: #16181d; --soft: #5a6372; --line: #dde1e8;
              --red: #b42318; --code: #f2f4f8; --tint: #fdecea; }
            @media (prefers-color-scheme: dark) { :root { --paper: #101318; --card: #181c23; --ink: #e8ebf1; --soft: #a2acbb;
              --line: #2c333e; --red: #ff9d94; --code: #12161c; --tint: #35191a; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--paper); color: var(--ink);
              font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
            main { max-width: 78rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
            h1 { font-size: 1.7rem; line-height: 1.25; margin: .2rem 0 .6rem; max-width: 60rem; }
            h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
            a { color: inherit; } p { margin: .4rem 0; } .soft { color: var(--soft); } .verdict { color: var(--red); font-weight: 700; }
            .proof { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: 1.5rem; align-items: start; }
            @media (max-width: 62rem) { .proof { grid-template-columns: minmax(0, 1fr); } }
            .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.1rem; }
            ol { margin: 0; padding-left: 1.3rem; } li { margin: 0 0 .7rem; overflow-wrap: anywhere; }
            li:last-child { color: var(--red); font-weight: 600; margin-bottom: 0; }
            dl { display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; margin: .8rem 0 1.4rem; } dl div { display: flex; gap: .4rem; }
            dt { color: var(--soft); } dd { margin: 0; font-variant-numeric: tabular-nums; }
            pre { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; margin: .4rem 0;
              overflow-x: auto; font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
              white-space: pre-wrap; overflow-wrap: anywhere; }
            .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: .8rem; }
            details { margin: .8rem 0; } summary { cursor: pointer; font-weight: 600; }
            details.impossible summary { color: var(--red); }
            """;

    private final Redaction redaction;

    public RacePage(Redaction redaction) {
        this.redaction = redaction;
    }

    /** The name of the page's file: {@code race/single-winner} is in {@code race-single-winner.html}. */
    public static String fileOf(Finding finding) {
        return finding.rule().replace('/', '-') + ".html";
    }

    /** Whether there is a race to be shown. */
    public static boolean isDue(Finding finding) {
        return finding.broken() && finding.cases().stream().anyMatch(RacePage::isRace);
    }

    private static boolean isRace(Case tried) {
        return tried.evidence() instanceof Timeline timeline
                && !timeline.operations().isEmpty();
    }

    public String render(Results results, Finding raw) {
        Finding finding = redaction.apply(raw);
        StringBuilder html = new StringBuilder();
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ")
                .append(Pages.hash(STYLE))
                .append("; base-uri 'none'; form-action 'none'\"><title>")
                .append(text(finding.rule() + " on " + results.target().name()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><main>");
        html.append("<p class=\"soft\"><a href=\"index.html\">")
                .append(text(results.target().name()))
                .append("</a> · ")
                .append(text(finding.rule() + " · " + finding.level().label() + " " + finding.section()))
                .append("</p><h1>")
                .append(text(TimelineSvg.inShort(Words.sentence(finding.cases().stream()
                        .filter(RacePage::isRace)
                        .findFirst()
                        .map(Case::why)
                        .orElse(finding.why())))))
                .append("</h1><p><span class=\"verdict\">")
                .append(text(finding.verdict().name()))
                .append("</span> ")
                .append(text(finding.says()))
                .append("</p>");
        measured(finding.measured(), html);
        finding.cases().stream().filter(RacePage::isRace).limit(3).forEach(each -> race(each, html));
        return html.append("</main></body></html>\n").toString();
    }

    private static void measured(Map<String, Object> measured, StringBuilder html) {
        html.append("<dl>");
        measured.forEach((name, value) -> html.append("<div><dt>")
                .append(text(name))
                .append("</dt><dd>")
                .append(text(String.valueOf(value)))
                .append("</dd></div>"));
        html.append("</dl>");
    }

    private static void race(Case tried, StringBuilder html) {
        Timeline timeline = (Timeline) tried.evidence();
        html.append("<div class=\"proof\"><div class=\"card\"><p class=\"soft\">")
                .append(text(Words.sentence(tried.what()) + ". Time goes to the right and is not to scale."))
                .append("</p>")
                .append(TimelineSvg.of(timeline))
                .append("</div><div class=\"card\"><ol>");
        timeline.sentences()
                .forEach(s ->
                        html.append("<li>").append(text(TimelineSvg.inShort(s))).append("</li>"));
        html.append("</ol></div></div><h2>What was sent and answered</h2>");
        List<Timeline.Operation> told = timeline.operations().stream()
                .filter(o -> o.part() != Timeline.Part.CONTEXT)
                .toList();
        told.forEach(o -> operation(o, true, html));
        timeline.operations().stream()
                .filter(o -> o.part() == Timeline.Part.CONTEXT)
                .forEach(o -> operation(o, false, html));
        if (!tried.reproduce().isBlank()) {
            html.append("<h2>See it again</h2><pre>")
                    .append(text(tried.reproduce().strip()))
                    .append("</pre>");
        }
    }

    private static void operation(Timeline.Operation operation, boolean open, StringBuilder html) {
        html.append("<details")
                .append(operation.part() == Timeline.Part.IMPOSSIBLE ? " class=\"impossible\"" : "")
                .append(open ? " open" : "")
                .append("><summary>")
                .append(text(operation.lane() + " #" + operation.id() + "  " + operation.asked() + "  →  "
                        + operation.answered()))
                .append("</summary><div class=\"pair\"><pre>")
                .append(text(operation.request().strip()))
                .append("</pre><pre>")
                .append(text(
                        operation.answer().isBlank()
                                ? operation.answered()
                                : operation.answer().strip()))
                .append("</pre></div></details>");
    }

    /** Line ends stay, so that messages read as messages; everything else is made visible. */
    private static String text(String value) {
        return String.join(
                "\n",
                Visible.cut(value, Pages.LONGEST_VALUE)
                        .lines()
                        .map(TimelineSvg::escaped)
                        .toList());
    }
}
