package org.ifmatch.report.render;

import com.samskivert.mustache.Escapers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.ifmatch.report.Timeline;

/**
 * A race as a picture: a lane a client, time to the right, the chain of versions above, what contradicts itself bold and the
 * impossible step red. It is inline SVG that needs neither style sheet nor script, and is legible on light and dark paper.
 *
 * <p>Time is not to scale: long gaps are drawn short, or what matters would be a hair's breadth wide.
 */
public final class TimelineSvg {

    private static final int WIDTH = 1040;
    private static final int LEFT = 78;
    private static final int RIGHT = 24;
    private static final int VERSION_ROW = 26;
    private static final int TOLD_ROW = 46;
    private static final int QUIET_ROW = 24;
    private static final int GAP = 22;
    private static final int AXIS = 34;
    /** Versions that are drawn; of a long chain the first and the last ones. */
    private static final int MOST_VERSIONS = 8;
    /** Characters of a label. */
    private static final int LONGEST_LABEL = 72;
    /** Pixels that a character of a label takes, at most. */
    private static final double CHARACTER = 7.6;

    private static final Pattern LONG_TAG = Pattern.compile("\"([^\"]{3})[^\"]{7,}([^\"]{6})\"");

    private static final String RED = "#d92d20";
    private static final String BLUE = "#2e6fd8";
    private static final String SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

    private final Timeline timeline;
    private final Map<Long, Double> places = new LinkedHashMap<>();
    private final StringBuilder svg = new StringBuilder();
    private int y;

    private TimelineSvg(Timeline timeline) {
        this.timeline = timeline;
    }

    /** The picture, as mark-up that can stand anywhere in a page. */
    public static String of(Timeline timeline) {
        return new TimelineSvg(timeline).draw();
    }

    private String draw() {
        place();
        y = 6;
        versions();
        y += GAP;
        lanes();
        axis();
        int height = y;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\"100%\""
                + " role=\"img\" aria-label=\"" + escaped(String.join(" ", timeline.sentences())) + "\" font-family=\""
                + escaped(SANS) + "\" font-size=\"13\" fill=\"currentColor\">" + svg + "</svg>";
    }

    // Time.

    /** Every instant gets its place; the longer a gap, the less of it is drawn. */
    private void place() {
        TreeSet<Long> instants = new TreeSet<>();
        instants.add(0L);
        timeline.operations().forEach(o -> {
            instants.add(o.calledNanos());
            o.returnedNanos().ifPresent(instants::add);
        });
        List<Long> gaps = new ArrayList<>();
        Long before = null;
        for (Long instant : instants) {
            if (before != null) {
                gaps.add(instant - before);
            }
            before = instant;
        }
        List<Long> sorted = gaps.stream().sorted().toList();
        double usual = sorted.isEmpty() ? 1 : Math.max(1, sorted.get(sorted.size() / 2));
        double total = gaps.stream().mapToDouble(g -> breadth(g, usual)).sum();
        double at = 0;
        int i = 0;
        for (Long instant : instants) {
            if (i > 0) {
                at += breadth(gaps.get(i - 1), usual);
            }
            places.put(instant, LEFT + (total == 0 ? 0 : at / total) * (WIDTH - LEFT - RIGHT));
            i++;
        }
    }

    private static double breadth(long gap, double usual) {
        return 0.25 + Math.log1p(gap / usual);
    }

    private double x(long instant) {
        Double known = places.get(instant);
        if (known != null) {
            return known;
        }
        double last = LEFT;
        for (Map.Entry<Long, Double> each : places.entrySet()) {
            if (each.getKey() > instant) {
                return last;
            }
            last = each.getValue();
        }
        return last;
    }

    // The chain of versions.

    private void versions() {
        List<Timeline.Version> all = timeline.versions();
        if (all.isEmpty()) {
            return;
        }
        int hidden = Math.max(0, all.size() - MOST_VERSIONS);
        for (int i = 0; i < all.size(); i++) {
            if (hidden > 0 && i == MOST_VERSIONS / 2) {
                text(LEFT, y + 15, "… " + hidden + " more versions", "font-size=\"12\" opacity=\".7\"");
                y += VERSION_ROW;
            }
            if (hidden == 0 || i < MOST_VERSIONS / 2 || i >= all.size() - MOST_VERSIONS / 2) {
                version(all.get(i), i);
                y += VERSION_ROW;
            }
        }
    }

