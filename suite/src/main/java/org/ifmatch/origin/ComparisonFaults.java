package org.ifmatch.origin;

import static org.ifmatch.origin.Fault.fault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tags are compared with something else than the current tag, or not character by character (RFC 9110 §8.8.3.2). */
final class ComparisonFaults {

    static final List<Fault> ALL = List.of(
            fault("any-tag-matches-what-exists")
                    .says("Any tag satisfies If-Match as long as the resource exists.")
                    .ofClass("F01")
                    .caughtBy("stale-tag/put-rejected")
                    .alsoBreaks(Breaks.OLD_TAG_ON_PUT)
                    .alsoBreaks(Breaks.OLD_TAG_IN_A_LIST)
                    .alsoBreaks(Breaks.OLD_TAG_IN_PARTS)
                    .alsoBreaks(Breaks.HALF_SENT)
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(Breaks.FOREIGN_TAG_ON_PUT)
                    .alsoBreaks(Breaks.FALSE_ON_PATCH)
                    .alsoBreaks(Breaks.FALSE_ON_DELETE)
                    .alsoBreaks(Breaks.FALSE_ON_POST)
                    .alsoBreaks(Breaks.FALSE_ON_COLLECTION_POST)
                    .alsoBreaks(Breaks.FALSE_ON_GET)
                    .alsoBreaks("stale-tag/already-applied-not-redone", "stale-tag/head-412")
                    .as(() -> new Habits() {
                        @Override
                        public boolean matches(Tag sent, Request request, Resource resource) {
                            return resource.exists();
                        }
                    }),
            fault("any-tag-of-its-history-matches")
                    .says("Any tag that the resource ever had satisfies If-Match.")
                    .ofClass("F13")
                    .caughtBy("stale-tag/every-old-version")
                    .alsoBreaks(Breaks.OLD_TAG_ON_PUT)
                    .alsoBreaks(Breaks.HALF_SENT)
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(Breaks.FALSE_ON_POST)
                    .alsoBreaks(Breaks.FALSE_ON_COLLECTION_POST)
                    .alsoBreaks(Breaks.RACES_OF_OTHER_METHODS)
                    .alsoBreaks(
                            "no-effect/delete-side",
                            "no-effect/metadata",
                            "no-effect/patch-atomic",
                            "precedence/im-false-if-range-match",
                            "precedence/im-false-inm-match-get",
                            "precedence/im-false-inm-nomatch-get",
                            "precedence/im-false-range",
                            "precedence/im-false-range-unsat",
                            "precedence/ims-after-im-false",
                            "stale-tag/already-applied-not-redone",
                            "stale-tag/delete-rejected",
                            "stale-tag/get-412",
                            "stale-tag/head-412",
                            "stale-tag/patch-rejected",
                            "syntax/list-any-position",
                            "weak/in-list",
                            "wire/early-412-drains-or-closes",
                            "wire/early-412-readable",
                            "wire/expect-stale")
                    .as(ComparisonFaults::remembering),
            fault("spent-tag-is-accepted-again")
                    .says("A tag that has satisfied an If-Match goes on satisfying it for that client.")
                    .ofClass("F13")
                    .caughtBy("stale-tag/put-same-tag-replayed")
                    .alsoBreaks(Breaks.HALF_SENT)
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(Breaks.RACES_OF_OTHER_METHODS)
                    .alsoBreaks("current-tag/chain", "stale-tag/already-applied-not-redone", "wire/pipeline")
                    .as(ComparisonFaults::cachingPerClient),
            fault("spent-tag-is-good-on-its-connection")
                    .says("A tag that has satisfied an If-Match goes on satisfying it on that connection.")
                    .ofClass("F13")
                    .caughtBy("wire/pipeline")
                    .alsoBreaks("race/cas-linearizable", "race/expect-gap", "race/tag-chain")
                    .as(ComparisonFaults::cachingPerConnection),
            fault("only-the-previous-tag-is-refused")
                    .says("Any tag satisfies If-Match but that of the version before the current one.")
                    .ofClass("F13")
                    .caughtBy("stale-tag/every-old-version")
                    .alsoBreaks(Breaks.RACES_OF_PUT)
                    .alsoBreaks(Breaks.FOREIGN_TAG_ON_PUT)
                    .alsoBreaks(Breaks.FALSE_ON_COLLECTION_POST)
                    .alsoBreaks(Breaks.RACES_OF_OTHER_METHODS)
                    .alsoBreaks(
                            "etag/aba-same-content",
                            "etag/recreate-after-delete",
                            "foreign-tag/delete-rejected",
                            "foreign-tag/patch-rejected",
                            "nego/variant-tag",
                            "stale-tag/get-412",
                            "stale-tag/head-412",
                            "syntax/list-any-position",
                            "syntax/obs-fold",
                            "weak/in-list",
                            "wire/keepalive-after-412")
                    .as(ComparisonFaults::refusingThePrevious),
            fault("tags-of-other-resources-match")
                    .says("The current tag of any resource satisfies If-Match on every other.")
                    .ofClass("F13")
                    .caughtBy("foreign-tag/other-resource")
                    // A tag that is cut by a character may be another resource's tag, where tags count.
                    .mayBreak("syntax/exact-characters")
                    .as(ComparisonFaults::sharing),
            fault("first-half-of-the-tag-is-compared")
                    .says("Two tags are equal if the first halves of their texts are.")
                    .ofClass("F10")
                    .caughtBy("foreign-tag/put-rejected")
                    .alsoBreaks(
                            "foreign-tag/delete-rejected",
                            "foreign-tag/patch-rejected",
                            "nego/variant-tag",
                            "race/cas-linearizable",
                            "race/delete-delete",
                            "race/delete-recreate-delete",
                            "race/patch-patch",
                            "race/patch-torn",
                            "race/put-delete",
                            "syntax/comma-inside-tag",
                            "syntax/exact-characters",
                            "syntax/semicolon-inside-tag",
                            "syntax/substring-in-header")
                    .as(ComparisonFaults::halving),
            fault("beginning-of-the-tag-matches")
                    .says("A tag satisfies If-Match if the current one begins with it.")
                    .ofClass("F10")
                    .caughtBy("syntax/exact-characters")
                    .alsoBreaks("foreign-tag/put-rejected", "foreign-tag/patch-rejected", "foreign-tag/delete-rejected")
                    .as(equal(
                            (sent, current) -> !sent.weak() && current.opaque().startsWith(sent.opaque()))),
            fault("longer-tag-matches")
                    .says("A tag satisfies If-Match if it begins with the current one.")
                    .ofClass("F10")
                    .caughtBy("syntax/exact-characters")
                    .alsoBreaks(
                            "nego/variant-tag",
                            "race/tag-chain",
                            "syntax/comma-inside-tag",
                            "syntax/semicolon-inside-tag",
                            "syntax/substring-in-header")
                    .as(equal((sent, current) -> !sent.weak() && sent.opaque().startsWith(current.opaque()))),
            fault("case-of-letters-is-ignored")
                    .says("Two tags are equal if only the case of their letters differs.")
                    .ofClass("F10")
                    .caughtBy("syntax/exact-characters")
                    .as(equal((sent, current) -> !sent.weak() && sent.opaque().equalsIgnoreCase(current.opaque()))),
            fault("value-that-contains-the-tag-matches")
                    .says("If-Match is true if its value contains the text of the current tag anywhere.")
                    .ofClass("F10")
                    .caughtBy("syntax/substring-in-header")
                    .alsoBreaks(
                            "nego/variant-tag",
                            "race/tag-chain",
                            "syntax/backslash-not-escape",
                            "syntax/comma-inside-tag",
                            "syntax/exact-characters",
                            "syntax/semicolon-inside-tag",
                            "weak/in-list",
                            "weak/lowercase-w",
                            "weak/w-form-of-strong")
                    .as(ComparisonFaults::searching),
            fault("numbers-are-compared-as-numbers")
                    .says("Tags are version numbers, and equal if their values are, however they are written.")
                    .ofClass("F10")
                    .caughtBy("syntax/exact-characters")
                    .as(() -> numbered((sent, current) ->
                            number(sent).isPresent() && number(sent).equals(number(current)))),
            fault("newer-version-matches")
                    .says("Tags are version numbers, and one satisfies If-Match if it is not smaller than the current.")
                    .ofClass("F13")
                    .caughtBy("foreign-tag/put-rejected")
                    .alsoBreaks("syntax/list-any-position")
                    .alsoBreaks("stale-tag/get-412", "stale-tag/head-412")
                    .alsoBreaks("foreign-tag/patch-rejected", "foreign-tag/delete-rejected", "syntax/exact-characters")
                    .alsoBreaks("foreign-tag/other-resource")
                    .as(() -> numbered((sent, current) ->
                            number(sent).orElse(-1.0) >= number(current).orElse(Double.MAX_VALUE))),
            fault("percent-encoding-is-decoded")
                    .says("A tag is percent-decoded before it is compared.")
                    .ofClass("F12")
                    .caughtBy("syntax/percent-not-decoded")
                    .as(equal((sent, current) ->
                            !sent.weak() && decoded(sent.opaque()).equals(current.opaque()))));

