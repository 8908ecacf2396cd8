package org.ifmatch.rule;

import static org.ifmatch.observe.Need.DELETE;
import static org.ifmatch.observe.Need.PATCH;
import static org.ifmatch.observe.Need.PUT_UPDATE;
import static org.ifmatch.observe.Need.STRONG_TAG;
import static org.ifmatch.observe.Scenario.scenario;
import static org.ifmatch.rule.Conditions.ifMatch;
import static org.ifmatch.rule.Oracles.ACCEPTED;
import static org.ifmatch.rule.Oracles.MALFORMED_FAILS;
import static org.ifmatch.rule.Oracles.MALFORMED_WARNS;
import static org.ifmatch.rule.Oracles.READ_ANSWERED;
import static org.ifmatch.rule.Oracles.READ_REFUSED;
import static org.ifmatch.rule.Oracles.REJECTED;
import static org.ifmatch.rule.Rule.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ifmatch.http.EntityTag;
import org.ifmatch.http.Field;
import org.ifmatch.observe.Attempt;
import org.ifmatch.observe.Beside;
import org.ifmatch.observe.Effect;
import org.ifmatch.observe.Known;
import org.ifmatch.observe.Lab;
import org.ifmatch.observe.Manner;
import org.ifmatch.observe.Resource;
import org.ifmatch.observe.Scenario;
import org.ifmatch.report.Outcome;

/** RFC 9110 §13.1.1, §5.6.1, §8.8.3: how the value of If-Match is read. All values go by the raw wire where a client would tidy them. */
public final class Syntax {

    /** What values are made of: the current tag and one that was replaced, of the same resource. */
    record Tagged(Lab lab, EntityTag current, EntityTag old) {
        String opaque() {
            return current.opaque();
        }

        EntityTag foreign() {
            return Tags.foreign(lab, current.toString());
        }
    }

    private static Scenario lines(String what, Function<Tagged, Field[]> fields) {
        return scenario("a PUT with " + what, lab -> {
            Resource note = lab.resource();
            EntityTag old = note.strongTag();
            note.overwrite();
            return note.put(fields.apply(new Tagged(lab, note.strongTag(), old)));
        });
    }

    /** A list by another method than PUT: each may have its own way to read the field. */
    private static Scenario byOther(String method, boolean current) {
        String words = current ? "a replaced and the current tag" : "replaced and foreign tags";
        return scenario("a " + method + " with a list of " + words, lab -> {
            Resource note = lab.resource();
            EntityTag old = note.strongTag();
            note.overwrite();
            Tagged t = new Tagged(lab, note.strongTag(), old);
            return Conditions.send(note, method, ifMatch(old + ", " + (current ? t.current() : t.foreign())));
        });
    }

    private static Scenario value(String what, Function<Tagged, String> value) {
        return lines(what, t -> new Field[] {ifMatch(value.apply(t))});
    }

    /** A list of so many foreign tags, with this one put in at a place, or left out. */
    private static String list(Tagged t, int members, int place, String tag) {
        return IntStream.range(0, members)
                .mapToObj(i -> i == place ? tag : "\"none-" + i + "\"")
                .collect(Collectors.joining(", "));
    }

    private static final Scenario CUT = value("the current tag, its last quote missing", t -> "\"" + t.opaque());

    private static final Scenario[] NEAR_MISSES = {
        value(
                "the current tag, its first half alone",
                t -> EntityTag.strong(half(t)).toString()),
        value(
                "the current tag, its second half alone",
                t -> EntityTag.strong(t.opaque().substring(half(t).length())).toString()),
        value(
                "the current tag without its last character",
                t -> EntityTag.strong(t.opaque().substring(0, longEnough(t).length() - 1))
                        .toString()),
        value(
                "the current tag without its first character",
                t -> EntityTag.strong(longEnough(t).substring(1)).toString()),
        value("a tag without a character", t -> "\"\""),
        value(
                "the current tag with a character behind",
                t -> EntityTag.strong(t.opaque() + "X").toString()),
        value(
                "the current tag with a character before",
                t -> EntityTag.strong("X" + t.opaque()).toString()),
        value(
                "the current tag in the other case",
                t -> EntityTag.strong(otherCase(t.opaque())).toString()),
        value(
                "the current tag after a zero",
                t -> EntityTag.strong("0" + t.opaque()).toString()),
        value(
                "the current tag with \".0\" behind",
                t -> EntityTag.strong(t.opaque() + ".0").toString()),
        value(
                "the current tag after a plus",
                t -> EntityTag.strong("+" + t.opaque()).toString()),
    };

