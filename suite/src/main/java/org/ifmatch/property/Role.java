package org.ifmatch.property;

import static org.ifmatch.property.Piece.Form.NEXT;
import static org.ifmatch.property.Piece.Form.OTHER_CASE;
import static org.ifmatch.property.Piece.Form.PERCENT;
import static org.ifmatch.property.Piece.Form.TEXT;
import static org.ifmatch.property.Piece.Form.WHOLE;
import static org.ifmatch.property.Piece.Form.WITHOUT_FIRST;
import static org.ifmatch.property.Piece.Form.WITHOUT_LAST;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ifmatch.property.Piece.Form;
import org.ifmatch.property.Piece.OfTag;
import org.ifmatch.property.Piece.Plain;
import org.ifmatch.property.Piece.TagName;
import org.ifmatch.report.Outcome;

/**
 * What a member of a field value is to its resource. The same role is another text on every target, so that a case means the
 * same everywhere and can be told in words. The simpler ones come first: a case shrinks towards them.
 */
enum Role {
    PREVIOUS("the tag before the current one", "stale-tag/%s-rejected", of(Base.PREVIOUS, "", WHOLE, "")),
    CURRENT("the current tag", "current-tag/%s", of(Base.CURRENT, "", WHOLE, "")),
    FOREIGN("a tag that was never issued", "foreign-tag/%s-rejected", of(Base.NEVER, "", WHOLE, "")),
    STAR("*", "wildcard/existing-%s", text("*")),
    FIRST("the first tag that it had", "stale-tag/every-old-version", of(Base.OLDEST, "", WHOLE, "")),
    OTHERS("the current tag of another resource", "foreign-tag/other-resource", of(Base.OTHER, "", WHOLE, "")),
    NOTHING("nothing", "syntax/empty-value", text("")),
    WEAK("the weak form of the current tag", "weak/w-form-of-strong", of(Base.CURRENT, "W/\"", TEXT, "\"")),
    STRONG("the strong form of the current tag", "weak/strong-form-of-w", of(Base.CURRENT, "\"", TEXT, "\"")),
    WEAK_PREVIOUS("the weak form of the tag before", "stale-tag/%s-rejected", of(Base.PREVIOUS, "W/\"", TEXT, "\"")),

    // Tags that are nearly the current one.
    CUT(
            "the current tag without its last character",
            "syntax/exact-characters",
            of(Base.CURRENT, "\"", WITHOUT_LAST, "\"")),
    TAIL(
            "the current tag without its first character",
            "syntax/exact-characters",
            of(Base.CURRENT, "\"", WITHOUT_FIRST, "\"")),
    LONGER("the current tag with a character more", "syntax/exact-characters", of(Base.CURRENT, "\"", TEXT, "0\"")),
    OTHER_LAST(
            "the current tag with another last character",
            "foreign-tag/%s-rejected",
            of(Base.CURRENT, "\"", WITHOUT_LAST, "~\"")),
    SWAPPED("the current tag in the other case", "syntax/exact-characters", of(Base.CURRENT, "\"", OTHER_CASE, "\"")),
    PADDED("the current tag with a zero before it", "syntax/exact-characters", of(Base.CURRENT, "\"0", TEXT, "\"")),
    FOLLOWING("the number after the current one", "foreign-tag/%s-rejected", of(Base.CURRENT, "\"", NEXT, "\"")),
    INSIDE("a tag that contains the current one", "syntax/substring-in-header", of(Base.CURRENT, "\"zz", TEXT, "zz\"")),
    ENCODED("the current tag, percent-encoded", "syntax/percent-not-decoded", of(Base.CURRENT, "\"", PERCENT, "\"")),
    AFTER_COMMA(
            "a tag that ends in a comma and the current one",
            "syntax/comma-inside-tag",
            of(Base.CURRENT, "\"zz,", TEXT, "\"")),
    BEFORE_COMMA(
            "a tag of the current one and a comma", "syntax/comma-inside-tag", of(Base.CURRENT, "\"", TEXT, ",zz\"")),
    BEFORE_SEMICOLON(
            "a tag of the current one and a semicolon",
            "syntax/semicolon-inside-tag",
            of(Base.CURRENT, "\"", TEXT, ";zz\"")),
    BACKSLASHED(
            "the current tag after a backslash", "syntax/backslash-not-escape", of(Base.CURRENT, "\"\\", TEXT, "\"")),
    ENDING_IN_BACKSLASH("a tag that ends in a backslash", "syntax/backslash-before-quote", text("\"zz\\\"")),
    STAR_INSIDE("a tag with a star between commas", "syntax/star-inside-tag", text("\"a,*,b\"")),
    QUOTED_STAR("a star in quotes", "wildcard/quoted-is-a-tag", text("\"*\"")),
    WEAK_STAR("a weak tag that is a star", "wildcard/weak-star", text("W/\"*\"")),
    EMPTY("the empty tag", "foreign-tag/%s-rejected", text("\"\"")),
    HIGH("a tag with octets above 7F", "syntax/obs-text", text("\"\u00e9\u00ff\"")),
    LONG("a tag of 5000 characters", "syntax/long-tag", text("\"" + "z".repeat(5000) + "\"")),