    private ComparisonFaults() {}

    private static Supplier<Habits> equal(BiPredicate<Tag, Tag> equality) {
        return () -> new Habits() {
            @Override
            public boolean stronglyEqual(Tag sent, Tag current) {
                return equality.test(sent, current);
            }
        };
    }

    private static Habits numbered(BiPredicate<Tag, Tag> equality) {
        NumberedTags.Numbers numbers = new NumberedTags.Numbers();
        return new NumberedTags() {
            @Override
            public Numbers numbers() {
                return numbers;
            }

            @Override
            public boolean stronglyEqual(Tag sent, Tag current) {
                return !sent.weak() && equality.test(sent, current);
            }
        };
    }

    private static Optional<Double> number(Tag tag) {
        try {
            return Optional.of(Double.parseDouble(tag.opaque()));
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    private static String decoded(String opaque) {
        try {
            return URLDecoder.decode(opaque, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException other) {
            return opaque;
        }
    }

    private static Stream<Tag> tags(Optional<Version> version) {
        return version.stream()
                .flatMap(each -> Stream.of(each.tag(), each.gzipTag()))
                .flatMap(Optional::stream);
    }

    private static Habits remembering() {
        Map<String, Set<Tag>> history = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                Set<Tag> tags = history.computeIfAbsent(name, first -> ConcurrentHashMap.newKeySet());
                Stream.concat(tags(before), tags(after)).forEach(tags::add);
            }

            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                return Habits.super.matches(sent, request, resource)
                        || resource.exists()
                                && history.getOrDefault(resource.name(), Set.of())
                                        .contains(sent);
            }
        };
    }