    private static String half(Tagged t) {
        return longEnough(t).substring(0, t.opaque().length() / 2);
    }

    private static String longEnough(Tagged t) {
        if (t.opaque().length() < 2) {
            throw new Beside("the tag is too short to be cut");
        }
        return t.opaque();
    }

    private static String otherCase(String text) {
        String other = text.equals(text.toUpperCase(Locale.ROOT))
                ? text.toLowerCase(Locale.ROOT)
                : text.toUpperCase(Locale.ROOT);
        if (other.equals(text)) {
            throw new Beside("the tag has no letters");
        }
        return other;
    }

    private static final Scenario[] NOTHING_CURRENT = Stream.of(
                    "garbage", "\"", "W/", "W/x", ",\"", "=", "[]", "null", "undefined", "-1")
            .map(v -> value("If-Match: " + v, t -> v))
            .toArray(Scenario[]::new);

    static final Scenario CURRENT_IN_LIST =
            value("a list of a replaced and the current tag", t -> t.old() + ", " + t.current());

    private static Rule syntax(String id, String says) {
        return rule(id).says(says)
                .needs(PUT_UPDATE, STRONG_TAG)
                .restsOn("stale-tag/put-rejected", "foreign-tag/put-rejected", "current-tag/put");
    }

    public static final Rule ANY_POSITION = syntax(
                    "syntax/list-any-position",
                    "A list matches when the current tag is a member of it, wherever it stands.")
            .on(
                    value("a list of the current and a replaced tag", t -> t.current() + ", " + t.old()),
                    CURRENT_IN_LIST,
                    value(
                            "a list with the current tag in the middle",
                            t -> "\"none\", " + t.current() + ", " + t.old()),
                    value(
                            "a list of ten with the current tag ninth",
                            t -> list(t, 10, 8, t.current().toString())))
            .judge(ACCEPTED)
            .on(value("a list of two replaced and foreign tags", t -> t.old() + ", " + t.foreign()))
            .judge(REJECTED)
            .on(byOther("PATCH", true).needing(PATCH), byOther("DELETE", true).needing(DELETE))
            .judge(ACCEPTED)
            .on(byOther("PATCH", false).needing(PATCH), byOther("DELETE", false).needing(DELETE))
            .judge(REJECTED)
            .on(byOther("GET", true))
            .judge(READ_ANSWERED)
            .on(byOther("GET", false))
            .judge(READ_REFUSED);

    public static final Rule SPACING = syntax(
                    "syntax/list-spacing", "Blanks and tabs around the members of a list do not count.")
            .restsOn("current-tag/put", "syntax/list-any-position")
            .on(
                    value("a list without blanks", t -> t.old() + "," + t.current()),
                    value(
                            "a list with a blank before the comma and a tab behind",
                            t -> t.old() + " ,\t " + t.current()),
                    value(
                            "a list whose first tag is the current one, with a blank behind it",
                            t -> t.current() + " , " + t.old()),
                    value("the current tag between blanks and tabs", t -> " \t " + t.current() + "\t "))
            .judge(ACCEPTED);

    public static final Rule EMPTY_ELEMENTS = syntax(
                    "syntax/empty-elements", "Empty members of a list are passed over.")
            .restsOn("current-tag/put", "syntax/list-any-position")
            .on(
                    value("an empty member, then the current tag", t -> ", " + t.current()),
                    value("the current tag, then an empty member", t -> t.current() + ","),
                    value("empty members between a replaced and the current tag", t -> t.old() + ",, ," + t.current()),
                    value("empty members around the current tag", t -> ",,," + t.current() + ",,,"))
            .judge(ACCEPTED)
            .on(value("empty members around a replaced tag", t -> ", ," + t.old() + ","))
            .judge(REJECTED);