    // What is no entity tag.
    GARBAGE("garbage", "syntax/malformed-fails-closed", Outcome.FAIL, text("garbage")),
    BARE_PREVIOUS(
            "the text of the tag before, without quotes",
            "syntax/unquoted",
            Outcome.FAIL,
            of(Base.PREVIOUS, "", TEXT, "")),
    BARE(
            "the text of the current tag, without quotes",
            "syntax/unquoted",
            Outcome.NOTE,
            of(Base.CURRENT, "", TEXT, "")),
    LONE_QUOTE("one quote", "syntax/malformed-fails-closed", Outcome.FAIL, text("\"")),
    MARK_ALONE("W/ and nothing more", "syntax/malformed-fails-closed", Outcome.FAIL, text("W/")),
    EQUALS("an equals sign", "syntax/malformed-fails-closed", Outcome.FAIL, text("=")),
    OPEN(
            "the tag before, without its second quote",
            "syntax/half-quoted",
            Outcome.FAIL,
            of(Base.PREVIOUS, "\"", TEXT, "")),
    CLOSED(
            "the tag before, without its first quote",
            "syntax/half-quoted",
            Outcome.FAIL,
            of(Base.PREVIOUS, "", TEXT, "\"")),
    APOSTROPHES(
            "the tag before, in single quotes", "syntax/half-quoted", Outcome.FAIL, of(Base.PREVIOUS, "'", TEXT, "'")),
    NO_COMMA("the tag before twice, without a comma", "syntax/half-quoted", Outcome.FAIL, twice(Base.PREVIOUS)),
    LOWER_W_PREVIOUS(
            "the tag before after a lower-case w/",
            "weak/lowercase-w",
            Outcome.FAIL,
            of(Base.PREVIOUS, "w/\"", TEXT, "\"")),
    LOWER_W(
            "the current tag after a lower-case w/",
            "weak/lowercase-w",
            Outcome.WARN,
            of(Base.CURRENT, "w/\"", TEXT, "\"")),
    PARAMETER(
            "the current tag with a parameter",
            "syntax/semicolon-inside-tag",
            Outcome.WARN,
            of(Base.CURRENT, "\"", TEXT, "\";q=0.5")),
    ESCAPED(
            "the current tag with escaped quotes",
            "syntax/backslash-not-escape",
            Outcome.WARN,
            of(Base.CURRENT, "\\\"", TEXT, "\\\"")),
    SPACED(
            "the current tag with a space in it",
            "syntax/exact-characters",
            Outcome.WARN,
            of(Base.CURRENT, "\"", TEXT, " zz\"")),
    CUT_BY_NUL(
            "the current tag with a NUL in it",
            "syntax/controls",
            Outcome.FAIL,
            of(Base.CURRENT, "\"", TEXT, "\0zz\"")),
    STAR_AND_MORE("a star and a word", "wildcard/prefix-not-star", Outcome.WARN, text("*foo")),
    BARE_WEAK_STAR("W/*", "wildcard/weak-star", Outcome.WARN, text("W/*"));