    private void version(Timeline.Version version, int number) {
        double from = x(version.fromNanos());
        double to = version.toNanos().map(this::x).orElse((double) WIDTH - RIGHT);
        boolean absent = version.name().equals("absent");
        String paint = absent
                ? "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".45\" stroke-dasharray=\"4 3\""
                : "fill=\"" + BLUE + "\" fill-opacity=\"" + (number % 2 == 0 ? ".22" : ".36") + "\"";
        text(8, y + 15, absent ? "absent" : version.name(), "font-size=\"12\" font-weight=\"600\" opacity=\".8\"");
        svg.append(rect(from, y + 2, Math.max(4, to - from), VERSION_ROW - 7, paint + " rx=\"4\""));
        String words = version.tag().map(t -> t + " ").orElse("")
                + version.writer().map(w -> "written by " + whose(w)).orElse("before the round");
        label(from + 7, y + 15, words, "font-size=\"12\"");
    }

    private String whose(int id) {
        return timeline.operations().stream()
                .filter(o -> o.id() == id)
                .map(o -> o.lane() + " (#" + id + ")")
                .findFirst()
                .orElse("#" + id);
    }

    // Lanes.

    private void lanes() {
        Map<String, List<Timeline.Operation>> lanes = new LinkedHashMap<>();
        timeline.operations().stream()
                .filter(o -> o.part() != Timeline.Part.CONTEXT)
                .forEach(o -> lanes.computeIfAbsent(o.lane(), l -> new ArrayList<>()));
        List<String> told = List.copyOf(lanes.keySet());
        timeline.operations()
                .forEach(o ->
                        lanes.computeIfAbsent(o.lane(), l -> new ArrayList<>()).add(o));
        int top = y;
        lanes.forEach((lane, operations) -> {
            boolean bold = told.contains(lane);
            lane(lane, operations, bold);
            y += bold ? TOLD_ROW : QUIET_ROW;
        });
        svg.insert(0, "<g stroke=\"currentColor\" stroke-opacity=\".12\">" + grid(top, y) + "</g>");
    }