    public static final Rule EMPTY_VALUE = syntax(
                    "syntax/empty-value",
                    "An If-Match that is there but lists no tag is false: the PUT is not performed.")
            .on(
                    value("an If-Match of nothing", t -> ""),
                    value("an If-Match of a comma", t -> ","),
                    value("an If-Match of a tab", t -> "\t"))
            .judge(Oracle.each(Syntax::emptyValue));

    public static final Rule LINES = syntax("syntax/multiple-lines", "Several field lines count as one list.")
            .on(
                    lines("two lines, the current tag on the second", t ->
                            new Field[] {ifMatch(t.old()), ifMatch(t.current())}),
                    lines("two lines, the current tag on the first", t ->
                            new Field[] {ifMatch(t.current()), ifMatch(t.old())}))
            .judge(Oracle.each(Syntax::linesJoined))
            .on(lines("two lines of replaced and foreign tags", t ->
                    new Field[] {ifMatch(t.old()), ifMatch(t.foreign())}))
            .judge(REJECTED);

    public static final Rule LINES_STAR = syntax(
                    "syntax/multiple-lines-star-mix",
                    "A line of * beside one of tags is no server error, whatever else is made of it.")
            .on(lines("a line of a replaced tag and one of *", t -> new Field[] {ifMatch(t.old()), ifMatch("*")}))
            .judge(Oracle.each(Wildcard::starInList));

    public static final Rule DUPLICATES = syntax(
                    "syntax/duplicate-members", "A tag that is listed twice counts as once.")
            .restsOn("current-tag/put", "stale-tag/put-rejected", "syntax/list-any-position")
            .on(value("the current tag twice", t -> t.current() + ", " + t.current()))
            .judge(ACCEPTED)
            .on(value("a replaced tag twice", t -> t.old() + ", " + t.old()))
            .judge(REJECTED);

    public static final Rule LONG_LIST = syntax(
                    "syntax/long-list", "A list that is too long gets a 4xx; it is neither cut nor ignored.")
            .restsOn(
                    "stale-tag/put-rejected", "foreign-tag/put-rejected", "current-tag/put", "syntax/list-any-position")
            .on(
                    value(
                            "100 tags, the current one last",
                            t -> list(t, 100, 99, t.current().toString())),
                    value(
                            "1,000 tags, the current one last",
                            t -> list(t, 1000, 999, t.current().toString())),
                    value(
                            "1,000 tags, the current one in the middle",
                            t -> list(t, 1000, 500, t.current().toString())),
                    value(
                            "1,000 tags, the current one first",
                            t -> list(t, 1000, 0, t.current().toString())))
            .judge(Oracle.each(Syntax::longList))
            .on(
                    value("100 tags, none current", t -> list(t, 100, -1, "")),
                    value("1,000 tags, none current", t -> list(t, 1000, -1, "")),
                    value("5,000 tags, none current", t -> list(t, 5000, -1, "")))
            .judge(Oracle.each(Syntax::tooLong));

    public static final Rule LONG_TAG = syntax(
                    "syntax/long-tag", "A tag that is too long gets a 4xx; it is neither cut nor ignored.")
            .on(
                    value(
                            "a foreign tag of 1 KiB",
                            t -> EntityTag.strong("a".repeat(1024)).toString()),
                    value(
                            "a foreign tag of 8 KiB",
                            t -> EntityTag.strong("a".repeat(8 * 1024)).toString()),
                    value(
                            "a foreign tag of 64 KiB",
                            t -> EntityTag.strong("a".repeat(64 * 1024)).toString()))
            .judge(Oracle.each(Syntax::tooLong));

    public static final Rule MANY_LINES = syntax(
                    "syntax/many-lines", "A hundred field lines count as one list, or get a 4xx.")
            .restsOn("stale-tag/put-rejected", "foreign-tag/put-rejected", "current-tag/put", "syntax/multiple-lines")
            .on(lines("100 lines, the current tag on the last", t -> hundred(t, t.current())))
            .judge(Oracle.each(Syntax::longList))
            .on(lines("100 lines, none current", t -> hundred(t, t.old())))
            .judge(Oracle.each(Syntax::tooLong));

