package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A list of tags, or of lines with tags, is taken apart in another way than its grammar says (RFC 9110 §5.3, §5.6.1). */
final class ListFaults {

    static final List<Fault> ALL = List.of(
            fault("first-member-only")
                    .says("Of a list the first tag counts and no other.")
                    .ofClass("F09")
                    .caughtBy("syntax/list-any-position")
                    .alsoBreaks(
                            "syntax/backslash-before-quote",
                            "syntax/list-spacing",
                            "syntax/long-list",
                            "syntax/many-lines",
                            "syntax/multiple-lines",
                            "syntax/obs-text",
                            "weak/in-list")
                    .as(choosing(tags -> tags.subList(0, 1))),
            fault("last-member-only")
                    .says("Of a list the last tag counts and no other.")
                    .ofClass("F09")
                    .caughtBy("syntax/list-any-position")
                    .alsoBreaks("syntax/multiple-lines", "weak/in-list")
                    .as(choosing(tags -> tags.subList(tags.size() - 1, tags.size()))),
            fault("list-is-one-tag-on-patch-and-delete")
                    .says("On PATCH and DELETE the whole of If-Match is compared as if it were one tag.")
                    .ofClass("F09")
                    .caughtBy("syntax/list-any-position")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Boolean> ifMatch(Request request, Resource resource) {
                            boolean list = ifMatchValue(request)
                                    .map(this::tagField)
                                    .filter(field -> field instanceof TagField.Tags tags
                                            && tags.tags().size() > 1)
                                    .isPresent();
                            boolean other = List.of("PATCH", "DELETE").contains(request.method());
                            return Habits.super.ifMatch(request, resource).map(holds -> holds && !(list && other));
                        }
                    }),
            fault("any-list-matches")
                    .says("A list of two tags or more satisfies If-Match whatever they are.")
                    .ofClass("F09")
                    .caughtBy("syntax/list-any-position")
                    .alsoBreaks(
                            "syntax/multiple-lines", "syntax/obs-fold", "syntax/substring-in-header", "weak/in-list")
                    .as(() -> new Habits() {
                        @Override
                        public Optional<Boolean> ifMatch(Request request, Resource resource) {
                            return Habits.super
                                    .ifMatch(request, resource)
                                    .map(holds -> holds || tags(request).size() > 1);
                        }
                    }),
            fault("splits-at-comma-and-space-only")
                    .says("Members are separated by a comma and one space, and by nothing else.")
                    .ofClass("F09")
                    .caughtBy("syntax/list-spacing")
                    .as(splitting(", ", ListFaults::wholeTag)),
            fault("empty-member-spoils-the-list")
                    .says("A list with an empty member matches nothing.")
                    .ofClass("F09")
                    .caughtBy("syntax/empty-elements")
                    .as(SyntaxFaults.reading(
                            value -> value.matches("[ \\t]*,.*|.*,[ \\t]*(,.*)?") ? "malformed" : value)),
            fault("first-line-only")
                    .says("Of several If-Match lines the first counts and no other.")
                    .ofClass("F09")
                    .caughtBy("syntax/multiple-lines")
                    .alsoBreaks("syntax/many-lines")
                    .as(joining(lines -> lines.get(0))),
            fault("last-line-only")
                    .says("Of several If-Match lines the last counts and no other.")
                    .ofClass("F09")
                    .caughtBy("syntax/multiple-lines")
                    .as(joining(lines -> lines.get(lines.size() - 1))),
            fault("lines-are-joined-without-a-comma")
                    .says("Several If-Match lines are put together with spaces, which makes no list of them.")
                    .ofClass("F09")
                    .caughtBy("syntax/multiple-lines")
                    .alsoBreaks("syntax/many-lines")
                    .as(joining(lines -> String.join(" ", lines))),
            fault("duplicate-member-spoils-the-list")
                    .says("A list that names a tag twice matches nothing.")
                    .ofClass("F09")
                    .caughtBy("syntax/duplicate-members")
                    .as(choosing(tags -> new HashSet<>(tags).size() < tags.size() ? List.of() : tags)),
            fault("list-is-cut-after-fifty")
                    .says("Of a list the first fifty tags count.")
                    .ofClass("F09")
                    .caughtBy("syntax/long-list")
                    .alsoBreaks("syntax/many-lines")
                    .as(choosing(tags -> tags.subList(0, Math.min(50, tags.size())))),
            fault("lines-are-cut-after-fifty")
                    .says("Of many If-Match lines the first fifty count.")
                    .ofClass("F09")
                    .caughtBy("syntax/many-lines")
                    .as(joining(lines -> String.join(", ", lines.subList(0, Math.min(50, lines.size()))))),
            fault("splits-inside-tags")
                    .says("The value is split at every comma, and quotes are taken off the pieces.")
                    .ofClass("F09")
                    .caughtBy("syntax/comma-inside-tag")
                    .alsoBreaks("syntax/exact-characters")
                    .as(splitting(",", piece -> Stream.of(Tag.strong(piece.replaceAll("^[ \\t\"]+|[ \\t\"]+$", ""))))),
            fault("own-tags-do-not-survive-the-split")
                    .says("Tags have commas inside, and the value is split at every comma.")
                    .ofClass("F09")
                    .caughtBy("etag/length-sane")
                    .alsoBreaks(Breaks.OLD_TAG_IN_A_LIST)
                    .alsoBreaks(Breaks.CURRENT_TAG_ON_PUT)
                    .butNot("nego/gzip-tag-in-put")
                    .alsoBreaks("current-tag/delete", "current-tag/get-head", "current-tag/patch", "current-tag/post")
                    .as(ListFaults::withCommas));

    private ListFaults() {}

    private static List<Tag> tags(Request request) {
        return request.value("If-Match")
                .map(TagField::parse)
                .filter(TagField.Tags.class::isInstance)
                .map(field -> ((TagField.Tags) field).tags())
                .orElse(List.of());
    }

    /** Some of the tags that are listed. */
    private static Supplier<Habits> choosing(UnaryOperator<List<Tag>> choice) {
        return () -> new Habits() {
            @Override
            public TagField tagField(String value) {
                TagField field = TagField.parse(value);
                return field instanceof TagField.Tags list && !list.tags().isEmpty()
                        ? new TagField.Tags(choice.apply(list.tags()))
                        : field;
            }
        };
    }

    /** One value of several lines. */
    private static Supplier<Habits> joining(Function<List<String>, String> join) {
        return () -> new Habits() {
            @Override
            public Optional<String> ifMatchValue(Request request) {
                List<String> lines = request.lines("If-Match");
                return lines.isEmpty() ? Optional.empty() : Optional.of(join.apply(lines));
            }
        };
    }

    /** Tags that are made of the pieces between separators. */
    private static Supplier<Habits> splitting(String separator, Function<String, Stream<Tag>> tag) {
        return () -> new Habits() {
            @Override
            public TagField tagField(String value) {
                return value.equals("*")
                        ? new TagField.Star()
                        : new TagField.Tags(Arrays.stream(value.split(Pattern.quote(separator)))
                                .flatMap(tag)
                                .toList());
            }
        };
    }

    private static Stream<Tag> wholeTag(String piece) {
        return TagField.parse(piece) instanceof TagField.Tags one && one.tags().size() == 1
                ? one.tags().stream()
                : Stream.empty();
    }

    private static Habits withCommas() {
        return new Habits() {
            @Override
            public Optional<Tag> tag(Minting minting) {
                return Habits.super
                        .tag(minting)
                        .map(tag -> Tag.strong(tag.opaque().replace('-', ',')));
            }

            @Override
            public TagField tagField(String value) {
                return splitting(",", ListFaults::wholeTag).get().tagField(value);
            }
        };
    }
}
