package org.ifmatch.origin;

import java.util.List;
import java.util.stream.Stream;

/** Rules that go down together: what a fault breaks besides the rule that names it. */
final class Breaks {

    /** A PUT that names a replaced tag is performed: all rules that send one and expect a refusal. */
    static final List<String> OLD_TAG_ON_PUT = List.of(
            "stale-tag/put-rejected",
            "stale-tag/put-same-tag-replayed",
            "stale-tag/every-old-version",
            "stale-tag/already-applied",
            "current-tag/chain",
            "etag/aba-same-content",
            "etag/recreate-after-delete",
            "syntax/name-case",
            "syntax/obs-fold",
            "syntax/underscore-alias",
            "syntax/position-in-header-section",
            "precedence/ius-ignored-false",
            "wire/keepalive-after-412",
            "wire/pipeline",
            "wire/chunked-stale",
            "wire/zero-length",
            "wire/large-stale",
            "wire/http10",
            "nego/gzip-old-tag-rejected",
            "nego/request-coding",
            "uri/percent-equivalence");

    /** The same where the old tag stands in a list, or where another condition beside it makes a difference. */
    static final List<String> OLD_TAG_IN_A_LIST = List.of(
            "precedence/ius-ignored-true",
            "syntax/list-any-position",
            "syntax/empty-elements",
            "syntax/multiple-lines",
            "syntax/duplicate-members",
            "syntax/many-lines",
            "weak/in-list");

    /** The same where the content comes after a word, after the answer, behind a closure or once more. */
    static final List<String> OLD_TAG_IN_PARTS = List.of(
            "wire/expect-stale",
            "wire/early-412-drains-or-closes",
            "wire/early-412-readable",
            "wire/nothing-after-close",
            "race/retry-unknown-outcome");

    /** An upload is performed although its tag was replaced while it was under way. */
    static final List<String> HALF_SENT = List.of("race/slow-body", "race/expect-gap", "race/two-slow");

    /** Of PUTs that meet more than one is performed, or another than was said. */
    static final List<String> RACES_OF_PUT = List.of(
            "race/single-winner",
            "race/winner-content",
            "race/loser-status",
            "race/mixed-unconditional",
            "race/put-delete",
            "race/cas-linearizable",
            "race/tag-chain",
            "race/counter");

    /** The same of PATCH, POST and DELETE. */
    static final List<String> RACES_OF_OTHER_METHODS = List.of(
            "race/patch-patch",
            "race/patch-torn",
            "race/post-append",
            "race/delete-delete",
            "race/delete-recreate-delete");

    /** A PUT that names a tag which never was this resource's is performed. */
    static final List<String> FOREIGN_TAG_ON_PUT = List.of(
            "foreign-tag/put-rejected",
            "foreign-tag/other-resource",
            "weak/w-form-of-strong",
            "wildcard/quoted-is-a-tag",
            "wildcard/weak-star",
            "syntax/long-tag",
            "syntax/exact-characters",
            "syntax/substring-in-header",
            "syntax/comma-inside-tag",
            "syntax/semicolon-inside-tag",
            "syntax/backslash-not-escape",
            "syntax/star-inside-tag",
            "syntax/percent-not-decoded",
            "syntax/obs-text",
            "nego/suffix-forms");

    /** A PUT is performed though the value of its If-Match is malformed or empty. */
    static final List<String> MALFORMED_ON_PUT = List.of(
            "wildcard/prefix-not-star",
            "weak/lowercase-w",
            "syntax/empty-value",
            "syntax/half-quoted",
            "syntax/unquoted",
            "syntax/malformed-fails-closed");

    /** A PUT with If-Match creates what does not exist. */
    static final List<String> CREATION = List.of(
            "missing/put-tag",
            "wildcard/missing-put",
            "wildcard/after-delete",
            "race/create-im-star",
            "race/star-vs-delete",
            "race/slow-body-overtaken-by-delete");

    static final List<String> FALSE_ON_PATCH = List.of(
            "stale-tag/patch-rejected",
            "foreign-tag/patch-rejected",
            "no-effect/patch-atomic",
            "race/patch-patch",
            "race/patch-torn",
            "race/cas-linearizable");

    static final List<String> FALSE_ON_DELETE = List.of(
            "stale-tag/delete-rejected",
            "foreign-tag/delete-rejected",
            "no-effect/delete-side",
            "race/put-delete",
            "race/delete-delete",
            "race/delete-recreate-delete",
            "race/cas-linearizable");

    static final List<String> FALSE_ON_POST =
            List.of("stale-tag/post-rejected", "no-effect/append-partial", "race/post-append");

    static final List<String> FALSE_ON_COLLECTION_POST =
            List.of("stale-tag/post-collection-no-child", "no-effect/no-child", "race/collection-etag");

    /** A GET or HEAD is answered as if it had no If-Match. */
    static final List<String> FALSE_ON_GET = List.of(
            "stale-tag/get-412",
            "weak/w-form-of-strong",
            "precedence/ius-ignored-true",
            "precedence/im-false-inm-match-get",
            "precedence/im-false-inm-nomatch-get",
            "precedence/ims-after-im-false",
            "precedence/im-false-range",
            "precedence/im-false-range-unsat",
            "precedence/im-false-if-range-match",
            "nego/variant-tag");

    static final List<String> FALSE_ON_HEAD = List.of("stale-tag/head-412");

    /** A refused request has an effect. */
    static final List<String> EFFECT_OF_REFUSED = List.of(
            "no-effect/content",
            "race/412-then-own-write-visible",
            "race/winner-content",
            "race/tag-body-consistent",
            "race/cas-linearizable");

    /** A true If-Match does not let a PUT pass: all rules that expect one to. */
    static final List<String> CURRENT_TAG_ON_PUT = List.of(
            "current-tag/put",
            "current-tag/from-every-source",
            "current-tag/chain",
            "current-tag/noop-update",
            "etag/put-tag-usable",
            "etag/length-sane",
            "etag/aba-same-content",
            "weak/in-list",
            "syntax/list-any-position",
            "syntax/list-spacing",
            "syntax/empty-elements",
            "syntax/multiple-lines",
            "syntax/duplicate-members",
            "syntax/long-list",
            "syntax/many-lines",
            "syntax/backslash-before-quote",
            "syntax/obs-text",
            "syntax/name-case",
            "syntax/obs-fold",
            "syntax/position-in-header-section",
            "precedence/ius-ignored-true",
            "precedence/ius-invalid-with-im",
            "precedence/ims-on-put",
            "precedence/range-on-put-ignored",
            "answer-412/retry-from-412",
            "no-effect/etag",
            "no-effect/repeat-100",
            "wire/expect-current",
            "wire/chunked-current",
            "wire/zero-length",
            "wire/pipeline",
            "wire/keepalive-after-412",
            "nego/gzip-tag-in-put",
            "uri/percent-equivalence",
            "race/412-truthful",
            "race/progress",
            "race/aborted-slow",
            "race/cas-linearizable",
            "race/counter");

    static final List<String> WILDCARD = List.of(
            "wildcard/existing-put",
            "wildcard/existing-patch",
            "wildcard/existing-delete",
            "wildcard/existing-get",
            "wildcard/empty-content-exists",
            "wildcard/ows");

    static final List<String> ANYTHING_ON_PUT = Stream.of(
                    OLD_TAG_ON_PUT, HALF_SENT, RACES_OF_PUT, FOREIGN_TAG_ON_PUT, MALFORMED_ON_PUT, CREATION)
            .flatMap(List::stream)
            .toList();

    private Breaks() {}
}