    private static Field[] hundred(Tagged t, EntityTag last) {
        return IntStream.range(0, 100)
                .mapToObj(i -> ifMatch(i == 99 ? last : EntityTag.strong("none-" + i)))
                .toArray(Field[]::new);
    }

    public static final Rule EXACT = syntax("syntax/exact-characters", "Tags are compared character by character.")
            .names(Misdeed.PERFORMED)
            .on(NEAR_MISSES)
            .judge(REJECTED)
            .on(
                    value("the current tag with a blank inside", t -> "\"" + t.opaque() + " \""),
                    value("the current tag after a blank inside", t -> "\" " + t.opaque() + "\""))
            .judge(MALFORMED_WARNS);

    public static final Rule SUBSTRING = syntax(
                    "syntax/substring-in-header", "The current tag inside a longer one is not the current tag.")
            .restsOn("stale-tag/put-rejected", "foreign-tag/put-rejected", "syntax/exact-characters")
            .names(Misdeed.PERFORMED)
            .on(
                    value(
                            "a tag that holds the current one",
                            t -> EntityTag.strong("zz" + t.opaque() + "zz").toString()),
                    value("a list whose second tag ends in the current one", t -> "\"zz\", \"" + t.opaque() + "zz\""))
            .judge(REJECTED);

    public static final Rule COMMA = syntax(
                    "syntax/comma-inside-tag", "A comma between quotes is a character of the tag.")
            .restsOn(
                    "stale-tag/put-rejected",
                    "foreign-tag/put-rejected",
                    "syntax/exact-characters",
                    "syntax/substring-in-header")
            .names(Misdeed.PERFORMED)
            .on(
                    value("a tag of something, a comma, and the current opaque text", t -> "\"zz," + t.opaque() + "\""),
                    value(
                            "a tag of something, a comma and a blank, and the current opaque text",
                            t -> "\"zz, " + t.opaque() + "\""),
                    value("a tag of the current opaque text, a comma, and something", t -> "\"" + t.opaque() + ",zz\""))
            .judge(REJECTED);

    public static final Rule SEMICOLON = syntax(
                    "syntax/semicolon-inside-tag", "A semicolon starts no parameter, between quotes or behind them.")
            .restsOn(
                    "stale-tag/put-rejected",
                    "foreign-tag/put-rejected",
                    "syntax/exact-characters",
                    "syntax/substring-in-header")
            .on(value("a tag of the current opaque text, a semicolon, and something", t -> "\"" + t.opaque() + ";zz\""))
            .judge(REJECTED)
            .on(value("the current tag with a parameter behind", t -> t.current() + ";q=0.5"))
            .judge(MALFORMED_WARNS);

    public static final Rule BACKSLASH = syntax(
                    "syntax/backslash-not-escape", "A backslash is a character of the tag and escapes nothing.")
            .restsOn(
                    "stale-tag/put-rejected",
                    "foreign-tag/put-rejected",
                    "syntax/exact-characters",
                    "syntax/substring-in-header")
            .on(value("the current tag after a backslash inside", t -> "\"\\" + t.opaque() + "\""))
            .judge(REJECTED)
            .on(value("the current tag with escaped quotes", t -> "\\\"" + t.opaque() + "\\\""))
            .judge(MALFORMED_WARNS);

    public static final Rule BACKSLASH_QUOTE = syntax(
                    "syntax/backslash-before-quote",
                    "A backslash before the closing quote does not keep it from closing.")
            .restsOn(
                    "stale-tag/put-rejected",
                    "foreign-tag/put-rejected",
                    "current-tag/put",
                    "syntax/list-any-position",
                    "syntax/exact-characters")
            .on(value("a tag that ends in a backslash, then the current tag", t -> "\"none\\\", " + t.current()))
            .judge(ACCEPTED)
            .on(value(
                    "the current tag with a backslash at its end, then a replaced tag",
                    t -> "\"" + t.opaque() + "\\\", " + t.old()))
            .judge(REJECTED);