    private String grid(int top, int bottom) {
        StringBuilder lines = new StringBuilder();
        timeline.operations().stream()
                .filter(o -> o.part() != Timeline.Part.CONTEXT)
                .flatMap(o -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(o.calledNanos()), o.returnedNanos().stream()))
                .map(this::x)
                .distinct()
                .forEach(x -> lines.append("<line x1=\"")
                        .append(number(x))
                        .append("\" x2=\"")
                        .append(number(x))
                        .append("\" y1=\"")
                        .append(top)
                        .append("\" y2=\"")
                        .append(bottom + 4)
                        .append("\"/>"));
        return lines.toString();
    }

    private void lane(String lane, List<Timeline.Operation> operations, boolean bold) {
        int middle = y + (bold ? TOLD_ROW - 12 : QUIET_ROW / 2);
        text(8, middle + 4, lane, bold ? "font-weight=\"700\" font-size=\"15\"" : "font-size=\"12\" opacity=\".65\"");
        svg.append("<line x1=\"")
                .append(LEFT)
                .append("\" x2=\"")
                .append(number(bold ? WIDTH - RIGHT : beforeWords(operations)))
                .append("\" y1=\"")
                .append(middle)
                .append("\" y2=\"")
                .append(middle)
                .append("\" stroke=\"currentColor\" stroke-opacity=\".15\"/>");
        double free = 0;
        for (Timeline.Operation operation : operations) {
            free = operation(operation, middle, bold, free);
        }
    }

    /** The line of a quiet lane ends where its words begin: it would strike them out. */
    private double beforeWords(List<Timeline.Operation> operations) {
        return operations.stream()
                .findFirst()
                .flatMap(Timeline.Operation::returnedNanos)
                .map(this::x)
                .orElse((double) WIDTH - RIGHT);
    }

    /** Draws one, and says up to where its words reach. */
    private double operation(Timeline.Operation operation, int middle, boolean bold, double free) {
        double from = x(operation.calledNanos());
        double to = operation.returnedNanos().map(this::x).orElse((double) WIDTH - RIGHT);
        boolean open = operation.returnedNanos().isEmpty();
        boolean told = operation.part() != Timeline.Part.CONTEXT;
        String ink = operation.part() == Timeline.Part.IMPOSSIBLE ? RED : "currentColor";
        int thick = told ? 12 : 6;
        svg.append("<g>");
        svg.append("<title>").append(escaped(title(operation))).append("</title>");
        svg.append(rect(
                from,
                middle - thick / 2.0,
                Math.max(3, to - from),
                thick,
                "rx=\"3\" fill=\"" + ink + "\" fill-opacity=\"" + (told ? ".92" : ".3") + "\""
                        + (open ? " stroke=\"" + ink + "\" stroke-dasharray=\"3 3\"" : "")));
        svg.append("</g>");
        String words = "#" + operation.id() + "  " + operation.asked() + "  →  " + operation.answered();
        if (told) {
            return label(Math.max(from, free), middle - 13, words, "font-weight=\"600\"");
        }
        double after = Math.max(to + 8, free);
        if (!bold && after + inShort(words).length() * CHARACTER * 0.85 < WIDTH) {
            return label(after, middle + 4, words, "font-size=\"11\" opacity=\".6\"");
        }
        return free;
    }

    private static String title(Timeline.Operation operation) {
        return operation.lane() + " #" + operation.id() + ": " + operation.asked() + " → " + operation.answered()
                + ", sent at "
                + CaseView.time(operation.calledNanos() / 1000)
                + operation
                        .returnedNanos()
                        .map(r -> ", answered at " + CaseView.time(r / 1000))
                        .orElse(", outcome unknown");
    }

    private void axis() {
        int line = y + 8;
        svg.append("<line x1=\"" + LEFT + "\" x2=\"" + (WIDTH - RIGHT) + "\" y1=\"" + line + "\" y2=\"" + line
                + "\" stroke=\"currentColor\" stroke-opacity=\".5\"/>");
        double last = -1000;
        for (Map.Entry<Long, Double> each : places.entrySet()) {
            if (each.getValue() - last > 84 && each.getValue() < WIDTH - RIGHT - 30) {
                last = each.getValue();
                svg.append("<line x1=\"" + number(last) + "\" x2=\"" + number(last) + "\" y1=\"" + line + "\" y2=\""
                        + (line + 5) + "\" stroke=\"currentColor\" stroke-opacity=\".5\"/>");
                text(last, line + 19, micros(each.getKey()), "font-size=\"11\" opacity=\".7\"");
            }
        }
        y += AXIS;
    }

    private static String micros(long nanos) {
        return nanos < 1_000_000
                ? Math.round(nanos / 1000.0) + " µs"
                : String.format(Locale.ROOT, "%.2f ms", nanos / 1_000_000.0);
    }

    // Marks.

    /** A label that begins there, or earlier where it would leave the picture; says up to where it reaches. */
    private double label(double x, double at, String words, String paint) {
        String shown = Visible.cut(inShort(words), LONGEST_LABEL);
        double width = shown.length() * CHARACTER;
        double begin = Math.max(LEFT, Math.min(x, WIDTH - RIGHT - width));
        text(begin, at, shown, paint);
        return begin + width + 12;
    }

    /** Long tags differ at their ends: the middle is left out. */
    static String inShort(String words) {
        return LONG_TAG.matcher(words).replaceAll("\"$1…$2\"");
    }

    private void text(double x, double at, String words, String paint) {
        svg.append("<text x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(at))
                .append("\" ")
                .append(paint)
                .append(">")
                .append(escaped(words))
                .append("</text>");
    }

    private static String rect(double x, double at, double width, double height, String paint) {
        return "<rect x=\"" + number(x) + "\" y=\"" + number(at) + "\" width=\"" + number(width) + "\" height=\""
                + number(height) + "\" " + paint + "/>";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** What a server says ends here: nothing of it becomes mark-up, and nothing of it is invisible. */
    static String escaped(String text) {
        return Escapers.HTML.escape(Visible.characters(Visible.cut(text, Pages.LONGEST_VALUE)));
    }
}
