package org.ifmatch.target;

import java.time.Duration;

/** {@code limits}: how long, how much and how often. */
final class LimitsSection {

    private LimitsSection() {}

    static Limits read(Value value) {
        return value.section().map(LimitsSection::of).orElse(Limits.DEFAULT);
    }

    private static Limits of(Section section) {
        section.only("connect", "answer", "header", "body", "requests", "late");
        return new Limits(
                time(section, "connect", Limits.DEFAULT.connect()),
                time(section, "answer", Limits.DEFAULT.answer()),
                octets(section, "header", Limits.DEFAULT.headerOctets()),
                octets(section, "body", Limits.DEFAULT.bodyOctets()),
                section.get("requests").flatMap(each -> each.word(Units::count)).orElse(Limits.DEFAULT.requests()),
                section.get("late").flatMap(each -> each.word(Units::wait)).orElse(Limits.DEFAULT.late()));
    }

    private static Duration time(Section section, String key, Duration other) {
        return section.get(key).flatMap(each -> each.word(Units::limit)).orElse(other);
    }

    private static int octets(Section section, String key, int other) {
        return section.get(key).flatMap(each -> each.word(Units::octets)).orElse(other);
    }
}