    public static final Rule STAR_INSIDE = syntax(
                    "syntax/star-inside-tag", "A star between quotes is a character of the tag, not the wildcard.")
            .on(
                    value("one tag that holds a star between commas", t -> "\"a,*,b\""),
                    value("one tag that ends in a star", t -> "\"a,*\""))
            .judge(REJECTED);

    public static final Rule PERCENT = syntax(
                    "syntax/percent-not-decoded", "Percent signs, plus signs and entities are not decoded.")
            .restsOn("stale-tag/put-rejected", "foreign-tag/put-rejected", "syntax/exact-characters")
            .on(value(
                    "the current tag, its first character percent-encoded",
                    t -> String.format(
                            Locale.ROOT,
                            "\"%%%02X%s\"",
                            (int) firstOf(t),
                            t.opaque().substring(1))))
            .judge(REJECTED)
            .on(value(
                    "the current tag, its first character as an entity",
                    t -> "\"&#" + (int) firstOf(t) + ";" + t.opaque().substring(1) + "\""))
            .judge(REJECTED);

    private static char firstOf(Tagged t) {
        if (t.opaque().isEmpty()) {
            throw new Beside("the tag is empty");
        }
        return t.opaque().charAt(0);
    }

    public static final Rule OBS_TEXT = syntax(
                    "syntax/obs-text", "Octets above 127 in a tag are characters of it, and no server error.")
            .restsOn("stale-tag/put-rejected", "foreign-tag/put-rejected", "syntax/exact-characters")
            .on(
                    value("a foreign tag of the octet E9", t -> "\"\u00e9\""),
                    value("a foreign tag of octets that are no UTF-8", t -> "\"\u00ff\u00fe\u0080\""),
                    value("a foreign tag in UTF-8", t -> "\"\u00c3\u00a9\""),
                    value("the current tag with the octet E9 behind", t -> "\"" + t.opaque() + "\u00e9\""))
            .judge(Oracle.each(Syntax::obsText))
            .on(value("a foreign tag of the octet E9, then the current tag", t -> "\"\u00e9\", " + t.current()))
            .judge(Oracle.each(Syntax::obsTextThenCurrent));

    public static final Rule CONTROLS = syntax(
                    "syntax/controls", "A control character in the value lets nothing through.")
            .restsOn("stale-tag/put-rejected", "foreign-tag/put-rejected", "syntax/exact-characters")
            .on(
                    value("the current tag, a NUL and more between its quotes", t -> "\"" + t.opaque() + "\u0000zz\""),
                    value("a replaced tag and a NUL", t -> t.old() + "\u0000"),
                    value("a replaced tag, a bare LF and another field", t -> t.old() + "\nX-Other: 1"),
                    value("a bare CR between the quotes", t -> "\"" + t.opaque() + "\rzz\""),
                    value("the octet 01 between the quotes", t -> "\"" + t.opaque() + "\u0001\""),
                    value("the octet 7F between the quotes", t -> "\"" + t.opaque() + "\u007f\""))
            .judge(Oracle.each(Syntax::control));

    public static final Rule UNQUOTED = syntax(
                    "syntax/unquoted", "A tag without quotes is no tag; an old one lets nothing through.")
            .on(value("a replaced tag without quotes", t -> t.old().opaque()))
            .judge(MALFORMED_FAILS)
            .on(value("the current tag without quotes", Tagged::opaque))
            .judge(Oracle.each(Syntax::lenient));

    public static final Rule HALF_QUOTED = syntax(
                    "syntax/half-quoted", "A value that is quoted wrongly lets nothing through that is old.")
            .restsOn(
                    "stale-tag/put-rejected",
                    "foreign-tag/put-rejected",
                    "syntax/unquoted",
                    "syntax/malformed-fails-closed")
            .on(
                    value(
                            "a replaced tag without its last quote",
                            t -> "\"" + t.old().opaque()),
                    value("a replaced tag without its first quote", t -> t.old().opaque() + "\""),
                    value("a replaced tag in single quotes", t -> "'" + t.old().opaque() + "'"),
                    value(
                            "a replaced tag in curly quotes",
                            t -> "\u00e2\u0080\u009c" + t.old().opaque() + "\u00e2\u0080\u009d"),
                    value("two tags without a comma, none current", t -> t.old() + "\"none\""),
                    value("two tags with a blank between, none current", t -> t.old() + " \"none\""),
                    value("a replaced tag and a word", t -> t.old() + " junk"),
                    value("a replaced tag in braces", t -> "{" + t.old() + "}"),
                    value("a replaced tag in brackets", t -> "[" + t.old() + "]"))
            .judge(MALFORMED_FAILS)
            .on(
                    CUT,
                    value("the current tag without its first quote", t -> t.opaque() + "\""),
                    value("the current tag in single quotes", t -> "'" + t.opaque() + "'"),
                    value("the current tag in brackets", t -> "[" + t.current() + "]"))
            .judge(Oracle.each(Syntax::lenient));