    private static Habits cachingPerClient() {
        return caching(request -> request.connection().replaceAll(":[0-9]+$", ""));
    }

    private static Habits cachingPerConnection() {
        return caching(Request::connection);
    }

    private static Habits caching(Function<Request, String> session) {
        Set<List<Object>> good = ConcurrentHashMap.newKeySet();
        return new Habits() {
            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                List<Object> use = List.of(session.apply(request), resource.name(), sent);
                if (!resource.exists()) {
                    return false;
                }
                if (Habits.super.matches(sent, request, resource)) {
                    good.add(use);
                }
                return good.contains(use);
            }
        };
    }

    private static Habits refusingThePrevious() {
        Map<String, Set<Tag>> previous = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                previous.put(name, Set.copyOf(tags(before).toList()));
            }

            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                return resource.exists()
                        && !previous.getOrDefault(resource.name(), Set.of()).contains(sent);
            }
        };
    }

    private static Habits sharing() {
        Map<String, Set<Tag>> current = new ConcurrentHashMap<>();
        return new Habits() {
            @Override
            public void changed(String name, Optional<Version> before, Optional<Version> after) {
                current.put(name, Set.copyOf(tags(after).toList()));
            }

            @Override
            public boolean matches(Tag sent, Request request, Resource resource) {
                return Habits.super.matches(sent, request, resource)
                        || resource.exists() && current.values().stream().anyMatch(tags -> tags.contains(sent));
            }
        };
    }

    /** Tags whose halves both tell versions apart, so that only a tag that nobody issued is taken for another. */
    private static Habits halving() {
        return new Habits() {
            @Override
            public Optional<Tag> tag(Minting minting) {
                return doubled(minting);
            }

            @Override
            public Optional<Tag> gzipTag(Minting minting, Optional<Tag> plain) {
                return doubled(minting);
            }

            @Override
            public boolean stronglyEqual(Tag sent, Tag current) {
                int half = current.opaque().length() / 2;
                return !sent.weak()
                        && sent.opaque().length() >= half
                        && current.opaque().startsWith(sent.opaque().substring(0, half));
            }
        };
    }

    private static Optional<Tag> doubled(Minting minting) {
        String text = minting.serial().next();
        return Optional.of(Tag.strong(text + text));
    }

    private static Habits searching() {
        return new Habits() {
            @Override
            public Optional<Boolean> ifMatch(Request request, Resource resource) {
                return ifMatchValue(request)
                        .map(value -> value.equals("*") && resource.exists()
                                || tags(resource.current()).anyMatch(tag -> value.contains(tag.opaque())));
            }
        };
    }
}
