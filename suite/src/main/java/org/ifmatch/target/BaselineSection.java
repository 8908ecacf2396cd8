package org.ifmatch.target;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.ifmatch.report.BaselineEntry;

/** {@code baseline}: the failures that are accepted, each with its reason. */
final class BaselineSection {

    private BaselineSection() {}

    static List<BaselineEntry> read(Value value) {
        return value.list().orElse(List.of()).stream()
                .flatMap(item -> item.section().flatMap(BaselineSection::entry).stream())
                .toList();
    }

    private static Optional<BaselineEntry> entry(Section section) {
        section.only("rule", "because", "until", "link");
        Optional<String> because = section.due("because").flatMap(each -> each.text(BaselineSection::reason));
        Optional<LocalDate> until = section.get("until").flatMap(each -> each.word(BaselineSection::date));
        Optional<String> link = section.get("link").flatMap(Value::text);
        String where = section.where();
        return section.due("rule")
                .flatMap(rule -> rule.word(
                        id -> new BaselineEntry(id, because.orElse("a reason that is missing"), until, link, where)));
    }

    private static String reason(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is no reason; say why the failure is accepted");
        }
        return text;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not a date, such as 2027-03-01", e);
        }
    }
}