    public static final Rule FAILS_CLOSED = syntax(
                    "syntax/malformed-fails-closed",
                    "An If-Match that cannot be read never makes a request unconditional.")
            .restsOn("stale-tag/put-rejected", "foreign-tag/put-rejected")
            .on(NOTHING_CURRENT)
            .judge(MALFORMED_FAILS)
            .on(value("8 KiB of quotes", t -> "\"".repeat(8 * 1024)))
            .judge(Oracle.each(Syntax::tooLong));

    public static final Rule NAME_CASE = syntax(
                    "syntax/name-case", "The name of the field is the same in small and capital letters.")
            .on(named("if-match", true), named("IF-MATCH", true), named("iF-mAtCh", true))
            .judge(REJECTED)
            .on(named("if-match", false), named("IF-MATCH", false))
            .judge(ACCEPTED);

    private static Scenario named(String name, boolean old) {
        return lines((old ? "a replaced tag in " : "the current tag in ") + name, t ->
                new Field[] {Field.of(name, (old ? t.old() : t.current()).toString())});
    }

    public static final Rule SPACE_BEFORE_COLON = syntax(
                    "syntax/space-before-colon", "A blank between the field's name and its colon is answered 400.")
            .on(
                    lines("a blank before the colon, a replaced tag", t ->
                            new Field[] {Field.of("If-Match ", t.old().toString())}),
                    lines("a blank before the colon, the current tag", t ->
                            new Field[] {Field.of("If-Match ", t.current().toString())}))
            .judge(Oracle.each(Syntax::badRequest));

    public static final Rule OBS_FOLD = syntax("syntax/obs-fold", "A folded line is refused, or read as a whole.")
            .restsOn(
                    "stale-tag/put-rejected", "foreign-tag/put-rejected", "current-tag/put", "syntax/list-any-position")
            .on(value("a list of replaced and foreign tags, folded", t -> t.old() + ",\r\n " + t.foreign()))
            .judge(Oracle.each(Syntax::folded))
            .on(value("a list with the current tag behind the fold", t -> t.old() + ",\r\n " + t.current()))
            .judge(Oracle.each(Syntax::foldedCurrent));

    public static final Rule UNDERSCORE = syntax(
                    "syntax/underscore-alias", "If_Match is another field than If-Match, and means nothing.")
            .on(lines("a replaced tag in If-Match, the current one in If_Match", t -> new Field[] {
                ifMatch(t.old()), Field.of("If_Match", t.current().toString())
            }))
            .judge(REJECTED)
            .on(lines("a replaced tag in If_Match alone", t ->
                            new Field[] {Field.of("If_Match", t.old().toString())})
                    .needing(org.ifmatch.observe.Need.CONDITION_OPTIONAL))
            .judge(Oracle.each(Syntax::meansNothing));

    private static final Manner INNOCUOUS =
            Manners.withTrailer(Field.of("X-Nothing", "nothing"), "a meaningless field");

    private static Manner ifMatchInTrailer(EntityTag tag) {
        return Manners.withTrailer(ifMatch(tag), "If-Match").withTwins(INNOCUOUS);
    }

    static final Scenario IN_TRAILER_ALONE = scenario("a PUT with a replaced tag in its trailer section alone", lab -> {
        Resource note = lab.resource();
        EntityTag old = note.strongTag();
        note.overwrite();
        return note.by(ifMatchInTrailer(old)).put();
    });

