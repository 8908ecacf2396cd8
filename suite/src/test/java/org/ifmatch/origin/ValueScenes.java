package org.ifmatch.origin;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A PUT for each way of writing an If-Match. */
final class ValueScenes {

    private ValueScenes() {}

    static Map<String, Scene> all() {
        Map<String, Scene> all = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("weak form", "W/%s");
        values.put("weak form in list", "W/%s, %s");
        values.put("lower-case w", "w/%s");
        values.put("strong form", "%strong");
        values.put("first of two", "%s, \"o\"");
        values.put("last of two", "\"o\", %s");
        values.put("no space", "\"o\",%s");
        values.put("space and tab", "\"o\" ,\t %s  ");
        values.put("empty members", ",, \"o\",, ,%s,");
        values.put("empty", "");
        values.put("comma", ",");
        values.put("twice", "%s, %s");
        values.put("two foreign", "\"o\", \"p\"");
        values.put("last of a hundred", manyForeign());
        values.put("long foreign", '"' + "x".repeat(5000) + '"');
        values.put("cut short", "%cut");
        values.put("made longer", "\"#x\"");
        values.put("other last character", "%other");
        values.put("upper case", "%upper");
        values.put("inside a longer tag", "\"zz#zz\"");
        values.put("after a comma in a tag", "\"zz,#\"");
        values.put("before a semicolon in a tag", "\"#;zz\"");
        values.put("with a parameter", "%s;q=1");
        values.put("after a backslash", "\"\\#\"");
        values.put("after a tag that ends in a backslash", "\"o\\\", %s");
        values.put("star inside a tag", "\"a,*,b\"");
        values.put("percent-encoded", "%coded");
        values.put("with a zero before", "\"0#\"");
        values.put("great number", "\"999999\"");
        values.put("high octet", "\"\u00e9\"");
        values.put("high octet in list", "\"\u00e9\", %s");
        values.put("nul inside", "\"#\0zz\"");
        values.put("unquoted foreign", "o");
        values.put("half-quoted foreign", "\"o");
        values.put("garbage", "gar;bage");
        values.put("quoted star", "\"*\"");
        values.put("weak quoted star", "W/\"*\"");
        values.put("star with space", "  *  \t");
        values.put("star and more", "*foo");
        values.put("star, then tag", "*, \"o\"");
        values.put("ends in -gzip", "\"o-gzip\"");
        values.put("folded", "\"o\",\r\n %s");
        values.forEach(
                (name, value) -> all.put("value: " + name, stage -> stage.note().put("If-Match: " + value)));
        lines(all, "lower-case name", "if-match: \"o\"");
        lines(all, "space before the colon, foreign", "If-Match : \"o\"");
        lines(all, "space before the colon, current", "If-Match : %s");
        lines(all, "two lines, first current", "If-Match: %s", "If-Match: \"o\"");
        lines(all, "two lines, last current", "If-Match: \"o\"", "If-Match: %s");
        lines(all, "underscore in the name", "If-Match: \"o\"", "If_Match: %s");
        lines(all, "another name", "X-If-Match: \"o\"");
        lines(all, "sixty lines", after("If-Match: \"o\"", "If-Match: %s"));
        lines(all, "sixty other lines before", after("X-Filler: x", "If-Match: \"o\""));
        return all;
    }

    private static void lines(Map<String, Scene> all, String name, String... lines) {
        all.put(name, stage -> stage.note().put(lines));
    }

    private static String[] after(String filler, String last) {
        return Stream.concat(Stream.generate(() -> filler).limit(60), Stream.of(last))
                .toArray(String[]::new);
    }

    private static String manyForeign() {
        String[] foreign = new String[100];
        Arrays.setAll(foreign, i -> "\"o" + i + '"');
        return String.join(", ", foreign) + ", %s";
    }
}
