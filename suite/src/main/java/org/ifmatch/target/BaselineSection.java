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
                .flatMap(item -> item.section().stream())
                .map(section -> section.only("rule", "because", "until", "link", "flaky"))
                .flatMap(section -> entry(section).stream())
                .toList();
    }

    /** The same list where it stands by itself, for all targets, and an entry may name the one that it is for. */
    static List<BaselineFile.Entry> readForAll(Value value) {
        return value.list().orElse(List.of()).stream()
                .flatMap(item -> item.section().stream())
                .map(section -> section.only("target", "rule", "because", "until", "link", "flaky"))
                .flatMap(section -> entry(section)
                        .map(entry ->
                                new BaselineFile.Entry(section.get("target").flatMap(Value::word), entry))
                        .stream())
                .toList();
    }

    private static Optional<BaselineEntry> entry(Section section) {
        Optional<String> because = section.due("because").flatMap(each -> each.text(BaselineSection::reason));
        Optional<LocalDate> until = section.get("until").flatMap(each -> each.word(BaselineSection::date));
        Optional<String> link = section.get("link").flatMap(Value::text);
        Optional<Double> flaky = section.get("flaky").flatMap(each -> each.word(BaselineSection::rate));
        String where = section.where();
        return section.due("rule")
                .flatMap(rule -> rule.word(id ->
                        new BaselineEntry(id, because.orElse("a reason that is missing"), until, link, flaky, where)));
    }

    private static String reason(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is no reason; say why the failure is accepted");
        }
        return text;
    }

    private static Double rate(String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && rate <= 1) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // Told below, with what is allowed.
        }
        throw new IllegalArgumentException("is not a share of runs, above 0 and at most 1, such as 0.2");
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not a date, such as 2027-03-01", e);
        }
    }
}