    /** Which tag of the resource a role is made of. */
    enum Base {
        CURRENT,
        PREVIOUS,
        OLDEST,
        OTHER,
        NEVER,
        NONE
    }

    /** How a role is made: text, a form of a tag, text. */
    record Recipe(Base base, String before, Form form, String after, boolean twice) {}

    private final String words;
    private final String rule;
    private final Optional<Outcome> ifApplied;
    private final Recipe recipe;

    Role(String words, String rule, Recipe recipe) {
        this.words = words;
        this.rule = rule;
        this.ifApplied = Optional.empty();
        this.recipe = recipe;
    }

    Role(String words, String rule, Outcome ifApplied, Recipe recipe) {
        this.words = words;
        this.rule = rule;
        this.ifApplied = Optional.of(ifApplied);
        this.recipe = recipe;
    }

    private static Recipe of(Base base, String before, Form form, String after) {
        return new Recipe(base, before, form, after, false);
    }

    private static Recipe twice(Base base) {
        return new Recipe(base, "", WHOLE, "", true);
    }

    private static Recipe text(String text) {
        return new Recipe(Base.NONE, text, WHOLE, "", false);
    }

    String words() {
        return words;
    }

    /** The rule that is broken when this alone is performed on, with {@code %s} where the method is a part of the id. */
    String rule() {
        return rule;
    }

    /** What it comes to when a value that is malformed by this is performed on; empty where it is well formed. */
    Optional<Outcome> ifApplied() {
        return ifApplied;
    }

    Base base() {
        return recipe.base();
    }

    boolean isMalformed() {
        return ifApplied.isPresent();
    }

    /** Whether a java.net.http client can be made to send it. */
    boolean isForOrdinaryClients() {
        return this != HIGH && this != CUT_BY_NUL;
    }

    /** What it is made of, where the target gives occasion for it. */
    Optional<List<Piece>> pieces(Tags tags) {
        if (recipe.base() == Base.NONE) {
            return Optional.of(List.of(new Plain(recipe.before())));
        }
        if (recipe.base() == Base.NEVER) {
            return tags.foreign().map(tag -> List.of(new Plain(tag)));
        }
        return tags.named(recipe.base()).filter(name -> isFit(tags.text(name))).map(this::madeOf);
    }

    private boolean isFit(String tag) {
        String text = Form.text(tag);
        return switch (recipe.form()) {
            case NEXT -> text.matches("\\d{1,18}");
            case WITHOUT_FIRST, WITHOUT_LAST -> text.length() > 1;
            case OTHER_CASE -> text.matches(".*[a-zA-Z].*");
            case PERCENT -> !text.isEmpty() && text.charAt(0) < 0x80;
            default -> !text.isEmpty() || recipe.form() == WHOLE;
        };
    }

    private List<Piece> madeOf(TagName tag) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Plain(recipe.before()));
        pieces.add(new OfTag(tag, recipe.form()));
        pieces.add(new Plain(recipe.after()));
        if (recipe.twice()) {
            pieces.add(new Plain(" "));
            pieces.add(new OfTag(tag, recipe.form()));
        }
        pieces.removeIf(piece -> piece instanceof Plain plain && plain.text().isEmpty());
        return pieces;
    }

    /** The tags of the moment at which a value is sent. */
    interface Tags {

        /** The tag that this is made of, if there is one by now. */
        Optional<TagName> named(Base base);

        /** A tag as the target showed it. */
        String text(TagName name);

        /** A tag of the same shape that the target never issued, where its tags have a shape. */
        Optional<String> foreign();
    }
}