    static final Scenario CURRENT_IN_TRAILER =
            scenario("a PUT with a replaced tag, and the current one in its trailer section", lab -> {
                Resource note = lab.resource();
                EntityTag old = note.strongTag();
                note.overwrite();
                return note.by(ifMatchInTrailer(note.strongTag())).put(ifMatch(old));
            });

    public static final Rule TRAILER = syntax(
                    "syntax/trailer", "A field line in the trailer section is no condition and replaces none.")
            .on(IN_TRAILER_ALONE.needing(org.ifmatch.observe.Need.CONDITION_OPTIONAL))
            .judge(Oracle.each(Syntax::notMerged))
            .on(CURRENT_IN_TRAILER)
            .judge(REJECTED);

    public static final Rule POSITION = syntax(
                    "syntax/position-in-header-section",
                    "A condition counts wherever it stands in the header section, also in a last line that comes late.")
            .on(scenario("a PUT with a replaced tag in the last of many field lines, which comes late", lab -> {
                Resource note = lab.resource();
                EntityTag old = note.strongTag();
                note.overwrite();
                return note.by(Manners.CONDITION_LAST).put(ifMatch(old));
            }))
            .judge(REJECTED)
            .on(scenario("a PUT with the current tag in the last of many field lines, which comes late", lab -> {
                Resource note = lab.resource();
                return note.by(Manners.CONDITION_LAST).put(ifMatch(note.strongTag()));
            }))
            .judge(ACCEPTED);

    public static final Rule OTHER_NAMES = syntax(
                    "syntax/other-conditional-names", "Fields with similar names mean nothing.")
            .on(
                    lines("a replaced tag in X-If-Match", t ->
                                    new Field[] {Field.of("X-If-Match", t.old().toString())})
                            .needing(org.ifmatch.observe.Need.CONDITION_OPTIONAL),
                    lines("a replaced tag in If-Matches", t ->
                                    new Field[] {Field.of("If-Matches", t.old().toString())})
                            .needing(org.ifmatch.observe.Need.CONDITION_OPTIONAL))
            .judge(Oracle.each(Syntax::meansNothing));

    private Syntax() {}

    // How it is judged.

    private static boolean isClientError(Attempt a) {
        return Arrays.asList(400, 413, 414, 431).contains(a.status());
    }

    /** X-6: a failure, unless an intermediary may have taken the empty field off. */
    private static Judgement emptyValue(Attempt a, Known known) {
        boolean empty =
                a.exchange().request().field("If-Match").map(String::isBlank).orElse(false);
        boolean behind = known.can("intermediary")
                || a.response().flatMap(r -> r.field("Via")).isPresent();
        return Oracles.malformed(a, known, empty && behind ? Outcome.WARN : Outcome.FAIL);
    }

    private static Judgement linesJoined(Attempt a, Known known) {
        return a.status() == 400 && a.effect() == Effect.NONE
                ? Judgement.warn(
                        a,
                        Misdeed.OTHER_STATUS,
                        "two field lines are refused with 400, although they are one list (§5.3)")
                : Oracles.accepted(a, known);
    }

    /** Too long is a good reason to refuse, with a 4xx that says so; a 412 would say that the current tag is not there. */
    private static Judgement longList(Attempt a, Known known) {
        if (isClientError(a) && a.effect() == Effect.NONE) {
            return Judgement.pass(a, "refused with " + a.exchange().answer() + " for its length");
        }
        if (a.effect() == Effect.NONE && (a.status() >= 500 || a.status() == 0)) {
            return Judgement.again(
                    a,
                    Outcome.WARN,
                    Misdeed.SERVER_ERROR,
                    "answered " + a.exchange().answer());
        }
        return Oracles.accepted(a, known);
    }

    private static Judgement tooLong(Attempt a, Known known) {
        if (isClientError(a) && a.effect() == Effect.NONE) {
            return Judgement.pass(a, "refused with " + a.exchange().answer() + ", and nothing changed");
        }
        if (a.effect() == Effect.NONE && a.status() == 0) {
            return Judgement.again(
                    a,
                    Outcome.WARN,
                    Misdeed.SERVER_ERROR,
                    "nothing changed, and " + a.exchange().answer());
        }
        return Oracles.rejected(a, known);
    }

