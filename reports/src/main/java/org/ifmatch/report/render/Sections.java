package org.ifmatch.report.render;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a rule stands, with links: {@code 4918 §8.6, §8.8.1} is a section of RFC 4918 and one of RFC 9110. */
final class Sections {

    private static final Pattern SECTION = Pattern.compile("(?:(\\d{4}) )?§(\\d+(?:\\.\\d+)*).*");
    private static final String USUAL = "9110";

    private Sections() {}

    /** @param link empty where the words name no section of an RFC */
    record Place(String text, String link) {}

    static List<Place> of(String sections) {
        return Arrays.stream(sections.split(",(?![^(]*\\))"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Sections::place)
                .toList();
    }

    private static Place place(String text) {
        Matcher section = SECTION.matcher(text);
        if (!section.matches()) {
            return new Place(text, "");
        }
        String rfc = section.group(1) == null ? USUAL : section.group(1);
        return new Place(
                rfc.equals(USUAL) ? text : "RFC " + text,
                "https://www.rfc-editor.org/rfc/rfc" + rfc + "#section-" + section.group(2));
    }
}