    private static Judgement obsText(Attempt a, Known known) {
        return a.status() == 400 && a.effect() == Effect.NONE
                ? Judgement.pass(a, "refused with " + a.exchange().answer() + ", and nothing changed")
                : Oracles.rejected(a, known);
    }

    private static Judgement obsTextThenCurrent(Attempt a, Known known) {
        return a.status() == 400 && a.effect() == Effect.NONE
                ? Judgement.note(a, "a list that holds the octet E9 is refused with 400")
                : Oracles.accepted(a, known);
    }

    private static Judgement control(Attempt a, Known known) {
        boolean closed = a.status() == 0 && a.effect() == Effect.NONE;
        return closed
                ? Judgement.pass(a, "the connection was closed, and nothing changed")
                : Oracles.malformed(a, known, Outcome.FAIL);
    }

    /** The opaque text is the current one: leniency is no danger, and is recorded. */
    private static Judgement lenient(Attempt a, Known known) {
        return a.succeeded() && a.effect() == Effect.REQUESTED
                ? Judgement.note(
                        a,
                        "it counts as the current tag: answered " + a.exchange().answer())
                : Oracles.malformed(a, known, Outcome.NOTE);
    }

    private static Judgement badRequest(Attempt a, Known known) {
        if (a.effect() == Effect.UNKNOWN) {
            return Oracles.rejected(a, known);
        }
        if (a.effect() != Effect.NONE) {
            return Judgement.fail(
                    a,
                    Misdeed.WRONG_FIELD,
                    "a field with a blank before its colon was passed over: the PUT was performed unconditionally; 400 was due");
        }
        if (a.status() == 400 || a.status() == 0) {
            return Judgement.pass(a, a.status() == 0 ? "the connection was closed" : "answered 400");
        }
        return a.status() == 412
                ? Judgement.failByAnswer(
                        a,
                        Misdeed.WRONG_FIELD,
                        "answered 412: a field with a blank before its colon was read; 400 was due")
                : Judgement.pass(a, "answered " + a.exchange().answer() + ", and nothing changed");
    }

    private static Judgement folded(Attempt a, Known known) {
        return a.status() == 400 || a.status() == 0 && a.effect() == Effect.NONE
                ? Judgement.pass(a, "answered " + a.exchange().answer() + ", and nothing changed")
                : Oracles.rejected(a, known);
    }

    private static Judgement foldedCurrent(Attempt a, Known known) {
        return a.status() == 400 || a.status() == 0 && a.effect() == Effect.NONE
                ? Judgement.pass(a, "answered " + a.exchange().answer())
                : Oracles.accepted(a, known);
    }

    /** §6.5.1: what the trailer section says is not merged into the header section. */
    private static Judgement notMerged(Attempt a, Known known) {
        int plain = a.controls().unconditionalStatus();
        if (a.status() == 412 && a.controls().unconditionalWorks() && plain != 428) {
            return Judgement.failByAnswer(
                    a,
                    Misdeed.LOCKED_OUT,
                    "answered 412 because of a tag in the trailer section, which is no condition (§6.5.1); with another"
                            + " field there it is answered " + a.controls().unconditionalAnswer());
        }
        if (a.status() == 400 && a.effect() == Effect.NONE && plain != 400) {
            return Judgement.pass(a, "refused with 400, and nothing changed");
        }
        return Oracles.accepted(a, known);
    }

    private static Judgement meansNothing(Attempt a, Known known) {
        if (a.succeeded() && a.effect() == Effect.REQUESTED) {
            return Judgement.pass(
                    a, "performed as without it: answered " + a.exchange().answer());
        }
        if (a.status() == 400) {
            return Judgement.note(a, "refused with 400");
        }
        return a.status() == 412
                ? Judgement.warn(a, Misdeed.LOCKED_OUT, "answered 412, as if the field were If-Match")
                : Judgement.again(
                        a,
                        Outcome.INCONCLUSIVE,
                        Misdeed.NONE,
                        "answered " + a.exchange().answer());
    }
}
